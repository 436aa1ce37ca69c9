/// The drawing in every language: nothing is cut, nothing is left in English.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/drawing.hpp"
#include "drawing/layer_text.hpp"
#include "i18n/language.hpp"
#include "model/store.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {

namespace {

/// The stage in windows of 1280 x 720 and 1920 x 1080.
constexpr Size stages[] = {{688, 568}, {1328, 888}};

std::string words_of(const Text& text) {
    std::string words;
    for (const TextSpan& span : text.spans) words += span.text;
    return words;
}

/// What is wrong with the words of the store's drawing, a line each.
std::vector<std::string> faults_of(model::Store& store, Size size) {
    const Drawing drawn =
        build_drawing({store.run(), store.view(), store.figure()}, *theme::themes().front(), size);
    std::vector<std::string> faults;
    for (const Primitive& one : drawn.primitives) {
        const auto* text = std::get_if<Text>(&one);
        if (text == nullptr) continue;
        const std::string words = words_of(*text);
        float width = 0;
        for (const TextSpan& span : text->spans)
            width += theme::text_width(span.text, text->size, span.font);
        const float left = text->align == Align::start    ? text->at.x
                           : text->align == Align::middle ? text->at.x - width / 2
                                                          : text->at.x - width;
        if (left < 0 || left + width > size.w) faults.push_back(words + " leaves the stage");
        // A formula may leave items out; a sentence is to be read to its end.
        const bool formula = text->spans.size() > 1;
        if (!formula && words.ends_with("…")) faults.push_back(words + " is cut");
    }
    return faults;
}

class SceneIn : public testing::TestWithParam<std::string> {
protected:
    const i18n::LanguageScope scope{GetParam()};
};

TEST_P(SceneIn, NoWordsAreCutForAnyOperatorOrMode) {
    model::Store store;
    for (const Size size : stages) {
        for (const Operator* op : operators()) {
            ASSERT_TRUE(
                store.dispatch(model::DocumentAction(model::SetOperator{std::string(op->id)})));
            for (const auto mode : {model::Mode::forward, model::Mode::backward}) {
                ASSERT_TRUE(store.dispatch(model::ViewAction(model::SetMode{mode})));
                EXPECT_THAT(faults_of(store, size), testing::IsEmpty())
                    << op->id << ", " << size.w << " x " << size.h;
            }
        }
    }
}

std::vector<std::string> ids() {
    std::vector<std::string> all;
    for (const i18n::Language& one : i18n::languages()) all.push_back(one.id);
    return all;
}

INSTANTIATE_TEST_SUITE_P(Languages, SceneIn, testing::ValuesIn(ids()),
                         [](const auto& one) { return one.param; });

TEST(SceneInChinese, FollowsWhatTheDrawingIsAskedForNotWhatIsSpoken) {
    model::Store store;
    const auto drawn_in = [&](const i18n::Language& language) {
        return to_text(build_drawing({store.run(), store.view(), store.figure(), language},
                                     *theme::themes().front(), {900, 700}));
    };
    const i18n::Language& chinese = i18n::language_or_default("zh");
    const std::string asked = drawn_in(chinese);
    const i18n::LanguageScope scope("zh");
    EXPECT_EQ(asked, drawn_in(i18n::language()));
    EXPECT_NE(asked, drawn_in(i18n::language_or_default("en")));
}

TEST(SceneInChinese, SaysItsStepInChinese) {
    const i18n::LanguageScope scope("zh");
    model::Store store;
    const auto step = model::step_of(store.run(), Grain::window, 4, {0, 0});
    ASSERT_TRUE(step);
    const Geometry geometry = *store.run().results.geometry;
    EXPECT_EQ(step_caption(store.document().layer(), *step, {4, 9, Grain::window, &geometry}),
              "第 5 步，共 9 步 · 输出 (1, 1) 读取第 1–3 行、第 1–3 列 · 9 个真实格，0 个填充 · "
              "胜出：输入 (1, 3)");
    EXPECT_EQ(layer_facts(store.run())[1], "36 → 9 个值（−75 %）");
}

}  // namespace

}  // namespace poolscope::drawing
