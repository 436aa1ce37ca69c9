/// Finds the cell in view, and what it sees.
#include "model/receptive.hpp"

#include <algorithm>
#include <cmath>

#include "poolscope/step.hpp"

namespace poolscope::model {

namespace {

bool is_real(const CellRef& cell, const Shape& shape) {
    return cell.channel >= 0 && cell.channel < shape.c && cell.row >= 0 && cell.row < shape.h &&
           cell.col >= 0 && cell.col < shape.w;
}

/// A cell of the part's input as one of the map that it lies on; what joins several has their
/// channels in turn.
std::optional<NetworkCell> of_input(const Document& network, std::size_t at, const CellRef& cell,
                                    int sample) {
    const NetworkLayer& layer = network.layers[at];
    if (layer.inputs.empty()) return std::nullopt;
    NetworkCell found{layer.inputs.front(), sample, cell.channel, cell.row, cell.col};
    const auto* join = std::get_if<Join>(&layer.layer);
    if (join == nullptr || join->joining == Joining::concatenate) return found;
    const int count = static_cast<int>(layer.inputs.size());
    found.map = layer.inputs[static_cast<std::size_t>(cell.channel % count)];
    found.channel = cell.channel / count;
    return found;
}

}  // namespace

std::vector<std::optional<CellBounds>> Receptive::bounds() const {
    std::vector<std::optional<CellBounds>> all{cells.input.bounds()};
    for (const CellSet& one : cells.outputs) all.push_back(one.bounds());
    return all;
}

std::optional<NetworkCell> cell_in_view(const Document& network, std::size_t at, const Run& run,
                                        const ViewState& view) {
    const auto& geometry = run.results.geometry;
    if (!geometry) return std::nullopt;
    const auto& linked = view.pointer.linked();
    const int sample = std::clamp(view.sample, 0, geometry->output.n - 1);
    if (linked && linked->pane == Pane::input && is_real(*linked, geometry->input))
        return of_input(network, at, *linked, sample);
    const int map = static_cast<int>(at);
    if (linked && linked->pane == Pane::output && is_real(*linked, geometry->output))
        return NetworkCell{map, sample, linked->channel, linked->row, linked->col};
    const std::size_t count = plane_steps(*geometry, view.grain);
    if (count == 0) return std::nullopt;
    const StepLocation step = locate_step(*geometry, view.grain, std::min(view.step, count - 1));
    return NetworkCell{map, sample, output_channel_of(*geometry, view.channel, view.filter),
                       step.out_row, step.out_col};
}

SharedValues effective_field(const Document& network, const LayerOutputs& outputs,
                             const NetworkCell& cell) {
    if (cell.map == network_input) return nullptr;
    // What comes behind the cell's layer has no part in it.
    const auto count = static_cast<std::ptrdiff_t>(cell.map) + 1;
    Document until = network;
    until.layers.resize(static_cast<std::size_t>(count));
    LayerOutputs known = outputs;
    known.outputs.resize(until.layers.size());
    known.shapes.outputs.resize(until.layers.size());
    known.shapes.error.reset();
    Values one(known.shapes.outputs.back());
    one.at(cell.sample, cell.channel, cell.row, cell.col) = 1;
    until.grad_output = std::make_shared<const Values>(std::move(one));
    const auto gradient = input_gradient(until, known);
    if (!gradient) return nullptr;
    const Shape& shape = gradient->shape();
    Values sum({1, 1, shape.h, shape.w});
    for (int c = 0; c < shape.c; ++c) {
        const auto plane = gradient->plane(cell.sample, c);
        for (std::size_t i = 0; i < plane.size(); ++i) sum.cells()[i] += std::abs(plane[i]);
    }
    return std::make_shared<const Values>(std::move(sum));
}

const SharedValues& ReceptiveCache::effective(const Document& network,
                                              const LayerOutputs& outputs) {
    if (effective_key_ == key_) return effective_;
    effective_key_ = key_;
    effective_ = kept_ && !kept_->felt && !outputs.computing
                     ? effective_field(network, outputs, kept_->cell)
                     : nullptr;
    return effective_;
}

const std::optional<Receptive>& ReceptiveCache::get(const Document& network,
                                                    const NetworkShapes& shapes,
                                                    std::uint64_t revision,
                                                    const std::optional<NetworkCell>& cell,
                                                    bool felt) {
    Key key{revision, cell, felt};
    if (key_ == key) return kept_;
    kept_.reset();
    key_ = std::move(key);
    if (!cell || cell->map >= static_cast<int>(shapes.outputs.size())) return kept_;
    const Network layers{
        {network.layers.begin(),
         network.layers.begin() + static_cast<std::ptrdiff_t>(shapes.outputs.size())}};
    kept_ = Receptive{*cell, felt,
                      felt ? cells_reached(layers, network.shape(), shapes, *cell)
                           : cells_read(layers, network.shape(), shapes, *cell)};
    return kept_;
}

}  // namespace poolscope::model
