/// The three laws as properties of random layers, held against the oracle in naive.hpp.
#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "core/layer_gen.hpp"
#include "core/naive.hpp"
#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope {
namespace {

const Operator& op_named(std::string_view id) {
    return *find_operator(id).value();
}

naive::Kind naive_kind(TapKind kind) {
    switch (kind) {
        case TapKind::real:
            return naive::Kind::real;
        case TapKind::padding:
            return naive::Kind::padding;
        default:
            return naive::Kind::overhang;
    }
}

/// The oracle's outputs of every plane in order n, c, row, col; empty where the layer is
/// impossible.
template <class Scalar>
std::vector<naive::Output<Scalar>> oracle(const Layer& layer) {
    std::vector<naive::Output<Scalar>> all;
    for (int n = 0; n < layer.shape.n; ++n) {
        for (int c = 0; c < layer.shape.c; ++c) {
            const auto plane = naive::outputs(layer.plane<Scalar>(n, c), layer.params);
            all.insert(all.end(), plane.begin(), plane.end());
        }
    }
    return all;
}

template <class Scalar>
void batch_is_oracle(const Layer& layer) {
    const auto input = layer.tensor<Scalar>();
    const auto expected = oracle<Scalar>(layer);
    const auto maxima = pool(op_named("max"), input, layer.params, {.return_indices = true});
    const auto values_only = pool(op_named("max"), input, layer.params, {.threads = 2});
    const auto means = pool(op_named("avg"), input, layer.params);
    if (expected.empty()) {
        RC_ASSERT(!maxima.has_value());
        RC_ASSERT(maxima.error().code == ErrorCode::window_outside);
        RC_ASSERT(!means.has_value());
        return;
    }
    RC_ASSERT(maxima.has_value());
    RC_ASSERT(means.has_value());
    RC_ASSERT(maxima->output.cells().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& reads = expected[i].reads;
        const auto maximum = naive::maximum(reads, reads.size());
        const Scalar value = maximum.winner ? reads[*maximum.winner].value
                                            : -std::numeric_limits<Scalar>::infinity();
        const std::int64_t index =
            maximum.winner ? reads[*maximum.winner].row * layer.shape.w + reads[*maximum.winner].col
                           : -1;
        RC_ASSERT(same(maxima->output.cells()[i], value));
        RC_ASSERT(same(values_only->output.cells()[i], value));
        RC_ASSERT(maxima->indices->cells()[i] == index);
        RC_ASSERT(same(means->output.cells()[i], naive::mean(reads, reads.size(), layer.params)));
    }
}

/// What a step says of its window's places is what the oracle's window holds.
template <class Scalar>
void taps_are_oracle(const Step<Scalar>& step, const naive::Output<Scalar>& expected,
                     const Operator& op) {
    const auto& reads = expected.reads;
    const auto padding = static_cast<Scalar>(op.padding_value);
    RC_ASSERT(step.out_row == expected.out_row);
    RC_ASSERT(step.out_col == expected.out_col);
    RC_ASSERT(step.taps.size() == reads.size());
    for (std::size_t i = 0; i < reads.size(); ++i) {
        RC_ASSERT(step.taps[i].row == reads[i].row);
        RC_ASSERT(step.taps[i].col == reads[i].col);
        RC_ASSERT(naive_kind(step.taps[i].kind) == reads[i].kind);
        RC_ASSERT(same(step.taps[i].value,
                       reads[i].kind == naive::Kind::real ? reads[i].value : padding));
    }
    RC_ASSERT(step.counts.real == naive::count_of(reads, naive::Kind::real));
    RC_ASSERT(step.counts.padding == naive::count_of(reads, naive::Kind::padding));
    RC_ASSERT(step.counts.overhang == naive::count_of(reads, naive::Kind::overhang));
}

/// What a step says of the taps folded so far is what the oracle makes of them, where it knows the
/// operator.
template <class Scalar>
void reduction_is_oracle(const Step<Scalar>& step, const naive::Output<Scalar>& expected,
                         const Operator& op, const PoolParams& params) {
    const auto& reads = expected.reads;
    const Reduction<Scalar>& reduction = step.reduction;
    if (op.id == "max") {
        const auto maximum = naive::maximum(reads, step.folded);
        RC_ASSERT(reduction.selected == maximum.winner);
        RC_ASSERT(reduction.ties == maximum.ties);
        RC_ASSERT(same(reduction.running, maximum.value));
        RC_ASSERT(same(reduction.output, static_cast<Scalar>(maximum.value)));
        RC_ASSERT(reduction.divisor == 0);
    } else if (op.id == "avg") {
        RC_ASSERT(same(reduction.running, naive::sum(reads, step.folded)));
        RC_ASSERT(reduction.divisor == naive::divisor(reads, params));
        RC_ASSERT(same(reduction.output, naive::mean(reads, step.folded, params)));
        RC_ASSERT(!reduction.selected.has_value());
        RC_ASSERT(reduction.ties.empty());
    }
}

template <class Scalar>
void step_is_oracle(const Step<Scalar>& step, const naive::Output<Scalar>& expected,
                    const Operator& op, const PoolParams& params) {
    taps_are_oracle(step, expected, op);
    reduction_is_oracle(step, expected, op, params);
    RC_ASSERT(op.selects || !step.reduction.selected.has_value());
    if (step.reduction.selected) RC_ASSERT(*step.reduction.selected < step.folded);
}

/// Some indices of a range in an order of the seed's; all of them where they are few.
std::vector<std::size_t> scrubbed(std::size_t size, std::uint32_t seed, std::size_t most) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937(seed));
    order.resize(std::min(size, most));
    return order;
}

template <class Scalar>
void steps_are_batch(const Layer& layer) {
    const auto input = layer.tensor<Scalar>();
    const auto expected = oracle<Scalar>(layer);
    for (const Operator* op : operators()) {
        const auto batch = pool(*op, input, layer.params);
        const auto windows = make_steps(input, *op, layer.params, Grain::window);
        const auto cells = make_steps(input, *op, layer.params, Grain::cell);
        RC_ASSERT(batch.has_value() == !expected.empty());
        RC_ASSERT(windows.has_value() == !expected.empty());
        RC_ASSERT(cells.has_value() == !expected.empty());
        if (expected.empty()) continue;

        // The fold of the steps, forwards.
        RC_ASSERT(windows->size() == expected.size());
        Tensor<Scalar> fold(batch->output.shape());
        for (const Step<Scalar>& step : *windows) {
            RC_ASSERT(step.complete());
            fold.at(step.n, step.c, step.out_row, step.out_col) = step.reduction.output;
        }
        RC_ASSERT(std::ranges::equal(fold.cells(), batch->output.cells(), same<Scalar>));

        // Any order of scrubbing.
        for (const std::size_t i : scrubbed(windows->size(), layer.seed, 24)) {
            const Step<Scalar> step = (*windows)[i];
            RC_ASSERT(step.index == i);
            step_is_oracle(step, expected[i], *op, layer.params);
            RC_ASSERT(same(step.reduction.output, batch->output.cells()[i]));
        }
        const auto taps = expected.front().reads.size();
        RC_ASSERT(cells->size() == expected.size() * taps);
        for (const std::size_t i : scrubbed(cells->size(), layer.seed + 1, 32)) {
            const Step<Scalar> step = (*cells)[i];
            RC_ASSERT(step.folded == i % taps + 1);
            step_is_oracle(step, expected[i / taps], *op, layer.params);
            if (step.complete()) {
                RC_ASSERT(same(step.reduction.output, batch->output.cells()[i / taps]));
            }
        }
    }
}

using Position = std::pair<int, int>;

void readers_invert_windows(const Layer& layer) {
    const auto expected = naive::outputs(layer.plane<float>(0, 0), layer.params);
    const auto geometry = make_geometry(layer.shape, layer.params);
    RC_ASSERT(geometry.has_value() == !expected.empty());
    if (expected.empty()) return;

    std::map<Position, std::set<Position>> readers;
    for (const auto& output : expected) {
        const Window window = window_at(*geometry, output.out_row, output.out_col);
        for (const auto& read : output.reads) {
            readers[{read.row, read.col}].insert({output.out_row, output.out_col});
            RC_ASSERT(window.rows.contains(read.row) && window.cols.contains(read.col));
        }
    }
    // Two cells beyond all that any window reads, on every side.
    const int row_end = geometry->rows.overhang_end() + 2;
    const int col_end = geometry->cols.overhang_end() + 2;
    std::size_t unread = 0;
    std::size_t found = 0;
    for (int row = -layer.params.padding.top - 2; row < row_end; ++row) {
        for (int col = -layer.params.padding.left - 2; col < col_end; ++col) {
            const Readers actual = readers_of(*geometry, row, col);
            std::set<Position> outputs;
            for (const int r : actual.rows) {
                for (const int c : actual.cols) outputs.insert({r, c});
            }
            const auto wanted = readers.find({row, col});
            RC_ASSERT(outputs == (wanted == readers.end() ? std::set<Position>{} : wanted->second));
            RC_ASSERT(outputs.size() == actual.count());
            RC_ASSERT(std::ranges::is_sorted(actual.rows) && std::ranges::is_sorted(actual.cols));
            found += wanted == readers.end() ? 0 : 1;
            const bool real = kind_at(*geometry, row, col) == TapKind::real;
            unread += real && outputs.empty() ? 1 : 0;
        }
    }
    RC_ASSERT(found == readers.size());
    RC_ASSERT(never_read_count(*geometry) == unread);
}

/// Runs a check of one layer as a property over random layers.
void for_layers(const std::string& name, void (*check)(const Layer&)) {
    check_property(name, [check] {
        const Layer layer = *any_layer().as("layer");
        check(layer);
    });
}

TEST(Laws, BatchIsTheOracleFloat) {
    for_layers("batch is the oracle", batch_is_oracle<float>);
}

TEST(Laws, BatchIsTheOracleDouble) {
    for_layers("batch is the oracle", batch_is_oracle<double>);
}

TEST(Laws, BatchIsTheFoldOfStepsInAnyOrderFloat) {
    for_layers("batch is the fold of the steps", steps_are_batch<float>);
}

TEST(Laws, BatchIsTheFoldOfStepsInAnyOrderDouble) {
    for_layers("batch is the fold of the steps", steps_are_batch<double>);
}

TEST(Laws, ReadersAreTheInverseOfWindows) {
    for_layers("readers_of inverts window_at", readers_invert_windows);
}

}  // namespace
}  // namespace poolscope
