/// Functions of single cells: values, derivatives and formulas.
#include <cmath>

#include "layers/pieces.hpp"
#include "layers/rows.hpp"
#include "operators/fold.hpp"

namespace poolscope::layers {

namespace {

/// No less than `low` and no more than `high`; NaN stays.
double clamped(double x, double low, double high) {
    const double raised = x < low ? low : x;
    return raised > high ? high : raised;
}

/// 0 at the bounds and beyond, else `slope`; also for NaN, as in PyTorch.
double slope_between(double x, double low, double high, double slope) {
    return x <= low || x >= high ? 0.0 : slope;
}

// Each function: its value and its derivative at x, and `x` as it stands in the formula.

struct Relu {
    static double value(double x, double /*a*/, double /*b*/) { return x < 0 ? 0.0 : x; }
    static double slope(double x, double /*a*/, double /*b*/) { return x <= 0 ? 0.0 : 1.0; }
};
struct LeakyRelu {
    static double value(double x, double a, double /*b*/) { return x < 0 ? a * x : x; }
    static double slope(double x, double a, double /*b*/) { return x > 0 ? 1.0 : a; }
};
struct Elu {
    static double value(double x, double a, double /*b*/) { return x < 0 ? a * std::expm1(x) : x; }
    static double slope(double x, double a, double /*b*/) { return x > 0 ? 1.0 : a * std::exp(x); }
};
struct Sigmoid {
    static double value(double x, double /*a*/, double /*b*/) { return 1.0 / (1.0 + std::exp(-x)); }
    static double slope(double x, double a, double b) { return value(x, a, b) * value(-x, a, b); }
};
struct Tanh {
    static double value(double x, double /*a*/, double /*b*/) { return std::tanh(x); }
    static double slope(double x, double /*a*/, double /*b*/) {
        const double y = std::tanh(x);
        return (1.0 - y) * (1.0 + y);
    }
};
struct Clip {
    static double value(double x, double a, double b) { return clamped(x, a, b); }
    static double slope(double x, double a, double b) { return slope_between(x, a, b, 1.0); }
};
struct HardSigmoid {
    static double value(double x, double a, double b) { return clamped(a * x + b, 0.0, 1.0); }
    static double slope(double x, double a, double b) {
        return slope_between(a * x + b, 0.0, 1.0, a);
    }
};

template <class Function>
struct PointwiseRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded,
                                    const WindowContext& context) {
        const auto x = static_cast<double>(folded.front().value);
        const auto [a, b] = numbers_of(context);
        const double y = Function::value(x, a, b);
        return {.output = static_cast<Scalar>(y), .running = y};
    }

    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps,
                                        const Reduction<Scalar>& /*reduction*/,
                                        const WindowContext& context) {
        const auto [a, b] = numbers_of(context);
        return {Function::slope(static_cast<double>(taps.front().value), a, b)};
    }

private:
    static std::pair<double, double> numbers_of(const WindowContext& context) {
        if (context.weights == nullptr) return {};
        return {context.weights->alpha, context.weights->beta};
    }
};

double alpha_of(const FormulaNumbers& numbers) {
    return numbers.weights == nullptr ? 0.0 : double{numbers.weights->alpha};
}
double beta_of(const FormulaNumbers& numbers) {
    return numbers.weights == nullptr ? 0.0 : double{numbers.weights->beta};
}

/// A name and a bracket that the tail closes.
template <const char* const& text>
Pieces called(const FormulaNumbers& /*numbers*/) {
    return {{text, Role::word}, {"( ", Role::plain}};
}
constexpr const char* max_text = "max";
constexpr const char* tanh_text = "tanh";

/// `max( −3, 0 ) = 0`.
Pieces relu_tail(const FormulaNumbers& numbers) {
    return {{", 0 ) = ", Role::plain}, {numbers.number(numbers.output), Role::result}};
}

/// `LeakyReLU( −3 ) = 0.01·(−3) = −0.03`, and `LeakyReLU( 3 ) = 3`.
Pieces leaky_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    Pieces pieces{{"LeakyReLU", Role::word},
                  {"( ", Role::plain},
                  {numbers.number(tap.value), tap.role},
                  {" )", Role::plain}};
    if (!(tap.value < 0)) return pieces;
    pieces.insert(pieces.end(), {{" = ", Role::plain},
                                 {numbers.number(alpha_of(numbers)), Role::parameter},
                                 {"·", Role::plain},
                                 {bracketed(tap.value, numbers.number), tap.role}});
    return pieces;
}

/// `ELU( −3 ) = 1·( e^−3 − 1 ) = −0.95`, and `ELU( 3 ) = 3`.
Pieces elu_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    Pieces pieces{{"ELU", Role::word},
                  {"( ", Role::plain},
                  {numbers.number(tap.value), tap.role},
                  {" )", Role::plain}};
    if (!(tap.value < 0)) return pieces;
    pieces.insert(pieces.end(), {{" = ", Role::plain},
                                 {numbers.number(alpha_of(numbers)), Role::parameter},
                                 {"·( e^", Role::plain},
                                 {numbers.number(tap.value), tap.role},
                                 {" − 1 )", Role::plain}});
    return pieces;
}

/// `1 / ( 1 + e^−3 ) = 0.953` of 3.
Pieces sigmoid_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {
        {"1 / ( 1 + e^", Role::plain}, {numbers.number(-tap.value), tap.role}, {" )", Role::plain}};
}

/// `min( max( 7, 0 ), 6 ) = 6`.
Pieces clip_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {{"min", Role::word},
            {"( ", Role::plain},
            {"max", Role::word},
            {"( ", Role::plain},
            {numbers.number(tap.value), tap.role},
            {", ", Role::plain},
            {numbers.number(alpha_of(numbers)), Role::parameter},
            {" ), ", Role::plain},
            {numbers.number(beta_of(numbers)), Role::parameter},
            {" )", Role::plain}};
}

/// `max( 0, min( 1, 0.2·3 + 0.5 ) ) = 1`.
Pieces hard_sigmoid_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    Pieces pieces{{"max", Role::word},
                  {"( 0, ", Role::plain},
                  {"min", Role::word},
                  {"( 1, ", Role::plain},
                  {numbers.number(alpha_of(numbers)), Role::parameter},
                  {"·", Role::plain},
                  {bracketed(tap.value, numbers.number), tap.role}};
    for (Piece& piece : added(beta_of(numbers), Role::parameter, numbers.number))
        pieces.push_back(std::move(piece));
    pieces.push_back({" ) )", Role::plain});
    return pieces;
}

template <class Function>
constexpr Operator row_of(std::string_view id, std::string_view name, std::string_view note,
                          const FormulaForm& formula) {
    using Rule = PointwiseRule<Function>;
    return {.id = id,
            .name = name,
            .note = note,
            .padding_value = Rule::padding_value,
            .placement = Placement::sliding,
            .formula = formula,
            .reduce = reduce_functions<Rule, FloatingScalar>(),
            .plane = plane_functions<Rule, FloatingScalar>(),
            .gradient = gradient_functions<Rule>()};
}

constexpr Operator relu_row =
    row_of<Relu>("relu", word("ReLU"), word("Cells below 0 become 0, and others stay"),
                 {.head = called<max_text>, .tail = relu_tail});
constexpr Operator leaky_relu_row =
    row_of<LeakyRelu>("leaky_relu", word("Leaky ReLU"),
                      word("Cells below 0 are multiplied by a small number, and others stay"),
                      {.head = no_head, .item = leaky_item, .tail = equals_tail});
constexpr Operator elu_row = row_of<Elu>(
    "elu", word("ELU"), word("Cells below 0 bend smoothly towards a lowest value, and others stay"),
    {.head = no_head, .item = elu_item, .tail = equals_tail});
constexpr Operator sigmoid_row =
    row_of<Sigmoid>("sigmoid", word("Sigmoid"), word("Each cell is squeezed between 0 and 1"),
                    {.head = no_head, .item = sigmoid_item, .tail = equals_tail});
constexpr Operator tanh_row =
    row_of<Tanh>("tanh", word("Tanh"), word("Each cell is squeezed between −1 and 1"),
                 {.head = called<tanh_text>});
constexpr Operator clip_row = row_of<Clip>(
    "clip", word("Clip"), word("Each cell is kept between a lowest and a highest value"),
    {.head = no_head, .item = clip_item, .tail = equals_tail});
constexpr Operator hard_sigmoid_row =
    row_of<HardSigmoid>("hard_sigmoid", word("Hard sigmoid"),
                        word("A straight line through each cell's value, kept between 0 and 1"),
                        {.head = no_head, .item = hard_sigmoid_item, .tail = equals_tail});

}  // namespace

const Operator& function_row(Function function) {
    switch (function) {
        case Function::relu:
            return relu_row;
        case Function::leaky_relu:
            return leaky_relu_row;
        case Function::elu:
            return elu_row;
        case Function::sigmoid:
            return sigmoid_row;
        case Function::tanh:
            return tanh_row;
        case Function::clip:
            return clip_row;
        case Function::hard_sigmoid:
            return hard_sigmoid_row;
    }
    return relu_row;
}

double slope_of(const Pointwise& layer, double x) {
    const double a{layer.alpha}, b{layer.beta};
    switch (layer.function) {
        case Function::relu:
            return Relu::slope(x, a, b);
        case Function::leaky_relu:
            return LeakyRelu::slope(x, a, b);
        case Function::elu:
            return Elu::slope(x, a, b);
        case Function::sigmoid:
            return Sigmoid::slope(x, a, b);
        case Function::tanh:
            return Tanh::slope(x, a, b);
        case Function::clip:
            return Clip::slope(x, a, b);
        case Function::hard_sigmoid:
            return HardSigmoid::slope(x, a, b);
    }
    return 0.0;
}

}  // namespace poolscope::layers
