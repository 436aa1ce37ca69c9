/// Runs headless frames that hold nothing but a scene.
#include "render/screen.hpp"

#include <cstdlib>

#include "paint/screen/imgui_painter.hpp"

namespace poolscope::test {

Result<std::unique_ptr<Screen>> Screen::open() {
    // Golden pictures are Mesa's software OpenGL's, on every machine.
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    auto headless = platform::Headless::open(platform::Renderer::opengl);
    if (!headless) return tl::unexpected(headless.error());
    std::unique_ptr<Screen> screen(new Screen(std::move(*headless)));
    auto heatmaps = render::HeatmapRenderer::create();
    if (!heatmaps) return tl::unexpected(heatmaps.error());
    screen->heatmaps_ = std::move(*heatmaps);
    return screen;
}

Screen::Screen(std::unique_ptr<platform::Headless> headless) : headless_(std::move(headless)) {
    fonts_.emplace();
}

void Screen::frame(const scene::Scene& scene, float scale) {
    platform::HeadlessHooks hooks;
    hooks.prepare = [&] {
        heatmaps_->next_frame();
        return fonts_->rebuild_if_needed();
    };
    hooks.draw = [&] {
        paint::paint_scene(
            {*ImGui::GetBackgroundDrawList(), *fonts_, heatmaps_.get(), {0, 0}, scale}, scene);
    };
    const auto pixels = [&](float length) { return static_cast<int>(length * scale); };
    headless_->run({pixels(scene.size.w), pixels(scene.size.h)}, hooks);
}

paint::Pixels Screen::paint(const scene::Scene& scene, float scale) {
    do frame(scene, scale);
    while (fonts_->pending());
    frame(scene, scale);
    const platform::ReadBack picture = headless_->picture();
    paint::Pixels pixels(picture.width, picture.height);
    pixels.rgba = picture.rgba;
    return pixels;
}

paint::Pixels Screen::paint(const scene::Heatmap& heatmap, int width, int height) {
    scene::Scene scene;
    scene.size = {static_cast<float>(width), static_cast<float>(height)};
    scene.background = theme::rgb(0x000000);
    scene.primitives.emplace_back(heatmap);
    std::get<scene::Heatmap>(scene.primitives.back()).rect = {0, 0, scene.size.w, scene.size.h};
    return paint(scene);
}

}  // namespace poolscope::test
