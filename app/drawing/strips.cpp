/// The words of the stage: the layer's line, the formula strip, the caption, and the notice in
/// place of an output.
#include <algorithm>
#include <cmath>

#include "drawing/backward_text.hpp"
#include "drawing/formula.hpp"
#include "drawing/layer_words.hpp"
#include "drawing/number.hpp"
#include "drawing/shown_formula.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"
#include "poolscope/backward.hpp"

namespace poolscope::drawing {
namespace {

constexpr float smallest_words = 9;  ///< px an em

Color color_of(const Theme& theme, Role role) {
    switch (role) {
        case Role::winner:
            return theme.winner;
        case Role::result:
            return theme.output;
        case Role::weight:
            return theme.counted;
        case Role::faint:
            return theme.text_faint;
        case Role::unread:
            return theme.pending_text;
        case Role::note:
            return theme.text_muted;
        case Role::current:
        case Role::parameter:
        case Role::plain:
        case Role::value:
        case Role::word:
            break;
    }
    return theme.text;
}

StepPlace place_of(const Sketch& sketch, const ShownStep& step) {
    return {step.index, step.count, sketch.input.view.grain, &step.geometry, step.read};
}

float parts_width(const std::vector<std::string>& parts, float size, Font font = Font::regular) {
    float width = 0;
    for (const std::string& part : parts) width += theme::text_width(part, size, font);
    return width + theme::text_width(" · ", size, font) *
                       static_cast<float>(std::max<std::size_t>(parts.size(), 1) - 1);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : " · ") + part;
    return text;
}

/// The parts in at most `lines` lines, broken between parts; parts that do not fit any more are
/// dropped.
std::vector<std::string> broken(const std::vector<std::string>& parts, std::size_t lines,
                                float width, float size) {
    std::vector<std::string> result;
    std::vector<std::string> line;
    for (const std::string& part : parts) {
        line.push_back(part);
        if (line.size() == 1 || parts_width(line, size) <= width) continue;
        line.pop_back();
        if (result.size() + 1 == lines) break;
        result.push_back(joined(line));
        line = {part};
    }
    result.push_back(joined(line));
    for (std::string& text : result) text = shortened(text, width, size, Font::regular);
    return result;
}

/// Errors start in lower case, to stand after a colon; here each stands alone.
std::string capitalised(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
        words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

struct NoticeLine {
    std::string text;
    Font font;
    Color color;
};

/// An error's words, laid out.
struct NoticeWords {
    std::vector<NoticeLine> lines;
    float size = 0;   ///< px an em
    float pitch = 0;  ///< px from line to line
    float pad = 0;
    float height = 0;  ///< of the box around them
};

/// The error in lines that fill `room`, as large as they fit.
NoticeWords fit_notice(const Sketch& sketch, const Rect& room) {
    const Error& error = *sketch.input.refusal();
    NoticeWords words;
    for (int px = 14; px >= 8; --px) {
        const auto size = static_cast<float>(px);
        words = {{}, size, size * 1.4F, size * 0.9F, 0};
        const float width = room.w - 2 * words.pad;
        for (auto& text : wrapped(capitalised(tr(error.located())), width, size, Font::semibold))
            words.lines.push_back({std::move(text), Font::semibold, sketch.theme.invalid});
        for (auto& text : wrapped(capitalised(tr(error.remedy)), width, size, Font::regular))
            words.lines.push_back({std::move(text), Font::regular, sketch.theme.text});
        words.height = static_cast<float>(words.lines.size()) * words.pitch + 2 * words.pad -
                       (words.pitch - size);
        if (words.height <= room.h) break;
    }
    return words;
}

void draw_lines(const Sketch& sketch, const Rect& area, const std::vector<std::string>& lines,
                float size, int rows) {
    const float pitch = area.h / static_cast<float>(rows);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float y = area.y + (static_cast<float>(i) + 0.5F) * pitch;
        sketch.canvas.text({area.center().x, y}, size, Align::middle, lines[i],
                           sketch.theme.text_muted);
    }
}

std::vector<std::string> caption_of(const Sketch& sketch, const ShownStep& step) {
    const StepPlace place = place_of(sketch, step);
    if (const auto back = way_back(sketch.input, step)) {
        const auto plane = sketch.grid.touched->plane(0, sketch.input.view.channel);
        const auto untouched = static_cast<std::size_t>(std::ranges::count(plane, 0));
        auto parts = backward_caption_parts(*back, place, untouched);
        if (sketch.grid.whole_gradient) parts.back() = tr("the gradient of all steps is shown");
        return parts;
    }
    return step_caption_parts(sketch.input.run.document.layer(), step.step, place);
}

}  // namespace

void draw_layer_line(Canvas& canvas, const Theme& theme, const DrawingInput& input,
                     const LineRoom& line) {
    if (line.size <= 0) return;
    const auto& [room, size] = line;
    const std::vector<std::string> words =
        line_words(input.run.document.layer(), hidden_fields(input.view.prediction));
    // What does not fit is smaller, down to what can be read; then it is cut.
    const float full = parts_width(words, size, Font::semibold);
    const float fitted =
        full > room.w ? std::max(size * room.w / full * 0.998F, smallest_words) : size;
    canvas.text(room.center(), fitted, Align::middle,
                shortened(joined(words), room.w, fitted, Font::semibold), theme.text,
                Font::semibold);
}

float draw_sheet_line(Canvas& canvas, const Theme& theme, const DrawingInput& input,
                      const SheetSteps& steps) {
    LineRoom line = line_room(steps.size, metrics_for(steps.size, 1, true));
    line.at = {sheet_margin, 0, steps.width - 2 * sheet_margin, std::ceil(line.size * 1.4F)};
    draw_layer_line(canvas, theme, input, line);
    return line.at.h;
}

void draw_formula(const Sketch& sketch, const Layout& layout,
                  const std::optional<ShownStep>& step) {
    const Theme& theme = sketch.theme;
    const Rect& box = layout.formula;
    if (box.h <= 0) return;
    sketch.canvas.box(
        {box, layout.formula_radius, theme.panel, Pattern::none, {}, {theme.line, 1}});
    if (sketch.input.view.prediction.hides()) {
        std::string words = "?";
        if (step) {
            words = trf("output {0} = ?",
                        position_text(step->geometry, step->step.out_row, step->step.out_col));
        }
        sketch.canvas.text(box.center(), layout.formula_size, Align::middle, words, theme.text);
        return;
    }
    if (!step) {
        sketch.canvas.text(
            box.center(), layout.formula_size * 0.75F, Align::middle,
            shortened(tr(sketch.input.figure.error ? word("there is nothing to step here")
                                                   : word("this layer has no output")),
                      box.w - 24, layout.formula_size * 0.75F, Font::regular),
            theme.text_muted);
        return;
    }
    const Formula formula = formula_of(sketch.input, *step);
    const float room = box.w - std::min(box.w * 0.08F, 48.0F);
    const FittedFormula fitted = fit_formula(formula, room, layout.formula_size);
    Text text{box.center(), fitted.size, Align::middle, {}};
    for (const Piece& piece : fitted.pieces) {
        const bool odd = piece.text == "NaN";
        text.spans.push_back(
            {piece.text, odd ? theme.invalid : color_of(theme, piece.role), font_of(piece.role)});
    }
    sketch.canvas.text(std::move(text));
}

void draw_caption(const Sketch& sketch, const Layout& layout,
                  const std::optional<ShownStep>& step) {
    if (!step || layout.caption_lines == 0) return;
    std::vector<std::string> parts = caption_of(sketch, *step);
    if (sketch.input.view.prediction.hides_values)
        parts.resize(2);  // the place and what is read; the rest tells the answer
    const bool grouped = layout.tiles.front().inputs.size() > 1;  // whose channels are named anyway
    const model::Document& document = sketch.input.run.document;
    const model::ViewState& view = sketch.input.view;
    // Where the panes show more channels than the one that the step is of.
    const bool among = view.all_channels ? document.shape().c > 1 : in_colour(document, view);
    if (among && !grouped)
        parts.insert(parts.begin() + 1, trf("channel {0}", channel_label(document, view.channel)));
    if (layout.hidden > 0) {
        const std::size_t all = layout.tiles.size() + layout.hidden;
        parts.insert(parts.begin(), trf(grouped ? word("showing {0} of {1} groups")
                                                : word("showing {0} of {1} channels"),
                                        layout.tiles.size(), all));
    }
    constexpr float smallest = 11;
    float size = layout.caption_size;
    if (layout.caption_lines == 1) {
        const float full = parts_width(parts, size);
        size = full > layout.caption.w ? std::max(size * layout.caption.w / full * 0.998F, smallest)
                                       : size;
        // The least telling parts go first: what is read can be seen on the grid.
        while (parts.size() > 2 && parts_width(parts, size) > layout.caption.w)
            parts.erase(parts.end() - 2);
    }
    draw_lines(
        sketch, layout.caption,
        broken(parts, static_cast<std::size_t>(layout.caption_lines), layout.caption.w, size), size,
        layout.caption_lines);
}

void draw_notice(const Sketch& sketch, const Rect& room) {
    const Theme& theme = sketch.theme;
    const NoticeWords words = fit_notice(sketch, room);
    const Rect box{room.x, room.y + std::max(room.h - words.height, 0.0F) / 2, room.w,
                   std::min(words.height, room.h)};
    sketch.canvas.box({box, 10, theme.notice_fill, Pattern::none, {}, {theme.notice_line, 1}});
    float y = box.y + words.pad + words.size / 2;
    for (const NoticeLine& line : words.lines) {
        sketch.canvas.text({box.x + words.pad, y}, words.size, Align::start,
                           shortened(line.text, box.w - 2 * words.pad, words.size, line.font),
                           line.color, line.font);
        y += words.pitch;
    }
}

}  // namespace poolscope::drawing
