/// An ImGui context with or without OpenGL behind it: what the real window and the headless one
/// share.
#pragma once

#include "platform/font_texture.hpp"
#include "platform/input.hpp"

namespace poolscope::platform {

enum class Renderer {
    opengl,  ///< the current OpenGL 3.3 context
    none,    ///< frames run and are dropped
};

/// Makes the context and its renderer, and the first is current until it is destroyed; one at a
/// time.
class Gui {
    Renderer renderer_;  ///< first, since it makes the context that `input` speaks to

public:
    explicit Gui(Renderer renderer);
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    InputQueue input;

    /// Starts a frame of `width` x `height` ImGui pixels after `seconds`; io's display size and
    /// time are set from them. `fonts_changed`: the font texture is uploaded anew first.
    void begin(float width, float height, float seconds, bool fonts_changed);
    /// Ends the frame and, with OpenGL, draws it on the bound framebuffer of `pixel_width` x
    /// `pixel_height`.
    void end(int pixel_width, int pixel_height);

private:
    FontTexture fonts_;
};

}  // namespace poolscope::platform
