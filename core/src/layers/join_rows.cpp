/// Cells at one place of several inputs: added, multiplied, or passed on.
#include "layers/pieces.hpp"
#include "layers/rows.hpp"
#include "operators/fold.hpp"

namespace poolscope::layers {

namespace {

struct AddRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result;
        for (const Tap<Scalar>& tap : folded) result.running += static_cast<double>(tap.value);
        result.output = static_cast<Scalar>(result.running);
        return result;
    }
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps, const Reduction<Scalar>&,
                                        const WindowContext&) {
        return std::vector<double>(taps.size(), 1.0);
    }
};

struct MultiplyRule {
    static constexpr double padding_value = 0.0;

    template <class Scalar>
    static Reduction<Scalar> reduce(std::span<const Tap<Scalar>> folded, const WindowContext&) {
        Reduction<Scalar> result{.running = 1.0};
        for (const Tap<Scalar>& tap : folded) result.running *= static_cast<double>(tap.value);
        result.output = static_cast<Scalar>(result.running);
        return result;
    }
    /// The product of the others.
    template <class Scalar>
    static std::vector<double> gradient(std::span<const Tap<Scalar>> taps, const Reduction<Scalar>&,
                                        const WindowContext&) {
        std::vector<double> gradient(taps.size(), 1.0);
        for (std::size_t i = 0; i < taps.size(); ++i)
            for (std::size_t other = 0; other < taps.size(); ++other)
                if (other != i) gradient[i] *= static_cast<double>(taps[other].value);
        return gradient;
    }
};

Pieces bracketed_item(const FormulaTap& tap, const FormulaNumbers& numbers) {
    return {{bracketed(tap.value, numbers.number), tap.role}};
}

template <class Rule>
constexpr Operator row_of(std::string_view id, std::string_view name, std::string_view note,
                          const FormulaForm& formula) {
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

constexpr Operator add_row =
    row_of<AddRule>("add", word("Add"), word("The inputs are added cell by cell"),
                    {.noun = word("sum"),
                     .running = word("sum so far "),
                     .joiner = " + ",
                     .adds = true,
                     .running_is_sum = true,
                     .head = no_head,
                     .tail = equals_tail});
constexpr Operator multiply_row = row_of<MultiplyRule>(
    "multiply", word("Multiply"), word("The inputs are multiplied cell by cell"),
    {.noun = word("product"),
     .running = word("product so far "),
     .joiner = " · ",
     .running_is_sum = true,
     .head = no_head,
     .item = bracketed_item,
     .tail = equals_tail});
/// Its windows are single cells.
constexpr Operator concatenate_row = row_of<AddRule>(
    "concatenate", word("Concatenate"), word("The inputs' channels stand one after the other"),
    {.head = no_head, .tail = equals_tail});

}  // namespace

const Operator& joining_row(Joining joining) {
    switch (joining) {
        case Joining::add:
            return add_row;
        case Joining::multiply:
            return multiply_row;
        case Joining::concatenate:
            return concatenate_row;
    }
    return add_row;
}

}  // namespace poolscope::layers
