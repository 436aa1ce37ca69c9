/// Draws each primitive of a drawing with ImGui's draw list.
#include "paint/screen/imgui_painter.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "paint/dashes.hpp"
#include "paint/patterns.hpp"

namespace poolscope::paint {

namespace {

using drawing::Box;
using drawing::Pattern;
using drawing::Point;
using drawing::Rect;
using drawing::Stroke;

ImU32 packed(theme::Color color) {
    return IM_COL32(color.r, color.g, color.b, color.a);
}

ImTextureID id_of(TextureName texture) {
    // ImTextureID is a pointer or a number, by ImGui's version: only this cast does for both.
    // NOLINTNEXTLINE(performance-no-int-to-ptr)
    return (ImTextureID)texture;
}

class Painter {
public:
    explicit Painter(const ImGuiTarget& target) : target_(target), list_(target.list) {}

    void operator()(const Box& box) {
        const float radius = corner_radius(box) * target_.scale;
        const ImVec2 low = at({box.rect.x, box.rect.y}),
                     high = at({box.rect.right(), box.rect.bottom()});
        if (box.fill.a > 0) {
            list_.PathRect(low, high, radius);
            list_.PathFillConvex(packed(box.fill));
        }
        if (box.pattern != Pattern::none) pattern(box);
        if (!visible(box.stroke)) return;
        if (box.stroke.dash > 0) {
            for (const auto& dash : dashes(outline(box.rect, corner_radius(box)), box.stroke)) {
                for (const Point& point : dash) list_.PathLineTo(at(point));
                stroke(box.stroke, false);
            }
        } else {
            list_.PathRect(low, high, radius);
            stroke(box.stroke, true);
        }
    }

    void operator()(const drawing::Line& line) {
        if (!visible(line.stroke)) return;
        for (const auto& dash : dashes({line.a, line.b}, line.stroke)) {
            for (const Point& point : dash) list_.PathLineTo(at(point));
            stroke(line.stroke, false);
        }
    }

    void operator()(const drawing::Polygon& polygon) {
        for (const Point& point : polygon.points) list_.PathLineTo(at(point));
        // ImGui smooths the edges of polygons that run clockwise.
        if (area(polygon.points) < 0) std::reverse(list_._Path.begin(), list_._Path.end());
        list_.PathFillConvex(packed(polygon.fill));
    }

    void operator()(const drawing::Text& text) {
        ImVec2 pen = at(drawing::start_of(text));
        pen.y = std::round(pen.y);
        for (const drawing::TextSpan& span : text.spans)
            pen.x = write(span, text.size * target_.scale, pen);
    }

    void operator()(const drawing::Heatmap& heatmap) {
        if (target_.heatmaps == nullptr || heatmap.values == nullptr) return;
        const Rect& rect = heatmap.rect;
        const ImVec2 low = whole(at({rect.x, rect.y})),
                     high = whole(at({rect.right(), rect.bottom()}));
        const auto width = static_cast<int>(high.x - low.x),
                   height = static_cast<int>(high.y - low.y);
        if (width <= 0 || height <= 0) return;
        const auto texture = target_.heatmaps->image(heatmap, width, height);
        if (!texture) return;
        const ImU32 tint = packed(theme::with_alpha(theme::rgb(0xFFFFFF), heatmap.opacity));
        list_.AddImage(id_of(*texture), low, high, {0, 0}, {1, 1}, tint);
    }

    void operator()(const drawing::ClipBegin& clip) {
        list_.PushClipRect(at({clip.rect.x, clip.rect.y}),
                           at({clip.rect.right(), clip.rect.bottom()}), true);
        ++depth_;
    }

    void operator()(const drawing::ClipEnd&) {
        if (depth_ == 0) return;
        --depth_;
        list_.PopClipRect();
    }

    /// Ends clips that the drawing left open.
    void finish() {
        for (; depth_ > 0; --depth_) list_.PopClipRect();
    }

private:
    [[nodiscard]] ImVec2 at(Point p) const {
        return {target_.origin.x + p.x * target_.scale, target_.origin.y + p.y * target_.scale};
    }
    [[nodiscard]] static ImVec2 whole(ImVec2 p) { return {std::round(p.x), std::round(p.y)}; }
    [[nodiscard]] static bool visible(const Stroke& stroke) {
        return stroke.width > 0 && stroke.color.a > 0;
    }

    [[nodiscard]] static float area(const std::vector<Point>& points) {
        float twice = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const Point a = points[i], b = points[(i + 1) % points.size()];
            twice += a.x * b.y - b.x * a.y;
        }
        return twice;
    }

    /// Strokes the path. ImGui draws nothing thinner than a pixel: a thinner line is a paler one.
    void stroke(const Stroke& look, bool closed) {
        const float width = look.width * target_.scale;
        theme::Color color = look.color;
        if (width < 1)
            color.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(color.a) * width));
        list_.PathStroke(packed(color), closed ? ImDrawFlags_Closed : ImDrawFlags_None,
                         std::max(width, 1.0F));
    }

    void pattern(const Box& box) {
        for (const Segment& line : pattern_lines(box)) {
            list_.PathLineTo(at(line.a));
            list_.PathLineTo(at(line.b));
            stroke({box.pattern_color, pattern_line_width}, false);
        }
        for (const Point& dot : pattern_dots(box)) {
            list_.AddCircleFilled(at(dot), pattern_dot_radius * target_.scale,
                                  packed(box.pattern_color), 12);
        }
    }

    /// Writes one span from `pen` (x, baseline); the pen after it. Advances are exact; each glyph's
    /// bitmap has thirds of pixels, so that it may stand between pixels.
    float write(const drawing::TextSpan& span, float size, ImVec2 pen) {
        const SizedFont font = target_.fonts.font(span.font, size);
        if (font.font == nullptr) return pen.x;
        target_.fonts.note(font.font, span.text);
        const float zoom = size / font.pixels;
        const bool as_built = std::abs(zoom - 1) < 0.04F;
        const float stretch = as_built ? 1.0F : zoom;
        const ImU32 color = packed(span.color);
        std::string_view rest = span.text;
        while (!rest.empty()) {
            const char32_t character = theme::next_character(rest);
            const auto code =
                static_cast<ImWchar>(character <= IM_UNICODE_CODEPOINT_MAX ? character : 0xFFFD);
            const ImFontGlyph* glyph = font.glyph(code);
            if (glyph != nullptr && glyph->Visible != 0) {
                const ImVec2 corner{pen.x, pen.y - font.ascent() * stretch};
                list_.PrimReserve(6, 4);
                list_.PrimRectUV({corner.x + glyph->X0 * stretch, corner.y + glyph->Y0 * stretch},
                                 {corner.x + glyph->X1 * stretch, corner.y + glyph->Y1 * stretch},
                                 {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, color);
            }
            pen.x += theme::advance(character, span.font) * size;
        }
        return pen.x;
    }

    const ImGuiTarget& target_;
    ImDrawList& list_;
    int depth_ = 0;
};

}  // namespace

void paint_drawing(const ImGuiTarget& target, const drawing::Drawing& drawing) {
    Painter painter(target);
    if (target.background)
        painter(Box{{0, 0, drawing.size.w, drawing.size.h}, 0, drawing.background});
    for (const drawing::Primitive& primitive : drawing.primitives) std::visit(painter, primitive);
    painter.finish();
}

void paint_primitive(const ImGuiTarget& target, const drawing::Primitive& primitive) {
    Painter painter(target);
    std::visit(painter, primitive);
    painter.finish();
}

}  // namespace poolscope::paint
