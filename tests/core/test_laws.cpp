/// The three laws as properties of random layers of every operator, held against the oracle in
/// naive.hpp and what the operators' own tests add to it.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>

#include "core/layer_gen.hpp"
#include "core/naive.hpp"
#include "poolscope/forward.hpp"
#include "poolscope/stepping.hpp"
#include "support/random.hpp"

namespace poolscope {
namespace {

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

std::uint64_t key(int value) {
    return static_cast<std::uint64_t>(value);
}

/// The oracle's outputs in order n, c, row, col; empty where the layer is impossible.
template <class Scalar>
std::vector<naive::Output> outputs_of(const RandomLayer& layer, const Tensor<Scalar>& input) {
    const PoolParams params = settled({layer.op, layer.params}).params;
    return naive::outputs(input, params, [&](int n, int c, int axis) {
        return params.samples ? params.samples->at(n, c, 0, axis)
                              : unit_draw(params.seed, {key(n), key(c), key(axis)});
    });
}

naive::Expected expect(const RandomLayer& layer, const naive::Output& output, std::size_t count) {
    const double draw = unit_draw(layer.params.seed,
                                  {key(output.n), key(output.c), key(output.row), key(output.col)});
    return naive::oracles().at(layer.op->id)(output.reads, count, layer.params, draw);
}

/// Whether the library's value is the oracle's.
template <class Scalar>
bool is_value(Scalar value, const RandomLayer& layer, const Tensor<Scalar>& input,
              const naive::Output& output, const naive::Expected& expected) {
    if (expected.winner) {
        // The cell itself: an integer may have no double.
        const naive::Read& read = output.reads[*expected.winner];
        return same(value, input.at(output.n, read.channel, read.row, read.col));
    }
    if constexpr (!std::is_floating_point_v<Scalar>) {
        if (expected.value == 0) return value == 0;
        return value == (layer.op->padding_value < 0 ? std::numeric_limits<Scalar>::lowest()
                                                     : std::numeric_limits<Scalar>::max());
    } else {
        const auto wanted = static_cast<Scalar>(expected.value);
        if (expected.tolerance == 0) return same(value, wanted);
        if (std::isnan(wanted)) return std::isnan(value);
        if (std::isinf(wanted)) return value == wanted;
        const double tolerance =
            std::max<double>(expected.tolerance, std::is_same_v<Scalar, float> ? 1e-6 : 0);
        return std::abs(double{value} - double{wanted}) <=
               tolerance * std::max(1.0, std::abs(double{wanted}));
    }
}

/// How far pool() may be off from the fold of the steps: its kernel sums in another order.
double batch_tolerance(const RandomLayer& layer, const naive::Output& output,
                       const naive::Expected& expected) {
    if (layer.op->kernel != Kernel::mean) return 0;
    double magnitudes = 0;
    for (const naive::Read& read : output.reads) magnitudes += std::abs(read.value);
    return 1e-6 * magnitudes / std::max(1, std::abs(expected.divisor));
}

/// Whether a value of pool() is that of the steps.
template <class Scalar>
bool is_batch_value(Scalar batch, Scalar step, double tolerance) {
    if (same(batch, step)) return true;
    return std::isfinite(static_cast<double>(step)) &&
           std::abs(static_cast<double>(batch) - static_cast<double>(step)) <= tolerance;
}

bool are_weights(const std::vector<double>& actual, const std::vector<double>& expected) {
    return std::ranges::equal(actual, expected, [](double a, double b) {
        return std::isnan(b) ? std::isnan(a) : std::abs(a - b) <= 1e-9;
    });
}

/// Whether the library and the oracle agree that there is such a layer.
template <class T>
bool agrees_on_existence(const Result<T>& result, const std::vector<naive::Output>& expected) {
    if (result.has_value()) return !expected.empty();
    return expected.empty() && (result.error().code == ErrorCode::window_outside ||
                                result.error().code == ErrorCode::bad_channel_group);
}

template <class Scalar>
void batch_is_oracle(const RandomLayer& layer) {
    const auto input = layer.tensor<Scalar>();
    if (!check_supports<Scalar>(*layer.op)) {
        RC_ASSERT(pool({layer.op, layer.params}, input).error().code == ErrorCode::unsupported);
        return;
    }
    const auto expected = outputs_of(layer, input);
    const auto batch =
        pool({layer.op, layer.params}, input, {.return_indices = layer.op->selects, .threads = 2});
    const auto values_only = pool({layer.op, layer.params}, input);
    RC_ASSERT(agrees_on_existence(batch, expected));
    if (expected.empty()) return;
    RC_ASSERT(batch->output.cells().size() == expected.size());
    RC_ASSERT(std::ranges::equal(batch->output.cells(), values_only->output.cells(), same<Scalar>));
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& reads = expected[i].reads;
        const auto wanted = expect(layer, expected[i], reads.size());
        const Scalar value = batch->output.cells()[i];
        // Not in RC_ASSERT, which would work out both: an infinity is no integer.
        const bool agrees = is_value(value, layer, input, expected[i], wanted) ||
                            is_batch_value(value, static_cast<Scalar>(wanted.value),
                                           batch_tolerance(layer, expected[i], wanted));
        RC_ASSERT(agrees);
        if (!layer.op->selects) continue;
        std::int64_t index = -1;
        if (wanted.winner) {
            const naive::Read& read = reads[*wanted.winner];
            const int channel = read.channel - reads.front().channel;
            index = (channel * layer.shape.h + read.row) * layer.shape.w + read.col;
        }
        RC_ASSERT(batch->indices->cells()[i] == index);
    }
}

/// What a step says of its window's places is what the oracle's window holds.
template <class Scalar>
void taps_are_oracle(const Step<Scalar>& step, const naive::Output& expected,
                     const RandomLayer& layer, const Tensor<Scalar>& input) {
    const auto& reads = expected.reads;
    const auto padding = padding_cell<Scalar>(layer.op->padding_value);
    RC_ASSERT(step.n == expected.n);
    RC_ASSERT(step.c == expected.c);
    RC_ASSERT(step.out_row == expected.row);
    RC_ASSERT(step.out_col == expected.col);
    RC_ASSERT(step.taps.size() == reads.size());
    for (std::size_t i = 0; i < reads.size(); ++i) {
        const Tap<Scalar>& tap = step.taps[i];
        RC_ASSERT(tap.row == reads[i].row);
        RC_ASSERT(tap.col == reads[i].col);
        RC_ASSERT(tap.channel == reads[i].channel);
        RC_ASSERT(naive_kind(tap.kind) == reads[i].kind);
        if (tap.kind != TapKind::real) {
            RC_ASSERT(same(tap.value, padding));
            continue;
        }
        RC_ASSERT(same(tap.value, input.at(expected.n, tap.channel, tap.row, tap.col)));
        RC_ASSERT(!layer.op->scored || same(static_cast<double>(tap.score), reads[i].score));
    }
    RC_ASSERT(step.counts.real == naive::count_of(reads, naive::Kind::real));
    RC_ASSERT(step.counts.padding == naive::count_of(reads, naive::Kind::padding));
    RC_ASSERT(step.counts.overhang == naive::count_of(reads, naive::Kind::overhang));
}

template <class Scalar>
void step_is_oracle(const Step<Scalar>& step, const naive::Output& expected,
                    const RandomLayer& layer, const Tensor<Scalar>& input) {
    taps_are_oracle(step, expected, layer, input);
    const Reduction<Scalar>& reduction = step.reduction;
    const auto wanted = expect(layer, expected, step.folded);
    RC_ASSERT(is_value(reduction.output, layer, input, expected, wanted));
    RC_ASSERT(reduction.selected == wanted.winner);
    RC_ASSERT(reduction.ties == wanted.ties);
    RC_ASSERT(reduction.divisor == wanted.divisor);
    RC_ASSERT(are_weights(reduction.weights, wanted.weights));
    RC_ASSERT(layer.op->selects || !reduction.selected.has_value());
    RC_ASSERT(layer.op->weighs == !reduction.weights.empty());
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
void steps_are_batch(const RandomLayer& layer) {
    const Operator& op = *layer.op;
    if (!check_supports<Scalar>(op)) return;
    const auto input = layer.tensor<Scalar>();
    const auto expected = outputs_of(layer, input);
    const auto batch = pool({&op, layer.params}, input);
    const auto windows = make_steps(input, {&op, layer.params}, Grain::window);
    const auto cells = make_steps(input, {&op, layer.params}, Grain::cell);
    RC_ASSERT(agrees_on_existence(batch, expected));
    RC_ASSERT(agrees_on_existence(windows, expected));
    RC_ASSERT(agrees_on_existence(cells, expected));
    if (expected.empty()) return;

    // The fold of the steps, forwards.
    RC_ASSERT(windows->size() == expected.size());
    Tensor<Scalar> fold(batch->output.shape());
    for (const Step<Scalar>& step : *windows) {
        RC_ASSERT(step.complete());
        fold.at(step.n, step.c, step.out_row, step.out_col) = step.reduction.output;
    }
    std::vector<double> tolerances;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto wanted = expect(layer, expected[i], expected[i].reads.size());
        tolerances.push_back(batch_tolerance(layer, expected[i], wanted));
        RC_ASSERT(is_batch_value(batch->output.cells()[i], fold.cells()[i], tolerances[i]));
    }

    // Any order of scrubbing.
    for (const std::size_t i : scrubbed(windows->size(), layer.seed, 24)) {
        const Step<Scalar> step = (*windows)[i];
        RC_ASSERT(step.index == i);
        step_is_oracle(step, expected[i], layer, input);
        RC_ASSERT(is_batch_value(batch->output.cells()[i], step.reduction.output, tolerances[i]));
    }
    // Which output a step by cell is about, where windows may differ in size.
    std::vector<std::pair<std::size_t, std::size_t>> places;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const std::size_t plane = i / windows->plane_size();
        RC_ASSERT(first_step_of(windows->geometry(), Grain::cell, expected[i].row,
                                expected[i].col) == places.size() - plane * cells->plane_size());
        for (std::size_t tap = 1; tap <= expected[i].reads.size(); ++tap)
            places.emplace_back(i, tap);
    }
    RC_ASSERT(cells->size() == places.size());
    for (const std::size_t i : scrubbed(cells->size(), layer.seed + 1, 32)) {
        const Step<Scalar> step = (*cells)[i];
        RC_ASSERT(step.folded == places[i].second);
        step_is_oracle(step, expected[places[i].first], layer, input);
        if (step.complete()) {
            const std::size_t output = places[i].first;
            RC_ASSERT(is_batch_value(batch->output.cells()[output], step.reduction.output,
                                     tolerances[output]));
        }
    }
}

using Position = std::pair<int, int>;

void readers_invert_windows(const RandomLayer& layer) {
    const auto input = layer.tensor<float>();
    const auto all = outputs_of(layer, input);
    const auto placed = make_geometry({layer.op, layer.params}, layer.shape);
    RC_ASSERT(agrees_on_existence(placed, all));
    if (all.empty()) return;
    const int plane_n = all.back().n;
    const int plane_c = all.back().c;
    const Geometry geometry =
        plane_geometry(*placed, settled({layer.op, layer.params}).params, plane_n, plane_c);

    std::map<Position, std::set<Position>> readers;
    for (const auto& output : all) {
        if (output.n != plane_n || output.c != plane_c) continue;
        const Window window = window_at(geometry, output.row, output.col);
        RC_ASSERT(window.count() * geometry.channel_group == int(output.reads.size()));
        for (const auto& read : output.reads) {
            readers[{read.row, read.col}].insert({output.row, output.col});
            RC_ASSERT(window.rows.contains(read.row) && window.cols.contains(read.col));
        }
    }
    // Two cells beyond all that any window reads, on every side.
    const int row_end = geometry.rows.overhang_end() + 2;
    const int col_end = geometry.cols.overhang_end() + 2;
    const Tensor<std::int64_t> counts = reader_count_map(geometry);
    std::size_t unread = 0;
    std::size_t found = 0;
    for (int row = -layer.params.padding.top - 2; row < row_end; ++row) {
        for (int col = -layer.params.padding.left - 2; col < col_end; ++col) {
            const Readers actual = readers_of(geometry, row, col);
            std::set<Position> outputs;
            for (const int r : actual.rows) {
                for (const int c : actual.cols) outputs.insert({r, c});
            }
            const auto wanted = readers.find({row, col});
            RC_ASSERT(outputs == (wanted == readers.end() ? std::set<Position>{} : wanted->second));
            RC_ASSERT(outputs.size() == actual.count());
            if (kind_at(geometry, row, col) == TapKind::real) {
                RC_ASSERT(counts.at(0, 0, row, col) == std::int64_t(outputs.size()));
            }
            RC_ASSERT(std::ranges::is_sorted(actual.rows) && std::ranges::is_sorted(actual.cols));
            found += wanted == readers.end() ? 0 : 1;
            const bool real = kind_at(geometry, row, col) == TapKind::real;
            unread += real && outputs.empty() ? 1 : 0;
        }
    }
    RC_ASSERT(found == readers.size());
    RC_ASSERT(never_read_count(geometry) == unread);
}

/// Runs a check of one layer as a property over random layers.
void for_layers(const std::string& name, void (*check)(const RandomLayer&),
                int cases = case_count()) {
    check_property(
        name,
        [check] {
            const RandomLayer layer = *any_layer().as("layer");
            check(layer);
        },
        cases);
}

TEST(Laws, TheOracleKnowsEveryOperator) {
    for (const Operator* op : operators()) {
        EXPECT_TRUE(naive::oracles().contains(op->id))
            << op->id << " is not tested: add its oracle in a file in tests/core/operators";
    }
}

TEST(Laws, BatchIsTheOracleFloat) {
    for_layers("batch is the oracle", batch_is_oracle<float>);
}

TEST(Laws, BatchIsTheOracleDouble) {
    for_layers("batch is the oracle", batch_is_oracle<double>);
}

TEST(Laws, BatchIsTheOracleForIntegers) {
    for_layers("batch is the oracle", batch_is_oracle<std::int8_t>, case_count() / 4);
    for_layers("batch is the oracle", batch_is_oracle<std::uint16_t>, case_count() / 4);
    for_layers("batch is the oracle", batch_is_oracle<std::int64_t>, case_count() / 4);
    for_layers("batch is the oracle", batch_is_oracle<std::uint64_t>, case_count() / 4);
}

TEST(Laws, BatchIsTheFoldOfStepsInAnyOrderFloat) {
    for_layers("batch is the fold of the steps", steps_are_batch<float>);
}

TEST(Laws, BatchIsTheFoldOfStepsInAnyOrderDouble) {
    for_layers("batch is the fold of the steps", steps_are_batch<double>);
}

TEST(Laws, BatchIsTheFoldOfStepsInAnyOrderForIntegers) {
    for_layers("batch is the fold of the steps", steps_are_batch<std::uint8_t>, case_count() / 2);
    for_layers("batch is the fold of the steps", steps_are_batch<std::int32_t>, case_count() / 2);
}

TEST(Laws, ReadersAreTheInverseOfWindows) {
    for_layers("readers_of inverts window_at", readers_invert_windows);
}

}  // namespace
}  // namespace poolscope
