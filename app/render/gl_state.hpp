/// Puts OpenGL's state back as it was, since others draw on the same context.
#pragma once

#include <array>

namespace poolscope::render {

/// Remembers what this room touches, and restores it when it ends: framebuffer, viewport, program,
/// vertex array, textures and samplers of the first units, pixel storage, and the tests and
/// blending.
class SavedGlState {
public:
    SavedGlState();
    ~SavedGlState();
    SavedGlState(const SavedGlState&) = delete;
    SavedGlState& operator=(const SavedGlState&) = delete;

    static constexpr int units = 4;

private:
    struct Unit {
        int texture = 0;
        int sampler = 0;
    };
    std::array<Unit, units> units_;
    std::array<int, 4> viewport_{};
    std::array<float, 4> clear_color_{};
    std::array<unsigned char, 4> enabled_{};
    int draw_framebuffer_ = 0, read_framebuffer_ = 0;
    int program_ = 0, vertex_array_ = 0, active_ = 0;
    int unpack_alignment_ = 4, unpack_row_length_ = 0;
};

}  // namespace poolscope::render
