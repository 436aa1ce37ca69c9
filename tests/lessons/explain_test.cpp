/// A step in plain words, in both languages.
#include "lessons/explain.hpp"

#include <gmock/gmock.h>

#include <set>

#include "i18n/language.hpp"
#include "questions/exercises.hpp"
#include "questions/tools.hpp"

namespace poolscope::lessons {
namespace {

using questions::layer;
using questions::operator_words;
using questions::windows;
using questions::Words;
using testing::HasSubstr;

Words explain(const drawing::NamedScene& named) {
    const model::Results results = model::compute_results(named.document);
    const model::Figure figure = model::make_figure({named.document, results}, named.view);
    return explain_view({named.document, results}, named.view, figure);
}

drawing::NamedScene scene_of(model::Document document, std::size_t step) {
    drawing::NamedScene named{"own", std::move(document), {}};
    named.view.step = step;
    return named;
}

TEST(Explain, AMaximumNamesItsWinner) {
    const Words words = explain(scene_of(model::default_document(), 4));
    EXPECT_EQ(words.in("en"),
              "Output (1, 1) looks at rows 1 to 3 and columns 1 to 3 of the input: 9 cells with "
              "data. The largest of them is 8, at (1, 3), and it becomes the output.");
    EXPECT_EQ(
        words.in("zh"),
        "输出 (1, 1) 查看输入的第 1 至 3 行、第 1 至 3 列：共 9 个有数据的单元格。其中最大的是 "
        "8，在 (1, 3)，它就成为输出。");
}

TEST(Explain, AMeanNamesSumAndDivisor) {
    const Words words = explain(scene_of(layer(2, 2, {1, 2, 3, 6}, "avg", windows(2, 2, 0)), 0));
    EXPECT_THAT(words.in("en"), HasSubstr("Their sum is 12; divided by 4 it gives the output 3."));
}

TEST(Explain, TiesPaddingAndNoDataAreTold) {
    EXPECT_THAT(explain(scene_of(layer(2, 2, {5, 5, 1, 1}, "max", windows(2, 2, 0)), 0)).in("en"),
                HasSubstr("2 cells are equal"));
    EXPECT_THAT(explain(scene_of(model::default_document(), 0)).in("en"),
                HasSubstr("5 more lie outside the data."));
    EXPECT_THAT(explain(scene_of(layer(2, 2, {1, 2, 3, 4}, "max", windows(2, 2, 2)), 0)).in("en"),
                HasSubstr("no data in this window"));
}

TEST(Explain, TheWayBackSaysWhereTheGradientGoes) {
    auto named = scene_of(model::default_document(), 4);
    named.view.mode = model::Mode::backward;
    EXPECT_THAT(explain(named).in("en"), HasSubstr("All of it goes to the winner, input (1, 3)"));
}

TEST(Explain, EverySceneIsExplainedButForWhatIsHidden) {
    for (const drawing::NamedScene& named : drawing::named_scenes()) {
        const model::Results results = model::compute_results(named.document);
        const bool one_layer =
            named.view.mode == model::Mode::forward || named.view.mode == model::Mode::backward;
        if (!results.geometry || !one_layer) continue;
        drawing::NamedScene shown = named;
        for (const i18n::Language& one : i18n::languages()) {
            const std::string words = explain(shown).in(one.id);
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
        const Words name = operator_words(*op);
        EXPECT_TRUE(names.insert(name.in("en")).second) << op->id;
        // Two cells of each of two channels: any operator's window has data.
        model::Document document = drawing::grid_document(2, 4, 4);
        document.layer().op = op;
        document.layer().params.placement = op->placement.value_or(Placement::sliding);
        document.layer().params.output_size = {2, 2};
        document.layer().params.channel_group = 2;
        document.layer().params = settled({op, document.layer().params}).params;
        const Words words = explain(scene_of(std::move(document), 1));
        for (const i18n::Language& one : i18n::languages()) {
            const std::string said = words.in(one.id);
            EXPECT_FALSE(said.empty()) << op->id;
            EXPECT_EQ(said.find('{'), std::string::npos) << said;
            if (op->id == "avg" || op->selects) continue;  // these are told by what they do
            EXPECT_THAT(said, HasSubstr(name.in(one.id)));
        }
    }
}

}  // namespace
}  // namespace poolscope::lessons
