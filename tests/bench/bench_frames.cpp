/// Times whole frames of the interface on software OpenGL, as the window draws them: a new step in
/// every frame, without a display. Milliseconds a frame; the processor
/// time is all threads', which software OpenGL has one of for each core.
#include <thread>

#include <benchmark/benchmark.h>

#include "platform/headless.hpp"
#include "poolscope/tensor.hpp"
#include "render/heatmap.hpp"
#include "ui/app.hpp"

namespace {

using poolscope::Shape;
using poolscope::platform::Headless;
using poolscope::platform::Renderer;
namespace model = poolscope::model;

struct Size {
    int width;
    int height;
};

/// A document of `side` x `side` cells and `channels` channels in random numbers.
model::Document random_document(int side, int channels) {
    model::Document document = model::default_document();
    const auto resized = model::update(document, model::ResizeInput{channels, side, side})
                             .and_then([](const model::Document& larger) {
                                 return model::update(larger, model::FillInput{.id = "random"});
                             });
    return resized.value_or(document);
}

void draw_frames(benchmark::State& state, const model::Document& document, Size size,
                 bool all_channels) {
    auto headless = Headless::open(Renderer::opengl);
    auto heatmaps =
        headless ? poolscope::render::HeatmapRenderer::create() : tl::unexpected(headless.error());
    if (!heatmaps) {
        state.SkipWithError(heatmaps.error().message().c_str());
        return;
    }
    poolscope::ui::Services services;
    services.heatmaps = heatmaps->get();
    poolscope::ui::App app(services);
    model::ViewState view;
    view.all_channels = all_channels;
    app.store().open(document, view, {});
    while (app.store().results().computing) std::this_thread::yield();
    static_cast<void>(app.store().dispatch(model::ViewAction(model::SetLoop{true})));

    const poolscope::platform::HeadlessFrame frame{size.width, size.height, 1.0F / 60, {}};
    poolscope::platform::HeadlessHooks hooks;
    hooks.prepare = [&] {
        (*heatmaps)->next_frame();
        return app.prepare();
    };
    hooks.draw = [&app] { app.frame(); };
    const auto draw_next_step = [&] {
        static_cast<void>(app.store().dispatch(model::ViewAction(model::StepBy{1})));
        (*headless)->run(frame, hooks);
        // The pixels are read so that the drawing is done, and not only asked for.
        benchmark::DoNotOptimize((*headless)->picture().rgba.data());
    };
    // Fonts are built, shaders compiled and pictures uploaded in the first frames.
    for (int i = 0; i < 30; ++i) {
        draw_next_step();
    }
    for (auto _ : state) {
        draw_next_step();
    }
}

constexpr Size usual{1440, 900};
constexpr Size full_hd{1920, 1080};

void default_grid(benchmark::State& state) {
    draw_frames(state, model::default_document(), usual, false);
}
void default_grid_full_hd(benchmark::State& state) {
    draw_frames(state, model::default_document(), full_hd, false);
}
void grid_16x16(benchmark::State& state) {
    draw_frames(state, random_document(16, 1), usual, false);
}
void eight_channels(benchmark::State& state) {
    draw_frames(state, random_document(8, 8), usual, true);
}
void picture_512(benchmark::State& state) {
    draw_frames(state, random_document(512, 3), usual, false);
}
void picture_4096(benchmark::State& state) {
    draw_frames(state, random_document(4096, 3), usual, false);
}

BENCHMARK(default_grid)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(default_grid_full_hd)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();
BENCHMARK(grid_16x16)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(eight_channels)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(picture_512)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(picture_4096)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();

}  // namespace
