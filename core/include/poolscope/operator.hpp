/// What an operator is: a reduction of one window's taps, for every scalar type it supports, and
/// how a step of it is written as a formula. Pooling's stand in a list; other kinds of layers have
/// theirs (see network.hpp).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "poolscope/geometry.hpp"

namespace poolscope {

/// One position that a window reads. `row` and `col` are input coordinates (outside the plane for
/// padding and overhang); `value` is the cell's, or the operator's padding value.
template <class Scalar>
struct Tap {
    int row = 0;
    int col = 0;
    Scalar value{};
    TapKind kind = TapKind::real;
    int channel = 0;      ///< of the input
    float score = 0.0F;   ///< the layer's score at (row, col), 0 where it has none
    double weight = 1.0;  ///< the layer's own for this tap; 1 in pooling
    bool operator==(const Tap&) const = default;
};

/// What a layer of another kind than pooling computes with beside its windows' cells. Tensors are
/// shared with the layer that it was made of, and read as runs of numbers, whatever their shape.
struct WindowWeights {
    int channel_group = 1;  ///< channels that one window spans
    int group_outputs = 1;  ///< output channels that read the same channel_group channels
    /// For each output channel a number for each tap, in the taps' order; none: all 1.
    Shared<Tensor<float>> weight{};
    Shared<Tensor<float>> bias{};  ///< one for each output channel; none: nothing is added
    /// Batch normalisation's, one for each channel, which has them before weight and bias.
    Shared<Tensor<float>> mean{};
    Shared<Tensor<float>> variance{};
    float epsilon = 0.0F;
    float alpha = 0.0F;  ///< of a function of single cells (see Pointwise)
    float beta = 0.0F;

    /// What a window's tap is multiplied by, of `taps` in all; for batch normalisation the one
    /// number that it comes to: scale / sqrt(variance + epsilon).
    [[nodiscard]] double weight_at(int output_channel, std::size_t tap, std::size_t taps) const;
    /// What is added at the end; 0 where nothing is.
    [[nodiscard]] double bias_of(int output_channel) const;
    /// What batch normalisation adds to a cell times weight_at(): shift - mean weight.
    [[nodiscard]] double offset_of(int channel) const;
    bool operator==(const WindowWeights&) const = default;
};

/// What a reduction knows beside its taps.
struct WindowContext {
    const PoolParams& params;  ///< of the settled layer (see layer.hpp), as all below
    TapCounts counts{};        ///< of the whole window
    double draw = 0.0;         ///< this output's number in [0, 1), from the layer's seed
    const WindowWeights* weights = nullptr;  ///< null in pooling
    int channel = 0;                         ///< of the output
    int filter = 0;       ///< which of its group's outputs it is: 0 .. group_outputs - 1
    bool bias_in = true;  ///< what is added after the taps is in
    double own = 0.0;  ///< the cell of the tap that has the filter's number, read or not (softmax)
};

/// What reducing the first taps of a window gives.
template <class Scalar>
struct Reduction {
    Scalar output{};       ///< the operator's value over the taps folded so far
    double running = 0.0;  ///< the running maximum, or the running sum before division
    /// The tap that wins, as an index into the taps (max).
    std::optional<std::size_t> selected{};
    /// Every tap that ties for the win, the winner among them, ascending.
    std::vector<std::size_t> ties{};
    int divisor = 0;  ///< what the sum is divided by (mean); 0 where nothing is divided
    /// Each folded tap's share of the output, for operators that weigh (SoftPool's softmax,
    /// attention, stochastic's probabilities); 0 for taps without data, empty where none is
    /// weighed.
    std::vector<double> weights{};
    /// `running` before each folded tap, NaN before the first, for operators whose formula shows
    /// it; else empty.
    std::vector<double> before{};
};

/// A function for each scalar type that a tensor may hold.
template <class F>
struct PerScalar {
    template <class Scalar>
    using Function = typename F::template type<Scalar>;
    std::tuple<Function<float>, Function<double>, Function<std::int8_t>, Function<std::uint8_t>,
               Function<std::int16_t>, Function<std::uint16_t>, Function<std::int32_t>,
               Function<std::uint32_t>, Function<std::int64_t>, Function<std::uint64_t>>
        functions;
    template <class Scalar>
    [[nodiscard]] Function<Scalar> get() const {
        return std::get<Function<Scalar>>(functions);
    }
};

/// What a padding cell reads as in a tensor of Scalar: an operator's padding_value, or for an
/// integer type the lowest or highest value in place of an infinity.
template <class Scalar>
[[nodiscard]] constexpr Scalar padding_cell(double padding_value) {
    if constexpr (!std::is_floating_point_v<Scalar>) {
        if (padding_value == -std::numeric_limits<double>::infinity())
            return std::numeric_limits<Scalar>::lowest();
        if (padding_value == std::numeric_limits<double>::infinity())
            return std::numeric_limits<Scalar>::max();
    }
    return static_cast<Scalar>(padding_value);
}

/// Reduces the first taps of a window: `folded` are those read so far, in row-major order (channel
/// by channel where a window spans several).
struct ReduceFunction {
    template <class Scalar>
    using type = Reduction<Scalar> (*)(std::span<const Tap<Scalar>> folded, const WindowContext&);
};

/// One plane to be pooled: the library's own.
template <class Scalar>
struct PlaneTask;

/// Pools one plane; the same bits as reducing each window. False when stopped.
struct PlaneFunction {
    template <class Scalar>
    using type = bool (*)(const PlaneTask<Scalar>& task);
};

/// The derivative of a complete window's output by each of its taps, 0 for taps without data. Null
/// for integer types and for operators that have none.
struct GradientFunction {
    template <class Scalar>
    using type = std::vector<double> (*)(std::span<const Tap<Scalar>> taps,
                                         const Reduction<Scalar>& reduction, const WindowContext&);
};

/// The fast path that gives the same results where it covers a layer.
enum class Kernel : std::uint8_t { none, max, min, mean };

/// What a window with these taps is divided by; 0 where it has no real cell to divide by.
using DivisorFunction = int (*)(const TapCounts& counts, const PoolParams& params);

/// A number that an operator takes, for sliders, the command line and files.
struct NumberParameter {
    std::string_view id;      ///< as in files, and with dashes on the command line: "norm"
    std::string_view symbol;  ///< as in formulas: "p"
    std::string_view name;    ///< as on a slider
    double low = 0.0;
    double high = 1.0;  ///< of the slider; `unbounded` allows more, up to infinity
    bool unbounded = false;
    double PoolParams::*field = nullptr;
    std::string_view reason;  ///< why a value below low (or above high) is refused
};

/// What a piece of a formula stands for.
enum class Role {
    plain,      ///< signs and brackets
    word,       ///< the operator's name
    parameter,  ///< a number that the layer sets
    weight,     ///< a cell's share, probability or score
    value,      ///< a cell's value
    winner,     ///< the value that wins
    current,    ///< the tap read at this step
    faint,      ///< padding
    unread,     ///< taps not read yet
    result,     ///< what comes out
    note,       ///< an aside in words
};

struct Piece {
    std::string text{};
    Role role = Role::plain;
    bool operator==(const Piece&) const = default;
};
using Pieces = std::vector<Piece>;

/// How a number is written: "3.5", with a proper minus sign.
using NumberText = std::string (*)(double);

/// The numbers of one step that its formula names.
struct FormulaNumbers {
    const PoolParams& params;
    NumberText number = nullptr;
    TapCounts counts{};   ///< of the whole window
    double output = 0.0;  ///< over the taps folded so far
    double running = 0.0;
    double draw = 0.0;
    int divisor = 0;
    const WindowWeights* weights = nullptr;  ///< null in pooling
    int channel = 0;                         ///< of the output
    double own = 0.0;                        ///< see WindowContext
};

/// One tap as it stands in the formula.
struct FormulaTap {
    double value = 0.0;
    double weight = 0.0;  ///< a weighing operator's share, else the tap's own (see Tap)
    double before = 0.0;  ///< the running value before it, where the reduction says it
    Role role = Role::value;
};

/// `head item joiner item ... tail`. Null functions mean the plain form: `max( 6, 7 ) = 7`.
struct FormulaForm {
    std::string_view noun = word("result");      ///< what comes out: "maximum"
    std::string_view running = word("so far ");  ///< before the result of a part of the taps
    std::string_view joiner = ", ";              ///< between items
    bool adds = false;                           ///< a negative item is joined by a minus sign
    bool weight_leads = false;    ///< an item's sign is its weight's, not its value's
    bool running_is_sum = false;  ///< `running`, not `output`, is the result so far
    bool padding_counts = true;   ///< padding taps stand in the formula
    Pieces (*head)(const FormulaNumbers&) = nullptr;  ///< null: the operator's id and a bracket
    /// The item of a tap; null: its value, in its role.
    Pieces (*item)(const FormulaTap&, const FormulaNumbers&) = nullptr;
    Pieces (*tail)(const FormulaNumbers&) = nullptr;  ///< null: ` ) = output`
};

/// One row of the operators' list. Null functions mark scalar types that the operator does not
/// support.
struct Operator {
    std::string_view id;         ///< as on the command line and in files: "max", "avg"
    std::string_view name;       ///< as on a button: "Max", "Mean"
    std::string_view note;       ///< what it does, in one sentence without a full stop
    bool selects = false;        ///< one tap wins (max)
    bool weighs = false;         ///< every tap has a share (see Reduction::weights)
    bool seeded = false;         ///< draws from the seed
    bool scored = false;         ///< reads the layer's scores
    double padding_value = 0.0;  ///< what a padding cell reads as: -inf for max, 0 for mean
    /// The placement that the operator is bound to; none: sliding, adaptive or global.
    std::optional<Placement> placement{};
    std::span<const NumberParameter> parameters{};
    /// Every step's divisor, without its taps; null where nothing is divided, and then neither
    /// count_include_pad nor divisor_override means anything.
    DivisorFunction divisor = nullptr;
    FormulaForm formula{};
    PerScalar<ReduceFunction> reduce;
    PerScalar<PlaneFunction> plane;
    PerScalar<GradientFunction> gradient{};
    Kernel kernel = Kernel::none;

    /// A sum is divided: count_include_pad and divisor_override apply.
    [[nodiscard]] constexpr bool averages() const { return divisor != nullptr; }
};

/// Nothing, or unsupported where `op` has no form for tensors of Scalar.
template <class Scalar>
[[nodiscard]] Result<void> check_supports(const Operator& op) {
    if (op.reduce.get<Scalar>() != nullptr && op.plane.get<Scalar>() != nullptr) return {};
    return fail(ErrorCode::unsupported,
                say("{0} pooling has no form for {1} cells", named(op.name), scalar_name<Scalar>()),
                say("convert the input to float32 or float64"));
}

/// Maximum pooling, which a new layer has. Padding reads as -inf and never wins; the first of equal
/// cells in row-major order wins. A NaN wins over every number, and the last NaN of several wins
/// (PyTorch's MaxPoolKernel.cpp: `val > maxval || isnan(val)`). A window without a real cell gives
/// -inf and no winner; for an integer type, whose lowest value stands for -inf, it gives that.
[[nodiscard]] const Operator& max_operator();

/// The explicit list of operators, in menu order.
[[nodiscard]] std::span<const Operator* const> operators();

/// The operator with this id, or a named error that lists the ids there are.
[[nodiscard]] Result<const Operator*> find_operator(std::string_view id);

}  // namespace poolscope
