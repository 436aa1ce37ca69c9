/// Rounds to float32, and counts the whole numbers that are no longer what they were.
#include "io/narrow.hpp"

#include <cmath>

#include "io/number_text.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

template <class Scalar>
std::string digits_of(Scalar value) {
    char digits[40];
    return {digits, to_digits(std::begin(digits), std::end(digits), value).ptr};
}

/// Whether a whole number became another one. Floats beyond 2^53 are whole without being meant so.
template <class Scalar>
bool is_changed(Scalar value, float rounded) {
    if constexpr (std::is_integral_v<Scalar>) {
        return static_cast<long double>(rounded) != static_cast<long double>(value);
    } else {
        constexpr Scalar counts_by_one = 0x1p53;
        return std::abs(value) < counts_by_one && std::trunc(value) == value &&
               static_cast<Scalar>(rounded) != value;
    }
}

tl::unexpected<Error> beyond(const Shape& shape, std::size_t at, double value) {
    const auto row = at / static_cast<std::size_t>(shape.w);
    return fail(
        ErrorCode::too_large,
        say("row {0}, column {1}: {2} is beyond what a float32 holds",
            row % static_cast<std::size_t>(shape.h) + 1, at % static_cast<std::size_t>(shape.w) + 1,
            digits_of(value)),
        say("make the numbers smaller; the command `poolscope pool` takes them as they are"));
}

template <class Scalar>
Result<Narrowed> narrow(const Tensor<Scalar>& from) {
    Narrowed to{Tensor<float>(from.shape())};
    std::size_t changed = 0;
    std::size_t first = 0;
    const auto cells = to.values.cells();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Scalar value = from.cells()[i];
        if constexpr (std::is_same_v<Scalar, double>)
            if (is_beyond_float(value)) return beyond(from.shape(), i, value);
        cells[i] = static_cast<float>(value);
        if constexpr (!std::is_same_v<Scalar, float> && sizeof(Scalar) > 2)
            if (is_changed(value, cells[i]) && changed++ == 0) first = i;
    }
    if (changed > 0) {
        const auto was = digits_of(from.cells()[first]);
        const auto is = digits_of(static_cast<double>(cells[first]));
        to.rounded =
            changed == 1
                ? say("1 whole number is rounded to float32: {0} became {1}", was, is)
                : say("{0} whole numbers are rounded to float32: the first, {1}, became {2}",
                      changed, was, is);
    }
    return to;
}

}  // namespace

Result<Narrowed> narrowed(const AnyTensor& values) {
    return std::visit([](const auto& typed) { return narrow(typed); }, values);
}

}  // namespace poolscope::io
