/// Paints a drawing with Cairo: pictures in files, at any scale.
#pragma once

#include <functional>
#include <vector>

#include "drawing/drawing.hpp"
#include "paint/pixels.hpp"
#include "paint/stop.hpp"
#include "poolscope/error.hpp"

// NOLINTNEXTLINE(bugprone-reserved-identifier): Cairo's own name, declared to keep its header out
using cairo_t = struct _cairo;

namespace poolscope::paint {

struct CairoOptions {
    float scale = 1;           ///< pixels a logical pixel
    bool transparent = false;  ///< leaves the background out
    double dots = 0;           ///< pixels an inch, for who prints the picture; 0: unsaid
    StopQuery stop{};
};

/// Paints `drawing` on any Cairo context, in logical pixels from its origin. Errors: as
/// draw_text(); cancelled where `stop` says so.
[[nodiscard]] Result<void> paint_drawing(cairo_t* context, const drawing::Drawing& drawing,
                                         bool transparent = false, const StopQuery& stop = {});

/// Says of a primitive whether it is painted.
using PrimitiveFilter = std::function<bool(const drawing::Primitive&)>;

/// The same without the background, and only what is wanted (all of it, where that is empty).
[[nodiscard]] Result<void> paint_primitives(cairo_t* context, const drawing::Drawing& drawing,
                                            const PrimitiveFilter& wanted);

struct PixelSize {
    int width = 0;
    int height = 0;
};
/// ceil(size * scale). Errors: as paint_to_pixels().
[[nodiscard]] Result<PixelSize> size_in_pixels(drawing::Size size, float scale);

/// `drawing` as pixels, ceil(size * scale) of them. Errors: bad_argument where the scale or the
/// size is not positive, too_large past max_picture_side or where memory ends; as paint_drawing().
[[nodiscard]] Result<Pixels> paint_to_pixels(const drawing::Drawing& drawing,
                                             const CairoOptions& options = {});

/// The same as the bytes of a PNG file.
[[nodiscard]] Result<std::vector<std::byte>> paint_to_png(const drawing::Drawing& drawing,
                                                          const CairoOptions& options = {});

}  // namespace poolscope::paint
