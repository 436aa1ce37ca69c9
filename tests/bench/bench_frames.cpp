/// Times the frames of the interface, at 1280 x 800 and without a display, by a fixed script: a new
/// step in every frame. `build` is the processor time of the interface's thread up to ImGui's draw
/// data, before any driver; `frame` the whole frame on OpenGL, until it is drawn. `drag` drags the
/// kernel size from 1 to 101 on a full-HD picture, computing included, and counts its slowest
/// frame.
#include <ctime>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

#include <benchmark/benchmark.h>

#include "platform/headless/headless.hpp"
#include "poolscope/tensor.hpp"
#include "render/heatmap.hpp"
#include "ui/app.hpp"

namespace {

using poolscope::Shape;
using poolscope::platform::Headless;
using poolscope::platform::Renderer;
namespace model = poolscope::model;

constexpr int width = 1280;
constexpr int height = 800;

/// A picture of `w` x `h` cells and `channels` channels in numbers 0 .. 255, max pooled.
model::Document document_of(int channels, int h, int w) {
    model::Document document = model::default_document();
    model::Values values(Shape{1, channels, h, w});
    std::uint32_t state = 7;
    for (float& cell : values.cells()) {
        state = state * 1664525u + 1013904223u;
        cell = static_cast<float>(state >> 24);
    }
    document.input = std::make_shared<const model::Values>(std::move(values));
    document.picture = channels == 3;
    document.channel_names = model::default_channel_names(channels, document.picture);
    return document;
}

/// Stands in for a driver: every heatmap is there.
class NoTextures final : public poolscope::paint::HeatmapTextures {
public:
    std::optional<poolscope::paint::TextureName> image(const poolscope::drawing::Heatmap&, int,
                                                       int) override {
        return 1;
    }
};

double thread_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// The interface over a document, ready to draw frames.
class Bench {
public:
    Bench(Renderer renderer, model::Document document) {
        auto headless = Headless::open(renderer);
        if (!headless) throw std::runtime_error(headless.error().message());
        headless_ = std::move(*headless);
        poolscope::ui::Services services;
        services.heatmaps = &none_;
        if (renderer == Renderer::opengl) {
            auto heatmaps = poolscope::render::HeatmapRenderer::create();
            if (!heatmaps) throw std::runtime_error(heatmaps.error().message());
            heatmaps_ = std::move(*heatmaps);
            services.heatmaps = heatmaps_.get();
        }
        app_ = std::make_unique<poolscope::ui::App>(services);
        app_->store().open(std::move(document), {}, {});
        while (app_->store().run().results.computing)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        dispatch(model::ViewAction(model::SetLoop{true}));
        // Fonts are built, shaders compiled and pictures uploaded in the first frames.
        for (int i = 0; i < 12; ++i) step();
    }

    void dispatch(const model::Action& action) {
        static_cast<void>(app_->store().dispatch(action));
    }
    void frame() {
        const poolscope::platform::HeadlessHooks hooks{[this] {
                                                           if (heatmaps_) heatmaps_->next_frame();
                                                           return app_->prepare();
                                                       },
                                                       {},
                                                       [this] { app_->frame(); }};
        headless_->run({width, height, 1.0F / 60, {}}, hooks);
        headless_->finish();
    }
    void step() {
        dispatch(model::ViewAction(model::StepBy{1}));
        frame();
    }
    [[nodiscard]] model::Store& store() { return app_->store(); }

private:
    NoTextures none_;
    std::unique_ptr<Headless> headless_;
    std::unique_ptr<poolscope::render::HeatmapRenderer> heatmaps_;
    std::unique_ptr<poolscope::ui::App> app_;
};

void build(benchmark::State& state, const model::Document& document) {
    Bench bench(Renderer::none, document);
    for ([[maybe_unused]] auto _ : state) {
        const double since = thread_milliseconds();
        bench.step();
        state.SetIterationTime((thread_milliseconds() - since) / 1e3);
    }
}

void frame(benchmark::State& state, const model::Document& document) {
    Bench bench(Renderer::opengl, document);
    for ([[maybe_unused]] auto _ : state) bench.step();
}

/// One frame for each kernel size 1 .. 101, as a hand drags the slider; the picture was looked at
/// before.
void drag(benchmark::State& state, const model::Document& document, const char* op) {
    Bench bench(Renderer::opengl, document);
    bench.dispatch(model::DocumentAction(model::SetOperator{op}));
    const auto set = [&](int kernel) {
        poolscope::PoolParams params = bench.store().document().layer().params;
        params.kernel_size = {kernel, kernel};
        params.stride = {1, 1};
        params.padding = {kernel / 2, kernel / 2, kernel / 2, kernel / 2};
        bench.dispatch(model::DocumentAction(model::SetParams{params, 1}));
        bench.frame();
    };
    set(1);
    for (int i = 0; i < 30; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(16));
        bench.frame();
    }
    std::vector<double> times;
    int late = 0;
    for ([[maybe_unused]] auto _ : state) {
        for (int kernel = 1; kernel <= 101; ++kernel) {
            const auto since = std::chrono::steady_clock::now();
            set(kernel);
            const std::chrono::duration<double, std::milli> took =
                std::chrono::steady_clock::now() - since;
            times.push_back(took.count());
            if (bench.store().computing()) ++late;
        }
    }
    std::ranges::sort(times);
    state.counters["median_ms"] = times[times.size() / 2];
    state.counters["max_ms"] = times.back();
    state.counters["over_33ms"] =
        static_cast<double>(times.end() - std::ranges::upper_bound(times, 33.0));
    state.counters["output_later"] = late;
}

void add(const char* name, const model::Document& document) {
    using benchmark::RegisterBenchmark;
    RegisterBenchmark((std::string("build/") + name).c_str(),
                      [document](benchmark::State& state) { build(state, document); })
        ->Unit(benchmark::kMillisecond)
        ->UseManualTime();
    RegisterBenchmark((std::string("frame/") + name).c_str(),
                      [document](benchmark::State& state) { frame(state, document); })
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
}

}  // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    add("grid_8x8", document_of(1, 8, 8));
    add("grid_64x64", document_of(1, 64, 64));
    const model::Document full_hd = document_of(3, 1080, 1920);
    add("picture_3x1080x1920", full_hd);
    add("picture_3x4096x4096", document_of(3, 4096, 4096));
    for (const char* op : {"max", "avg"})
        benchmark::RegisterBenchmark(
            (std::string("drag/") + op).c_str(),
            [full_hd, op](benchmark::State& state) { drag(state, full_hd, op); })
            ->Unit(benchmark::kMillisecond)
            ->Iterations(1);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
