/// Owning handles for Cairo's objects, and the way between its pixels and ours.
#pragma once

#include <cairo.h>

#include <memory>

#include "paint/pixels.hpp"
#include "paint/stop.hpp"

namespace poolscope::paint {

struct CairoDelete {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_path_t* path) const { cairo_path_destroy(path); }
};
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoDelete>;
using CairoContext = std::unique_ptr<cairo_t, CairoDelete>;
using CairoPath = std::unique_ptr<cairo_path_t, CairoDelete>;

/// The surface keeps vectors, and text as text.
[[nodiscard]] inline bool keeps_vectors(cairo_t* context) {
    return cairo_surface_get_type(cairo_get_target(context)) == CAIRO_SURFACE_TYPE_PDF;
}

/// An image surface (premultiplied ARGB32) with these pixels; its status tells whether there was
/// memory for it.
[[nodiscard]] CairoSurface surface_of(const Pixels& pixels);

/// The pixels of an ARGB32 or RGB24 image surface.
[[nodiscard]] Pixels pixels_of(cairo_surface_t* surface);

/// The surface as the bytes of a PNG file. Errors: too_large where memory ends; cancelled where
/// `stop` says so.
[[nodiscard]] Result<std::vector<std::byte>> encode_png(cairo_surface_t* surface,
                                                        const StopQuery& stop);

/// The PNG, saying how many pixels of it make an inch.
[[nodiscard]] std::vector<std::byte> with_density(std::vector<std::byte> png, double dots);

}  // namespace poolscope::paint
