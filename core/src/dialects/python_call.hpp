/// Reads calls out of pasted code: a small part of Python's grammar, and the attribute lists of
/// ONNX's textual syntax. Every reader is bounded: in bytes, in nesting, and it never runs code.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope {

/// The most bytes of code that are read, and the deepest nesting.
inline constexpr std::size_t max_code_bytes = 4096;
inline constexpr int max_code_depth = 32;

enum class ExprKind : std::uint8_t {
    number,
    string,
    truth,  ///< True, False
    none,
    name,  ///< x, nn.MaxPool2d, self.conv(x).size
    list,  ///< a tuple or a list
    call,
    negative,  ///< -x
    other,     ///< anything else that is well-formed: a + b, a[0]
};

/// An expression. Views are into the code, which must outlive it.
struct Expr {
    ExprKind kind = ExprKind::other;
    std::string_view source{};  ///< as it was written
    std::string_view text{};    ///< a name, dotted, or a string's characters
    double number = 0.0;
    bool whole = false;             ///< a number written without a point or an exponent
    bool truth = false;             ///< True
    bool attributes = false;        ///< a call with an attribute list: `MaxPool <...> (x)`
    std::vector<Expr> items{};      ///< a list's; a call's callee; what `-` negates; others' parts
    std::vector<Expr> arguments{};  ///< a call's
    std::string_view keyword{};     ///< of an argument; empty for a positional one
    std::string_view given{};       ///< an argument with its keyword, as it was written
};

/// The expressions of pasted code, one a statement; assignments' targets and imports are left out.
/// Errors: too_large, bad_format with what was found where.
[[nodiscard]] Result<std::vector<Expr>> parse_python(std::string_view code);

/// The last part of a dotted name: "MaxPool2d" of "torch.nn.MaxPool2d".
[[nodiscard]] std::string_view last_part(std::string_view dotted);

/// A call that was looked for, and what surrounds it.
struct FoundCall {
    const Expr* call = nullptr;
    const Expr* applied_to = nullptr;  ///< x of `nn.MaxPool2d(2)(x)`; null where there is none
    bool negated = false;              ///< an odd number of minus signs stands before it
};

/// Every call in `code` that `wanted` accepts, in order.
[[nodiscard]] std::vector<FoundCall> find_calls(const std::vector<Expr>& code,
                                                const std::function<bool(const Expr&)>& wanted);

}  // namespace poolscope
