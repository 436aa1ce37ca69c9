/// How long one drawing takes: run bench_scene, times are per build_drawing() call.
#include <benchmark/benchmark.h>

#include "scenes.hpp"

namespace poolscope::drawing {
namespace {

void build_repeatedly(benchmark::State& state, const NamedScene& scene,
                      const model::Results& results) {
    const model::Run run{scene.document, results};
    const theme::Theme& theme = theme::theme_or_default("light");
    std::size_t primitives = 0;
    for (auto _ : state) {
        Drawing drawing = build_drawing({run, scene.view, {}}, theme, scene.size);
        primitives = drawing.primitives.size();
        benchmark::DoNotOptimize(drawing);
    }
    state.counters["primitives"] = static_cast<double>(primitives);
}

/// The scene that the program opens with.
void default_scene(benchmark::State& state) {
    const NamedScene scene{"", model::default_document()};
    build_repeatedly(state, scene, results_of(scene));
}
BENCHMARK(default_scene)->Unit(benchmark::kMicrosecond);

/// About as many labelled cells as a full-screen stage can have.
void many_labelled_cells(benchmark::State& state) {
    NamedScene scene{"", grid_document(1, 30, 30), {}, {1920, 1080}};
    scene.document.layer().params.kernel_size = {3, 3};
    build_repeatedly(state, scene, results_of(scene));
}
BENCHMARK(many_labelled_cells)->Unit(benchmark::kMicrosecond);

/// 4096 x 4096 cells at a zoom of range(0).
void large_picture(benchmark::State& state) {
    NamedScene scene{"", picture_document(4096, 4096), {}, {1500, 900}};
    scene.view.camera.zoom = static_cast<float>(state.range(0));
    scene.view.step = 2000000;
    build_repeatedly(state, scene, model::outline_results(scene.document));
}
BENCHMARK(large_picture)->Arg(1)->Arg(16)->Arg(150)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace poolscope::drawing
