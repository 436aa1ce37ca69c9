/// The scenes that the tests draw (see scenes.hpp).
#include "scenes.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace poolscope::drawing {
namespace {

using model::CellRef;
using model::Document;
using model::Pane;

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float inf = std::numeric_limits<float>::infinity();

Document with_values(model::Values values, bool picture) {
    Document document;
    document.channel_names = model::default_channel_names(values.shape().c, picture);
    document.picture = picture;
    document.input = std::make_shared<const model::Values>(std::move(values));
    return document;
}

/// kernel_size 3, stride 2 under this padding.
PoolParams padded(Padding padding) {
    PoolParams params;
    params.kernel_size = {3, 3};
    params.padding = padding;
    return params;
}

NamedScene layer_drawing(const Operator& op, const std::string& name, const PoolParams& params) {
    NamedScene scene;
    scene.name = std::string{op.id} + '-' + name;
    scene.document = grid_document(4, 5, 5);
    scene.document.layer() = settled({&op, params});
    scene.view.step = 1;
    scene.view.channel = 1;
    return scene;
}

void add_sliding(std::vector<NamedScene>& scenes, const Operator& op) {
    struct Named {
        const char* name;
        Padding padding;
    };
    const std::vector<Named> paddings{
        {"unpadded", {}}, {"padded", {1, 1, 1, 1}}, {"asymmetric", {0, 2, 1, 0}}};
    for (const Named& padding : paddings) {
        for (const bool all : {false, true}) {
            NamedScene scene = layer_drawing(op, padding.name + std::string{all ? "-all" : "-one"},
                                             padded(padding.padding));
            scene.document.input = grid_document(2, 5, 5).input;
            scene.document.channel_names = model::default_channel_names(2, false);
            scene.view.all_channels = all;
            scenes.push_back(std::move(scene));
        }
    }
}

/// A placement with an output_size.
PoolParams placed(Placement placement) {
    PoolParams params;
    params.placement = placement;
    params.output_size = {2, 3};
    return params;
}

/// Every operator under every kind of padding and every placement, one channel and all.
void add_layers(std::vector<NamedScene>& scenes) {
    for (const Operator* op : operators()) {
        if (op->placement) {
            for (const bool all : {false, true}) {
                scenes.push_back(
                    layer_drawing(*op, all ? "bound-all" : "bound-one", placed(*op->placement)));
                scenes.back().view.all_channels = all;
            }
            continue;
        }
        add_sliding(scenes, *op);
        scenes.push_back(layer_drawing(*op, "adaptive", placed(Placement::adaptive)));
        scenes.push_back(layer_drawing(*op, "global", placed(Placement::global)));
        scenes.back().view.step = 0;
    }
}

NamedScene small(const std::string& name, std::size_t step) {
    NamedScene scene{name, grid_document(1, 4, 4), {}};
    scene.view.step = step;
    return scene;
}

/// Placements, samples, scores and rows of cells, one of each.
void add_kinds(std::vector<NamedScene>& scenes) {
    NamedScene cuts{"adaptive-cuts", grid_document(1, 7, 7), {}};
    cuts.document.layer().params = placed(Placement::adaptive);
    cuts.document.layer().params.output_size = {5, 5};
    cuts.view.step = 7;
    scenes.push_back(cuts);
    cuts.name = "adaptive-by-cell";
    cuts.view.grain = Grain::cell;
    cuts.view.step = 25;
    scenes.push_back(cuts);

    NamedScene picture{"adaptive-picture", picture_document(60, 90), {}};
    picture.document.layer().params = placed(Placement::adaptive);
    picture.document.layer().params.output_size = {7, 11};
    picture.view.step = 40;
    scenes.push_back(picture);
    picture.name = "global-mean-picture";
    picture.document.layer().op = *find_operator("avg");
    picture.document.layer().params.placement = Placement::global;
    picture.view.step = 0;
    scenes.push_back(picture);

    NamedScene scored{"attention-scores", grid_document(1, 4, 4), {}};
    scored.document.layer().op = *find_operator("attention");
    model::Values scores(Shape{1, 1, 4, 4});
    for (int i = 0; i < 16; ++i) {
        scores.at(0, 0, i / 4, i % 4) = static_cast<float>(i % 5) / 2;
    }
    scored.document.layer().params.scores = Shared<Tensor<float>>(std::move(scores));
    scored.view.step = 1;
    scenes.push_back(scored);
    scored.name = "attention-scores-edited";
    scored.view.edits_scores = true;
    scenes.push_back(scored);

    NamedScene row{"one-dimensional", grid_document(1, 1, 12), {}};
    row.document.layer().op = *find_operator("avg");
    row.document.layer().params.kernel_size = {1, 3};
    row.document.layer().params.stride = {1, 2};
    row.document.layer().params.padding = {0, 1, 0, 1};
    row.view.step = 2;
    scenes.push_back(row);
    row.name = "one-dimensional-adaptive";
    row.document.layer().params = placed(Placement::adaptive);
    row.document.layer().params.output_size = {1, 5};
    scenes.push_back(row);

    NamedScene batch{"batch", grid_document(2, 4, 4), {}};
    model::Values values(Shape{3, 2, 4, 4});
    for (std::size_t i = 0; i < values.cells().size(); ++i) {
        values.cells()[i] = static_cast<float>((i * 7) % 23);
    }
    batch.document.input = std::make_shared<const model::Values>(std::move(values));
    batch.view.sample = 1;
    batch.view.step = 2;
    scenes.push_back(batch);

    NamedScene same{"same-padding", grid_document(1, 5, 5), {}};
    same.document.layer().params.padding_mode = PaddingMode::same_upper;
    same.view.step = 8;
    scenes.push_back(same);

    NamedScene pair{"maxout-of-two", grid_document(2, 3, 3), {}};
    pair.document.layer().op = *find_operator("maxout");
    pair.document.layer().params.placement = Placement::channels;
    pair.document.layer().params.channel_group = 2;
    pair.view.step = 4;
    scenes.push_back(pair);

    NamedScene wide{"maxout-of-six", grid_document(6, 4, 4), {}};
    wide.document.layer().op = *find_operator("maxout");
    wide.document.layer().params.placement = Placement::channels;
    wide.document.layer().params.channel_group = 6;
    wide.view.grain = Grain::cell;
    wide.view.step = 26;
    scenes.push_back(wide);
    for (const char* op : {"softpool", "stochastic", "lp", "lse", "mixed"}) {
        NamedScene cell = small(std::string{"cell-grain-"} + op, 6);
        cell.document.layer().op = *find_operator(op);
        cell.view.grain = Grain::cell;
        scenes.push_back(cell);
    }
}

void add_marks(std::vector<NamedScene>& scenes) {
    NamedScene overhang = small("ceil-overhang", 3);
    overhang.document.layer().params.kernel_size = {3, 3};
    overhang.document.layer().params.ceil_mode = true;
    scenes.push_back(overhang);
    overhang.name = "ceil-overhang-mean";
    overhang.document.layer().op = *find_operator("avg");
    scenes.push_back(overhang);

    NamedScene dilation = small("dilation", 1);
    dilation.document.layer().params.stride = {1, 1};
    dilation.document.layer().params.dilation = {2, 1};
    scenes.push_back(dilation);

    NamedScene ties{"ties", document_of(3, 3, {1, 1, 0, 1, 1, 0, 0, 0, 0}), {}};
    ties.document.layer().params.stride = {1, 1};
    scenes.push_back(ties);

    NamedScene divisor = small("mean-divisor-override", 1);
    divisor.document.layer().op = *find_operator("avg");
    divisor.document.layer().params.padding = {1, 1, 1, 1};
    divisor.document.layer().params.divisor_override = 3;
    scenes.push_back(divisor);
    divisor.name = "mean-exclude-pad";
    divisor.document.layer().params.divisor_override.reset();
    divisor.document.layer().params.count_include_pad = false;
    scenes.push_back(divisor);

    NamedScene unread = small("never-read", 0);
    unread.document.layer().params.stride = {3, 3};
    scenes.push_back(unread);

    NamedScene no_real = small("no-real-cell", 0);
    no_real.document.layer().params.kernel_size = {1, 1};
    no_real.document.layer().params.padding = {1, 1, 1, 1};
    scenes.push_back(no_real);
}

void add_steps(std::vector<NamedScene>& scenes) {
    NamedScene cell = small("cell-grain-max", 6);
    cell.view.grain = Grain::cell;
    scenes.push_back(cell);
    cell.name = "cell-grain-mean";
    cell.document.layer().op = *find_operator("avg");
    scenes.push_back(cell);

    NamedScene glide = small("lift-under-way", 2);
    glide.view.glide.from = 1;
    glide.view.glide.share = 0.3F;
    scenes.push_back(glide);
    glide.name = "glide-under-way";
    glide.view.step = 1;
    glide.view.glide.from = 0;
    glide.view.glide.share = 0.5F;
    scenes.push_back(glide);
    glide.name = "glide-nearly-there";
    glide.view.glide.share = 0.9F;
    scenes.push_back(glide);

    NamedScene computing = small("computing", 1);
    computing.finished = false;
    scenes.push_back(computing);
}

void add_pointers(std::vector<NamedScene>& scenes) {
    NamedScene input = small("hover-input", 0);
    input.document.layer().params = padded({1, 1, 1, 1});
    input.view.pointer.hover = CellRef{Pane::input, 0, 1, 1};
    scenes.push_back(input);

    NamedScene padding = input;
    padding.name = "hover-padding";
    padding.view.pointer.hover = CellRef{Pane::input, 0, -1, -1};
    scenes.push_back(padding);

    NamedScene output = input;
    output.name = "pin-output-selected-cell";
    output.view.pointer.hover.reset();
    output.view.pointer.pin = CellRef{Pane::output, 0, 1, 1};
    output.view.pointer.selected = CellRef{Pane::input, 0, 0, 3};
    scenes.push_back(output);
}

void add_values(std::vector<NamedScene>& scenes) {
    NamedScene odd{
        "nan-and-infinities",
        document_of(3, 3,
                    {nan, inf, -inf, -0.0F, 1e20F, -123456, 3.14159265F, 1.0F / 3, 0.000123F}),
        {}};
    odd.document.layer().params.stride = {1, 1};
    odd.view.step = 1;
    scenes.push_back(odd);

    NamedScene one{"one-cell", document_of(1, 1, {5}), {}};
    one.document.layer().params.kernel_size = {1, 1};
    scenes.push_back(one);

    NamedScene error{"error", grid_document(1, 4, 4), {}};
    error.document.layer().params.kernel_size = {9, 9};
    scenes.push_back(error);

    NamedScene dark = small("dark", 1);
    dark.theme = "dark";
    scenes.push_back(dark);

    NamedScene row{"one-row", grid_document(1, 1, 64), {}};
    row.document.layer().params.kernel_size = {1, 3};
    row.view.step = 4;
    scenes.push_back(row);
}

void add_pictures(std::vector<NamedScene>& scenes) {
    NamedScene picture{"picture", picture_document(60, 90), {}};
    picture.document.layer().params = padded({1, 1, 1, 1});
    picture.view.step = 500;
    scenes.push_back(picture);

    NamedScene over = picture;
    over.name = "picture-before-and-after";
    over.view.picture_view = model::PictureView::over;
    over.view.divider = 0.4F;
    scenes.push_back(over);

    NamedScene small_output = picture;
    small_output.name = "picture-at-true-size";
    small_output.document.layer().params = {};
    small_output.document.layer().params.kernel_size = {8, 8};
    small_output.document.layer().params.stride = {8, 8};
    small_output.view.step = 40;
    small_output.view.picture_view = model::PictureView::true_size;
    scenes.push_back(small_output);

    NamedScene zoomed = picture;
    zoomed.name = "picture-zoomed";
    zoomed.view.camera.zoom = 9;
    zoomed.view.camera.center_x = 0.12F;
    zoomed.view.camera.center_y = 0.36F;
    zoomed.size = {640, 480};
    scenes.push_back(zoomed);

    NamedScene map = picture;
    map.name = "picture-one-channel-diverging";
    map.view.colormap = "diverging";
    map.view.channel = 2;
    scenes.push_back(map);

    NamedScene strips = picture;
    strips.name = "picture-overhang-and-unread";
    strips.document.layer().params = {};
    strips.document.layer().params.kernel_size = {7, 7};
    strips.document.layer().params.stride = {8, 13};
    strips.document.layer().params.ceil_mode = true;
    strips.view.step = 9;
    scenes.push_back(strips);

    NamedScene many{"many-channels", grid_document(40, 4, 4), {}};
    many.view.all_channels = true;
    many.size = {640, 480};
    scenes.push_back(many);
}

}  // namespace

Document grid_document(int channels, int rows, int cols) {
    model::Values values(Shape{1, channels, rows, cols});
    for (int c = 0; c < channels; ++c) {
        for (int row = 0; row < rows; ++row) {
            for (int col = 0; col < cols; ++col) {
                values.at(0, c, row, col) = static_cast<float>((row * 5 + col * 3 + c * 7) % 13);
            }
        }
    }
    return with_values(std::move(values), false);
}

Document document_of(int rows, int cols, std::vector<float> values) {
    return with_values(model::Values(Shape{1, 1, rows, cols}, std::move(values)), false);
}

Document picture_document(int rows, int cols) {
    model::Values values(Shape{1, 3, rows, cols});
    for (int row = 0; row < rows; ++row) {
        for (int col = 0; col < cols; ++col) {
            values.at(0, 0, row, col) = static_cast<float>(row * 255 / rows);
            values.at(0, 1, row, col) = static_cast<float>(col * 255 / cols);
            values.at(0, 2, row, col) = static_cast<float>((row * 7 + col * 3) % 256);
        }
    }
    return with_values(std::move(values), true);
}

std::vector<NamedScene> named_scenes() {
    std::vector<NamedScene> scenes;
    add_layers(scenes);
    add_kinds(scenes);
    add_marks(scenes);
    add_steps(scenes);
    add_pointers(scenes);
    add_values(scenes);
    add_pictures(scenes);
    return scenes;
}

std::vector<NamedScene> figure_scenes() {
    std::vector<NamedScene> scenes;
    NamedScene shown{"", model::default_document()};
    shown.view.step = shown.view.glide.from = 4;
    const auto add = [&](const char* name, const char* op, model::Mode mode, Size size) {
        NamedScene scene = shown;
        scene.name = name;
        scene.document.layer().op = *find_operator(op);
        scene.view.mode = mode;
        scene.size = size;
        scenes.push_back(std::move(scene));
    };
    add("wide-stage", "max", model::Mode::forward, {1328, 888});
    add("small-stage", "max", model::Mode::forward, {480, 320});
    add("two-dialects", "avg", model::Mode::compare, {848, 752});
    add("two-dialects-small", "avg", model::Mode::compare, {720, 405});
    add("two-stages", "max", model::Mode::stages, {848, 752});
    return scenes;
}

NamedScene named_scene(const std::string& name) {
    for (const auto& scenes : {named_scenes(), figure_scenes()}) {
        const auto found = std::ranges::find(scenes, name, &NamedScene::name);
        if (found != scenes.end()) return *found;
    }
    throw std::invalid_argument("no scene is named " + name);
}

model::Results results_of(const NamedScene& scene) {
    return model::compute_results(scene.document, [&] { return !scene.finished; });
}

Drawing build(const NamedScene& scene) {
    const model::Run run{scene.document, results_of(scene)};
    return build_drawing({run, scene.view, model::make_figure(run, scene.view)},
                         theme::theme_or_default(scene.theme), scene.size);
}

}  // namespace poolscope::drawing
