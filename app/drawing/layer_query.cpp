/// What a layer asks of its layout: its frames, its titles, and which channels are shown (see
/// layer_query.hpp).
#include "drawing/layer_query.hpp"

#include <algorithm>

#include "drawing/indices.hpp"
#include "drawing/layer_text.hpp"
#include "drawing/ruler.hpp"
#include "drawing/shown_step.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr int most_padding = 1 << 20;  ///< of a layer that cannot be, whose padding nobody checked

std::string times(std::int64_t h, std::int64_t w) {
    return std::to_string(h) + " × " + std::to_string(w);
}

/// The padding that the input is shown with: that of the layer, or of one that cannot be.
Padding shown_padding(const model::Document& document, const Geometry* geometry) {
    if (geometry != nullptr) {
        const Axis& rows = geometry->rows;
        const Axis& cols = geometry->cols;
        return {rows.pad_begin, cols.pad_begin, rows.pad_end, cols.pad_end};
    }
    const bool sliding = document.layer().params.placement == Placement::sliding;
    return sliding ? padding_of(document.shape(), document.layer().params) : Padding{};
}

/// The input with its padding, and its overhang where the layer can be.
Frame input_frame(const model::Document& document, const Geometry* geometry) {
    const Shape& shape = document.shape();
    const Padding padding = shown_padding(document, geometry);
    const auto side = [](int cells) { return std::clamp(cells, 0, most_padding); };
    const int top = side(padding.top);
    const int left = side(padding.left);
    if (geometry != nullptr) {
        return {-top, -left,
                std::max(geometry->rows.overhang_end(), shape.h + padding.bottom) + top,
                std::max(geometry->cols.overhang_end(), shape.w + padding.right) + left};
    }
    return {-top, -left, top + shape.h + side(padding.bottom),
            left + shape.w + side(padding.right)};
}

/// What holds both; one without cells does not count.
Frame united(const Frame& a, const Frame& b) {
    if (a.rows == 0) return b;
    const int row = std::min(a.first_row, b.first_row);
    const int col = std::min(a.first_col, b.first_col);
    return {row, col, std::max(a.first_row + a.rows, b.first_row + b.rows) - row,
            std::max(a.first_col + a.cols, b.first_col + b.cols) - col};
}

/// A window that spans more channels than this shows one of them at a time.
constexpr int most_panes = 9;

int panes_of(int group) {
    return group > most_panes ? 1 : group;
}

/// The first channel of each tile; `group` channels share one.
std::vector<int> shown_channels(const DrawingInput& input, bool tiled, int group) {
    if (!tiled) {
        const int channel = std::clamp(input.view.channel, 0, input.run.document.shape().c - 1);
        return {panes_of(group) == group ? channel - channel % group : channel};
    }
    std::vector<int> channels;
    for (int c = 0; c < input.run.document.shape().c; c += group) channels.push_back(c);
    return channels;
}

/// Where there is no one output beside its input, nothing stands between them.
LayerPlace layer_place(const DrawingInput& input, bool apart) {
    const LayerPlace asked = input.parts.layer;
    return asked == LayerPlace::between && apart ? LayerPlace::above : asked;
}

}  // namespace

TitleText input_title(const DrawingInput& input, int channel, bool tiled) {
    const model::Document& document = input.run.document;
    const Shape& shape = document.shape();
    const Padding p = shown_padding(document, input.geometry());
    const std::string size = times(shape.h, shape.w);
    const std::string name = channel_label(document, channel);
    if (tiled) return {trf("Channel {0}", name), name, {size}};
    const bool named = (shape.c > 1 || document.picture) && !in_colour(document, input.view);
    TitleText title{grid_name(input), "", {}};
    const std::string sized = named ? trf("channel {0}", name) + " · " + size : size;
    const std::string sample =
        shape.n > 1 ? trf("sample {0} of {1} · ", shown_sample(input) + 1, shape.n) : "";
    const std::string whole = sample + sized;
    if (p.top > 0 || p.left > 0 || p.bottom > 0 || p.right > 0) {
        title.details.push_back(trf("{0}, padded {1}", whole,
                                    times(std::int64_t{shape.h} + p.top + p.bottom,
                                          std::int64_t{shape.w} + p.left + p.right)));
    }
    title.details.push_back(whole);
    if (shape.n > 1) title.details.push_back(sized);
    if (named) title.details.push_back(size);
    return title;
}

TitleText group_title(const model::Document& document, int channel) {
    const std::string name = channel_label(document, channel);
    return {trf("Channel {0}", name), name, {}};
}

TitleText output_title(const DrawingInput& input, int channel) {
    if (input.geometry() == nullptr)
        return {tr("Output"), "", {input.view.prediction.hides_size ? "? × ?" : tr("output|none")}};
    const Geometry& geometry = *input.geometry();
    std::string size = times(geometry.output.h, geometry.output.w);
    std::string own;
    if (input.run.document.layer().weights && geometry.output.c > 1) {
        own = trf("channel {0} of {1}", output_channel_of(geometry, channel, input.view.filter),
                  geometry.output.c);
        size = own + " · " + size;
    } else if (geometry.channel_group > 1 && geometry.output.c > 1) {
        own = trf("channel {0}", output_channel_of(geometry, channel, input.view.filter));
        size = own + " · " + size;
    }
    TitleText title{tr(input.figure.backward ? word("Output gradient") : word("Output")), "", {}};
    const model::Results& results = input.run.results;
    if (results.computing && !results.output && !results.previous)
        title.details.push_back(size + tr(" · computing…"));
    title.details.push_back(size);
    if (!own.empty()) title.details.push_back(own);
    return title;
}

LayoutQuery layer_query(const DrawingInput& input, Size size, const LayerLook& look) {
    const Geometry* geometry = input.geometry();
    const int group = geometry != nullptr ? geometry->channel_group : 1;
    const bool tiled = input.view.all_channels && input.run.document.shape().c > group;
    LayoutQuery query;
    query.size = size;
    query.input = input_frame(input.run.document, geometry);
    query.output =
        geometry != nullptr ? Frame{0, 0, geometry->output.h, geometry->output.w} : Frame{};
    if (input.view.prediction.hides_size) query.output = Frame{0, 0, 1, 1};
    query.tiled = tiled;
    query.channels = shown_channels(input, tiled, group);
    query.group = group;
    query.panes = panes_of(group);
    query.group_outputs = geometry != nullptr ? geometry->group_outputs : 1;
    query.filter = input.view.filter;
    query.input_title = input_title(input, query.channels.front(), tiled);
    query.output_title = output_title(input, query.channels.front());
    if (look.shared) {
        query.input = look.shared->input;
        query.input_title = look.shared->input_title;
        if (geometry != nullptr) {
            query.output = look.shared->output;
            query.output_title = look.shared->output_title;
        }
    }
    query.most_cell = look.most_cell;
    query.least_cell = input.least_cell;
    if (input.parts.indices) query.indices = index_labels(input, geometry, query.input);
    if (geometry != nullptr && !tiled && input.parts.titles) {
        const bool rows = has_ruler(geometry->rows) && geometry->input.h > 1;
        query.top_ruler = has_ruler(geometry->cols);
        const model::ShownPlane plane{shown_sample(input), query.channels.front(),
                                      input.view.filter};
        const Geometry own = model::geometry_of(input.run, plane);
        query.left_ruler = rows ? left_ruler_room(own.rows) : 0;
    }
    query.over = lies_over(input);
    query.parts = input.parts;
    query.parts.layer = layer_place(input, tiled || query.over);
    if (query.parts.layer == LayerPlace::between)
        query.layer_width = look.shared ? look.shared->layer_width : layer_label_width(input);
    query.true_size = input.view.picture_view == model::PictureView::true_size &&
                      input.view.mode == model::Mode::forward && input.run.document.picture;
    query.zoom = input.view.camera.zoom;
    query.center_x = input.view.camera.center_x;
    query.center_y = input.view.camera.center_y;
    return query;
}

float layer_cell_size(const DrawingInput& input, Size size, const LayerLook& look) {
    LayoutQuery query = layer_query(input, size, look);
    if (input.figure.backward) query.scales = scale_count(input, shown_grid(input));
    return cell_size(make_layout(query));
}

Shared shared_by(std::span<const DrawingInput> layers) {
    Shared shared;
    const auto wider = [](const TitleText& a, const TitleText& b) {
        const auto width = [](const TitleText& title) { return title_width(title, 0, 17, 14); };
        return a.name.empty() || width(b) > width(a) ? b : a;
    };
    for (const DrawingInput& input : layers) {
        const Geometry* geometry = input.geometry();
        if (geometry == nullptr) continue;
        const int channel = shown_channels(input, false, geometry->channel_group).front();
        shared.input = united(shared.input, input_frame(input.run.document, geometry));
        shared.output = united(shared.output, Frame{0, 0, geometry->output.h, geometry->output.w});
        shared.input_title = wider(shared.input_title, input_title(input, channel, false));
        shared.output_title = wider(shared.output_title, output_title(input, channel));
        shared.layer_width = std::max(shared.layer_width, layer_label_width(input));
    }
    return shared;
}

}  // namespace poolscope::drawing
