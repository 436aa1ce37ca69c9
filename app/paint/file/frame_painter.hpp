/// Paints one drawing after another on the same surface, and each time only what differs from the
/// one before. The pixels are those of paint_to_pixels(), but for 1 of 255 here and there on the
/// edge of a slanted line where it was painted in parts.
#pragma once

#include <cstdint>
#include <memory>

#include "drawing/drawing.hpp"
#include "poolscope/error.hpp"

namespace poolscope::paint {

/// Rows of pixels in Cairo's own form: a 32-bit word each, 0xAARRGGBB with premultiplied alpha.
struct FrameView {
    int width = 0;
    int height = 0;
    int stride = 0;  ///< bytes a row
    const std::uint8_t* data = nullptr;
};

struct FrameLook {
    int width = 0;  ///< pixels; more than the drawing has are background
    int height = 0;
    float scale = 1;           ///< pixels a logical pixel
    bool transparent = false;  ///< leaves the background out
};

class FramePainter {
public:
    /// Errors: too_large where memory ends.
    [[nodiscard]] static Result<FramePainter> create(const FrameLook& look);
    FramePainter(FramePainter&&) noexcept;
    FramePainter& operator=(FramePainter&&) noexcept;
    ~FramePainter();

    /// The picture, good until the next one is painted. Errors: as paint_drawing().
    [[nodiscard]] Result<FrameView> paint(drawing::Drawing drawing);

    /// The next drawing is painted whole.
    void forget();

private:
    struct State;
    explicit FramePainter(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace poolscope::paint
