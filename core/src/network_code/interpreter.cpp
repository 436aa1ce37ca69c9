/// Follows statements and expressions; calls have a file of their own.
#include "network_code/interpreter.hpp"

#include <algorithm>
#include <array>

#include "dialects/arithmetic.hpp"

namespace poolscope::network_code {

namespace {

constexpr int most_steps = 200'000;

/// Methods that change what a module or a list holds.
constexpr std::array<std::string_view, 10> changing{
    "add",    "append", "add_module", "register_module", "extend",
    "insert", "pop",    "remove",     "__setitem__",     "clear"};

bool changes(std::string_view method) {
    return std::ranges::find(changing, method) != changing.end();
}

/// "model" of "model.layers[0]".
std::string_view root_of(std::string_view target) {
    return target.substr(0, target.find_first_of(".[( \t"));
}

bool is_name(std::string_view text) {
    return !text.empty() && text.find_first_not_of(
                                "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == std::string_view::npos;
}

/// The names of `a, b` and `(a, b)`.
std::vector<std::string_view> names_of(std::string_view targets) {
    std::vector<std::string_view> names;
    std::size_t at = 0;
    while (at < targets.size()) {
        const std::size_t begin = targets.find_first_not_of("(), \t[]*", at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(targets.find_first_of("(), \t[]", begin), targets.size());
        names.push_back(targets.substr(begin, end - begin));
        at = end;
    }
    return names;
}

Value literal_of(Expr expr) {
    return {std::make_shared<const Expr>(std::move(expr))};
}

/// `if __name__ == "__main__":` and `with`, whose bodies are followed.
bool is_followed(const Statement& block, const Program& program) {
    if (block.name == "with") return true;
    if (block.name != "if") return false;
    const std::size_t begin = program.lines[static_cast<std::size_t>(block.line - 1)];
    const std::string_view line = program.code.substr(
        begin, std::min(program.code.find('\n', begin), program.code.size()) - begin);
    return line.find("__name__") != std::string_view::npos;
}

}  // namespace

Framework Interpreter::family_of(const Program& program) {
    bool torch = false, keras = false;
    for (const ImportedName& one : program.imports) {
        torch = torch || one.full.starts_with("torch");
        keras = keras || one.full.starts_with("keras") || one.full.starts_with("tensorflow");
    }
    if (torch != keras) return torch ? Framework::pytorch : Framework::keras;
    for (const std::string_view sign : {"nn.", "Conv2d(", "Linear(", "Pool2d("})
        torch = torch || program.code.find(sign) != std::string_view::npos;
    for (const std::string_view sign : {"Conv2D(", "Dense(", "Pooling2D(", "keras", "layers."})
        keras = keras || program.code.find(sign) != std::string_view::npos;
    if (torch != keras) return torch ? Framework::pytorch : Framework::keras;
    return Framework::unknown;
}

bool Interpreter::step() {
    return ++steps_ <= most_steps;
}

Error Interpreter::at(Error error, int line) const {
    if (error.place.line == 0) error.place.line = line;
    return error;
}

Value Interpreter::unknown(Error error, int line) const {
    return {Unknown{at(std::move(error), line)}};
}

Value Interpreter::unknown_name(std::string_view name, int line) const {
    return unknown({.code = ErrorCode::unsupported,
                    .what = say("{0} is nothing that is read", name),
                    .remedy = say("leave it out, or write what it stands for")},
                   line);
}

void Interpreter::run() {
    follow(0, program_.statements.size(), globals_);
}

void Interpreter::follow(std::size_t first, std::size_t end, Scope& scope) {
    for (std::size_t i = first; i < end && !scope.given; ++i) {
        if (!step()) return;
        const Statement& one = program_.statements[i];
        switch (one.kind) {
            case StatementKind::define:
            case StatementKind::klass:
                scope.names[std::string(one.name)] = {&one};
                i = one.end - 1;
                break;
            case StatementKind::block:
                if (!is_followed(one, program_)) {
                    forget_block(i + 1, one.end,
                                 {.code = ErrorCode::unsupported,
                                  .what = say("what stands under '{0}' is not followed", one.name),
                                  .remedy = say("write out what it does"),
                                  .place = {.line = one.line}},
                                 scope);
                    i = one.end - 1;
                }
                break;
            default:
                follow_one(one, scope);
        }
    }
}

void Interpreter::follow_one(const Statement& one, Scope& scope) {
    switch (one.kind) {
        case StatementKind::assign:
            return assign_all(one, eval(one.value, scope), scope);
        case StatementKind::add:
            return add_to(one, scope);
        case StatementKind::evaluate: {
            const Value value = eval(one.value, scope);
            // nn.Sequential(...) alone, as it is pasted.
            static_cast<void>(value);
            return;
        }
        case StatementKind::give:
            scope.given = eval(one.value, scope);
            return;
        case StatementKind::other:
            return forget_faulty(one, scope);
        case StatementKind::define:
        case StatementKind::klass:
        case StatementKind::block:
            return;
    }
}

void Interpreter::assign_all(const Statement& one, const Value& value, Scope& scope) {
    for (const std::string_view target : one.targets) {
        const auto names = names_of(target);
        if (names.size() == 1 && names.front() == target) {
            assign(target, value, one.line, scope);
            continue;
        }
        // x, y = a, b
        const auto* const list = value.get<std::shared_ptr<ValueList>>();
        const Expr* const literal = value.literal();
        for (std::size_t i = 0; i < names.size(); ++i) {
            Value each = unknown_name(target, one.line);
            if (list != nullptr && (*list)->size() == names.size()) each = (**list)[i].value;
            if (literal != nullptr && literal->kind == ExprKind::list &&
                literal->items.size() == names.size())
                each = literal_of(literal->items[i]);
            assign(names[i], std::move(each), one.line, scope);
        }
    }
}

void Interpreter::assign(std::string_view target, Value value, int line, Scope& scope) {
    const std::size_t dot = target.find('.');
    if (dot == std::string_view::npos) {
        if (!is_name(target))
            return forget(target, unknown_name(target, line).get<Unknown>()->why, scope);
        if (const auto* const module = value.get<ModulePtr>(); module != nullptr)
            if ((*module)->label.empty()) (*module)->label = target;
        scope.names[std::string(target)] = std::move(value);
        return;
    }
    const std::string_view name = target.substr(dot + 1);
    const Value* const of = find(target.substr(0, dot), scope);
    const ModulePtr* const object = of == nullptr ? nullptr : of->get<ModulePtr>();
    if (object == nullptr) return;
    if (!is_name(name) || (*object)->kind != Module::Kind::object) {
        // What is set on a layer itself, or deeper, is a weight or a switch, unless it is a module.
        const bool harmless = value.get<Unknown>() != nullptr || value.literal() != nullptr;
        if (!harmless) forget(target, unknown_name(target, line).get<Unknown>()->why, scope);
        return;
    }
    if (const auto* const module = value.get<ModulePtr>(); module != nullptr) {
        (*module)->label = name;
        (*module)->inside = true;
    }
    if (const auto* const fixed = std::get_if<Fixed>(&value.held); fixed != nullptr)
        std::get<Fixed>(value.held).label = name;
    (*object)->attributes[std::string(name)] = std::move(value);
}

void Interpreter::add_to(const Statement& one, Scope& scope) {
    const std::string_view target = one.targets.front();
    Expr name{.kind = ExprKind::name, .source = target, .text = target};
    const Value before = eval_name(name, scope);
    const Value more = eval(one.value, scope);
    const auto* const list = before.get<std::shared_ptr<ValueList>>();
    if (list != nullptr && one.name == "+") {
        const auto* const added = more.get<std::shared_ptr<ValueList>>();
        if (added != nullptr) {
            const ValueList copy = **added;
            (*list)->insert((*list)->end(), copy.begin(), copy.end());
            return;
        }
        return forget(target, unknown_name(target, one.line).get<Unknown>()->why, scope);
    }
    Expr whole = one.value;
    assign(target, combine(one.name, before, more, whole), one.line, scope);
}

void Interpreter::spoil(Module& module, const Error& why) {
    module.kind = Module::Kind::object;
    module.klass = nullptr;
    module.attributes["forward"] = {Unknown{why}};
}

void Interpreter::forget(std::string_view target, const Error& why, Scope& scope) {
    const std::string_view root = root_of(target);
    const Value* const before = find(root, scope);
    const ModulePtr* const module = before == nullptr ? nullptr : before->get<ModulePtr>();
    const std::size_t dot = target.find('.');
    const bool part = module != nullptr && dot != std::string_view::npos;
    if (part && (*module)->kind == Module::Kind::object) {
        const std::string name(root_of(target.substr(dot + 1)));
        const auto kept = (*module)->attributes.find(name);
        if (kept != (*module)->attributes.end())
            if (const auto* const child = kept->second.get<ModulePtr>(); child != nullptr)
                spoil(**child, why);
        (*module)->attributes[name] = {Unknown{why}};
        return;
    }
    if (module != nullptr) spoil(**module, why);
    scope.names[std::string(root)] = {Unknown{why}};
}

void Interpreter::forget_block(std::size_t first, std::size_t end, const Error& why, Scope& scope) {
    for (std::size_t i = first; i < end; ++i) {
        const Statement& one = program_.statements[i];
        // model = model.cuda(), nn.DataParallel(model): the same network.
        const Expr* const maker = one.value.items.empty() ? nullptr : one.value.items.data();
        if (one.kind == StatementKind::assign && one.value.kind == ExprKind::call &&
            keeps_module(last_part(maker->text)))
            continue;
        if (one.kind == StatementKind::assign || one.kind == StatementKind::add)
            for (const std::string_view targets : one.targets)
                for (const std::string_view name : names_of(targets)) forget(name, why, scope);
        if (one.kind == StatementKind::give) scope.given = Value{Unknown{why}};
        if (one.kind == StatementKind::other) forget_faulty(one, scope);
        const bool called = one.kind == StatementKind::evaluate && one.value.kind == ExprKind::call;
        const Expr* const callee = called ? one.value.items.data() : nullptr;
        if (callee != nullptr && changes(last_part(callee->text)))
            forget(callee->source.substr(0, callee->source.rfind('.')), why, scope);
    }
}

void Interpreter::forget_faulty(const Statement& one, Scope& scope) {
    if (!one.fault) return;
    for (const std::string_view targets : one.targets)
        for (const std::string_view name : names_of(targets)) forget(name, *one.fault, scope);
    if (!one.targets.empty() || one.name.empty()) return;
    if (one.name == "return") {
        scope.given = Value{Unknown{*one.fault}};
        return;
    }
    if (!complaint_ && scope.depth == 0 && one.name.find("equential") != std::string_view::npos)
        complaint_ = *one.fault;
    // "model.add(...)" that cannot be read.
    const std::size_t dot = one.name.rfind('.');
    if (dot != std::string_view::npos && changes(one.name.substr(dot + 1)))
        forget(one.name.substr(0, dot), *one.fault, scope);
    if (dot == std::string_view::npos && scope.names.contains(one.name))
        forget(one.name, *one.fault, scope);
}

const Value* Interpreter::find(std::string_view name, const Scope& scope) const {
    if (const auto local = scope.names.find(name); local != scope.names.end())
        return &local->second;
    const auto global = globals_.names.find(name);
    return global == globals_.names.end() ? nullptr : &global->second;
}

Value Interpreter::eval(const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    if (!step()) {
        return unknown({.code = ErrorCode::too_large,
                        .what = say("the program does more than {0} things", most_steps),
                        .remedy = say("leave out what is not the network")},
                       line);
    }
    switch (expr.kind) {
        case ExprKind::number:
        case ExprKind::string:
        case ExprKind::truth:
        case ExprKind::none:
            return literal_of(expr);
        case ExprKind::name:
            return eval_name(expr, scope);
        case ExprKind::list:
        case ExprKind::dict:
            return eval_list(expr, scope);
        case ExprKind::call:
            return eval_call(expr, scope);
        case ExprKind::arithmetic:
            return eval_arithmetic(expr, scope);
        case ExprKind::negative: {
            const Value value = eval(expr.items.front(), scope);
            if (const Maps* const maps = value.get<Maps>(); maps != nullptr) {
                Maps turned = *maps;
                turned.negated = !turned.negated;
                return {turned};
            }
            const Expr* const literal = value.literal();
            if (literal == nullptr || literal->kind != ExprKind::number) break;
            Expr turned = *literal;
            turned.number = -turned.number;
            turned.source = expr.source;
            return literal_of(std::move(turned));
        }
        case ExprKind::other:
            break;
    }
    return unknown_name(expr.source, line);
}

Value Interpreter::eval_list(const Expr& expr, Scope& scope) {
    auto values = std::make_shared<ValueList>();
    Expr literals = expr;
    literals.kind = ExprKind::list;
    literals.items.clear();
    for (const Expr& item : expr.items) {
        values->push_back({std::string(item.keyword), eval(item, scope)});
        if (const Expr* const literal = values->back().value.literal(); literal != nullptr)
            literals.items.push_back(*literal);
    }
    const bool plain = expr.kind == ExprKind::list && !expr.items.empty() &&
                       literals.items.size() == expr.items.size();
    return plain ? literal_of(std::move(literals)) : Value{std::move(values)};
}

Value Interpreter::attribute(const Value& value, std::string_view name, int line) const {
    const auto* const module = value.get<ModulePtr>();
    if (module == nullptr) return unknown_name(name, line);
    const auto found = (*module)->attributes.find(std::string(name));
    if (found != (*module)->attributes.end()) return found->second;
    for (const auto& [label, child] : (*module)->children)
        if (label == name) return {child};
    return unknown_name(name, line);
}

Value Interpreter::eval_name(const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    if (!expr.items.empty()) {
        const Value of = eval(expr.items.front(), scope);
        return of.get<Unknown>() != nullptr ? of : attribute(of, expr.text, line);
    }
    std::string_view rest = expr.text;
    const std::size_t dot = std::min(rest.find('.'), rest.size());
    const Value* const head = find(rest.substr(0, dot), scope);
    if (head == nullptr) return unknown_name(expr.text, line);
    Value value = *head;
    rest.remove_prefix(std::min(dot + 1, rest.size()));
    while (!rest.empty() && value.get<Unknown>() == nullptr) {
        const std::size_t end = std::min(rest.find('.'), rest.size());
        value = attribute(value, rest.substr(0, end), line);
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return value;
}

Value Interpreter::eval_arithmetic(const Expr& expr, Scope& scope) {
    Value sum = eval(expr.items.front(), scope);
    for (std::size_t i = 1; i < expr.items.size(); ++i)
        sum = combine(expr.items[i].keyword, sum, eval(expr.items[i], scope), expr);
    return sum;
}

Value Interpreter::combine(std::string_view sign, const Value& left, const Value& right,
                           const Expr& expr) {
    const int line = program_.line_of(expr.source);
    for (const Value* const one : {&left, &right})
        if (one->get<Unknown>() != nullptr) return *one;
    const Expr* const a = left.literal();
    const Expr* const b = right.literal();
    if (a != nullptr && b != nullptr) {
        if (auto number = computed(sign, *a, *b)) {
            number->source = expr.source;
            return literal_of(std::move(*number));
        }
    }
    const auto* const first = left.get<std::shared_ptr<ValueList>>();
    const auto* const second = right.get<std::shared_ptr<ValueList>>();
    if (first != nullptr && second != nullptr && sign == "+") {
        auto all = std::make_shared<ValueList>(**first);
        all->insert(all->end(), (*second)->begin(), (*second)->end());
        return {std::move(all)};
    }
    const bool maps = left.get<Maps>() != nullptr || right.get<Maps>() != nullptr;
    if (maps && (sign == "+" || sign == "*"))
        return joined(sign == "+" ? Joining::add : Joining::multiply, {left, right}, "", expr);
    return unknown({.code = ErrorCode::unsupported,
                    .what = say("{0} computes as no layer here does", expr.source),
                    .remedy = say("use layers, +, * and concatenation alone")},
                   line);
}

bool Interpreter::is_called_between(std::string_view name, std::size_t first,
                                    std::size_t end) const {
    const auto& all = program_.statements;
    const auto begin_of = [&](std::size_t one) {
        return one < all.size() ? program_.lines[static_cast<std::size_t>(all[one].line - 1)]
                                : program_.code.size();
    };
    const std::string_view body =
        program_.code.substr(begin_of(first), begin_of(end) - begin_of(first));
    const std::string call = std::string(name) + "(";
    for (std::size_t at = body.find(call); at != std::string_view::npos;
         at = body.find(call, at + 1))
        if (at > 0 && !is_name(body.substr(at - 1, 1)) && body[at - 1] != '.') return true;
    return false;
}

std::vector<const Statement*> Interpreter::idle_classes() const {
    std::vector<const Statement*> idle;
    for (const Statement& one : program_.statements) {
        if (one.kind != StatementKind::klass || made_.contains(&one)) continue;
        if (method_named(one, "forward") == nullptr && method_named(one, "call") == nullptr &&
            method_named(one, "__init__") == nullptr)
            continue;
        bool named = false;
        for (std::size_t i = 0; i < program_.statements.size() && !named; ++i) {
            const Statement& other = program_.statements[i];
            if (other.kind != StatementKind::klass || &other == &one) continue;
            named = base_of(other) == &one || is_called_between(one.name, i, other.end);
        }
        if (!named) idle.push_back(&one);
    }
    return idle;
}

}  // namespace poolscope::network_code
