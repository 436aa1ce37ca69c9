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

void Screen::frame(const drawing::Drawing& drawing, float scale) {
    platform::HeadlessHooks hooks;
    hooks.prepare = [&] {
        heatmaps_->next_frame();
        return fonts_->rebuild_if_needed();
    };
    hooks.draw = [&] {
        paint::paint_drawing(
            {*ImGui::GetBackgroundDrawList(), *fonts_, heatmaps_.get(), {0, 0}, scale}, drawing);
    };
    const auto pixels = [&](float length) { return static_cast<int>(length * scale); };
    headless_->run({pixels(drawing.size.w), pixels(drawing.size.h)}, hooks);
}

paint::Pixels Screen::paint(const drawing::Drawing& drawing, float scale) {
    do frame(drawing, scale);
    while (fonts_->pending());
    frame(drawing, scale);
    const platform::ReadBack picture = headless_->picture();
    paint::Pixels pixels(picture.width, picture.height);
    pixels.rgba = picture.rgba;
    return pixels;
}

paint::Pixels Screen::paint(const drawing::Heatmap& heatmap, int width, int height) {
    drawing::Drawing drawing;
    drawing.size = {static_cast<float>(width), static_cast<float>(height)};
    drawing.background = theme::rgb(0x000000);
    drawing.primitives.emplace_back(heatmap);
    std::get<drawing::Heatmap>(drawing.primitives.back()).rect = {0, 0, drawing.size.w,
                                                                  drawing.size.h};
    return paint(drawing);
}

}  // namespace poolscope::test
