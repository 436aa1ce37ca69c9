/// Drives ImGui's frames and its OpenGL 3 backend.
#include "platform/gui.hpp"

#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace poolscope::platform {

namespace {

/// The context is made before the members that speak to it.
Renderer make_context(Renderer renderer) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    if (renderer == Renderer::opengl) {
        ImGui_ImplOpenGL3_Init("#version 330 core");
        ImGui_ImplOpenGL3_CreateDeviceObjects();
        ImGui_ImplOpenGL3_DestroyFontsTexture();  // FontTexture stands in for it
    } else {
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    }
    return renderer;
}

}  // namespace

/// The glyphs' texture: a byte a texel, where ImGui's own has four.
class Gui::FontTexture {
public:
    FontTexture() {
        glGenTextures(1, &name_);
        glBindTexture(GL_TEXTURE_2D, name_);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        constexpr std::array<GLint, 4> white_of_that_alpha{GL_ONE, GL_ONE, GL_ONE, GL_RED};
        glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, white_of_that_alpha.data());
    }
    ~FontTexture() { glDeleteTextures(1, &name_); }
    FontTexture(const FontTexture&) = delete;
    FontTexture& operator=(const FontTexture&) = delete;

    [[nodiscard]] unsigned name() const { return name_; }

    void upload(const unsigned char* pixels, int width, int height) const {
        glBindTexture(GL_TEXTURE_2D, name_);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
        glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    }

private:
    GLuint name_ = 0;
};

Gui::Gui(Renderer renderer) : renderer_(make_context(renderer)) {
    if (renderer == Renderer::opengl) fonts_ = std::make_unique<FontTexture>();
    name_font_texture();
}

Gui::~Gui() {
    fonts_.reset();
    if (renderer_ == Renderer::opengl) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Gui::name_font_texture() const {
    // ImTextureID is a pointer or a number, by ImGui's version: only such a cast does for both.
    const std::uintptr_t name = fonts_ ? fonts_->name() : 1;
    ImGui::GetIO().Fonts->SetTexID((ImTextureID)name);
}

/// Also builds the atlas where nobody did.
void Gui::upload_fonts() const {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
    if (fonts_) fonts_->upload(pixels, width, height);
    name_font_texture();  // an atlas that is built forgets it
}

void Gui::begin(float width, float height, float seconds, bool fonts_changed) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {std::max(width, 1.0F), std::max(height, 1.0F)};
    io.DeltaTime = std::max(seconds, 1e-5F);
    if (fonts_changed || !std::exchange(uploaded_, true)) upload_fonts();
    if (renderer_ == Renderer::opengl) ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
}

void Gui::end(int pixel_width, int pixel_height) {
    ImGui::Render();
    if (renderer_ == Renderer::none) return;
    glViewport(0, 0, pixel_width, pixel_height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImDrawData& data = *ImGui::GetDrawData();
    data.FramebufferScale = {static_cast<float>(pixel_width) / data.DisplaySize.x,
                             static_cast<float>(pixel_height) / data.DisplaySize.y};
    ImGui_ImplOpenGL3_RenderDrawData(&data);
}

}  // namespace poolscope::platform
