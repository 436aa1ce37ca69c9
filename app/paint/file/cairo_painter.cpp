/// Draws each primitive of a drawing with Cairo.
#include "paint/file/cairo_painter.hpp"

#include <cairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "paint/file/cairo_surface.hpp"
#include "paint/file/pango_text.hpp"
#include "paint/file/png.hpp"
#include "paint/heatmap_image.hpp"
#include "paint/heatmap_pixels.hpp"
#include "paint/patterns.hpp"

namespace poolscope::paint {

namespace {

using drawing::Box;
using drawing::Pattern;
using drawing::Point;
using drawing::Rect;
using drawing::Stroke;

void set_color(cairo_t* context, theme::Color color) {
    cairo_set_source_rgba(context, color.r / 255.0, color.g / 255.0, color.b / 255.0,
                          color.a / 255.0);
}

void move_to(cairo_t* context, Point p) {
    cairo_move_to(context, static_cast<double>(p.x), static_cast<double>(p.y));
}
void line_to(cairo_t* context, Point p) {
    cairo_line_to(context, static_cast<double>(p.x), static_cast<double>(p.y));
}

void rectangle(cairo_t* context, const Rect& rect) {
    cairo_rectangle(context, static_cast<double>(rect.x), static_cast<double>(rect.y),
                    static_cast<double>(rect.w), static_cast<double>(rect.h));
}

void rounded_rectangle(cairo_t* context, const Rect& rect, float radius) {
    cairo_new_path(context);
    if (radius <= 0) {
        rectangle(context, rect);
        return;
    }
    const auto left = static_cast<double>(rect.x), top = static_cast<double>(rect.y);
    const auto right = static_cast<double>(rect.right()),
               bottom = static_cast<double>(rect.bottom());
    const auto r = static_cast<double>(radius);
    const double quarter = std::numbers::pi / 2;
    cairo_arc(context, right - r, top + r, r, -quarter, 0);
    cairo_arc(context, right - r, bottom - r, r, 0, quarter);
    cairo_arc(context, left + r, bottom - r, r, quarter, 2 * quarter);
    cairo_arc(context, left + r, top + r, r, 2 * quarter, 3 * quarter);
    cairo_close_path(context);
}

void stroke_path(cairo_t* context, const Stroke& stroke) {
    set_color(context, stroke.color);
    cairo_set_line_width(context, static_cast<double>(stroke.width));
    const std::array<double, 2> dashes{static_cast<double>(stroke.dash),
                                       static_cast<double>(stroke.gap)};
    cairo_set_dash(context, dashes.data(), stroke.dash > 0 ? 2 : 0, 0);
    cairo_stroke(context);
}

void draw_pattern(cairo_t* context, const Box& box) {
    cairo_new_path(context);
    for (const Segment& line : pattern_lines(box)) {
        move_to(context, line.a);
        line_to(context, line.b);
    }
    stroke_path(context, {box.pattern_color, pattern_line_width});
    for (const Point& dot : pattern_dots(box)) {
        cairo_new_sub_path(context);
        cairo_arc(context, static_cast<double>(dot.x), static_cast<double>(dot.y),
                  static_cast<double>(pattern_dot_radius), 0, 2 * std::numbers::pi);
    }
    cairo_fill(context);
}

/// Draws one kind of primitive each; remembers the first error.
class Painter {
public:
    explicit Painter(cairo_t* context) : context_(context) {}

    void operator()(const Box& box) {
        const float radius = corner_radius(box);
        if (box.fill.a > 0) {
            rounded_rectangle(context_, box.rect, radius);
            set_color(context_, box.fill);
            cairo_fill(context_);
        }
        if (box.pattern != Pattern::none) draw_pattern(context_, box);
        if (box.stroke.width > 0 && box.stroke.color.a > 0) {
            rounded_rectangle(context_, box.rect, radius);
            stroke_path(context_, box.stroke);
        }
    }

    void operator()(const drawing::Line& line) {
        if (line.stroke.width <= 0) return;
        cairo_new_path(context_);
        move_to(context_, line.a);
        line_to(context_, line.b);
        stroke_path(context_, line.stroke);
    }

    void operator()(const drawing::Polygon& polygon) {
        cairo_new_path(context_);
        for (const Point& point : polygon.points) line_to(context_, point);
        cairo_close_path(context_);
        set_color(context_, polygon.fill);
        cairo_fill(context_);
    }

    void operator()(const drawing::Text& text) {
        if (auto drawn = draw_text(context_, text); !drawn && result) result = drawn;
    }

    void operator()(const drawing::Heatmap& heatmap) {
        const HeatmapImage drawn = image_of(heatmap);
        if (drawn.pixels.rgba.empty()) return;
        const CairoSurface image = surface_of(drawn.pixels);
        cairo_save(context_);
        rectangle(context_, keeps_vectors(context_) ? heatmap.rect : drawn.rect);
        cairo_clip(context_);
        cairo_translate(context_, static_cast<double>(drawn.rect.x),
                        static_cast<double>(drawn.rect.y));
        cairo_scale(context_, static_cast<double>(drawn.rect.w) / drawn.pixels.width,
                    static_cast<double>(drawn.rect.h) / drawn.pixels.height);
        cairo_set_source_surface(context_, image.get(), 0, 0);
        cairo_pattern_set_filter(cairo_get_source(context_), CAIRO_FILTER_NEAREST);
        cairo_paint(context_);
        cairo_restore(context_);
    }

    void operator()(const drawing::ClipBegin& clip) {
        cairo_save(context_);
        ++depth_;
        cairo_new_path(context_);
        rectangle(context_, clip.rect);
        cairo_clip(context_);
    }

    void operator()(const drawing::ClipEnd&) {
        if (depth_ == 0) return;
        --depth_;
        cairo_restore(context_);
    }

    Result<void> result;

private:
    /// In a picture, the surface's own pixels, from whole ones to whole ones as on the screen.
    [[nodiscard]] HeatmapImage image_of(const drawing::Heatmap& heatmap) const {
        if (keeps_vectors(context_)) return heatmap_image(heatmap);
        auto left = static_cast<double>(heatmap.rect.x), top = static_cast<double>(heatmap.rect.y);
        auto right = static_cast<double>(heatmap.rect.right()),
             bottom = static_cast<double>(heatmap.rect.bottom());
        cairo_user_to_device(context_, &left, &top);
        cairo_user_to_device(context_, &right, &bottom);
        left = std::round(left), top = std::round(top);
        const auto pixels = [](double from, double to) {
            return static_cast<int>(
                std::clamp(std::round(to) - from, 0.0, static_cast<double>(max_picture_side)));
        };
        const int width = pixels(left, right), height = pixels(top, bottom);
        if (width == 0 || height == 0 || heatmap.values == nullptr) return {};
        double w = width, h = height;
        cairo_device_to_user(context_, &left, &top);
        cairo_device_to_user_distance(context_, &w, &h);
        return {heatmap_pixels(heatmap, width, height),
                {static_cast<float>(left), static_cast<float>(top), static_cast<float>(w),
                 static_cast<float>(h)}};
    }

    cairo_t* context_;
    int depth_ = 0;
};

Result<int> pixels_along(float length, float scale) {
    const float pixels = std::ceil(length * scale - 1e-3F);
    if (!(pixels >= 1))
        return fail(ErrorCode::bad_argument, say("the picture has no size"),
                    say("give it at least one pixel"));
    if (pixels > static_cast<float>(max_picture_side)) {
        return fail(ErrorCode::too_large,
                    say("the picture is larger than {0} pixels on a side", max_picture_side),
                    say("choose a smaller size or scale"));
    }
    return static_cast<int>(pixels);
}

}  // namespace

Result<void> paint_primitives(cairo_t* context, const drawing::Drawing& drawing,
                              const PrimitiveFilter& wanted) {
    Painter painter(context);
    for (const drawing::Primitive& primitive : drawing.primitives) {
        const bool clip = std::holds_alternative<drawing::ClipBegin>(primitive) ||
                          std::holds_alternative<drawing::ClipEnd>(primitive);
        if (clip || !wanted || wanted(primitive)) std::visit(painter, primitive);
    }
    return painter.result;
}

Result<void> paint_drawing(cairo_t* context, const drawing::Drawing& drawing, bool transparent,
                           const StopQuery& stop) {
    cairo_save(context);
    if (!transparent) {
        cairo_new_path(context);
        rectangle(context, {0, 0, drawing.size.w, drawing.size.h});
        set_color(context, drawing.background);
        cairo_fill(context);
    }
    bool stopped = false;
    auto result = paint_primitives(context, drawing, [&](const drawing::Primitive&) {
        stopped = stopped || is_stopped(stop);
        return !stopped;
    });
    cairo_restore(context);
    if (stopped) return cancelled();
    return result;
}

Result<PixelSize> size_in_pixels(drawing::Size size, float scale) {
    const auto width = pixels_along(size.w, scale);
    if (!width) return error_of(width);
    const auto height = pixels_along(size.h, scale);
    if (!height) return error_of(height);
    return PixelSize{*width, *height};
}

namespace {

Result<CairoSurface> paint_to_surface(const drawing::Drawing& drawing,
                                      const CairoOptions& options) {
    const auto size = size_in_pixels(drawing.size, options.scale);
    if (!size) return error_of(size);
    CairoSurface surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, size->width, size->height));
    const CairoContext context(cairo_create(surface.get()));
    cairo_scale(context.get(), static_cast<double>(options.scale),
                static_cast<double>(options.scale));
    if (auto painted = paint_drawing(context.get(), drawing, options.transparent, options.stop);
        !painted)
        return error_of(painted);
    if (cairo_status(context.get()) != CAIRO_STATUS_SUCCESS) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the picture"),
                    say("choose a smaller size or scale"));
    }
    return surface;
}

}  // namespace

Result<Pixels> paint_to_pixels(const drawing::Drawing& drawing, const CairoOptions& options) {
    return paint_to_surface(drawing, options).map([](const CairoSurface& surface) {
        return pixels_of(surface.get());
    });
}

Result<std::vector<std::byte>> paint_to_png(const drawing::Drawing& drawing,
                                            const CairoOptions& options) {
    return paint_to_surface(drawing, options).and_then([&](const CairoSurface& surface) {
        auto png = encode_png(surface.get(), options.stop);
        return png && options.dots > 0 ? with_density(std::move(*png), options.dots) : png;
    });
}

}  // namespace poolscope::paint
