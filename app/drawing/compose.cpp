/// The whole stage in every mode: one layer's drawing, or those of a figure's subjects (two
/// dialects, the stages of an equivalence) with what they come to below.
#include "drawing/drawing.hpp"

#include <algorithm>
#include <iterator>
#include <variant>

#include "drawing/canvas.hpp"
#include "drawing/layer_drawing.hpp"
#include "drawing/memo.hpp"
#include "drawing/number.hpp"
#include "drawing/placement.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

using theme::Theme;

constexpr float header = 44;       ///< a subject's name, px
constexpr float name_y = 26;       ///< its middle, from the top
constexpr float change_line = 17;  ///< px a line of what a dialect changed
constexpr std::size_t change_lines = 2;
constexpr float footer_line = 22;  ///< px a line
constexpr float margin = 20;       ///< left and right of the words
constexpr float words_size = 14;   ///< px an em

const model::Figure no_figure{};

/// `count` equal parts of `area`, abreast or one above the other.
std::vector<Rect> divided(const Rect& area, std::size_t count, bool abreast) {
    const auto parts = static_cast<float>(count);
    std::vector<Rect> rects;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = static_cast<float>(i);
        rects.push_back(abreast
                            ? Rect{area.x + area.w * at / parts, area.y, area.w / parts, area.h}
                            : Rect{area.x, area.y + area.h * at / parts, area.w, area.h / parts});
    }
    return rects;
}

/// How tall the subjects' names are, with what their dialects changed below them.
float header_of(const model::Figure& figure) {
    const bool changed = figure.compare && std::ranges::any_of(figure.subjects, [](const auto& s) {
                             return !s.subtitle.empty();
                         });
    return changed ? header + change_line * static_cast<float>(change_lines) : header;
}

/// A subject's part of the stage, below its name.
Rect below_header(const model::Figure& figure, const Rect& area) {
    const float head = header_of(figure);
    return {area.x, area.y + head, area.w, std::max(area.h - head, 1.0F)};
}

/// The smallest of the subjects' cells in parts of this size, px.
float smallest_cell(const DrawingInput& input, const Rect& part) {
    const Rect room = below_header(input.figure, part);
    float smallest = room.w;
    for (const model::Subject& subject : input.figure.subjects) {
        model::ViewState view = input.view;
        view.camera.zoom = 1;
        const float cell = layer_cell_size(
            {*subject.run, view, no_figure, input.language, input.memo}, {room.w, room.h});
        smallest = std::min(smallest, cell);
    }
    return smallest;
}

/// Where each subject is drawn: so that cells are as large as can be.
std::vector<Rect> divide(const DrawingInput& input, const Rect& area) {
    const std::size_t count = input.figure.subjects.size();
    const auto abreast = divided(area, count, true);
    const auto stacked = divided(area, count, false);
    return smallest_cell(input, abreast.front()) > smallest_cell(input, stacked.front()) ? abreast
                                                                                         : stacked;
}

/// The view of one subject at the figure's step.
model::ViewState view_of(const DrawingInput& input, std::size_t subject,
                         const model::SubjectStep& at) {
    const model::Figure& figure = input.figure;
    model::ViewState view = input.view;
    view.mode = model::Mode::forward;
    const auto from = model::subject_step(figure, subject, view.grain, view.glide.from);
    view.step = at.step;
    // A window glides only within its own layer.
    view.glide.from = from.begun && !from.ended ? from.step : at.step;
    if (at.ended) view.glide.share = 1;
    if (figure.mode == model::Mode::stages && (at.ended || !at.begun)) {
        view.pointer.hover.reset();
        view.pointer.pin.reset();
    }
    if (figure.mode == model::Mode::stages && subject > 0) view.pointer.selected.reset();
    if (figure.mode == model::Mode::stages && at.ended) view.lens = false;
    view.camera.zoom = 1;
    return view;
}

/// What stands where a stage has nothing to show yet.
void draw_waiting(Canvas& canvas, const Theme& theme, const Rect& area, const Message& before) {
    const Rect box = grown(area, -margin);
    canvas.box({box, 10, {0, 0, 0, 0}, Pattern::none, {}, {theme.line_strong, 1, 4, 4}});
    canvas.text(box.center(), words_size, Align::middle,
                shortened(trf("begins when stage “{0}” is done", before), box.w - 2 * margin,
                          words_size, Font::regular),
                theme.text_faint);
}

/// A stage's name with its layer beside it; a dialect's with what it changed below.
void draw_header(Canvas& canvas, const Theme& theme, const Rect& area,
                 const model::Subject& subject, bool below) {
    constexpr float small = words_size - 1;
    const float y = area.y + name_y;
    const float x = area.x + margin;
    const float width = area.w - 2 * margin;
    const std::string title = tr(subject.title);
    const std::string subtitle = tr(subject.subtitle);
    canvas.text({x, y}, words_size + 1, Align::start, title, theme.accent, Font::semibold);
    if (!below) {
        const float used = theme::text_width(title, words_size + 1, Font::semibold) + margin / 2;
        canvas.text({x + used, y}, small, Align::start,
                    shortened(subtitle, width - used, small, Font::regular), theme.text_muted);
        return;
    }
    std::vector<std::string> lines = wrapped(subtitle, width, small, Font::regular);
    if (lines.size() > change_lines) {
        lines.resize(change_lines);
        lines.back() = shortened(lines.back() + "…", width, small, Font::regular);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        canvas.text({x, area.y + header + change_line * (static_cast<float>(i) + 0.2F)}, small,
                    Align::start, lines[i], theme.text_muted);
    }
}

/// A ring and an unequal sign on an output cell that the two dialects do not agree on.
void draw_difference(Canvas& canvas, const Theme& theme, const Rect& cell) {
    const float scale = std::clamp(cell.w / 54, 0.3F, 1.4F);
    canvas.box({grown(cell, -2 * scale),
                5 * scale,
                {0, 0, 0, 0},
                Pattern::none,
                {},
                {theme.invalid, std::max(2.5F * scale, 1.2F)}});
    if (cell.w < 26) return;
    const Point at{cell.right() - 10 * scale, cell.y + 11 * scale};
    const float half = 4.5F * scale;
    const Stroke stroke{theme.invalid, std::max(1.6F * scale, 1.0F)};
    canvas.line({at.x - half, at.y - 2 * scale}, {at.x + half, at.y - 2 * scale}, stroke);
    canvas.line({at.x - half, at.y + 2 * scale}, {at.x + half, at.y + 2 * scale}, stroke);
    canvas.line({at.x - half * 0.7F, at.y + half}, {at.x + half * 0.7F, at.y - half}, stroke);
}

/// Flags the differing cells of the output panes among `hits`.
void flag_differences(Canvas& canvas, const Theme& theme, const DrawingInput& input,
                      const std::vector<HitGrid>& hits) {
    const Tensor<std::uint8_t>& differs = *input.figure.compare->differs;
    for (const HitGrid& grid : hits) {
        if (grid.pane != model::Pane::output) continue;
        const int channel = std::min(grid.channel, differs.shape().c - 1);
        for (int row = 0; row < grid.rows; ++row) {
            for (int col = 0; col < grid.cols; ++col) {
                if (differs.at(input.view.sample, channel, row, col) == 0) continue;
                const Rect cell{grid.origin.x + static_cast<float>(col) * grid.cell,
                                grid.origin.y + static_cast<float>(row) * grid.cell, grid.cell,
                                grid.cell};
                if (intersection(cell, grid.visible).w > 0) draw_difference(canvas, theme, cell);
            }
        }
    }
}

/// What the subjects come to: the heading, and the words below it.
std::pair<std::string, std::string> conclusion(const model::Figure& figure) {
    if (figure.compare) {
        if (!figure.compare->differs) return {tr(figure.compare->why), ""};
        const auto cells = figure.compare->differs->cells().size();
        if (figure.compare->differing == 0) return {tr("Every output cell is the same"), ""};
        return {trn("{1} of {0} output cell differs", "{1} of {0} output cells differ", cells,
                    figure.compare->differing),
                tr(figure.compare->why)};
    }
    const model::StagesFigure& stages = *figure.stages;
    std::string agreement = tr("agrees with the layer itself to the last bit");
    if (!stages.agrees) {
        agreement = trf("differs from the layer itself by up to {0}, more than the stated {1}",
                        format_value(stages.difference, 3), format_value(stages.allowed, 3));
    } else if (stages.difference > 0) {
        agreement = trf("agrees with the layer itself within {0} (stated: {1})",
                        format_value(stages.difference, 3), format_value(stages.allowed, 3));
    }
    return {tr(stages.note),
            stages.saving.empty() ? agreement : agreement + " · " + tr(stages.saving)};
}

/// The conclusion in lines of at most `width` px, the heading first; hidden from who predicts.
std::vector<std::string> conclusion_lines(const DrawingInput& input, float width) {
    if (input.view.prediction.hides_values) return {"?"};
    const auto [heading, words] = conclusion(input.figure);
    std::vector<std::string> lines{shortened(heading, width, words_size, Font::semibold)};
    for (std::string& line : wrapped(words, width, words_size, Font::regular))
        lines.push_back(std::move(line));
    return lines;
}

void draw_conclusion(Canvas& canvas, const Theme& theme, const std::vector<std::string>& lines,
                     const Rect& area) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float y = area.y + footer_line * (static_cast<float>(i) + 0.5F);
        canvas.text({area.center().x, y}, words_size, Align::middle, lines[i],
                    i == 0 ? theme.text : theme.text_muted,
                    i == 0 ? Font::semibold : Font::regular);
    }
}

/// Each subject as a drawing of its own, and the conclusion below.
Drawing subjects_drawing(const DrawingInput& input, const Theme& theme, Size size) {
    const model::Figure& figure = input.figure;
    Drawing drawing{
        .size = size, .background = theme.background, .primitives = {}, .hits = {}, .content = {}};
    Canvas over;
    const std::vector<std::string> words = conclusion_lines(input, size.w - 2 * margin);
    const float footer = footer_line * static_cast<float>(words.size()) + margin;
    const auto areas = divide(input, {0, 0, size.w, std::max(size.h - footer, 1.0F)});
    const bool stages = figure.mode == model::Mode::stages;
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
        const model::Subject& subject = figure.subjects[i];
        const Rect room = below_header(figure, areas[i]);
        draw_header(over, theme, areas[i], subject, figure.compare.has_value());
        const auto at = model::subject_step(figure, i, input.view.grain, input.view.step);
        if (!at.begun) {
            draw_waiting(over, theme, room, figure.subjects[i - 1].title);
            continue;
        }
        const model::ViewState view = view_of(input, i, at);
        Drawing drawn =
            moved(layer_drawing({*subject.run, view, no_figure, input.language, input.memo}, theme,
                                {room.w, room.h}, false),
                  {room.x, room.y});
        if (figure.compare && figure.compare->differs && !input.view.prediction.hides_values)
            flag_differences(over, theme, input, drawn.hits);
        // A later stage's input is what another stage wrote: it is not to be edited.
        for (const HitGrid& grid : drawn.hits) {
            const bool input_pane = grid.pane == model::Pane::input;
            if (!stages || (input_pane ? i == 0 : !at.ended)) drawing.hits.push_back(grid);
        }
        // Of stages, the window of the one that is stepped can be taken hold of.
        if (!at.ended || !stages)
            std::ranges::move(drawn.windows, std::back_inserter(drawing.windows));
        std::ranges::move(drawn.lenses, std::back_inserter(drawing.lenses));
        drawing.content = united(drawing.content, drawn.content);
        std::ranges::move(drawn.primitives, std::back_inserter(drawing.primitives));
    }
    draw_conclusion(over, theme, words, {0, size.h - footer, size.w, footer});
    drawing.content = intersection(united(drawing.content, grown(over.content(), margin)),
                                   Rect{0, 0, size.w, size.h});
    std::ranges::move(over.take(), std::back_inserter(drawing.primitives));
    return drawing;
}

}  // namespace

Drawing build_drawing(const DrawingInput& asked, const Theme& theme, Size size) {
    const i18n::LanguageScope speaking(asked.language);
    Memo own;
    const DrawingInput input{asked.run, asked.view, asked.figure, asked.language,
                             asked.memo != nullptr ? asked.memo : &own};
    // Where nothing is stepped through, the input stays in sight; where the output would be, its
    // size is asked for, or the reason stands there.
    if (input.view.mode == model::Mode::forward || !input.geometry())
        return layer_drawing(input, theme, size, true);
    if (input.figure.backward) {
        // The way back goes from window to window.
        model::ViewState view = input.view;
        view.grain = Grain::window;
        return layer_drawing({input.run, view, input.figure, input.language, input.memo}, theme,
                             size, true);
    }
    return subjects_drawing(input, theme, size);
}

}  // namespace poolscope::drawing
