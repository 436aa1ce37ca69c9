/// Pools one plane under a rule: for each output row, each tap in turn over a whole run of output
/// columns, so that the inner loop vectorises. Every output folds its taps row by row, so the
/// result is reduce_taps()'s, bit for bit.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "operators/plane_task.hpp"
#include "operators/stop_clock.hpp"

namespace poolscope {

/// A rule by which one cell wins: padding_value, replaces(winner, value), ties(winner, value).
template <class Rule, class Scalar>
concept SelectingRule = requires(Scalar value) {
    { Rule::padding_value } -> std::convertible_to<double>;
    { Rule::replaces(value, value) } -> std::same_as<bool>;
    { Rule::ties(value, value) } -> std::same_as<bool>;
};

/// A rule that sums in double: padding_value, add(sum, value), divisor(counts, params), finish(sum,
/// divisor).
template <class Rule, class Scalar>
concept SummingRule = requires(Scalar value, TapCounts counts, PoolParams params) {
    { Rule::padding_value } -> std::convertible_to<double>;
    { Rule::add(0.0, value) } -> std::same_as<double>;
    { Rule::divisor(counts, params) } -> std::same_as<int>;
    { Rule::template finish<Scalar>(0.0, 1) } -> std::same_as<Scalar>;
};

/// One output row while its taps are folded: where each column's state is kept. A view, to be
/// passed by value so that the compiler sees that nothing else changes it.
template <class Rule, class Scalar, bool Indexed>
struct RowFold;

template <class Rule, class Scalar, bool Indexed>
requires SelectingRule<Rule, Scalar>
struct RowFold<Rule, Scalar, Indexed> {
    Scalar* best;          ///< the output row itself
    std::int64_t* winner;  ///< the winners' positions, where Indexed
    double* sums;          ///< of no use here

    void start(int col, Scalar value, std::int64_t position) const {
        best[col] = value;
        if constexpr (Indexed) winner[col] = position;
    }
    void fold(int col, Scalar value, std::int64_t position) const {
        const bool wins = Rule::replaces(best[col], value);
        best[col] = wins ? value : best[col];
        if constexpr (Indexed) winner[col] = wins ? position : winner[col];
    }
    void leave_empty(int col) const { start(col, padding_cell<Scalar>(Rule::padding_value), -1); }
    void close(int, const TapCounts&, const PoolParams&) const {}
};

template <class Rule, class Scalar>
requires SummingRule<Rule, Scalar>
struct RowFold<Rule, Scalar, false> {
    Scalar* output;
    std::int64_t* winner;  ///< of no use here
    double* sum;           ///< one for each output column

    void start(int col, Scalar value, std::int64_t) const { sum[col] = Rule::add(0.0, value); }
    void fold(int col, Scalar value, std::int64_t) const { sum[col] = Rule::add(sum[col], value); }
    void leave_empty(int) const {}
    void close(int col, const TapCounts& counts, const PoolParams& params) const {
        output[col] = counts.real == 0
                          ? padding_cell<Scalar>(Rule::padding_value)
                          : Rule::template finish<Scalar>(sum[col], Rule::divisor(counts, params));
    }
};

/// The taps of every output along one axis, and the run of outputs all of whose taps are real and a
/// constant stride apart.
struct AxisPlan {
    std::vector<AxisTaps> taps;
    int full_begin = 0;
    int full_end = 0;
};

/// Classifies the outputs of `axis`.
[[nodiscard]] inline AxisPlan plan_axis(const Axis& axis) {
    AxisPlan plan;
    plan.taps.reserve(static_cast<std::size_t>(axis.output));
    for (int i = 0; i < axis.output; ++i) {
        const AxisTaps& taps = plan.taps.emplace_back(axis.taps_of(axis.span_at(i)));
        if (taps.real != taps.count || !axis.regular()) continue;
        if (plan.full_end == 0) plan.full_begin = i;
        plan.full_end = i + 1;
    }
    return plan;
}

/// One input row under one tap: output column `col` reads cells[col * stride + offset].
template <class Scalar>
struct TapRow {
    const Scalar* cells;
    std::int64_t stride;
    std::int64_t offset;
    std::int64_t position;  ///< the row's first, in the plane
};

/// Folds one tap into the output columns [begin, end); `first` opens their windows.
template <class Fold, class Scalar, class Stride>
void fold_run(Fold fold, TapRow<Scalar> row, Stride stride, bool first, int begin, int end) {
    if (first) {
        for (int col = begin; col < end; ++col) {
            const auto at = col * stride + row.offset;
            fold.start(col, row.cells[at], row.position + at);
        }
    } else {
        for (int col = begin; col < end; ++col) {
            const auto at = col * stride + row.offset;
            fold.fold(col, row.cells[at], row.position + at);
        }
    }
}

/// Folds the output columns whose windows lie inside the input's columns; false when stopped.
template <class Fold, class Scalar>
bool fold_full(Fold fold, const Geometry& geometry, const AxisSpan& rows, const AxisTaps& row_taps,
               const AxisPlan& plan, const Scalar* input, StopClock& clock) {
    const int begin = plan.full_begin;
    const int end = plan.full_end;
    for (int i = 0; i < row_taps.real; ++i) {
        const auto position =
            std::int64_t{rows.at(row_taps.first_real + i)} * std::int64_t{geometry.input.w};
        for (int j = 0; j < geometry.cols.kernel_size; ++j) {
            const TapRow<Scalar> row{.cells = input + position,
                                     .stride = geometry.cols.stride,
                                     .offset = geometry.cols.span_at(0).at(j),
                                     .position = position};
            const bool first = i == 0 && j == 0;
            // A stride known to the compiler makes the inner loop a vector one.
            if (row.stride == 1)
                fold_run(fold, row, std::integral_constant<std::int64_t, 1>{}, first, begin, end);
            else if (row.stride == 2)
                fold_run(fold, row, std::integral_constant<std::int64_t, 2>{}, first, begin, end);
            else
                fold_run(fold, row, row.stride, first, begin, end);
            if (clock.ask_after(end - begin)) return false;
        }
    }
    return true;
}

/// Folds the real taps of output column `col`, whose window reaches past the input's sides; false
/// when stopped.
template <class Fold, class Scalar>
bool fold_edge(Fold fold, const Geometry& geometry, const AxisSpan& rows, const AxisTaps& row_taps,
               const AxisPlan& plan, int col, const Scalar* input, StopClock& clock) {
    const AxisSpan cols = geometry.cols.span_at(col);
    const AxisTaps& col_taps = plan.taps[static_cast<std::size_t>(col)];
    for (int i = 0; i < row_taps.real; ++i) {
        const auto row = std::int64_t{rows.at(row_taps.first_real + i)} * geometry.input.w;
        for (int j = 0; j < col_taps.real; ++j) {
            const auto position = row + cols.at(col_taps.first_real + j);
            if (i == 0 && j == 0)
                fold.start(col, input[position], position);
            else
                fold.fold(col, input[position], position);
        }
        if (clock.ask_after(col_taps.real)) return false;
    }
    return true;
}

/// Pools one output row; false when stopped.
template <class Fold, class Scalar>
bool pool_row(Fold fold, const Geometry& geometry, const PoolParams& params, const AxisPlan& plan,
              int out_row, const Scalar* input, StopClock& clock) {
    const AxisSpan rows = geometry.rows.span_at(out_row);
    const AxisTaps row_taps = geometry.rows.taps_of(rows);
    if (!fold_full(fold, geometry, rows, row_taps, plan, input, clock)) return false;
    for (int col = 0; col < geometry.output.w; ++col) {
        if (col == plan.full_begin && col != plan.full_end) col = plan.full_end;
        if (col == geometry.output.w) break;
        if (!fold_edge(fold, geometry, rows, row_taps, plan, col, input, clock)) return false;
    }
    for (int col = 0; col < geometry.output.w; ++col) {
        const TapCounts counts = combine(row_taps, plan.taps[static_cast<std::size_t>(col)]);
        if (counts.real == 0) fold.leave_empty(col);
        fold.close(col, counts, params);
    }
    return true;
}

/// Pools the rows of one plane; false when stopped.
template <class Rule, bool Indexed, class Scalar>
bool pool_rows(const PlaneTask<Scalar>& task) {
    const Geometry& geometry = task.geometry;
    const AxisPlan plan = plan_axis(geometry.cols);
    std::vector<double> sums;
    if constexpr (SummingRule<Rule, Scalar>)
        sums.resize(static_cast<std::size_t>(geometry.output.w));
    StopClock clock(task.stop);
    for (int out_row = 0; out_row < geometry.output.h; ++out_row) {
        if (clock.ask()) return false;
        const auto row = std::ptrdiff_t{out_row} * geometry.output.w;
        const RowFold<Rule, Scalar, Indexed> fold{
            task.output + row, task.indices == nullptr ? nullptr : task.indices + row, sums.data()};
        if (!pool_row(fold, geometry, task.params, plan, out_row, task.input, clock)) return false;
        if (task.rows_done != nullptr) ++*task.rows_done;
    }
    return true;
}

/// The plane function of an operator with this rule (see PlaneFunction).
template <class Rule, class Scalar>
bool pool_plane(const PlaneTask<Scalar>& task) {
    if constexpr (SelectingRule<Rule, Scalar>) {
        if (task.indices != nullptr) return pool_rows<Rule, true>(task);
    }
    return pool_rows<Rule, false>(task);
}

}  // namespace poolscope
