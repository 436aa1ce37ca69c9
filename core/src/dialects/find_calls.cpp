/// Looks through expressions: for calls, and for what a printed graph calls its values.
#include <algorithm>
#include <unordered_map>
#include <utility>

#include "dialects/python_call.hpp"

namespace poolscope {

namespace {

/// Puts the values of a printed graph in place of their names: "%3" that is given as
/// prim::Constant[value=2](), or as prim::ListConstruct of such.
class GraphValues {
public:
    void resolve(std::vector<Expr>& statements) {
        for (Expr& statement : statements) {
            if (statement.kind != ExprKind::call) continue;
            const std::string_view callee = statement.items.front().text;
            if (callee.find("::") == std::string_view::npos) continue;
            for (Expr& argument : statement.arguments) put(argument);
            if (!statement.target.starts_with('%')) continue;
            if (callee == "prim::Constant") {
                Expr none{.kind = ExprKind::none, .source = statement.target};
                const bool given = !statement.arguments.empty();
                values_[statement.target] = given ? statement.arguments.front() : std::move(none);
            } else if (callee == "prim::ListConstruct" || callee == "prim::TupleConstruct") {
                // Lists of lists are left: copies of copies would grow without bound.
                const bool flat = std::ranges::none_of(
                    statement.arguments, [](const Expr& one) { return !one.items.empty(); });
                Expr list{.kind = ExprKind::list, .source = statement.target};
                list.items = statement.arguments;
                if (flat && list.items.size() <= 8) values_[statement.target] = std::move(list);
            }
        }
    }

private:
    void put(Expr& argument) const {
        const auto value = values_.find(argument.source);
        if (argument.kind != ExprKind::name || value == values_.end()) return;
        const std::string_view keyword = argument.keyword;
        const std::string_view given = argument.given;
        argument = value->second;
        argument.keyword = keyword;
        argument.given = given;
    }

    std::unordered_map<std::string_view, Expr> values_;
};

/// Collects the wanted calls below `expr`.
class Finder {
public:
    explicit Finder(const std::function<bool(const Expr&)>& wanted) : wanted_(wanted) {}

    void visit(const Expr& expr, const FoundCall& around) {
        if (expr.kind == ExprKind::negative) {
            FoundCall inner = around;
            inner.negated = !around.negated;
            inner.applied_to = nullptr;
            return visit(expr.items.front(), inner);
        }
        if (expr.kind == ExprKind::call) {
            if (wanted_(expr)) {
                found_.push_back(around);
                found_.back().call = &expr;
            } else {
                const bool layer = expr.items.front().kind == ExprKind::call;
                FoundCall inner{.arithmetic = around.arithmetic};
                if (layer) {
                    inner.negated = around.negated;
                    inner.applied_to = expr.arguments.empty() ? nullptr : expr.arguments.data();
                }
                visit(expr.items.front(), inner);
            }
        } else {
            const bool sum = expr.kind == ExprKind::arithmetic;
            for (const Expr& item : expr.items) visit(item, {.arithmetic = sum ? &expr : nullptr});
        }
        for (const Expr& argument : expr.arguments) visit(argument, {});
    }

    std::vector<FoundCall> take() { return std::move(found_); }

private:
    const std::function<bool(const Expr&)>& wanted_;
    std::vector<FoundCall> found_;
};

}  // namespace

void resolve_graph_values(std::vector<Expr>& statements) {
    GraphValues().resolve(statements);
}

std::string_view last_part(std::string_view dotted) {
    const auto end = dotted.find_last_of(".:");
    return end == std::string_view::npos ? dotted : dotted.substr(end + 1);
}

std::vector<FoundCall> find_calls(const std::vector<Expr>& code,
                                  const std::function<bool(const Expr&)>& wanted) {
    Finder finder(wanted);
    for (const Expr& expr : code) finder.visit(expr, {});
    return finder.take();
}

}  // namespace poolscope
