/// The 256 colours of a GIF: one palette for the whole animation, in which the colours of the
/// drawing are exact; what lies between them goes to the nearest, without dithering.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>

#include "export/movie/frame_convert.hpp"
#include "paint/file/frame_painter.hpp"
#include "poolscope/error.hpp"
#include "theme/color.hpp"

namespace poolscope::exporting {

/// 0xAARRGGBB; the last is transparent, for cells that do not change.
using Palette = std::array<std::uint32_t, 256>;

/// Collects pictures, then chooses the palette that suits all of them (FFmpeg's palettegen).
class PaletteMaker {
public:
    /// For pictures of one size. Errors: unsupported where FFmpeg lacks the filter.
    [[nodiscard]] static Result<PaletteMaker> create(int width, int height);
    [[nodiscard]] Result<void> add(const paint::FrameView& picture);
    /// The palette; `exact` colours are in it as they are, the first ones where they are many.
    [[nodiscard]] Result<Palette> finish(std::span<const theme::Color> exact);

private:
    PaletteMaker() = default;
    FramePool pool_{AV_PIX_FMT_BGRA};
    AvHandle<AVFilterGraph> graph_;
    AVFilterContext* source_ = nullptr;  ///< the graph's
    AVFilterContext* sink_ = nullptr;
};

/// Finds the nearest colour of a palette; remembers what it found.
class PaletteMap {
public:
    explicit PaletteMap(const Palette& palette) : palette_(palette) {}
    /// The picture's pixels as places in the palette, in a frame of AV_PIX_FMT_PAL8. Errors:
    /// too_large where memory ends.
    [[nodiscard]] Result<AvHandle<AVFrame>> operator()(const paint::FrameView& picture);

private:
    [[nodiscard]] std::uint8_t nearest(std::uint32_t color);

    Palette palette_;
    std::shared_ptr<FramePool> pool_ = std::make_shared<FramePool>(AV_PIX_FMT_PAL8);
    std::unordered_map<std::uint32_t, std::uint8_t> known_;
};

}  // namespace poolscope::exporting
