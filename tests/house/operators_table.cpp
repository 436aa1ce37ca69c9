/// Writes the docs' table of operators (see operators_table.hpp).
#include "house/operators_table.hpp"

#include <array>
#include <cstdio>
#include <vector>

#include "poolscope/operator.hpp"
#include "poolscope/tensor.hpp"

namespace house {
namespace {

using poolscope::Operator;
using poolscope::Placement;

std::string number(double value) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%g", value);
    return text.data();
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text.empty() ? "-" : text;
}

/// "float32, float64", or "all" where none is missing.
std::string types_of(const Operator& op) {
    std::vector<std::string> types;
    std::size_t asked = 0;
    const auto add = [&]<class Scalar>(Scalar) {
        ++asked;
        if (op.plane.get<Scalar>() != nullptr) types.push_back(poolscope::scalar_name<Scalar>());
    };
// NOLINTNEXTLINE(bugprone-macro-parentheses): a type
#define POOLSCOPE_ADD(Scalar) add(Scalar{});
    POOLSCOPE_EACH_SCALAR(POOLSCOPE_ADD)
#undef POOLSCOPE_ADD
    return types.size() == asked ? "all" : joined(types);
}

/// What tunes the operator beside where its windows lie: "`norm` (p): 1 to inf".
std::string parameters_of(const Operator& op) {
    std::vector<std::string> parameters;
    for (const poolscope::NumberParameter& own : op.parameters) {
        parameters.push_back("`" + std::string(own.id) + "` (" + std::string(own.symbol) + "): " +
                             number(own.low) + " to " + (own.unbounded ? "inf" : number(own.high)));
    }
    if (op.averages()) {
        parameters.emplace_back("`count_include_pad`");
        parameters.emplace_back("`divisor_override`");
    }
    if (op.placement == Placement::channels) parameters.emplace_back("`channel_group`");
    if (op.seeded) parameters.emplace_back("`seed`");
    if (op.scored) parameters.emplace_back("`scores`");
    return joined(parameters);
}

std::string placement_of(const Operator& op) {
    if (!op.placement) return "sliding, adaptive, global";
    return *op.placement == Placement::channels ? "channels" : "fractional";
}

}  // namespace

std::string operators_table() {
    std::string table =
        "| `--op` | name | what it does | windows | parameters | padding reads as | indices | "
        "gradient | number types |\n"
        "|---|---|---|---|---|---|---|---|---|\n";
    for (const Operator* op : poolscope::operators()) {
        const bool differentiable = op->gradient.get<float>() != nullptr;
        table += "| `" + std::string(op->id) + "` | " + std::string(op->name) + " | " +
                 std::string(op->note) + " | " + placement_of(*op) + " | " + parameters_of(*op) +
                 " | " + number(op->padding_value) + " | " + (op->selects ? "yes" : "no") + " | " +
                 (differentiable ? "yes" : "no") + " | " + types_of(*op) + " |\n";
    }
    return table;
}

}  // namespace house
