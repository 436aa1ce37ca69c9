/// GIF by giflib: the first frame, as it lies on the canvas.
#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

#include "io/picture_decoders.hpp"
#include "io/pictures/byte_reader.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".gif"};

bool begins(Bytes bytes) {
    const auto text = as_text(bytes);
    return text.starts_with("GIF87a") || text.starts_with("GIF89a");
}

/// The size of the canvas.
Result<PixelExtent> extent(Bytes bytes) {
    ByteReader reader(bytes);
    reader.skip(6);
    const PixelExtent size{reader.u16(), reader.u16()};
    if (reader.ran_out()) return picture_cut_short();
    return size;
}

int read(GifFileType* gif, GifByteType* out, int count) {
    auto& reader = *static_cast<ByteReader*>(gif->UserData);
    const auto bytes = reader.take(static_cast<std::size_t>(std::max(count, 0)));
    if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
    return static_cast<int>(bytes.size());
}

struct Closer {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Closer>;

/// Passes over what stands before the first frame, and notes which of its colours is none: -1 where
/// all are.
std::optional<int> find_frame(GifFileType* gif, const StopQuery& stop) {
    int clear = NO_TRANSPARENT_COLOR;
    GifRecordType record{};
    while (!is_stopped(stop) && DGifGetRecordType(gif, &record) == GIF_OK) {
        if (record == IMAGE_DESC_RECORD_TYPE) return clear;
        int code = 0;
        GifByteType* block = nullptr;
        if (record != EXTENSION_RECORD_TYPE || DGifGetExtension(gif, &code, &block) != GIF_OK)
            return std::nullopt;
        GraphicsControlBlock control{};
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            clear = control.TransparentColor;
        while (block != nullptr)
            if (DGifGetExtensionNext(gif, &block) != GIF_OK) return std::nullopt;
    }
    return std::nullopt;
}

using Rgba = std::array<std::uint8_t, 4>;

/// The colour of an index, fully transparent where the table has none.
Rgba color_of(const ColorMapObject* map, int index) {
    if (map == nullptr || index < 0 || index >= map->ColorCount) return {};
    const auto& color = map->Colors[index];
    return {color.Red, color.Green, color.Blue, 255};
}

/// The canvas before a frame: the background's colour, where one but the first of the table is
/// chosen.
DecodedPixels canvas_of(const GifFileType& gif) {
    DecodedPixels canvas{gif.SWidth, gif.SHeight, 4, {}};
    canvas.values.resize(static_cast<std::size_t>(gif.SWidth) *
                         static_cast<std::size_t>(gif.SHeight) * 4);
    if (gif.SBackGroundColor <= 0) return canvas;
    auto color = color_of(gif.SColorMap, gif.SBackGroundColor);
    color[3] = 255;
    for (std::size_t at = 0; at < canvas.values.size(); at += 4)
        std::ranges::copy(color, canvas.values.begin() + static_cast<std::ptrdiff_t>(at));
    return canvas;
}

/// The rows of a frame in the order in which they are stored.
std::vector<int> row_order(int height, bool interlaced) {
    std::vector<int> rows;
    rows.reserve(static_cast<std::size_t>(height));
    const auto add = [&](int first, int step) {
        for (int row = first; row < height; row += step) rows.push_back(row);
    };
    if (!interlaced) {
        add(0, 1);
        return rows;
    }
    add(0, 8);
    add(4, 8);
    add(2, 4);
    add(1, 2);
    return rows;
}

/// Reads the frame into the canvas; false where giflib cannot, or is stopped.
bool draw_frame(GifFileType* gif, int clear, DecodedPixels& canvas, const StopQuery& stop) {
    const auto& frame = gif->Image;
    const auto* map = frame.ColorMap != nullptr ? frame.ColorMap : gif->SColorMap;
    if (map == nullptr || frame.Width < 1 || frame.Height < 1 || frame.Left < 0 || frame.Top < 0 ||
        frame.Width > canvas.width - frame.Left || frame.Height > canvas.height - frame.Top)
        return false;
    std::array<Rgba, 256> colors{};
    for (int index = 0; index < 256; ++index)
        if (index != clear) colors[static_cast<std::size_t>(index)] = color_of(map, index);
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const int row : row_order(frame.Height, frame.Interlace)) {
        if (is_stopped(stop) || DGifGetLine(gif, line.data(), frame.Width) != GIF_OK) return false;
        const auto at =
            static_cast<std::size_t>(frame.Top + row) * static_cast<std::size_t>(canvas.width) +
            static_cast<std::size_t>(frame.Left);
        auto out = canvas.values.begin() + static_cast<std::ptrdiff_t>(at * 4);
        for (const auto index : line) out = std::ranges::copy(colors[index], out).out;
    }
    return true;
}

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    ByteReader reader(bytes);
    const auto fault = [&]() -> tl::unexpected<Error> {
        if (is_stopped(stop)) return reading_cancelled();
        return reader.ran_out() ? picture_cut_short() : damaged_picture();
    };
    const Gif gif(DGifOpen(&reader, read, nullptr));
    if (gif == nullptr) return fault();
    const auto clear = find_frame(gif.get(), stop);
    if (!clear || DGifGetImageDesc(gif.get()) != GIF_OK) return fault();
    auto canvas = canvas_of(*gif);
    if (!draw_frame(gif.get(), *clear, canvas, stop)) return fault();
    return canvas;
}

}  // namespace

const PictureDecoder gif_decoder{"GIF", endings, begins, extent, decode};

}  // namespace poolscope::io
