/// Follows calls of the program's own functions and classes, and of modules' methods.
#include <algorithm>
#include <array>

#include "network_code/interpreter.hpp"

namespace poolscope::network_code {

namespace {

constexpr int most_depth = 16;          ///< of calls within calls
constexpr std::size_t most_items = 64;  ///< of a list that is given to a layer

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, text) != words.end();
}

/// What gives the module that it is given.
constexpr std::array<std::string_view, 16> same_module{
    "to",    "cuda",   "cpu",          "eval",          "train",   "half",
    "float", "double", "apply",        "share_memory",  "compile", "bfloat16",
    "build", "script", "DataParallel", "requires_grad_"};

}  // namespace

bool keeps_module(std::string_view method) {
    return is_one_of(method, same_module);
}

Expr Interpreter::resolved(const Expr& call, Scope& scope) {
    Expr whole = call;
    for (Expr& argument : whole.arguments) {
        const bool computed =
            argument.kind == ExprKind::name || argument.kind == ExprKind::arithmetic ||
            argument.kind == ExprKind::list || argument.kind == ExprKind::negative;
        if (!computed || argument.items.size() > most_items) continue;
        const Value value = eval(argument, scope);
        const Expr* const literal = value.literal();
        if (literal == nullptr || literal->items.size() > most_items) continue;
        const std::string_view keyword = argument.keyword, given = argument.given,
                               source = argument.source;
        argument = *literal;
        argument.keyword = keyword;
        argument.given = given;
        argument.source = source;
    }
    return whole;
}

std::vector<NamedValue> Interpreter::arguments(const Expr& call, Scope& scope) {
    std::vector<NamedValue> values;
    for (const Expr& one : call.arguments) {
        const bool spread = one.kind == ExprKind::other && one.source.starts_with('*');
        if (!spread) {
            values.push_back({std::string(one.keyword), eval(one, scope)});
            continue;
        }
        const Value list = eval(one.items.front(), scope);
        const auto* const items = list.get<std::shared_ptr<ValueList>>();
        if (items == nullptr)
            values.push_back({"", unknown_name(one.source, program_.line_of(one.source))});
        else
            for (const NamedValue& item : **items) values.push_back({"", item.value});
    }
    return values;
}

Value Interpreter::eval_call(const Expr& expr, Scope& scope) {
    const Expr& callee = expr.items.front();
    if (callee.kind != ExprKind::name) return call_value(eval(callee, scope), expr, scope);
    if (callee.items.empty()) return call_dotted(expr, scope);
    const Expr& of = callee.items.front();
    const bool super = of.kind == ExprKind::call && of.items.front().text == "super";
    if (super && callee.text == "__init__") return call_super(expr, scope);
    const Value value = eval(of, scope);
    if (value.get<Unknown>() != nullptr) return value;
    return call_method(value, callee.text, expr, scope);
}

Value Interpreter::call_dotted(const Expr& expr, Scope& scope) {
    const std::string_view dotted = expr.items.front().text;
    const std::size_t dot = dotted.rfind('.');
    const std::string_view root = dotted.substr(0, dotted.find('.'));
    const Value* const head = find(root, scope);
    if (head == nullptr) return call_external(expr, scope);
    if (dot == std::string_view::npos) return call_value(*head, expr, scope);
    // nn.Module.__init__(self) and Base.__init__(self)
    if (dotted.ends_with(".__init__")) return {};
    const Expr name{
        .kind = ExprKind::name, .source = dotted.substr(0, dot), .text = dotted.substr(0, dot)};
    const Value of = eval_name(name, scope);
    if (of.get<Unknown>() != nullptr) return of;
    return call_method(of, dotted.substr(dot + 1), expr, scope);
}

Value Interpreter::call_value(const Value& callee, const Expr& expr, Scope& scope) {
    if (const auto* const module = callee.get<ModulePtr>(); module != nullptr)
        return apply(**module, expr, scope);
    const auto* const statement = callee.get<const Statement*>();
    if (statement != nullptr && (*statement)->kind == StatementKind::klass)
        return instantiate(**statement, &expr, scope);
    if (statement != nullptr) return call_function(**statement, &expr, scope, nullptr);
    if (callee.get<Unknown>() != nullptr) return callee;
    return unknown_name(expr.source, program_.line_of(expr.source));
}

Value Interpreter::call_method(const Value& of, std::string_view method, const Expr& expr,
                               Scope& scope) {
    if (const Maps* const maps = of.get<Maps>(); maps != nullptr)
        return method_of_maps(*maps, method, expr, scope);
    if (const auto* const module = of.get<ModulePtr>(); module != nullptr)
        return method_of_module(*module, method, expr, scope);
    const auto* const list = of.get<std::shared_ptr<ValueList>>();
    if (list != nullptr && (method == "append" || method == "extend")) {
        for (NamedValue& one : arguments(expr, scope)) {
            const auto* const more = one.value.get<std::shared_ptr<ValueList>>();
            if (method == "append" || more == nullptr) {
                (*list)->push_back(std::move(one));
            } else {
                const ValueList copy = **more;
                (*list)->insert((*list)->end(), copy.begin(), copy.end());
            }
        }
        return of;
    }
    return unknown_name(expr.source, program_.line_of(expr.source));
}

Value Interpreter::call_super(const Expr& expr, Scope& scope) {
    if (!scope.self || scope.self->klass == nullptr) return {};
    // Which class's __init__ this is cannot be told from the object: the nearest base with one.
    const Statement* const base = base_of(*scope.self->klass);
    if (base != nullptr && scope.self->kind == Module::Kind::object) {
        const Statement* const init = method_named(*base, "__init__");
        if (init == nullptr) return {};
        const Statement* const own = scope.self->klass;
        scope.self->klass = base;
        Value done = call_function(*init, &expr, scope, scope.self);
        scope.self->klass = own;
        return done;
    }
    // class Block(nn.Sequential): its layers are super().__init__'s arguments.
    const auto& bases = scope.self->klass->parameters;
    const bool sequence = !bases.empty() && last_part(bases.front().text) == "Sequential";
    if (!sequence) return {};
    for (const NamedValue& one : arguments(expr, scope))
        if (!add_child(*scope.self, one.name, one.value))
            scope.self->attributes["forward"] =
                unknown_name(expr.source, program_.line_of(expr.source));
    return {};
}

const Statement* Interpreter::base_of(const Statement& klass) const {
    if (klass.parameters.empty()) return nullptr;
    const auto found = globals_.names.find(klass.parameters.front().text);
    if (found == globals_.names.end()) return nullptr;
    const auto* const base = found->second.get<const Statement*>();
    return base != nullptr && *base != &klass && (*base)->kind == StatementKind::klass ? *base
                                                                                       : nullptr;
}

const Statement* Interpreter::method_named(const Statement& klass, std::string_view name) const {
    const Statement* of = &klass;
    for (int depth = 0; of != nullptr && depth < most_depth; ++depth) {
        const auto first = static_cast<std::size_t>(of - program_.statements.data()) + 1;
        for (std::size_t i = first; i < of->end; i = program_.statements[i].end) {
            const Statement& one = program_.statements[i];
            if (one.kind == StatementKind::define && one.name == name) return &one;
        }
        of = base_of(*of);
    }
    return nullptr;
}

void Interpreter::bind(const Statement& function, const Expr* call, Scope& from, Scope& to,
                       bool method) {
    const auto given = call == nullptr ? std::vector<NamedValue>{} : arguments(*call, from);
    std::size_t position = 0;
    for (std::size_t i = method ? 1 : 0; i < function.parameters.size(); ++i) {
        const Expr& parameter = function.parameters[i];
        const std::string name(parameter.keyword);
        const auto keyword = std::ranges::find(given, name, &NamedValue::name);
        if (keyword != given.end()) {
            to.names[name] = keyword->value;
            continue;
        }
        while (position < given.size() && !given[position].name.empty()) ++position;
        if (position < given.size())
            to.names[name] = given[position++].value;
        else if (parameter.kind != ExprKind::other)
            to.names[name] = eval(parameter, globals_);
        else
            to.names[name] = unknown(
                {.code = ErrorCode::unsupported,
                 .what = say("{0} has no value where {1} is made", name,
                             function.name == "__init__" ? say("the object")
                                                         : quote(std::string(function.name))),
                 .remedy = say("give it one: {0}=...", name)},
                function.line);
    }
}

Value Interpreter::call_function(const Statement& function, const Expr* call, Scope& scope,
                                 ModulePtr self) {
    if (scope.depth >= most_depth) {
        return unknown({.code = ErrorCode::too_large,
                        .what = say("calls nest more than {0} deep", most_depth),
                        .remedy = say("leave out what is not the network")},
                       function.line);
    }
    Scope inner{.self = self, .path = scope.path, .depth = scope.depth + 1};
    if (self && !function.parameters.empty())
        inner.names[std::string(function.parameters.front().keyword)] = {self};
    bind(function, call, scope, inner, self != nullptr);
    const auto first = static_cast<std::size_t>(&function - program_.statements.data()) + 1;
    follow(first, function.end, inner);
    if (inner.given) return *inner.given;
    return {std::make_shared<const Expr>(Expr{.kind = ExprKind::none, .source = function.name})};
}

Value Interpreter::instantiate(const Statement& klass, const Expr* call, Scope& scope) {
    auto object = std::make_shared<Module>();
    object->kind = Module::Kind::object;
    object->line = klass.line;
    object->klass = &klass;
    made_.insert(&klass);
    for (const Statement* base = base_of(klass); base != nullptr && made_.insert(base).second;
         base = base_of(*base)) {
    }
    if (const Statement* const init = method_named(klass, "__init__"); init != nullptr) {
        const Value done = call_function(*init, call, scope, object);
        // "return" of an unknown thing, or too deep.
        if (const auto* const why = done.get<Unknown>(); why != nullptr && !why->why.what.empty())
            return done;
    }
    modules_.push_back(object);
    return {std::move(object)};
}

Value Interpreter::method_of_module(const ModulePtr& module, std::string_view method,
                                    const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    if (module->kind == Module::Kind::object) {
        const auto kept = module->attributes.find(std::string(method));
        if (kept != module->attributes.end()) return call_value(kept->second, expr, scope);
        const Statement* const own = method_named(*module->klass, method);
        if (own != nullptr) {
            Scope inner = Scope{.path = scope.path, .depth = scope.depth};
            inner.names = scope.names;
            return call_function(*own, &expr, inner, module);
        }
    }
    for (const auto& [label, child] : module->children)
        if (label == method) return apply(*child, expr, scope);
    if (method == "forward" || method == "__call__" || method == "call")
        return apply(*module, expr, scope);
    if (keeps_module(method)) return {module};
    const bool adds = method == "add" || method == "append" || method == "add_module" ||
                      method == "register_module";
    if (!adds) return unknown_name(expr.source, line);
    const auto given = arguments(expr, scope);
    const bool named = method == "add_module" || method == "register_module";
    const Expr* const name = named && given.size() == 2 ? given.front().value.literal() : nullptr;
    if (given.size() != (named ? 2U : 1U) || (named && name == nullptr))
        return unknown_name(expr.source, line);
    const Value& child = given.back().value;
    if (module->kind == Module::Kind::object && named) {
        if (const auto* const one = child.get<ModulePtr>(); one != nullptr) {
            (*one)->label = name->text;
            (*one)->inside = true;
        }
        module->attributes[std::string(name->text)] = child;
        return {module};
    }
    if (add_child(*module, name == nullptr ? "" : std::string(name->text), child)) return {module};
    const auto* const why = child.get<Unknown>();
    Value fault = why != nullptr ? child : unknown_name(expr.source, line);
    if (!complaint_) complaint_ = fault.get<Unknown>()->why;
    spoil(*module, fault.get<Unknown>()->why);
    return fault;
}

bool Interpreter::add_child(Module& module, const std::string& name, const Value& value) {
    const auto labelled = [&] {
        return name.empty() ? std::to_string(module.children.size()) : name;
    };
    if (const auto* const child = value.get<ModulePtr>(); child != nullptr) {
        if (child->get() == &module) return false;
        (*child)->inside = true;
        module.children.emplace_back(labelled(), *child);
        return true;
    }
    if (const Maps* const maps = value.get<Maps>(); maps != nullptr) {
        const bool input = maps->layer == network_input && module.children.empty();
        if (input) module.given = *maps;
        return input;
    }
    const auto* const list = value.get<std::shared_ptr<ValueList>>();
    if (list == nullptr) return false;
    const ValueList copy = **list;
    return std::ranges::all_of(copy, [&](const NamedValue& one) {
        return one.value.get<std::shared_ptr<ValueList>>() == nullptr &&
               add_child(module, one.name, one.value);
    });
}

Value Interpreter::make_sequence(const Expr& expr, Scope& scope) {
    auto module = std::make_shared<Module>();
    module->kind = Module::Kind::sequence;
    module->line = program_.line_of(expr.source);
    for (const NamedValue& one : arguments(expr, scope)) {
        if (one.name == "name") continue;
        if (add_child(*module, "", one.value)) continue;
        // The first that is none, within a list too.
        const Value* fault = &one.value;
        if (const auto* const list = fault->get<std::shared_ptr<ValueList>>(); list != nullptr)
            for (const NamedValue& item : **list)
                if (item.value.get<ModulePtr>() == nullptr && item.value.get<Maps>() == nullptr) {
                    fault = &item.value;
                    break;
                }
        const auto* const why = fault->get<Unknown>();
        Value result = why != nullptr ? *fault : unknown_name(expr.source, module->line);
        if (!complaint_) complaint_ = result.get<Unknown>()->why;
        return result;
    }
    modules_.push_back(module);
    return {std::move(module)};
}

}  // namespace poolscope::network_code
