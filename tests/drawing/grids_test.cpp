/// The grids of every layer's drawing: which cells there are, what each is, and what it says.
#include <gtest/gtest.h>

#include "drawing/number.hpp"
#include "on_cells.hpp"

namespace poolscope::drawing {
namespace {

/// `words` are `value`, in as many digits as the cell has room for.
bool is_number(const std::string& words, double value) {
    for (int digits = 1; digits <= 7; ++digits) {
        if (words == format_value(value, digits)) return true;
    }
    // "−1.2e5": fewer digits than its whole part has.
    const std::size_t power = words.find('e');
    if (power == std::string::npos) return false;
    const double factor = std::stod(words.starts_with("−") ? words.substr(3) : words);
    return words.starts_with("−") == (value < 0) && std::abs(factor / std::abs(value) - 1) < 0.05;
}

TEST(Grids, ShowEveryCellFromThePaddingToTheOverhang) {
    ASSERT_GT(drawn_cells().size(), 100U);
    for (const Drawn& one : drawn_cells()) {
        SCOPED_TRACE(one.scene.name);
        const Shape& shape = one.scene.document.shape();
        std::size_t inputs = 0;
        for (const HitGrid& grid : one.drawing.hits) {
            const bool input = grid.pane == model::Pane::input;
            inputs += input ? 1 : 0;
            const Geometry geometry = one.geometry(
                input ? grid.channel : grid.channel * (shape.c / one.results.geometry->output.c));
            const auto expect_axis = [&](const Axis& axis, int first, int count) {
                EXPECT_EQ(first, input ? -axis.pad_begin : 0);
                const int past =
                    std::max(axis.span_at(axis.output - 1).last() + 1, axis.input + axis.pad_end);
                EXPECT_EQ(count, input ? past + axis.pad_begin : axis.output);
            };
            expect_axis(geometry.rows, grid.first_row, grid.rows);
            expect_axis(geometry.cols, grid.first_col, grid.cols);
        }
        const int group = one.results.geometry->channel_group;
        EXPECT_EQ(inputs, static_cast<std::size_t>(one.scene.view.all_channels ? shape.c : group));
        EXPECT_EQ(one.drawing.hits.size(), inputs + inputs / static_cast<std::size_t>(group));
    }
}

TEST(Grids, TellRealCellsPaddingAndOverhangApart) {
    for (const Drawn& one : drawn_cells()) {
        const Shape& shape = one.scene.document.shape();
        const theme::Theme& theme = one.theme();
        for_each_cell(
            one, model::Pane::input, [&](int channel, int row, int col, const OnCell& cell) {
                const Geometry geometry = one.geometry(channel);
                const bool read = readers_of(geometry, row, col).count() > 0;
                const bool real = row >= 0 && col >= 0 && row < shape.h && col < shape.w;
                const bool overhang = row >= shape.h + geometry.rows.pad_end ||
                                      col >= shape.w + geometry.cols.pad_end;
                if (real) {
                    ASSERT_FALSE(cell.faces.empty());
                    EXPECT_EQ(cell.faces.front().pattern, Pattern::none);
                    EXPECT_EQ(cell.faces.front().stroke.dash, 0);
                    EXPECT_EQ(cell.has(Pattern::cross_hatch), !read)
                        << "never read is cross-hatched";
                } else if (overhang && !read) {
                    EXPECT_TRUE(cell.faces.empty()) << "no window reaches there";
                } else {
                    ASSERT_EQ(cell.faces.size(), 1U);
                    const Box& face = cell.faces.front();
                    EXPECT_EQ(face.pattern, overhang ? Pattern::dots : Pattern::hatch);
                    EXPECT_EQ(face.fill, overhang ? theme.overhang_fill : theme.padding_fill);
                    EXPECT_GT(face.stroke.dash, 0);
                }
            });
    }
}

TEST(Grids, SayTheirValuesAndWhatPaddingCountsAs) {
    for (const Drawn& one : drawn_cells()) {
        if (one.scene.view.edits_scores) continue;  // Scores.StandInPlaceOfValuesWhileTheyAreEdited
        const Shape& shape = one.scene.document.shape();
        const FormulaForm& form = one.op().formula;
        for_each_cell(
            one, model::Pane::input, [&](int channel, int row, int col, const OnCell& cell) {
                if (row >= 0 && col >= 0 && row < shape.h && col < shape.w) {
                    const float value =
                        one.scene.document.input->at(one.sample(), channel, row, col);
                    ASSERT_FALSE(cell.words.empty());
                    EXPECT_TRUE(is_number(cell.words.front(), static_cast<double>(value)))
                        << cell.words.front() << " for " << value;
                } else if (cell.faces.empty() || !(one.op().averages() || form.padding_counts)) {
                    EXPECT_TRUE(cell.words.empty()) << "it is passed over";
                } else {
                    ASSERT_EQ(cell.words.size(), 1U);
                    EXPECT_EQ(cell.words.front(), format_value(one.op().padding_value));
                }
            });
    }
}

TEST(Grids, OutputsAreWrittenUpToTheStep) {
    for (const Drawn& one : drawn_cells()) {
        const theme::Theme& theme = one.theme();
        const int group = one.results.geometry->channel_group;
        for_each_cell(
            one, model::Pane::output, [&](int channel, int row, int col, const OnCell& cell) {
                const Step<float> step = one.step(channel * group);
                const auto place = std::pair{row, col};
                const auto now = std::pair{step.out_row, step.out_col};
                ASSERT_EQ(cell.faces.size(), 1U);
                ASSERT_EQ(cell.words.size(), 1U);
                const Box& face = cell.faces.front();
                const std::string& words = cell.words.front();
                EXPECT_EQ(face.stroke.color, place == now ? theme.output : theme.cell_line);
                if (place > now) {
                    EXPECT_EQ(words, "·");
                    EXPECT_EQ(face.fill, theme.pending_fill);
                } else if (place < now && !one.results.output) {
                    EXPECT_EQ(words, "…") << "it is still being computed";
                } else if (place < now) {
                    const float value = one.results.output->at(one.sample(), channel, row, col);
                    EXPECT_TRUE(is_number(words, static_cast<double>(value))) << words;
                    EXPECT_EQ(face.fill, theme.output_fill);
                } else if (step.complete() || step.reduction.selected) {
                    // By cell, a running maximum is an output in the making; a running mean is not.
                    const bool known = step.complete() || one.op().selects;
                    const auto value = static_cast<double>(step.reduction.output);
                    EXPECT_TRUE(known ? is_number(words, value) : words == "…") << words;
                } else {
                    EXPECT_EQ(words, "…");
                }
            });
    }
}

/// The scenes with panes whose cells are too small to be drawn one by one.
std::vector<Drawn> pictures() {
    std::vector<Drawn> drawn;
    for (NamedScene& scene : named_scenes()) {
        if (results_of(scene).geometry) drawn.emplace_back(std::move(scene));
    }
    std::erase_if(drawn, [](const Drawn& one) {
        // Before and after has tests of its own.
        return !one.drawing.dividers.empty() ||
               std::ranges::all_of(one.drawing.hits,
                                   [](const HitGrid& grid) { return grid.cell >= 20; });
    });
    return drawn;
}

const HitGrid* pane_under(const Drawing& drawing, const Rect& rect) {
    for (const HitGrid& grid : drawing.hits) {
        if (inside(rect, grid.visible, 0.2F)) return &grid;
    }
    return nullptr;
}

TEST(Pictures, LieOnTheirGridAndShowTheirChannels) {
    for (const Drawn& one : pictures()) {
        SCOPED_TRACE(one.scene.name);
        int maps = 0;
        for (const Primitive& primitive : one.drawing.primitives) {
            const auto* map = std::get_if<Heatmap>(&primitive);
            if (map == nullptr) continue;
            ++maps;
            const HitGrid* grid = pane_under(one.drawing, map->rect);
            ASSERT_NE(grid, nullptr);
            const auto x = [&](float col) {
                return grid->origin.x + (col - static_cast<float>(grid->first_col)) * grid->cell;
            };
            const auto y = [&](float row) {
                return grid->origin.y + (row - static_cast<float>(grid->first_row)) * grid->cell;
            };
            EXPECT_NEAR(map->rect.x, x(map->region.x), 0.1);
            EXPECT_NEAR(map->rect.right(), x(map->region.right()), 0.1);
            EXPECT_NEAR(map->rect.y, y(map->region.y), 0.1);
            EXPECT_NEAR(map->rect.bottom(), y(map->region.bottom()), 0.1);
            const bool input = grid->pane == model::Pane::input;
            EXPECT_EQ(map->values, input ? one.scene.document.input : one.results.output);
            EXPECT_EQ(map->channel, grid->channel);
            const std::string& chosen = one.scene.view.colormap;
            const char* usual = one.scene.document.picture ? "colour" : "viridis";
            EXPECT_EQ(map->colormap, chosen.empty() ? usual : chosen);
        }
        EXPECT_GT(maps, 0);
    }
}

/// Every output has its shade; how far steps have written them is told by a line.
TEST(Pictures, HaveALineBetweenOutputsWrittenAndToCome) {
    for (const Drawn& one : pictures()) {
        SCOPED_TRACE(one.scene.name);
        const HitGrid& output = one.drawing.hits.back();
        if (output.cell >= 20) continue;  // drawn cell by cell
        const Step<float> step = one.step();
        std::vector<Line> lines;
        for (const Primitive& primitive : one.drawing.primitives) {
            const auto* line = std::get_if<Line>(&primitive);
            const bool its = line != nullptr && grown(output.visible, 1).contains(line->a);
            if (its && line->stroke.color == one.theme().output) lines.push_back(*line);
        }
        ASSERT_EQ(lines.size(), 3U);
        const auto below = [&](int row) {
            return output.origin.y + static_cast<float>(row) * output.cell;
        };
        const float beyond = output.origin.x + static_cast<float>(step.out_col + 1) * output.cell;
        EXPECT_NEAR(lines[0].a.y, below(step.out_row), 0.05);
        EXPECT_NEAR(lines[0].b.x, beyond, 0.05);
        EXPECT_NEAR(lines[2].a.x, beyond, 0.05);
        EXPECT_NEAR(lines[2].a.y, below(step.out_row + 1), 0.05);
        EXPECT_NEAR(lines[2].b.x, output.origin.x, 0.05);
        const bool all = std::ranges::any_of(one.drawing.primitives, [&](const Primitive& shown) {
            const auto* map = std::get_if<Heatmap>(&shown);
            return map != nullptr && map->values == one.results.output &&
                   std::abs(map->region.w - static_cast<float>(output.cols)) < 0.01F &&
                   std::abs(map->region.h - static_cast<float>(output.rows)) < 0.01F;
        });
        EXPECT_TRUE(all || one.scene.view.camera.zoom > 1);
    }
}

/// A pattern of the picture covers the cell's middle.
bool covered(const Drawn& one, Pattern pattern, int row, int col) {
    const HitGrid& grid = one.drawing.hits.front();
    const Point middle{
        grid.origin.x + (static_cast<float>(col - grid.first_col) + 0.5F) * grid.cell,
        grid.origin.y + (static_cast<float>(row - grid.first_row) + 0.5F) * grid.cell};
    return std::ranges::any_of(one.drawing.primitives, [&](const Primitive& primitive) {
        const auto* box = std::get_if<Box>(&primitive);
        return box != nullptr && box->pattern == pattern && box->rect.contains(middle);
    });
}

TEST(Pictures, AreHatchedWhereThereIsNoDataAndWhereNoWindowReads) {
    for (const char* name : {"picture-overhang-and-unread", "picture"}) {
        const Drawn one{named_scene(name)};
        const Geometry geometry = one.geometry(0);
        const HitGrid& grid = one.drawing.hits.front();
        int unread = 0;
        for (int row = grid.first_row; row < grid.first_row + grid.rows; ++row) {
            for (int col = grid.first_col; col < grid.first_col + grid.cols; ++col) {
                SCOPED_TRACE(std::string(name) + ' ' + std::to_string(row) + ", " +
                             std::to_string(col));
                const bool real =
                    row >= 0 && col >= 0 && row < geometry.input.h && col < geometry.input.w;
                const bool overhang = row >= geometry.input.h + geometry.rows.pad_end ||
                                      col >= geometry.input.w + geometry.cols.pad_end;
                const bool read = readers_of(geometry, row, col).count() > 0;
                unread += real && !read ? 1 : 0;
                EXPECT_EQ(covered(one, Pattern::dots, row, col), overhang);
                if (grid.cell >= 4) {  // else the ring has its colour alone
                    EXPECT_EQ(covered(one, Pattern::hatch, row, col), !real && !overhang);
                }
                EXPECT_EQ(covered(one, Pattern::cross_hatch, row, col), real && !read);
            }
        }
        EXPECT_EQ(unread > 0, std::string(name) != "picture");
    }
}

}  // namespace
}  // namespace poolscope::drawing
