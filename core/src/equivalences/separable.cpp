/// Separable pooling as two layers of the same operator.
#include "equivalences/separable.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "equivalences/split.hpp"

namespace poolscope {

namespace {

/// Operators that give the same over windows as over their rows' results.
constexpr std::array<std::string_view, 5> separable_ids{"max", "min", "avg", "lp", "fractional"};

Result<void> check_separable(const Layer& layer) {
    const Operator& op = *layer.op;
    const PoolParams& params = layer.params;
    if (std::ranges::find(separable_ids, op.id) == separable_ids.end()) {
        return fail(ErrorCode::unsupported,
                    say("{0} pooling of rows, then columns, is not that of the whole window",
                        named(op.name)),
                    say("choose max, min, mean, Lp or fractional max"));
    }
    const bool keeps_sums = params.norm == 1 || std::fmod(params.norm, 2) == 0;
    if (op.id == "lp" && params.signed_powers && !keeps_sums && !std::isinf(params.norm)) {
        return fail(ErrorCode::unsupported,
                    say("signed powers may sum to less than 0 in a row, which has no root"),
                    say("make norm even, or choose another dialect"));
    }
    return {};
}

Result<std::vector<Layer>> stages(const Layer& layer, const Shape& input) {
    const auto placed = check_separable(layer).and_then([&] { return place(layer, input); });
    if (!placed) return error_of(placed);
    SplitLayer split = split_layer(placed->layer.params, input);
    if (layer.params.divisor_override) split.rows.divisor_override = 1;
    return std::vector<Layer>{{.op = layer.op, .params = split.rows, .name = say("rows")},
                              {.op = layer.op, .params = split.columns, .name = say("columns")}};
}

/// "120 a channel in place of 144 (17 % fewer)", "81 a channel, as many as directly".
Message in_all(std::int64_t now, std::int64_t before) {
    if (now == before) return say("{0} a channel, as many as directly", now);
    const auto share = 100.0 * (static_cast<double>(now) / static_cast<double>(before) - 1.0);
    const auto percent = std::abs(std::lround(share));
    return say("{0} a channel in place of {1} ({2})", now, before,
               now < before ? say("{0} % fewer", percent)
                            : say("{0} % more: the windows hardly overlap", percent));
}

/// "6 taps an output in place of 9; 120 a channel in place of 144 (17 % fewer)".
Message saving(const Layer& layer, const Shape& input) {
    const auto whole = make_geometry(layer, input);
    if (!whole) return {};
    const Axis& rows = whole->rows;
    const Axis& cols = whole->cols;
    const auto row_taps = rows.taps_before(rows.output);
    const auto col_taps = cols.taps_before(cols.output);
    const auto in_two = input.h * col_taps + row_taps * cols.output;
    const std::int64_t each = std::int64_t{rows.widest()} + cols.widest();
    const std::int64_t direct = std::int64_t{rows.widest()} * cols.widest();
    const Message all = in_all(in_two, row_taps * col_taps);
    if (each == direct) return say("{0} taps an output, as many as directly; {1}", each, all);
    return say("{0} taps an output in place of {1}; {2}", each, direct, all);
}

}  // namespace

const Equivalence& separable_equivalence() {
    static constexpr Equivalence row{
        .id = "separable",
        .name = word("Rows, then columns"),
        .note =
            word("Pooling each row's windows and then the columns of that is pooling the windows"),
        .tolerance = 1e-5,
        .exact = [](const Layer& layer) { return layer.op->selects; },
        .layers = stages,
        .saving = saving};
    return row;
}

}  // namespace poolscope
