/// What one cell of a network is computed of, and what is computed of it.
#include <algorithm>
#include <utility>

#include "poolscope/network.hpp"

namespace poolscope {

namespace {

bool is_empty(const CellProduct& product) {
    return product.channels.empty() || product.rows.empty() || product.cols.empty();
}

bool includes(const CellProduct& outer, const CellProduct& inner) {
    return outer.channels.includes(inner.channels) && outer.rows.includes(inner.rows) &&
           outer.cols.includes(inner.cols);
}

/// Two products that differ along one axis alone are one; nothing where they do not.
std::optional<CellProduct> merged(const CellProduct& a, const CellProduct& b) {
    const bool channels = a.channels == b.channels;
    const bool rows = a.rows == b.rows;
    const bool cols = a.cols == b.cols;
    if (int{channels} + int{rows} + int{cols} < 2) return std::nullopt;
    CellProduct both = a;
    both.channels.unite(b.channels);
    both.rows.unite(b.rows);
    both.cols.unite(b.cols);
    return both;
}

IndexSet all_of(int size) {
    IndexSet set(size);
    set.add_run(0, size);
    return set;
}

IndexSet only(int index, int size) {
    IndexSet set(size);
    set.add(index);
    return set;
}

/// The places of `axis` that the outputs in `outputs` read.
IndexSet read_along(const Axis& axis, const IndexSet& outputs) {
    IndexSet read(axis.input);
    for (int i = 0; i < axis.output; ++i) {
        if (!outputs.contains(i)) continue;
        const AxisSpan span = axis.span_at(i);
        const AxisTaps taps = axis.taps_of(span);
        if (span.step == 1) {
            if (taps.real > 0) read.add_run(span.at(taps.first_real), taps.real);
            continue;
        }
        for (int tap = 0; tap < taps.real; ++tap) read.add(span.at(taps.first_real + tap));
    }
    return read;
}

/// The outputs of `axis` that read any of the places in `places`.
IndexSet reading_along(const Axis& axis, const IndexSet& places) {
    IndexSet outputs(axis.output);
    for (int i = 0; i < axis.output; ++i) {
        const AxisSpan span = axis.span_at(i);
        const AxisTaps taps = axis.taps_of(span);
        bool reads = false;
        for (int tap = 0; tap < taps.real && !reads; ++tap)
            reads = places.contains(span.at(taps.first_real + tap));
        if (reads) outputs.add(i);
    }
    return outputs;
}

/// Whole groups of `to` channels each, where any of the group's `from` ones is in `channels`.
IndexSet groups_of(const IndexSet& channels, int from, int to, int size) {
    IndexSet found(size);
    for (int group = 0; group * to < size; ++group)
        if (channels.holds_any(group * from, from)) found.add_run(group * to, to);
    return found;
}

/// Fractional windows lie elsewhere in each channel: a product for every channel of `product`.
std::vector<CellProduct> by_channel(const CellProduct& product) {
    std::vector<CellProduct> apart;
    for (int c = 0; c < product.channels.size(); ++c)
        if (product.channels.contains(c))
            apart.push_back({only(c, product.channels.size()), product.rows, product.cols});
    return apart;
}

/// A layer with the shapes of its inputs and its output.
class Tracer {
public:
    Tracer(const AnyLayer& layer, std::vector<Shape> inputs, const Shape& output, int sample)
        : layer_(layer), inputs_(std::move(inputs)), output_(output), sample_(sample) {}

    /// What `outputs` read of an input.
    [[nodiscard]] std::vector<CellProduct> read(const CellProduct& outputs, int input) const {
        if (const auto* join = std::get_if<Join>(&layer_))
            return {read_by_join(*join, outputs, input)};
        if (const auto* softmax = std::get_if<Softmax>(&layer_))
            return {along_axes(*softmax, outputs)};
        return through_windows(outputs, [](const Geometry& geometry, const CellProduct& part) {
            return CellProduct{groups_of(part.channels, geometry.group_outputs,
                                         geometry.channel_group, geometry.input.c),
                               read_along(geometry.rows, part.rows),
                               read_along(geometry.cols, part.cols)};
        });
    }
    /// What reads any of `cells` of an input.
    [[nodiscard]] std::vector<CellProduct> reached(const CellProduct& cells, int input) const {
        if (const auto* join = std::get_if<Join>(&layer_))
            return {reached_by_join(*join, cells, input)};
        if (const auto* softmax = std::get_if<Softmax>(&layer_))
            return {along_axes(*softmax, cells)};
        return through_windows(cells, [](const Geometry& geometry, const CellProduct& part) {
            return CellProduct{groups_of(part.channels, geometry.channel_group,
                                         geometry.group_outputs, geometry.output.c),
                               reading_along(geometry.rows, part.rows),
                               reading_along(geometry.cols, part.cols)};
        });
    }

private:
    template <class Pass>
    [[nodiscard]] std::vector<CellProduct> through_windows(const CellProduct& cells,
                                                           const Pass& pass) const {
        const auto placed = as_windows(layer_, inputs_);
        if (!placed) return {};
        const Geometry& geometry = placed->geometry;
        if (geometry.rows.placement != Placement::fractional) return {pass(geometry, cells)};
        std::vector<CellProduct> passed;
        for (const CellProduct& part : by_channel(cells))
            passed.push_back(
                pass(plane_geometry(geometry, placed->layer.params, sample_, part.channels.first()),
                     part));
        return passed;
    }

    /// An axis that the softmax goes along is read, and reached, as a whole.
    [[nodiscard]] static CellProduct along_axes(const Softmax& layer, CellProduct cells) {
        int axis = 1;
        for (IndexSet* set : {&cells.channels, &cells.rows, &cells.cols}) {
            if (axis >= layer.first_axis && axis <= layer.last_axis && !set->empty())
                *set = all_of(set->size());
            ++axis;
        }
        return cells;
    }

    [[nodiscard]] const Shape& shape(int input) const {
        return inputs_[static_cast<std::size_t>(input)];
    }
    /// The first channel of the output that an input has when they are concatenated.
    [[nodiscard]] int first_channel(int input) const {
        int first = 0;
        for (int i = 0; i < input; ++i) first += shape(i).c;
        return first;
    }

    [[nodiscard]] CellProduct read_by_join(const Join& layer, CellProduct outputs,
                                           int input) const {
        // A single place goes with every other.
        const auto shrink = [](IndexSet& set, int size) {
            if (size != set.size() && !set.empty()) set = all_of(size);
        };
        const Shape& from = shape(input);
        if (layer.joining == Joining::concatenate) {
            IndexSet own(from.c);
            for (int c = 0; c < from.c; ++c)
                if (outputs.channels.contains(first_channel(input) + c)) own.add(c);
            outputs.channels = own;
        } else {
            shrink(outputs.channels, from.c);
        }
        shrink(outputs.rows, from.h);
        shrink(outputs.cols, from.w);
        return outputs;
    }

    [[nodiscard]] CellProduct reached_by_join(const Join& layer, CellProduct cells,
                                              int input) const {
        const auto grow = [](IndexSet& set, int size) {
            if (size != set.size() && !set.empty()) set = all_of(size);
        };
        if (layer.joining == Joining::concatenate) {
            IndexSet all(output_.c);
            for (int c = 0; c < cells.channels.size(); ++c)
                if (cells.channels.contains(c)) all.add(first_channel(input) + c);
            cells.channels = all;
        } else {
            grow(cells.channels, output_.c);
        }
        grow(cells.rows, output_.h);
        grow(cells.cols, output_.w);
        return cells;
    }

    const AnyLayer& layer_;
    std::vector<Shape> inputs_;
    Shape output_;
    int sample_;
};

/// Walks a network's layers from or to one cell.
class Walk {
public:
    Walk(const Network& network, const Shape& input, const NetworkShapes& shapes,
         const NetworkCell& cell)
        : network_(network), input_(input), shapes_(shapes), cell_(cell) {
        cells_.outputs.resize(shapes.outputs.size());
        const Shape& shape = shape_of(cell.map);
        set_of(cell.map).add(
            {only(cell.channel, shape.c), only(cell.row, shape.h), only(cell.col, shape.w)});
    }

    NetworkCells back() {
        for (int i = cell_.map; i >= 0; --i) {
            if (set_of(i).products.empty()) continue;
            const Tracer tracer = tracer_of(i);
            for_inputs(i, [&](int input, int from) {
                for (const CellProduct& outputs : set_of(i).products)
                    for (CellProduct& cells : tracer.read(outputs, input))
                        set_of(from).add(std::move(cells));
            });
        }
        return std::move(cells_);
    }

    NetworkCells on() {
        for (int i = cell_.map + 1; i < static_cast<int>(cells_.outputs.size()); ++i) {
            std::optional<Tracer> tracer;
            for_inputs(i, [&](int input, int from) {
                if (set_of(from).products.empty()) return;
                if (!tracer) tracer.emplace(tracer_of(i));
                for (const CellProduct& cells : set_of(from).products)
                    for (CellProduct& outputs : tracer->reached(cells, input))
                        set_of(i).add(std::move(outputs));
            });
        }
        return std::move(cells_);
    }

private:
    [[nodiscard]] const Shape& shape_of(int map) const {
        return map == network_input ? input_ : shapes_.outputs[static_cast<std::size_t>(map)];
    }
    [[nodiscard]] CellSet& set_of(int map) {
        return map == network_input ? cells_.input : cells_.outputs[static_cast<std::size_t>(map)];
    }
    [[nodiscard]] const NetworkLayer& layer(int index) const {
        return network_.layers[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] Tracer tracer_of(int index) const {
        std::vector<Shape> inputs;
        for (const int from : layer(index).inputs) inputs.push_back(shape_of(from));
        return {layer(index).layer, std::move(inputs), shape_of(index), cell_.sample};
    }
    template <class Visit>
    void for_inputs(int index, const Visit& visit) const {
        int input = 0;
        for (const int from : layer(index).inputs) visit(input++, from);
    }

    const Network& network_;
    Shape input_;
    const NetworkShapes& shapes_;
    NetworkCell cell_;
    NetworkCells cells_;
};

}  // namespace

void IndexSet::add_run(int first, int count) {
    std::fill_n(held_.begin() + first, count, true);
}

bool IndexSet::holds_any(int first, int count) const {
    const auto begin = held_.begin() + first;
    return std::find(begin, begin + count, true) != begin + count;
}

bool IndexSet::includes(const IndexSet& other) const {
    for (int i = 0; i < other.size(); ++i)
        if (other.contains(i) && !contains(i)) return false;
    return true;
}

void IndexSet::unite(const IndexSet& other) {
    for (int i = 0; i < other.size(); ++i)
        if (other.contains(i)) add(i);
}

int IndexSet::count() const {
    return static_cast<int>(std::count(held_.begin(), held_.end(), true));
}

int IndexSet::first() const {
    const auto found = std::find(held_.begin(), held_.end(), true);
    return found == held_.end() ? -1 : static_cast<int>(found - held_.begin());
}

int IndexSet::last() const {
    const auto found = std::find(held_.rbegin(), held_.rend(), true);
    return static_cast<int>(held_.rend() - found) - 1;
}

bool CellSet::contains(int channel, int row, int col) const {
    return std::ranges::any_of(
        products, [&](const CellProduct& product) { return product.contains(channel, row, col); });
}

std::optional<CellBounds> CellSet::bounds() const {
    std::optional<CellBounds> all;
    for (const auto& [channels, rows, cols] : products) {
        const CellBounds own{channels.first(), channels.last(), rows.first(),
                             rows.last(),      cols.first(),    cols.last()};
        if (!all) all = own;
        all->first_channel = std::min(all->first_channel, own.first_channel);
        all->last_channel = std::max(all->last_channel, own.last_channel);
        all->first_row = std::min(all->first_row, own.first_row);
        all->last_row = std::max(all->last_row, own.last_row);
        all->first_col = std::min(all->first_col, own.first_col);
        all->last_col = std::max(all->last_col, own.last_col);
    }
    return all;
}

std::size_t CellSet::count() const {
    if (products.empty()) return 0;
    std::size_t count = 0;
    const CellProduct& any = products.front();
    for (int row = 0; row < any.rows.size(); ++row)
        for (int col = 0; col < any.cols.size(); ++col) {
            IndexSet channels(any.channels.size());
            for (const CellProduct& product : products)
                if (product.rows.contains(row) && product.cols.contains(col))
                    channels.unite(product.channels);
            count += static_cast<std::size_t>(channels.count());
        }
    return count;
}

void CellSet::add(CellProduct product) {
    if (is_empty(product)) return;
    for (std::size_t i = 0; i < products.size();) {
        if (includes(products[i], product)) return;
        auto both = merged(products[i], product);
        if (!both && !includes(product, products[i])) {
            ++i;
            continue;
        }
        // What is larger now may take in those before it as well.
        if (both) product = std::move(*both);
        products.erase(products.begin() + static_cast<std::ptrdiff_t>(i));
        i = 0;
    }
    products.push_back(std::move(product));
}

NetworkCells cells_read(const Network& network, const Shape& input, const NetworkShapes& shapes,
                        const NetworkCell& cell) {
    return Walk(network, input, shapes, cell).back();
}

NetworkCells cells_reached(const Network& network, const Shape& input, const NetworkShapes& shapes,
                           const NetworkCell& cell) {
    return Walk(network, input, shapes, cell).on();
}

}  // namespace poolscope
