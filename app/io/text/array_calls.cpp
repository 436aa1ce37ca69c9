/// The explicit lists of names, and what a type would do.
#include "io/text/array_calls.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

#include "io/number_text.hpp"
#include "io/text/call_arguments.hpp"

namespace poolscope::io {

namespace {

/// Calls that give the numbers as they stand.
constexpr std::string_view makers[] = {"array",
                                       "asarray",
                                       "asanyarray",
                                       "ascontiguousarray",
                                       "as_tensor",
                                       "tensor",
                                       "from_numpy",
                                       "constant",
                                       "convert_to_tensor",
                                       "Variable",
                                       "Parameter",
                                       "to_tensor",
                                       "Array",
                                       "DeviceArray",
                                       "NDArray",
                                       "matrix",
                                       "mat",
                                       "print",
                                       "list",
                                       "tuple",
                                       "float32",
                                       "float64",
                                       "repr",
                                       "str",
                                       "pprint",
                                       "display",
                                       "EagerTensor",
                                       "Constant",
                                       "variable",
                                       "device_put"};

/// Methods that leave the numbers as they stand.
constexpr std::string_view keepers[] = {"float",
                                        "double",
                                        "cuda",
                                        "cpu",
                                        "numpy",
                                        "detach",
                                        "clone",
                                        "copy",
                                        "contiguous",
                                        "requires_grad_",
                                        "tolist",
                                        "eval",
                                        "block_until_ready",
                                        "asnumpy",
                                        "data",
                                        "values",
                                        "value",
                                        "read_value",
                                        "item"};

/// Methods that give the numbers' type.
constexpr std::string_view casts[] = {"astype", "to",    "type", "int",
                                      "long",   "short", "byte", "bool"};

template <std::size_t N>
bool is_one_of(std::string_view name, const std::string_view (&names)[N]) {
    return std::ranges::find(names, name) != std::end(names);
}

}  // namespace

bool makes_array(std::string_view name) {
    const auto own = last_part(name);
    return is_one_of(own, makers) || own.ends_with("Tensor");
}

bool keeps_numbers(std::string_view method) {
    return is_one_of(method, keepers);
}

bool casts_numbers(std::string_view method) {
    return is_one_of(method, casts);
}

Result<void> check_type(const NumbersInAxes& numbers, std::string_view type,
                        std::string_view code) {
    std::string lower(type);
    std::ranges::transform(
        lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto has = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
    if (has("complex")) return not_done(code);
    const bool truth = has("bool");
    const bool whole = truth || has("int") || has("long") || has("short") || has("byte");
    if (!whole || has("point")) return {};
    const bool is_unsigned = has("uint") || has("byte");
    const double most = truth ? 1 : has("int8") || has("byte") ? 255 : 2147483648.0;
    const double least = is_unsigned || truth ? 0 : -most;
    const bool fits = std::ranges::all_of(numbers.cells, [&](double cell) {
        return std::isfinite(cell) && std::trunc(cell) == cell && cell >= least && cell <= most;
    });
    if (fits) return {};
    return fail(ErrorCode::unsupported,
                say("{0} would change the numbers of the grid", quoted_excerpt(code)),
                say("paste the grid that comes out, or the grid alone"));
}

tl::unexpected<Error> not_done(std::string_view code) {
    return fail(ErrorCode::unsupported,
                say("{0} beside the grid is not done here", quoted_excerpt(without_blanks(code))),
                say("paste the grid that comes out, or the grid alone"));
}

bool is_name_sign(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::string_view last_part(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? name : name.substr(dot + 1);
}

std::string_view name_before(std::string_view text, std::size_t at) {
    constexpr std::size_t longest = 64;
    std::size_t begin = at;
    while (begin > 0 && at - begin < longest &&
           (is_name_sign(text[begin - 1]) || text[begin - 1] == '.'))
        --begin;
    return text.substr(begin, at - begin);
}

}  // namespace poolscope::io
