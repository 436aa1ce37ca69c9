/// Numbers as Python computes them; whole ones as far as a double holds them exactly.
#include "dialects/arithmetic.hpp"

#include <cmath>

namespace poolscope {

namespace {

constexpr double exact = 9007199254740992.0;  // 2^53
constexpr std::size_t longest_list = 16;

std::optional<double> of_numbers(std::string_view symbol, double a, double b) {
    if (symbol == "+") return a + b;
    if (symbol == "-") return a - b;
    if (symbol == "*") return a * b;
    if (symbol == "**") return std::pow(a, b);
    if (b == 0.0) return std::nullopt;
    if (symbol == "/") return a / b;
    if (symbol == "//") return std::floor(a / b);
    if (symbol == "%") return a - b * std::floor(a / b);
    return std::nullopt;
}

std::optional<Expr> repeated(const Expr& list, const Expr& times) {
    const bool sensible =
        times.kind == ExprKind::number && times.whole && times.number >= 0 &&
        times.number * static_cast<double>(list.items.size()) <= static_cast<double>(longest_list);
    if (!sensible) return std::nullopt;
    Expr result{.kind = ExprKind::list};
    for (int i = 0; i < static_cast<int>(times.number); ++i)
        result.items.insert(result.items.end(), list.items.begin(), list.items.end());
    return result;
}

}  // namespace

std::optional<Expr> computed(std::string_view symbol, const Expr& left, const Expr& right) {
    const bool lists = left.kind == ExprKind::list && right.kind == ExprKind::list;
    if (lists && symbol == "+" && left.items.size() + right.items.size() <= longest_list) {
        Expr joined = left;
        joined.items.insert(joined.items.end(), right.items.begin(), right.items.end());
        return joined;
    }
    if (symbol == "*" && left.kind == ExprKind::list) return repeated(left, right);
    if (symbol == "*" && right.kind == ExprKind::list) return repeated(right, left);
    if (left.kind != ExprKind::number || right.kind != ExprKind::number) return std::nullopt;
    const auto number = of_numbers(symbol, left.number, right.number);
    if (!number || !std::isfinite(*number)) return std::nullopt;
    Expr result{.kind = ExprKind::number, .number = *number};
    const bool power_of_fraction = symbol == "**" && right.number < 0;
    result.whole = left.whole && right.whole && symbol != "/" && !power_of_fraction;
    if (result.whole && std::abs(result.number) > exact) return std::nullopt;
    return result;
}

}  // namespace poolscope
