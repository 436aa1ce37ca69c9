/// The texture of ImGui's glyphs, on the graphics card or nowhere.
#pragma once

#include <imgui.h>

namespace poolscope::platform {

/// Of the current ImGui context, whose renderer was initialised, if it has one.
class FontTexture {
public:
    /// `on_card`: in the current OpenGL context.
    explicit FontTexture(bool on_card);
    ~FontTexture();
    FontTexture(const FontTexture&) = delete;
    FontTexture& operator=(const FontTexture&) = delete;

    /// Before a frame. `fonts_changed`: since the last one. Builds the fonts where nobody did.
    void begin_frame(bool fonts_changed);
    /// After ImGui::Render().
    void end_frame() const;

private:
    bool on_card_;
#if IMGUI_VERSION_NUM < 19200
    void upload() const;

    unsigned name_ = 0;
    bool uploaded_ = false;
#endif
};

}  // namespace poolscope::platform
