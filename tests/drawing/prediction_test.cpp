/// While a student predicts, the drawing does not tell the answer.
#include <algorithm>

#include <gtest/gtest.h>

#include "scenes.hpp"
#include "theme/theme.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

bool says(const Drawing& drawing, const std::string& words) {
    return std::ranges::any_of(free_texts(drawing), [&](const Text& text) {
        return words_of(text).find(words) != std::string::npos;
    });
}

/// Something is drawn in the colour of winners or ties.
bool marks_winners(const Drawing& drawing) {
    const theme::Theme& theme = theme::theme_or_default("light");
    return std::ranges::any_of(drawing.primitives, [&](const Primitive& primitive) {
        if (const auto* box = std::get_if<Box>(&primitive))
            return box->stroke.color == theme.winner || box->stroke.color == theme.tie;
        const auto* polygon = std::get_if<Polygon>(&primitive);
        return polygon != nullptr && polygon->fill == theme.winner;
    });
}

NamedScene hiding(NamedScene named, bool values, bool size) {
    named.view.prediction.hides_values = values;
    named.view.prediction.hides_size = size;
    return named;
}

NamedScene lecture() {
    NamedScene named{"lecture", model::default_document()};
    named.view.step = named.view.glide.from = 4;
    return named;
}

TEST(Prediction, ValuesAndWinnersAreHidden) {
    const Drawing open = build(lecture());
    EXPECT_TRUE(marks_winners(open));
    EXPECT_TRUE(says(open, "= 8"));
    EXPECT_TRUE(says(open, "winner"));
    const Drawing hidden = build(hiding(lecture(), true, false));
    EXPECT_FALSE(marks_winners(hidden));
    EXPECT_FALSE(says(hidden, "= 8"));
    EXPECT_FALSE(says(hidden, "winner"));
    EXPECT_TRUE(says(hidden, "output (1, 1) = ?"));
    EXPECT_TRUE(says(hidden, "reads rows 1–3, columns 1–3")) << "what is read is no secret";
}

TEST(Prediction, TheSizeIsHidden) {
    NamedScene named = lecture();
    named.document.layer().params.kernel_size = {2, 2};
    EXPECT_TRUE(says(build(named), "4 × 4"));
    const Drawing hidden = build(hiding(named, false, true));
    EXPECT_FALSE(says(hidden, "4 × 4"));
    EXPECT_TRUE(says(hidden, "max · 2 × 2 · stride 2 · padding 1")) << "what it follows from";
    EXPECT_FALSE(says(hidden, "Step"));
    for (const HitGrid& grid : hidden.hits) EXPECT_EQ(grid.pane, model::Pane::input);
}

TEST(Prediction, AnOutputSizeThatIsAskedForIsHiddenInTheLayersLine) {
    NamedScene named = lecture();
    named.document.layer().params.placement = Placement::adaptive;
    named.document.layer().params.output_size = {5, 4};
    EXPECT_TRUE(says(build(named), "max · adaptive to 5 × 4"));
    const Drawing hidden = build(hiding(named, false, true));
    EXPECT_TRUE(says(hidden, "max · adaptive to ? × ?"));
    EXPECT_FALSE(says(hidden, "5 × 4"));
}

TEST(Prediction, AFieldThatIsAskedForIsHiddenInTheLayersLine) {
    NamedScene named = lecture();
    named.document.layer().op = *find_operator("avg");
    EXPECT_TRUE(says(build(named), "mean · 3 × 3 · stride 2 · padding 1 · padding counted"));
    const auto line = [&](FieldId field) {
        named.view.prediction.hides_field = field;
        return build(named);
    };
    EXPECT_TRUE(says(line(FieldId::stride), "mean · 3 × 3 · stride ? · padding 1"));
    EXPECT_TRUE(says(line(FieldId::kernel_size), "mean · ? × ? · stride 2 · padding 1"));
    EXPECT_TRUE(says(line(FieldId::padding), "mean · 3 × 3 · stride 2 · padding ?"));
    const Drawing nameless = line(FieldId::op);
    EXPECT_TRUE(says(nameless, "? · 3 × 3 · stride 2 · padding 1"));
    EXPECT_FALSE(says(nameless, "padding counted")) << "which only a mean has";
}

TEST(Prediction, NoSceneTellsItsAnswer) {
    for (const NamedScene& named : named_scenes()) {
        if (named.view.mode != model::Mode::forward || !results_of(named).geometry) continue;
        const Drawing hidden = build(hiding(named, true, false));
        EXPECT_FALSE(says(hidden, "winner:")) << named.name;
        EXPECT_FALSE(says(hidden, "divided by")) << named.name;
        const Drawing sizeless = build(hiding(named, false, true));
        for (const HitGrid& grid : sizeless.hits)
            EXPECT_EQ(grid.pane, model::Pane::input) << named.name;
    }
}

TEST(Prediction, TheCellInQuestionIsMarked) {
    NamedScene named = hiding(lecture(), true, false);
    const std::string before = to_text(build(named));
    named.view.prediction.asked = model::CellRef{model::Pane::input, 0, 2, 2};
    const std::string asked = to_text(build(named));
    EXPECT_NE(asked, before);
    named.view.prediction.answer = model::CellRef{model::Pane::input, 0, -1, -1};
    EXPECT_NE(to_text(build(named)), asked);
}

}  // namespace
}  // namespace poolscope::drawing
