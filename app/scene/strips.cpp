/// The words of the stage: the formula strip, the caption, and the notice in place of an output.
#include "scene/formula.hpp"
#include "scene/number.hpp"
#include "scene/stage.hpp"

namespace poolscope::scene {
namespace {

Color color_of(const Theme& theme, Role role) {
    switch (role) {
        case Role::winner:
            return theme.winner;
        case Role::result:
            return theme.output;
        case Role::faint:
            return theme.text_faint;
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

StepPlace place_of(const Stage& stage, const ShownStep& step) {
    return {step.index, step.count, stage.input.view.grain};
}

float parts_width(const std::vector<std::string>& parts, float size) {
    float width = 0;
    for (const std::string& part : parts) {
        width += theme::text_width(part, size, Font::regular);
    }
    return width + theme::text_width(" · ", size, Font::regular) *
                       static_cast<float>(std::max<std::size_t>(parts.size(), 1) - 1);
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : " · ") + part;
    }
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
        if (line.size() == 1 || parts_width(line, size) <= width) {
            continue;
        }
        line.pop_back();
        if (result.size() + 1 == lines) {
            break;
        }
        result.push_back(joined(line));
        line = {part};
    }
    result.push_back(joined(line));
    for (std::string& text : result) {
        text = shortened(text, width, size, Font::regular);
    }
    return result;
}

void draw_lines(const Stage& stage, const Rect& area, const std::vector<std::string>& lines,
                float size, int rows) {
    const float pitch = area.h / static_cast<float>(rows);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float y = area.y + (static_cast<float>(i) + 0.5F) * pitch;
        stage.canvas.text({area.center().x, y}, size, Align::middle, lines[i],
                          stage.theme.text_muted);
    }
}

}  // namespace

void draw_formula(const Stage& stage, const Layout& layout, const std::optional<ShownStep>& step) {
    const Theme& theme = stage.theme;
    const Rect& box = layout.formula;
    stage.canvas.box({box, layout.formula_radius, theme.panel, Pattern::none, {}, {theme.line, 1}});
    if (!step) {
        stage.canvas.text(box.center(), layout.formula_size * 0.75F, Align::middle,
                          shortened("this layer has no output", box.w - 24,
                                    layout.formula_size * 0.75F, Font::regular),
                          theme.text_muted);
        return;
    }
    const Formula formula =
        make_formula(stage.op, stage.input.document.params, step->step, step->omitted);
    const float room = box.w - std::min(box.w * 0.08F, 48.0F);
    const FittedFormula fitted = fit_formula(formula, room, layout.formula_size);
    Text text{box.center(), fitted.size, Align::middle, {}};
    for (const Piece& piece : fitted.pieces) {
        const bool odd = piece.text == "NaN";
        text.spans.push_back(
            {piece.text, odd ? theme.invalid : color_of(theme, piece.role), font_of(piece.role)});
    }
    stage.canvas.text(std::move(text));
}

void draw_caption(const Stage& stage, const Layout& layout, const std::optional<ShownStep>& step) {
    if (!step) {
        return;
    }
    std::vector<std::string> parts = step_caption_parts(stage.op, stage.input.document.params,
                                                        step->step, place_of(stage, *step));
    if (stage.input.view.all_channels && stage.input.document.shape().c > 1) {
        const auto channel = static_cast<std::size_t>(stage.input.view.channel);
        parts.insert(parts.begin() + 1, "channel " + stage.input.document.channel_names[channel]);
    }
    if (layout.hidden > 0) {
        const std::size_t all = stage.input.document.channel_names.size();
        parts.insert(parts.begin(), "showing " + std::to_string(all - layout.hidden) + " of " +
                                        std::to_string(all) + " channels");
    }
    constexpr float smallest = 11;
    float size = layout.caption_size;
    if (layout.caption_lines == 1) {
        const float full = parts_width(parts, size);
        size = full > layout.caption.w ? std::max(size * layout.caption.w / full, smallest) : size;
        // The least telling parts go first: what is read can be seen on the grid.
        while (parts.size() > 2 && parts_width(parts, size) > layout.caption.w) {
            parts.erase(parts.end() - 2);
        }
    }
    draw_lines(
        stage, layout.caption,
        broken(parts, static_cast<std::size_t>(layout.caption_lines), layout.caption.w, size), size,
        layout.caption_lines);
}

void draw_notice(const Stage& stage, const Rect& room) {
    const Theme& theme = stage.theme;
    const Error& error = stage.input.results.geometry.error();
    const float size = std::clamp(room.h / 9, 10.0F, 14.0F);
    const float pad = size;
    const float width = room.w - 2 * pad;
    const float pitch = size * 1.45F;
    struct Words {
        std::string text;
        Font font;
        Color color;
    };
    std::vector<Words> lines;
    for (auto& text : wrapped(error.what, width, size, Font::semibold)) {
        lines.push_back({std::move(text), Font::semibold, theme.invalid});
    }
    for (auto& text : wrapped(error.remedy, width, size, Font::regular)) {
        lines.push_back({std::move(text), Font::regular, theme.text});
    }
    const auto most =
        static_cast<std::size_t>(std::max((room.h - 2 * pad + pitch * 0.3F) / pitch, 1.0F));
    lines.resize(std::min(lines.size(), most));
    const float height = static_cast<float>(lines.size()) * pitch + 2 * pad - (pitch - size);
    const Rect box{room.x, room.y + std::max(room.h - height, 0.0F) / 2, room.w,
                   std::min(height, room.h)};
    stage.canvas.box({box, 10, theme.notice_fill, Pattern::none, {}, {theme.notice_line, 1}});
    float y = box.y + pad + size / 2;
    for (const Words& line : lines) {
        stage.canvas.text({box.x + pad, y}, size, Align::start,
                          shortened(line.text, width, size, line.font), line.color, line.font);
        y += pitch;
    }
}

}  // namespace poolscope::scene
