/// A program's text as statements and the blocks that they stand in. Nothing of it is run here.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dialects/python_call.hpp"

namespace poolscope::network_code {

enum class StatementKind : std::uint8_t {
    define,    ///< `def name(parameters):` and its body
    klass,     ///< `class name(parameters):` and its body
    assign,    ///< `targets = value`; several targets where the same is assigned to each
    add,       ///< `target += value`
    evaluate,  ///< a value alone
    give,      ///< `return value`
    block,     ///< `name ...:`, an if, a for, a with, and its body
    other,     ///< one that changes no value: pass, assert, a decorator; or one that has a fault
};

/// A statement. Views are into the code.
struct Statement {
    StatementKind kind = StatementKind::other;
    int line = 0;             ///< from 1
    std::size_t end = 0;      ///< past the last statement of its body
    int indent = 0;           ///< the column that it begins at
    std::string_view name{};  ///< of what is defined; a block's keyword; the sign before `=`
    /// A function's parameters, each with its name as `keyword` and as value what it is where it is
    /// left out, `other` where it must be given; a class's bases.
    std::vector<Expr> parameters{};
    std::vector<std::string_view> targets{};
    Expr value{};
    std::optional<Error> fault{};  ///< why it is not read
};

struct Program {
    std::string_view code{};
    std::vector<Statement> statements{};
    std::vector<ImportedName> imports{};

    /// The line, from 1, that a view into the code begins at.
    [[nodiscard]] int line_of(std::string_view source) const;
    std::vector<std::size_t> lines{};  ///< where they begin
};

/// Reads a program; what is no statement that is known is `other`, with its fault. `code` must
/// outlive it. Error: too_large.
[[nodiscard]] Result<Program> read_program(std::string_view code);

}  // namespace poolscope::network_code
