/// Drives ImGui's frames and its OpenGL 3 backend.
#include "platform/gui.hpp"

#include <glad/gl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>

namespace poolscope::platform {

namespace {

/// The context is made before the members that speak to it.
Renderer make_context(Renderer renderer) {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    if (renderer == Renderer::opengl)
        ImGui_ImplOpenGL3_Init("#version 330 core");
    else
        io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    return renderer;
}

}  // namespace

Gui::Gui(Renderer renderer)
    : renderer_(make_context(renderer)), fonts_(renderer == Renderer::opengl) {}

Gui::~Gui() {
    if (renderer_ == Renderer::opengl) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext();
}

void Gui::begin(float width, float height, float seconds, bool fonts_changed) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {std::max(width, 1.0F), std::max(height, 1.0F)};
    io.DeltaTime = std::max(seconds, 1e-5F);
    fonts_.begin_frame(fonts_changed);
    if (renderer_ == Renderer::opengl) ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
}

void Gui::end(int pixel_width, int pixel_height) {
    ImGui::Render();
    fonts_.end_frame();
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
