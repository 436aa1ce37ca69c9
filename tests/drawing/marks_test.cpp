/// The marks over the cells of every layer's drawing: the window and its links, who wins, what
/// counts, what is read now, what is selected.
#include <set>

#include <gtest/gtest.h>

#include "drawing/formula.hpp"
#include "drawing/number.hpp"
#include "on_cells.hpp"

namespace poolscope::drawing {
namespace {

/// What a step says of its taps.
struct Told {
    std::set<std::size_t> winners, ties, counted;
    std::optional<std::size_t> reading;
};

Told told_by(const Drawn& one, const Step<float>& step) {
    Told told;
    const auto& reduction = step.reduction;
    const std::set<std::size_t> alike(reduction.ties.begin(), reduction.ties.end());
    if (reduction.selected) {
        told.winners = {*reduction.selected};
        if (alike.size() > 1) told.ties = alike;
        told.ties.erase(*reduction.selected);
    } else {
        told.winners = alike;  // a median's middle ones make the result together
    }
    for (std::size_t i = 0; one.op().averages() && i < step.folded; ++i) {
        const bool counts = is_counted(one.scene.document.layer(), step.taps[i].kind);
        if (counts && reduction.selected != i) told.counted.insert(i);
    }
    if (one.scene.view.grain == Grain::cell) told.reading = step.folded - 1;
    return told;
}

/// The number of a cell among a step's taps.
std::optional<std::size_t> tap_of(const Step<float>& step, int channel, int row, int col) {
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        const Tap<float>& tap = step.taps[i];
        if (tap.channel == channel && tap.row == row && tap.col == col) return i;
    }
    return std::nullopt;
}

/// What every one of the scenes is searched for: how often each mark was seen.
struct Seen {
    int winners = 0, ties = 0, counted = 0, reading = 0;
};

TEST(Marks, TellWhoWinsWhoTiesWhatCountsAndWhatIsRead) {
    Seen seen;
    for (const Drawn& one : drawn_cells()) {
        const theme::Theme& theme = one.theme();
        for_each_cell(
            one, model::Pane::input, [&](int channel, int row, int col, const OnCell& cell) {
                const Step<float> step = one.step(channel);
                const Told told = told_by(one, step);
                const auto tap = tap_of(step, channel, row, col);
                const bool wins = tap && told.winners.contains(*tap);
                const bool ties = tap && told.ties.contains(*tap);
                const bool counts = tap && told.counted.contains(*tap);
                const bool reading = tap && told.reading == *tap;
                EXPECT_EQ(cell.rings_in(theme.winner), wins) << "a winner's ring";
                EXPECT_EQ(cell.polygons_in(theme.winner), wins) << "and its corner";
                EXPECT_EQ(cell.rings_in(theme.tie, true), ties) << "a tied cell's dashed ring";
                EXPECT_EQ(cell.lines.size(), ties ? 2U : 0U) << "and its equals sign";
                EXPECT_EQ(cell.rings_in(theme.counted), counts) << "a counted cell's ring";
                EXPECT_EQ(std::ranges::count(cell.dots, theme.counted, &Box::fill), counts)
                    << "and its dot";
                EXPECT_EQ(cell.rings_in(theme.text), reading) << "the ring of the cell being read";
                EXPECT_EQ(cell.polygons_in(theme.text), reading) << "and its arrow";
                seen.winners += wins ? 1 : 0;
                seen.ties += ties ? 1 : 0;
                seen.counted += counts ? 1 : 0;
                seen.reading += reading ? 1 : 0;
            });
    }
    EXPECT_GT(seen.winners, 50);
    EXPECT_GT(seen.ties, 5);
    EXPECT_GT(seen.counted, 100);
    EXPECT_GT(seen.reading, 5);
}

TEST(Marks, WeightsStandBelowWhatHasBeenRead) {
    int weighed = 0;
    for (const Drawn& one : drawn_cells()) {
        if (one.scene.view.edits_scores || one.drawing.hits.front().cell < 34) continue;
        for_each_cell(
            one, model::Pane::input, [&](int channel, int row, int col, const OnCell& cell) {
                if (cell.faces.empty() || cell.has(Pattern::hatch) || cell.has(Pattern::dots))
                    return;
                const Step<float> step = one.step(channel);
                const auto& weights = step.reduction.weights;
                const auto tap = tap_of(step, channel, row, col);
                if (!tap || *tap >= weights.size()) {
                    EXPECT_EQ(cell.words.size(), 1U);
                    return;
                }
                ASSERT_EQ(cell.words.size(), 2U);
                const std::string weight = format_weight(weights[*tap]);
                EXPECT_EQ(cell.words[1], weight.front() == '<' ? weight : "×" + weight);
                ++weighed;
            });
    }
    EXPECT_GT(weighed, 50);
}

/// The boxes outlined in `color` whose middle lies in a pane.
std::vector<Box> outlined(const Drawing& drawing, const HitGrid& grid, Color color) {
    std::vector<Box> boxes;
    for (const Primitive& one : drawing.primitives) {
        const auto* box = std::get_if<Box>(&one);
        if (box != nullptr && box->stroke.width > 0 && box->stroke.color == color &&
            grid.visible.contains(box->rect.center())) {
            boxes.push_back(*box);
        }
    }
    return boxes;
}

/// The cells of a window, in px.
Rect block_of(const HitGrid& grid, const Window& window) {
    const auto px = [&](float origin, int first, int position) {
        return origin + static_cast<float>(position - first) * grid.cell;
    };
    const float x = px(grid.origin.x, grid.first_col, window.cols.start);
    const float y = px(grid.origin.y, grid.first_row, window.rows.start);
    return {x, y, px(grid.origin.x, grid.first_col, window.cols.last() + 1) - x,
            px(grid.origin.y, grid.first_row, window.rows.last() + 1) - y};
}

TEST(Marks, AFrameSurroundsTheWindowInEachPane) {
    for (const Drawn& one : drawn_cells()) {
        for (const HitGrid& grid : one.drawing.hits) {
            if (grid.pane != model::Pane::input) continue;
            SCOPED_TRACE(one.scene.name + ", channel " + std::to_string(grid.channel));
            const auto frames = outlined(one.drawing, grid, one.theme().window);
            ASSERT_EQ(frames.size(), 1U);
            const Rect block = block_of(grid, one.step(grid.channel).window);
            EXPECT_TRUE(inside(block, frames.front().rect, 0.1F));
            EXPECT_TRUE(inside(frames.front().rect, grown(block, 3), 0.1F));
        }
    }
}

TEST(Marks, TwoDashedLinesLeadFromTheWindowToItsOutput) {
    for (const Drawn& one : drawn_cells()) {
        SCOPED_TRACE(one.scene.name);
        const int group = one.results.geometry->channel_group;
        std::size_t lines = 0;
        for (const Primitive& primitive : one.drawing.primitives) {
            const auto* line = std::get_if<Line>(&primitive);
            if (line == nullptr || line->stroke.color != one.theme().window ||
                line->stroke.dash == 0)
                continue;
            ++lines;
            const auto leads = [&](const HitGrid& input, const HitGrid& output) {
                if (input.pane != model::Pane::input || output.pane != model::Pane::output ||
                    output.channel != input.channel / group)
                    return false;
                const Step<float> step = one.step(input.channel);
                const auto to = cell_rect(
                    one.drawing, {model::Pane::output, output.channel, step.out_row, step.out_col});
                return grown(block_of(input, step.window), 2.5F).contains(line->a) &&
                       grown(*to, 0.5F).contains(line->b);
            };
            const bool found = std::ranges::any_of(one.drawing.hits, [&](const HitGrid& input) {
                return std::ranges::any_of(
                    one.drawing.hits, [&](const HitGrid& output) { return leads(input, output); });
            });
            EXPECT_TRUE(found) << line->a.x << ", " << line->a.y;
        }
        const auto outputs =
            std::ranges::count(one.drawing.hits, model::Pane::output, &HitGrid::pane);
        EXPECT_EQ(lines, 2 * static_cast<std::size_t>(outputs));
    }
}

TEST(Marks, APinnedOutputFramesItsWindowAndTheSelectedCellIsRinged) {
    const Drawn one{named_scene("pin-output-selected-cell")};
    const theme::Theme& theme = one.theme();
    const HitGrid& input = one.drawing.hits[0];
    const auto frames = outlined(one.drawing, input, theme.hover);
    ASSERT_EQ(frames.size(), 1U);
    const Rect block = block_of(input, window_at(one.geometry(0), 1, 1));
    EXPECT_TRUE(inside(block, frames.front().rect, 0.1F));
    EXPECT_TRUE(inside(frames.front().rect, grown(block, 3), 0.1F));
    EXPECT_EQ(outlined(one.drawing, one.drawing.hits[1], theme.hover).size(), 1U);
    for_each_cell(one, model::Pane::output, [&](int, int row, int col, const OnCell& cell) {
        EXPECT_EQ(cell.rings_in(theme.hover), row == 1 && col == 1);
    });
    for_each_cell(one, model::Pane::input, [&](int, int row, int col, const OnCell& cell) {
        EXPECT_EQ(cell.rings_in(theme.accent), row == 0 && col == 3);
    });
}

}  // namespace
}  // namespace poolscope::drawing
