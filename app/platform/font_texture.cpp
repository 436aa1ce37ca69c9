/// Up to ImGui 1.91 the texture is ours: a byte a texel, where ImGui's own has four. Later ones
/// keep their textures themselves.
#include "platform/font_texture.hpp"

#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include <array>
#include <cstdint>

namespace poolscope::platform {

#if IMGUI_VERSION_NUM < 19200

namespace {

void set_name(unsigned name) {
    // ImTextureID is a pointer or a number, by ImGui's version: only such a cast does for both.
    // NOLINTNEXTLINE(performance-no-int-to-ptr)
    ImGui::GetIO().Fonts->SetTexID((ImTextureID)std::uintptr_t{name});
}

}  // namespace

FontTexture::FontTexture(bool on_card) : on_card_(on_card) {
    if (!on_card) {
        set_name(1);
        return;
    }
    ImGui_ImplOpenGL3_CreateDeviceObjects();
    ImGui_ImplOpenGL3_DestroyFontsTexture();  // this stands in for it
    glGenTextures(1, &name_);
    glBindTexture(GL_TEXTURE_2D, name_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    constexpr std::array<GLint, 4> white_of_that_alpha{GL_ONE, GL_ONE, GL_ONE, GL_RED};
    glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, white_of_that_alpha.data());
    set_name(name_);
}

FontTexture::~FontTexture() {
    if (on_card_) glDeleteTextures(1, &name_);
}

void FontTexture::begin_frame(bool fonts_changed) {
    if (fonts_changed || !uploaded_) upload();
    uploaded_ = true;
}

void FontTexture::upload() const {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    if (on_card_) {
        glBindTexture(GL_TEXTURE_2D, name_);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    }
    set_name(on_card_ ? name_ : 1);  // an atlas that is built forgets it
}

void FontTexture::end_frame() const {}

#else

FontTexture::FontTexture(bool on_card) : on_card_(on_card) {
    if (!on_card) ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

FontTexture::~FontTexture() = default;

void FontTexture::begin_frame(bool /*fonts_changed*/) {}

/// The OpenGL renderer does as it is told; without one, all is said to be done.
void FontTexture::end_frame() const {
    if (on_card_) return;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        } else if (texture->Status != ImTextureStatus_Destroyed) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
    }
}

#endif

}  // namespace poolscope::platform
