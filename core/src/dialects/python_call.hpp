/// Reads calls out of pasted code: a small part of Python's grammar, the attribute lists of ONNX's
/// textual syntax, and the graphs that PyTorch prints. Every reader is bounded: in bytes, in
/// nesting, and it never runs code.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope {

/// The most bytes of code that are read, and the deepest nesting.
inline constexpr std::size_t max_code_bytes = 65536;
inline constexpr int max_code_depth = 32;

enum class ExprKind : std::uint8_t {
    number,
    string,
    truth,  ///< True, False
    none,
    name,  ///< x, nn.MaxPool2d, self.conv(x).size
    list,  ///< a tuple or a list
    dict,  ///< {key: value}: its items have their keys as keywords
    call,
    negative,    ///< -x
    arithmetic,  ///< a + b of what are no numbers
    other,       ///< anything else that is well-formed: a[0], *a
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
    /// Of an argument, empty for a positional one; of arithmetic's terms but the first, the sign
    /// before it: terms are joined from the left to the right.
    std::string_view keyword{};
    std::string_view given{};   ///< an argument with its keyword, as it was written
    std::string_view target{};  ///< of a statement: the name that it is assigned to last
};

/// A name that an import gives: `from torch import nn as tnn` gives tnn, which is torch.nn.
struct ImportedName {
    std::string_view name;
    std::string full;
};

/// A call that cannot be read.
struct BrokenCall {
    std::string name;
    Error error;
};

/// What was read of pasted code.
struct PythonCode {
    std::vector<Expr> statements{};  ///< without assignments' targets and imports
    std::vector<ImportedName> imports{};
    /// Why the code is not read whole; the calls that `wanted` names are then among the statements
    /// all the same, each by itself.
    std::optional<Error> fault{};
    std::vector<BrokenCall> broken{};  ///< the first of the wanted calls that cannot be read
};

/// Reads pasted code; `wanted` says of a callee's name whether its call is looked for where what
/// stands around it cannot be read. What is assigned by prim::Constant and prim::ListConstruct
/// stands in place of its name. Error: too_large.
[[nodiscard]] Result<PythonCode> parse_python(std::string_view code,
                                              const std::function<bool(std::string_view)>& wanted);

/// Puts the values of a printed graph in place of their names, as parse_python() does.
void resolve_graph_values(std::vector<Expr>& statements);

/// The last part of a dotted name: "MaxPool2d" of "torch.nn.MaxPool2d" and of "aten::MaxPool2d".
[[nodiscard]] std::string_view last_part(std::string_view dotted);

/// A call that was looked for, and what surrounds it.
struct FoundCall {
    const Expr* call = nullptr;
    const Expr* applied_to = nullptr;  ///< x of `nn.MaxPool2d(2)(x)`; null where there is none
    const Expr* arithmetic = nullptr;  ///< `2 * pool(x)`; null where there is none
    bool negated = false;              ///< an odd number of minus signs stands before it
};

/// Every call in `code` that `wanted` accepts, in order.
[[nodiscard]] std::vector<FoundCall> find_calls(const std::vector<Expr>& code,
                                                const std::function<bool(const Expr&)>& wanted);

}  // namespace poolscope
