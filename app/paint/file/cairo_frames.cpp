/// Paints frames with Cairo, clipped to what changed (see frame_painter.hpp).
#include <cairo.h>

#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "paint/damage.hpp"
#include "paint/file/cairo_painter.hpp"
#include "paint/file/cairo_surface.hpp"
#include "paint/file/frame_painter.hpp"

namespace poolscope::paint {

namespace {

struct RegionDelete {
    void operator()(cairo_region_t* region) const { cairo_region_destroy(region); }
};
using Region = std::unique_ptr<cairo_region_t, RegionDelete>;

/// The whole pixels that a rectangle touches.
cairo_rectangle_int_t pixels_of_rect(const drawing::Rect& rect, float scale) {
    const auto low = [&](float x) { return static_cast<int>(std::floor(x * scale)); };
    const auto high = [&](float x) { return static_cast<int>(std::ceil(x * scale)); };
    const int x = low(rect.x), y = low(rect.y);
    return {x, y, high(rect.right()) - x, high(rect.bottom()) - y};
}

}  // namespace

struct FramePainter::State {
    FrameLook look;
    CairoSurface surface;
    std::optional<drawing::Drawing> before;

    /// The pixels to be painted anew.
    [[nodiscard]] Region region_for(const drawing::Drawing& drawing) const {
        const cairo_rectangle_int_t all{0, 0, look.width, look.height};
        const auto damage = before ? damage_between(*before, drawing) : std::nullopt;
        if (!damage) return Region(cairo_region_create_rectangle(&all));
        Region region(cairo_region_create());
        for (const drawing::Rect& rect : *damage) {
            const auto pixels = pixels_of_rect(rect, look.scale);
            cairo_region_union_rectangle(region.get(), &pixels);
        }
        cairo_region_intersect_rectangle(region.get(), &all);
        return region;
    }

    /// Clips to the region, whose edges are those of pixels, and lays the background.
    void clear(cairo_t* context, const Region& region, theme::Color background) const {
        for (int i = 0; i < cairo_region_num_rectangles(region.get()); ++i) {
            cairo_rectangle_int_t r;
            cairo_region_get_rectangle(region.get(), i, &r);
            cairo_rectangle(context, r.x, r.y, r.width, r.height);
        }
        cairo_clip(context);
        cairo_set_operator(context, CAIRO_OPERATOR_SOURCE);
        const double alpha = look.transparent ? 0 : background.a / 255.0;
        cairo_set_source_rgba(context, background.r / 255.0, background.g / 255.0,
                              background.b / 255.0, alpha);
        cairo_paint(context);
        cairo_set_operator(context, CAIRO_OPERATOR_OVER);
    }
};

FramePainter::FramePainter(std::unique_ptr<State> state) : state_(std::move(state)) {}
FramePainter::FramePainter(FramePainter&&) noexcept = default;
FramePainter& FramePainter::operator=(FramePainter&&) noexcept = default;
FramePainter::~FramePainter() = default;

Result<FramePainter> FramePainter::create(const FrameLook& look) {
    auto state = std::make_unique<State>();
    state->look = look;
    state->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, look.width, look.height));
    if (cairo_surface_status(state->surface.get()) != CAIRO_STATUS_SUCCESS) {
        return fail(ErrorCode::too_large, say("there is not enough memory for the picture"),
                    say("choose a smaller size or scale"));
    }
    return FramePainter(std::move(state));
}

void FramePainter::forget() {
    state_->before.reset();
}

Result<FrameView> FramePainter::paint(drawing::Drawing drawing) {
    State& state = *state_;
    const Region region = state.region_for(drawing);
    if (cairo_region_is_empty(region.get()) == 0) {
        const CairoContext context(cairo_create(state.surface.get()));
        state.clear(context.get(), region, drawing.background);
        cairo_scale(context.get(), static_cast<double>(state.look.scale),
                    static_cast<double>(state.look.scale));
        const auto touched = [&](const drawing::Primitive& primitive) {
            const auto pixels = pixels_of_rect(painted_bounds(primitive), state.look.scale);
            return cairo_region_contains_rectangle(region.get(), &pixels) !=
                   CAIRO_REGION_OVERLAP_OUT;
        };
        if (auto painted = paint_primitives(context.get(), drawing, touched); !painted)
            return error_of(painted);
    }
    cairo_surface_flush(state.surface.get());
    state.before = std::move(drawing);
    return FrameView{state.look.width, state.look.height,
                     cairo_image_surface_get_stride(state.surface.get()),
                     cairo_image_surface_get_data(state.surface.get())};
}

}  // namespace poolscope::paint
