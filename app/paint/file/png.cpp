/// Encodes and decodes PNG with Cairo.
#include "paint/file/png.hpp"

#include <cmath>
#include <cstring>

#include "paint/file/cairo_surface.hpp"
#include "paint/straight_alpha.hpp"

namespace poolscope::paint {

namespace {

std::uint32_t premultiply(std::uint32_t value, std::uint32_t alpha) {
    return (value * alpha + 127) / 255;
}

/// The bytes so far, and whether there are to be no more.
struct Writing {
    const StopQuery& stop;
    std::vector<std::byte> bytes{};
    bool stopped = false;
};

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
    auto& writing = *static_cast<Writing*>(closure);
    const auto* begin = reinterpret_cast<const std::byte*>(data);
    writing.bytes.insert(writing.bytes.end(), begin, begin + length);
    writing.stopped = writing.stop && writing.stop();
    return writing.stopped ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/// The checksum that ends a chunk (ISO 3309).
std::uint32_t checksum_of(std::span<const std::byte> bytes) {
    std::uint32_t sum = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        sum ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ ((sum & 1) != 0 ? 0xEDB88320 : 0);
    }
    return ~sum;
}

void append_word(std::vector<std::byte>& bytes, std::uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::byte>((word >> shift) & 0xFF));
}

cairo_status_t take(void* closure, unsigned char* data, unsigned int length) {
    auto& rest = *static_cast<std::span<const std::byte>*>(closure);
    if (rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, rest.data(), length);
    rest = rest.subspan(length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

CairoSurface surface_of(const Pixels& pixels) {
    CairoSurface surface(
        cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels.width, pixels.height));
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS) return surface;
    cairo_surface_flush(surface.get());
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            const theme::Color c = pixels.at(x, y);
            const std::uint32_t word = (std::uint32_t{c.a} << 24) | (premultiply(c.r, c.a) << 16) |
                                       (premultiply(c.g, c.a) << 8) | premultiply(c.b, c.a);
            std::memcpy(data + std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4, &word, 4);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

Pixels pixels_of(cairo_surface_t* surface) {
    cairo_surface_flush(surface);
    const bool opaque = cairo_image_surface_get_format(surface) != CAIRO_FORMAT_ARGB32;
    const unsigned char* data = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    Pixels pixels(cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface));
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            std::uint32_t word = 0;
            std::memcpy(&word, data + std::ptrdiff_t{y} * stride + std::ptrdiff_t{x} * 4, 4);
            word = straight_word(opaque ? word | 0xFF000000 : word);
            if (word == 0) continue;
            pixels.set(x, y,
                       {static_cast<std::uint8_t>(word >> 16), static_cast<std::uint8_t>(word >> 8),
                        static_cast<std::uint8_t>(word), static_cast<std::uint8_t>(word >> 24)});
        }
    }
    return pixels;
}

Result<std::vector<std::byte>> encode_png(cairo_surface_t* surface, const StopQuery& stop) {
    Writing writing{stop};
    const auto status = cairo_surface_write_to_png_stream(surface, append, &writing);
    if (writing.stopped) return cancelled();
    if (status != CAIRO_STATUS_SUCCESS) {
        return fail(ErrorCode::too_large, say("the picture could not be made into a PNG"),
                    say("make it smaller"));
    }
    return std::move(writing.bytes);
}

std::vector<std::byte> with_density(std::vector<std::byte> png, double dots) {
    constexpr std::ptrdiff_t header_end = 8 + 12 + 13;  // the signature and IHDR
    constexpr double inches_a_metre = 1 / 0.0254;
    const auto density = static_cast<std::uint32_t>(std::lround(dots * inches_a_metre));
    std::vector<std::byte> chunk;
    for (const char letter : {'p', 'H', 'Y', 's'}) chunk.push_back(static_cast<std::byte>(letter));
    append_word(chunk, density);
    append_word(chunk, density);
    chunk.push_back(std::byte{1});  // pixels a metre
    std::vector<std::byte> whole;
    append_word(whole, static_cast<std::uint32_t>(chunk.size() - 4));
    whole.insert(whole.end(), chunk.begin(), chunk.end());
    append_word(whole, checksum_of(chunk));
    png.insert(png.begin() + header_end, whole.begin(), whole.end());
    return png;
}

Result<std::vector<std::byte>> encode_png(const Pixels& pixels) {
    return encode_png(surface_of(pixels).get(), {});
}

Result<Pixels> decode_png(std::span<const std::byte> bytes) {
    const CairoSurface surface(cairo_image_surface_create_from_png_stream(take, &bytes));
    const cairo_format_t format = cairo_image_surface_get_format(surface.get());
    if (cairo_surface_status(surface.get()) != CAIRO_STATUS_SUCCESS ||
        (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)) {
        return fail(ErrorCode::bad_format, say("the bytes are not an 8-bit PNG"),
                    say("write the file again"));
    }
    return pixels_of(surface.get());
}

}  // namespace poolscope::paint
