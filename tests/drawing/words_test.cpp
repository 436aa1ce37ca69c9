/// The words around the grids of every layer's drawing: titles, formula, caption and legend, in
/// both languages.
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/formula.hpp"
#include "i18n/language.hpp"
#include "on_cells.hpp"

namespace poolscope::drawing {
namespace {

using testing::Contains;

/// The lines of text that begin in `area`, from the top.
std::vector<std::string> words_in(const Drawing& drawing, const Rect& area) {
    std::vector<std::string> words;
    for (const Text& text : free_texts(drawing)) {
        if (text.at.y >= area.y && text.at.y < area.bottom()) words.push_back(words_of(text));
    }
    return words;
}

/// What stands below the caption.
std::set<std::string> legend_of(const Drawing& drawing) {
    const float top = drawing.caption.bottom();
    const auto words = words_in(drawing, {0, top, drawing.size.w, drawing.size.h - top});
    return {words.begin(), words.end()};
}

bool hangs(const Axis& axis) {
    return axis.overhang_end() > axis.input + axis.pad_end;
}

/// The meanings that occur in a drawing.
std::set<std::string> meanings_of(const Drawn& one) {
    const Step<float> step = one.step();
    const Geometry geometry = one.geometry(one.scene.view.channel);
    const auto& reduction = step.reduction;
    const Operator& op = one.op();
    std::set<std::string> words{"window", "output"};
    const auto add = [&](const char* word, bool occurs) {
        if (occurs) words.insert(word);
    };
    add(op.weighs ? "picked" : "winner", reduction.selected.has_value());
    add("taken", !reduction.selected && !reduction.ties.empty());
    add("tied", reduction.selected && reduction.ties.size() > 1);
    add("counted", op.averages());
    const bool two_lines = one.drawing.hits.front().cell >= 34;
    const bool scores = one.scene.view.edits_scores && op.scored;
    add("× weight", !reduction.weights.empty() && two_lines && !scores);
    add("x: the input's value", two_lines && (scores || one.scene.view.counts_readers));
    add("reading", one.scene.view.grain == Grain::cell);
    const Axis& rows = geometry.rows;
    const Axis& cols = geometry.cols;
    add("padding", rows.pad_begin + rows.pad_end + cols.pad_begin + cols.pad_end > 0);
    add("overhang", hangs(rows) || hangs(cols));
    add("never read", never_read_count(geometry) > 0);
    add("under the pointer", one.scene.view.pointer.linked() && !one.scene.view.pointer.pin);
    add("pinned", one.scene.view.pointer.pin.has_value());
    return words;
}

TEST(Words, TheLegendNamesWhatOccursAndNothingElse) {
    std::set<std::string> all;
    for (const Drawn& one : drawn_cells()) {
        const auto words = legend_of(one.drawing);
        EXPECT_EQ(words, meanings_of(one)) << one.scene.name;
        all.insert(words.begin(), words.end());
    }
    EXPECT_EQ(all.size(), 15U) << "every meaning occurs in some scene: "
                               << testing::PrintToString(all);
}

TEST(Words, TheFormulaIsTheStepsOwn) {
    int whole = 0;
    for (const Drawn& one : drawn_cells()) {
        SCOPED_TRACE(one.scene.name);
        const auto words = words_in(one.drawing, one.drawing.formula);
        ASSERT_EQ(words.size(), 1U);
        const std::string full = plain_text(formula_pieces(
            make_formula({&one.op(), one.scene.document.layer().params}, one.step())));
        // A long one leaves items out of its middle.
        const std::size_t gap = words.front().find("…");
        if (gap == std::string::npos) {
            EXPECT_EQ(words.front(), full);
            ++whole;
        } else {
            EXPECT_TRUE(full.starts_with(words.front().substr(0, gap))) << words.front();
            const std::string end = words.front().substr(words.front().rfind("…") + 3);
            EXPECT_TRUE(full.ends_with(end)) << words.front();
        }
    }
    EXPECT_GT(whole, 80);
}

TEST(Words, TheCaptionSaysThePlaceWhatIsReadAndWhatComesOfIt) {
    for (const Drawn& one : drawn_cells()) {
        SCOPED_TRACE(one.scene.name);
        const auto lines = words_in(one.drawing, one.drawing.caption);
        std::string said;
        for (const std::string& line : lines) said += (said.empty() ? "" : " · ") + line;
        const Step<float> step = one.step();
        const Geometry geometry = one.geometry(one.scene.view.channel);
        const std::size_t count = model::steps_per_channel(one.results, one.scene.view.grain);
        const auto parts = step_caption_parts(
            one.scene.document.layer(), step,
            {std::min(one.scene.view.step, count - 1), count, one.scene.view.grain, &geometry});
        // The first two and the last are never left out.
        for (const std::string& part : {parts[0], parts[1], parts.back()}) {
            EXPECT_THAT(said, testing::HasSubstr(part));
        }
        if (one.scene.view.all_channels && geometry.channel_group == 1) {
            EXPECT_THAT(said,
                        testing::HasSubstr("channel " + std::to_string(one.scene.view.channel)));
        }
    }
}

TEST(Words, TitlesNameThePanesAndTheirSizes) {
    const auto title = [](const char* scene) {
        const Drawing drawing = build(named_scene(scene));
        return words_in(drawing, {0, 0, drawing.size.w, drawing.hits.front().visible.y});
    };
    EXPECT_THAT(title("ties"), testing::IsSupersetOf({"Input", "3 × 3", "Output", "2 × 2"}));
    EXPECT_THAT(title("max-padded-one"),
                testing::IsSupersetOf({"channel 1 · 5 × 5, padded 7 × 7", "3 × 3"}));
    EXPECT_THAT(title("max-unpadded-all"), testing::IsSupersetOf({"Channel 0"}));
    EXPECT_THAT(title("maxout-bound-one"), Contains("Channel 1"));
    EXPECT_THAT(title("batch"), Contains("sample 2 of 3 · channel 0 · 4 × 4"));
    EXPECT_THAT(title("attention-scores-edited"), Contains("Scores"));
    EXPECT_THAT(title("computing"), Contains("2 × 2 · computing…"));
    const Drawing many = build(named_scene("many-channels"));
    EXPECT_THAT(words_in(many, many.caption).front(), testing::StartsWith("showing "));
}

/// The words below the grids of a dark drawing: none is in a colour of another theme.
TEST(Words, AreInTheColoursOfTheTheme) {
    const Drawn dark{named_scene("dark")};
    EXPECT_EQ(dark.drawing.background, dark.theme().background);
    const std::vector<Color> inks{dark.theme().text, dark.theme().text_muted,
                                  dark.theme().text_faint, dark.theme().winner,
                                  dark.theme().output};
    const Rect below{0, dark.drawing.formula.y, dark.drawing.size.w, dark.drawing.size.h};
    for (const Text& text : free_texts(dark.drawing)) {
        if (text.at.y < below.y) continue;
        for (const TextSpan& span : text.spans) EXPECT_THAT(inks, Contains(span.color));
    }
}

TEST(WordsInChinese, LieInsideAndApart) {
    const i18n::LanguageScope scope("zh");
    for (NamedScene scene : named_scenes()) {
        SCOPED_TRACE(scene.name);
        for (const Size size : {Size{640, 500}, Size{848, 752}}) {
            scene.size = size;
            expect_words_inside_and_apart(build(scene));
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
