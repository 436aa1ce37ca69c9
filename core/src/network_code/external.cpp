/// Follows calls of what the frameworks have: layers, functions, and methods of tensors.
#include <algorithm>
#include <array>

#include "network_code/interpreter.hpp"

namespace poolscope::network_code {

namespace {

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
    return std::ranges::find(words, text) != words.end();
}

/// Replaces the first argument of a function by the name x, or takes it away.
Expr without_input(const Expr& call, bool keeps_name) {
    Expr rest = call;
    const auto is_input = [](const Expr& one) {
        return one.keyword == "input" || one.keyword == "x" || one.keyword == "inputs" ||
               one.keyword == "features";
    };
    auto input = std::ranges::find_if(rest.arguments, is_input);
    if (input == rest.arguments.end() && !rest.arguments.empty() &&
        rest.arguments.front().keyword.empty())
        input = rest.arguments.begin();
    if (input == rest.arguments.end()) return rest;
    if (!keeps_name) {
        rest.arguments.erase(input);
    } else if (input->kind != ExprKind::name) {
        Expr name{.kind = ExprKind::name, .source = "x", .text = "x"};
        name.keyword = input->keyword;
        name.given = input->given;
        *input = std::move(name);
    }
    return rest;
}

const Expr* input_of(const Expr& call) {
    for (const Expr& one : call.arguments)
        if (one.keyword == "input" || one.keyword == "x" || one.keyword == "inputs" ||
            one.keyword == "features")
            return &one;
    const bool positional = !call.arguments.empty() && call.arguments.front().keyword.empty();
    return positional ? call.arguments.data() : nullptr;
}

/// "MaxPool2d" and "MaxPooling2D" are layers, "max_pool2d" is a function.
bool is_layer_name(std::string_view own) {
    return !own.empty() && own.front() >= 'A' && own.front() <= 'Z';
}

std::optional<Joining> joining_layer(std::string_view own) {
    if (own == "Add") return Joining::add;
    if (own == "Multiply") return Joining::multiply;
    if (own == "Concatenate") return Joining::concatenate;
    return std::nullopt;
}

std::optional<Joining> joining_function(std::string_view own) {
    if (own == "add") return Joining::add;
    if (own == "mul" || own == "multiply") return Joining::multiply;
    if (own == "cat" || own == "concat" || own == "concatenate") return Joining::concatenate;
    return std::nullopt;
}

}  // namespace

Value Interpreter::make_leaf(const Expr& expr, std::string full, const CallRow* row,
                             Framework framework, Scope& scope) {
    auto module = std::make_shared<Module>();
    module->line = program_.line_of(expr.source);
    module->call = resolved(expr, scope);
    module->full = std::move(full);
    module->row = row;
    module->framework = framework;
    modules_.push_back(module);
    return {std::move(module)};
}

Value Interpreter::call_external(const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    std::string full = followed(expr.items.front().text, program_.imports);
    const std::string_view own = last_part(full);
    const std::string prefix = full.substr(0, full.size() - own.size());
    const Whose owner = whose(full);
    const bool torch = owner.framework == Framework::pytorch;
    const bool keras = owner.framework == Framework::keras;
    if (owner.framework != Framework::unknown && !torch && !keras) {
        const Error error{.code = ErrorCode::unsupported,
                          .what = say("this is a call of {0}, which is not read: {1}", owner.name,
                                      expr.items.front().source),
                          .remedy = say("write the same network as PyTorch or Keras code")};
        if (!complaint_) complaint_ = at(error, line);
        return unknown(error, line);
    }
    if (own == "Sequential") return make_sequence(expr, scope);
    if (own == "OrderedDict" || own == "ModuleList" || own == "list" || own == "tuple" ||
        own == "dict") {
        auto list = std::make_shared<ValueList>();
        for (NamedValue& one : arguments(expr, scope)) {
            const auto* const items = one.value.get<std::shared_ptr<ValueList>>();
            if (items == nullptr) {
                list->push_back(std::move(one));
                continue;
            }
            for (const NamedValue& item : **items) {
                // ("name", module)
                const auto* const pair = item.value.get<std::shared_ptr<ValueList>>();
                const Expr* const name = pair != nullptr && (*pair)->size() == 2
                                             ? (*pair)->front().value.literal()
                                             : nullptr;
                if (name != nullptr && name->kind == ExprKind::string)
                    list->push_back({std::string(name->text), (*pair)->back().value});
                else
                    list->push_back(item);
            }
        }
        return {std::move(list)};
    }
    if (keeps_module(own) && !expr.arguments.empty()) {
        const Value value = eval(expr.arguments.front(), scope);
        return value.get<ModulePtr>() != nullptr ? value : unknown_name(expr.source, line);
    }
    static constexpr std::array<std::string_view, 6> torch_prefixes{
        "", "nn.", "torch.", "F.", "functional.", "nn.functional."};
    static constexpr std::array<std::string_view, 9> keras_prefixes{
        "", "layers.", "models.", "L.", "tfl.", "activations.", "ops.", "kl.", "KL."};
    const bool may_torch = torch || (!keras && is_one_of(prefix, torch_prefixes) &&
                                     (!prefix.empty() || family_ != Framework::keras));
    const bool may_keras = keras || (!torch && is_one_of(prefix, keras_prefixes) &&
                                     (!prefix.empty() || family_ != Framework::pytorch));
    const bool layer = is_layer_name(own);
    if (may_keras && (own == "Input" || own == "InputLayer")) return make_input(expr, scope);
    if (may_keras && (own == "Model" || own == "Functional")) return make_model(expr, scope);
    if (may_torch &&
        (own == "Parameter" || own == "zeros" || own == "ones" || own == "randn" || own == "rand"))
        return make_fixed(expr, own, scope);
    if (may_keras && layer)
        if (const auto joining = joining_layer(own)) {
            Value made = make_leaf(expr, std::move(full), nullptr, Framework::keras, scope);
            Module& module = **std::get_if<ModulePtr>(&made.held);
            module.kind = Module::Kind::joining;
            module.joins = *joining;
            return made;
        }
    if ((may_torch || may_keras) && !layer)
        if (const auto joining = joining_function(own))
            return join_arguments(*joining, expr, scope);
    const CallRow* row = nullptr;
    Framework framework = Framework::unknown;
    if (may_torch && (row = find_call(layer ? torch_modules() : torch_functions(), own)) != nullptr)
        framework = Framework::pytorch;
    else if (may_keras &&
             (row = find_call(layer ? keras_layers() : keras_functions(), own)) != nullptr)
        framework = Framework::keras;
    if (row == nullptr && may_pool(own)) {
        const bool capital = own.ends_with('D') || own.find("Pooling") != std::string_view::npos;
        if (may_torch && own.ends_with('d')) framework = Framework::pytorch;
        if (may_keras && layer && capital) framework = Framework::keras;
    }
    if (framework == Framework::unknown) {
        Value none =
            unknown({.code = ErrorCode::unsupported,
                     .what = say("{0} is no layer that is read", expr.items.front().source),
                     .remedy = say("leave it out, or use one that is")},
                    line);
        if (!complaint_ && layer && (may_torch || may_keras)) complaint_ = none.get<Unknown>()->why;
        return none;
    }
    if (layer) return make_leaf(expr, std::move(full), row, framework, scope);
    const Expr* const input = input_of(expr);
    const Value maps = input == nullptr ? unknown_name(expr.source, line) : eval(*input, scope);
    if (maps.get<Maps>() == nullptr)
        return maps.get<Unknown>() != nullptr ? maps : unknown_name(expr.source, line);
    return call_row(row, resolved(without_input(expr, row == nullptr), scope), std::move(full),
                    framework, *maps.get<Maps>());
}

Value Interpreter::call_row(const CallRow* row, const Expr& call, std::string full,
                            Framework framework, Maps input) {
    const int line = program_.line_of(call.source);
    static constexpr std::array<std::string_view, 2> pooling_names{"data_format", "keepdims"};
    CallReader reader(
        call, row == nullptr ? std::span<const std::string_view>(pooling_names) : row->parameters);
    KeptWeights kept;
    Laying laying{.call = reader,
                  .expr = call,
                  .full = full,
                  .own = last_part(full),
                  .draws = draws_,
                  .kept = kept,
                  .name = "",
                  .line = line};
    auto made = row == nullptr ? lay_pooling(laying, framework, std::move(input))
                               : row->lay(laying, std::move(input));
    return made ? Value{std::move(*made)} : unknown(made.error(), line);
}

Value Interpreter::method_of_maps(const Maps& maps, std::string_view method, const Expr& expr,
                                  Scope& scope) {
    if (method == "view" || method == "reshape") return view_as(maps, expr, scope);
    if (const auto joining = joining_function(method)) {
        std::vector<Value> values{{maps}};
        for (NamedValue& one : arguments(expr, scope)) values.push_back(std::move(one.value));
        return joined(*joining, values, "", expr);
    }
    const CallRow* const row = find_call(torch_functions(), method);
    if (row == nullptr || method == "pad")
        return unknown_name(expr.source, program_.line_of(expr.source));
    return call_row(row, resolved(expr, scope), std::string(method), Framework::pytorch, maps);
}

/// x.view(-1, 400), x.view(x.size(0), -1), x.reshape(n, -1): flattened.
Value Interpreter::view_as(const Maps& maps, const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    const Expr call = resolved(expr, scope);
    std::vector<Expr> axes = call.arguments;
    if (axes.size() == 1 && axes.front().kind == ExprKind::list) axes = axes.front().items;
    const auto is_batch = [&](const Expr& one) {
        const std::string_view source = one.source;
        return source.ends_with(".size(0)") || source.ends_with(".shape[0]") ||
               source.ends_with(".size()[0]") || source.starts_with("len(");
    };
    if (axes.size() != 2) return unknown_name(expr.source, line);
    const auto first = integer_of(axes[0]), second = integer_of(axes[1]);
    const bool samples = is_batch(axes[0]) || first == 1 || first == -1;
    const bool one_open = (first == -1) != (second == -1);
    const bool sane = second && (*second == -1 || *second >= 1);
    if (!samples || !sane || (!one_open && !(is_batch(axes[0]) || first == 1)))
        return unknown_name(expr.source, line);
    if (first == 1 && maps.shape && maps.shape->n != 1) return unknown_name(expr.source, line);
    auto flat = fold(maps, 1, -1, last_part(expr.items.front().text), line);
    if (!flat) return unknown(flat.error(), line);
    if (*second != -1) {
        flat->claimed = *second;
        flat->line = line;
    }
    return {std::move(*flat)};
}

Value Interpreter::join_arguments(Joining joining, const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    std::vector<Value> values;
    std::optional<int> axis;
    for (NamedValue& one : arguments(expr, scope)) {
        const Expr* const literal = one.value.literal();
        const auto* const list = one.value.get<std::shared_ptr<ValueList>>();
        if (one.name == "name") continue;
        if (list != nullptr)
            for (const NamedValue& item : **list) values.push_back(item.value);
        else if (literal != nullptr && integer_of(*literal) && joining == Joining::concatenate)
            axis = integer_of(*literal);
        else
            values.push_back(std::move(one.value));
    }
    const Maps* const first = values.empty() ? nullptr : values.front().get<Maps>();
    if (joining == Joining::concatenate && first != nullptr) {
        const std::string full = followed(expr.items.front().text, program_.imports);
        const bool torch =
            whose(full).framework == Framework::pytorch ||
            (whose(full).framework == Framework::unknown && last_part(full) == "cat");
        const int dims = first->folded != Axes{} ? 2 : first->axes;
        const int given = axis.value_or(torch ? 0 : -1);
        const int own = given < 0 ? given + dims : given;
        if (own != (torch || dims == 2 ? 1 : dims - 1)) {
            return unknown({.code = ErrorCode::unsupported,
                            .what = say("{0} concatenates along another axis than the channels",
                                        expr.items.front().source),
                            .remedy = torch ? say("write dim=1") : say("write axis=-1")},
                           line);
        }
    }
    return joined(joining, values, "", expr);
}

Value Interpreter::joined(Joining joining, const std::vector<Value>& values,
                          const std::string& name, const Expr& expr) {
    const int line = program_.line_of(expr.source);
    std::vector<Maps> inputs;
    const Maps* beside = nullptr;
    for (const Value& one : values)
        if (beside == nullptr) beside = one.get<Maps>();
    for (const Value& one : values) {
        if (one.get<Unknown>() != nullptr) return one;
        if (const Maps* const maps = one.get<Maps>(); maps != nullptr) {
            inputs.push_back(*maps);
            continue;
        }
        const Fixed* const fixed = one.get<Fixed>();
        if (fixed == nullptr || beside == nullptr) return unknown_name(expr.source, line);
        auto maps = beside->graph->add(Constant{fixed->values}, fixed->label, {});
        if (!maps) return unknown(maps.error(), line);
        maps->graph = beside->graph;
        maps->axes = beside->axes == 0 ? 4 : beside->axes;
        maps->folded = beside->folded;
        inputs.push_back(std::move(*maps));
    }
    if (inputs.empty()) return unknown_name(expr.source, line);
    const Expr& named = expr.kind == ExprKind::call ? expr.items.front() : expr;
    auto made = join(joining, std::move(inputs), name, named.source);
    if (!made) return unknown(made.error(), line);
    made->line = line;
    return {std::move(*made)};
}

}  // namespace poolscope::network_code
