/// A step in plain words, in both languages.
#include "lessons/explain.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "lessons/lessons_tools.hpp"
#include "lessons/phrases.hpp"

namespace poolscope::lessons {
namespace {

using testing::HasSubstr;

Words explain(const scene::NamedScene& named) {
    const model::Results results = model::compute_results(named.document);
    const model::Figure figure = model::make_figure(named.document, named.view, results);
    return explain_view(named.document, named.view, results, figure);
}

scene::NamedScene scene_of(model::Document document, std::size_t step) {
    scene::NamedScene named{"own", std::move(document), {}};
    named.view.step = step;
    return named;
}

TEST(Explain, AMaximumNamesItsWinner) {
    const Words words = explain(scene_of(model::default_document(), 4));
    EXPECT_EQ(words.in(Language::english),
              "Output (1, 1) looks at rows 1 to 3 and columns 1 to 3 of the input: 9 cells with "
              "data. The largest of them is 8, at (1, 3), and it becomes the output.");
    EXPECT_EQ(words.in(Language::chinese),
              "输出 (1, 1) 查看输入的第 1 至 3 行、第 1 至 3 列：共 9 个有数据的格子。其中最大的是 "
              "8，在 (1, 3)，它就成为输出。");
}

TEST(Explain, AMeanNamesSumAndDivisor) {
    const Words words = explain(scene_of(layer(2, 2, {1, 2, 3, 6}, "avg", windows(2, 2, 0)), 0));
    EXPECT_THAT(words.in(Language::english),
                HasSubstr("Their sum is 12; divided by 4 it gives the output 3."));
}

TEST(Explain, TiesPaddingAndNoDataAreTold) {
    EXPECT_THAT(explain(scene_of(layer(2, 2, {5, 5, 1, 1}, "max", windows(2, 2, 0)), 0))
                    .in(Language::english),
                HasSubstr("2 cells are equal"));
    EXPECT_THAT(explain(scene_of(model::default_document(), 0)).in(Language::english),
                HasSubstr("Another 5 lie outside the data."));
    EXPECT_THAT(explain(scene_of(layer(2, 2, {1, 2, 3, 4}, "max", windows(2, 2, 2)), 0))
                    .in(Language::english),
                HasSubstr("no data in this window"));
}

TEST(Explain, TheWayBackSaysWhereTheGradientGoes) {
    auto named = scene_of(model::default_document(), 4);
    named.view.mode = model::Mode::backward;
    EXPECT_THAT(explain(named).in(Language::english),
                HasSubstr("All of it goes to the winner, input (1, 3)"));
}

TEST(Explain, EverySceneIsExplainedButForWhatIsHidden) {
    for (const scene::NamedScene& named : scene::named_scenes()) {
        const model::Results results = model::compute_results(named.document);
        const bool one_layer =
            named.view.mode == model::Mode::forward || named.view.mode == model::Mode::backward;
        if (!results.geometry || !one_layer) continue;
        scene::NamedScene shown = named;
        for (const LanguageRow& row : languages()) {
            const std::string words = explain(shown).in(row.language);
            EXPECT_FALSE(words.empty()) << named.name;
            EXPECT_EQ(words.find('{'), std::string::npos) << words;
        }
        shown.view.prediction.hides_values = true;
        EXPECT_TRUE(explain(shown).empty()) << named.name;
    }
}

TEST(Explain, EveryOperatorHasANameOfItsOwn) {
    std::set<std::string> names;
    for (const Operator* op : operators()) {
        const std::string id = "operator." + std::string(op->id);
        const auto phrase = std::ranges::find(phrases(), id, &Phrase::id);
        ASSERT_NE(phrase, phrases().end()) << "app/lessons/phrases.cpp has no phrase " << id;
        EXPECT_TRUE(names.emplace(phrase->english).second) << id;
        // Two cells of each of two channels: any operator's window has data.
        model::Document document = scene::grid_document(2, 4, 4);
        document.operator_id = op->id;
        document.params.placement = op->placement.value_or(Placement::sliding);
        document.params.output_size = {2, 2};
        document.params.channel_group = 2;
        document.params = params_for(*op, document.params);
        const Words words = explain(scene_of(std::move(document), 1));
        for (const LanguageRow& row : languages()) {
            const std::string& said = words.in(row.language);
            EXPECT_FALSE(said.empty()) << id;
            EXPECT_EQ(said.find("operator."), std::string::npos) << said;
            EXPECT_EQ(said.find('{'), std::string::npos) << said;
        }
        if (op->id == "avg" || op->selects) continue;  // these are told by what they do
        EXPECT_THAT(words.in(Language::english), HasSubstr(std::string(phrase->english)));
        EXPECT_THAT(words.in(Language::chinese), HasSubstr(std::string(phrase->chinese)));
    }
}

}  // namespace
}  // namespace poolscope::lessons
