/// Lays modules over maps, and makes what a network begins with.
#include <algorithm>
#include <array>

#include "network_code/interpreter.hpp"

namespace poolscope::network_code {

namespace {

constexpr int most_nesting = 64;  ///< of modules

std::string joined_path(const std::string& path, const std::string& label) {
    return path.empty() || label.empty() ? path + label : path + "." + label;
}

/// A name of places alone, as in a Sequential without names, says nothing.
bool is_number(std::string_view path) {
    return path.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// `name="conv"` of a call; empty where it has none.
std::string own_name(const Expr& call) {
    for (const Expr& one : call.arguments)
        if (one.keyword == "name" && one.kind == ExprKind::string) return std::string(one.text);
    return "";
}

/// The whole numbers of a list; none in place of what is none.
std::vector<std::optional<int>> dims_of(const Expr& list) {
    std::vector<std::optional<int>> dims;
    if (list.kind != ExprKind::list) return {integer_of(list)};
    for (const Expr& one : list.items) dims.push_back(integer_of(one));
    return dims;
}

/// What Keras' arguments say of an input: its axes without the batch; none where they say nothing.
std::optional<std::vector<std::optional<int>>> declared_dims(const Expr& call, bool is_input) {
    for (const Expr& one : call.arguments) {
        if (one.keyword == "input_shape" || (is_input && one.keyword == "shape") ||
            (is_input && one.keyword.empty()))
            return dims_of(one);
        if (one.keyword == "input_dim") return dims_of(one);
        if (one.keyword == "batch_input_shape" || one.keyword == "batch_shape") {
            auto dims = dims_of(one);
            if (!dims.empty()) dims.erase(dims.begin());
            return dims;
        }
    }
    return std::nullopt;
}

/// The maps that Keras' axes say: (features), (rows, columns) or (h, w, c). Error: unsupported.
Result<Maps> maps_of_dims(const std::vector<std::optional<int>>& dims,
                          const std::optional<Shape>& given) {
    Maps maps{.shape = given, .axes = dims.size() == 3 ? 4 : 0};
    if (dims.size() == 1) {
        maps.axes = 4;
        maps.folded = flat_axes;
    }
    if (dims.empty() || dims.size() > 3) {
        return fail(ErrorCode::unsupported,
                    say("an input of {0} axes beside the samples is none of maps", dims.size()),
                    say("use (features), (steps, channels) or (rows, columns, channels)"));
    }
    const auto extent = [&](std::size_t i) { return i < dims.size() ? dims[i].value_or(0) : 1; };
    Shape own{1, extent(2), extent(0), extent(1)};
    if (dims.size() == 1) own = {1, extent(0), 1, 1};
    const auto sane = [](int one) { return one >= 1 && one <= max_extent; };
    const bool known = sane(own.c) && sane(own.h) && sane(own.w);
    if (!given && known) maps.shape = own;
    if (!given) return maps;
    const auto differ = [](int a, int b) { return a > 0 && a != b; };
    // (steps, channels) is (channels, 1, steps) here.
    const bool steps = dims.size() == 2 && given->h == 1 && !differ(extent(1), given->c) &&
                       !differ(extent(0), given->w);
    const bool features =
        dims.size() == 1 && !differ(own.c, static_cast<int>(std::min<std::int64_t>(
                                               extent_of(*given, flat_axes), max_extent)));
    if (steps || features ||
        (!differ(own.c, given->c) && !differ(own.h, given->h) && !differ(own.w, given->w)))
        return maps;
    return fail(ErrorCode::bad_shape,
                say("the code's input has the shape {0}, and {1} is given",
                    shape_text({given->n, own.c, own.h, own.w}), shape_text(*given)),
                say("give an input of the code's shape"));
}

}  // namespace

Value Interpreter::make_input(const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    const Expr call = resolved(expr, scope);
    const auto dims = declared_dims(call, true);
    if (!dims) return unknown_name(expr.source, line);
    auto maps = maps_of_dims(*dims, reading_.input);
    if (!maps) return unknown(maps.error(), line);
    maps->graph = std::make_shared<Graph>(maps->shape);
    maps->line = line;
    return {std::move(*maps)};
}

Value Interpreter::make_model(const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    const auto given = arguments(expr, scope);
    std::vector<Maps> ends;
    for (const std::string_view name : {"inputs", "outputs"}) {
        auto end = std::ranges::find(given, name, &NamedValue::name);
        const auto place = static_cast<std::ptrdiff_t>(ends.size());
        if (end == given.end() && place < std::ssize(given) &&
            (given.begin() + place)->name.empty())
            end = given.begin() + place;
        if (end == given.end()) return unknown_name(expr.source, line);
        Value value = end->value;
        const auto* const list = value.get<std::shared_ptr<ValueList>>();
        if (list != nullptr && (*list)->size() == 1) {
            const Value only = (*list)->front().value;
            value = only;
        }
        if (value.get<Unknown>() != nullptr) {
            if (!complaint_) complaint_ = value.get<Unknown>()->why;
            return value;
        }
        const Maps* const maps = value.get<Maps>();
        if (maps == nullptr) {
            return unknown(
                {.code = ErrorCode::unsupported,
                 .what = say("{0} has not one input and one output", expr.items.front().source),
                 .remedy = say("use a model of one of each")},
                line);
        }
        ends.push_back(*maps);
    }
    if (ends[0].layer != network_input || ends[0].graph != ends[1].graph) {
        return unknown({.code = ErrorCode::unsupported,
                        .what = say("{0} does not begin at an Input", expr.items.front().source),
                        .remedy = say("give it the Input that its outputs are made of")},
                       line);
    }
    auto module = std::make_shared<Module>();
    module->kind = Module::Kind::model;
    module->line = line;
    module->given = ends[0];
    module->output = ends[1];
    modules_.push_back(module);
    return {std::move(module)};
}

/// torch.zeros(1, 8, 1, 1) and the like, and nn.Parameter of them.
Value Interpreter::make_fixed(const Expr& expr, std::string_view own, Scope& scope) {
    const int line = program_.line_of(expr.source);
    const Value nothing = unknown_name(expr.source, line);
    if (own == "Parameter") {
        const auto given = arguments(expr, scope);
        const bool fixed = !given.empty() && given.front().value.get<Fixed>() != nullptr;
        return fixed ? given.front().value : nothing;
    }
    const Expr call = resolved(expr, scope);
    std::vector<int> extents;
    const auto take = [&](const Expr& one) {
        if (const auto number = integer_of(one)) extents.push_back(*number);
    };
    for (const Expr& one : call.arguments) {
        if (!one.keyword.empty()) return nothing;
        if (one.kind == ExprKind::list)
            for (const Expr& item : one.items) take(item);
        else
            take(one);
    }
    if (extents.size() != 4) return nothing;
    // What is only drawn to try the network is not kept.
    const Shape shape{extents[0], extents[1], extents[2], extents[3]};
    const bool random = own == "randn" || own == "rand";
    auto values =
        random ? draws_.draw(shape, 1) : draws_.constant(shape, own == "ones" ? 1.0F : 0.0F);
    if (!values) return unknown(values.error(), line);
    return {Fixed{std::move(*values), ""}};
}

Value Interpreter::apply(Module& module, const Expr& expr, Scope& scope) {
    const int line = program_.line_of(expr.source);
    const auto given = arguments(expr, scope);
    if (given.empty()) return unknown_name(expr.source, line);
    const Value& first = given.front().value;
    if (first.get<Unknown>() != nullptr) return first;
    const std::string path = joined_path(scope.path, module.label);
    if (module.kind == Module::Kind::joining) {
        std::vector<Value> values;
        const auto* const list = first.get<std::shared_ptr<ValueList>>();
        if (list != nullptr)
            for (const NamedValue& one : **list) values.push_back(one.value);
        const std::string name = own_name(module.call);
        return joined(module.joins, values, name.empty() ? path : name, expr);
    }
    const Maps* const maps = first.get<Maps>();
    if (maps == nullptr) return unknown_name(expr.source, line);
    auto made = lay(module, *maps, path, scope.depth + 1);
    return made ? Value{std::move(*made)} : unknown(made.error(), line);
}

Result<Maps> Interpreter::lay(Module& module, Maps input, const std::string& path, int depth) {
    if (depth > most_nesting || !step()) {
        return fail(ErrorCode::too_large, say("modules nest more than {0} deep", most_nesting),
                    say("leave out what is not the network"));
    }
    const auto failed = [&](Error error) {
        return tl::unexpected(at(std::move(error), module.line));
    };
    if (module.given && input.layer == network_input && !input.shape && input.graph->empty()) {
        const auto graph = input.graph;
        input = *module.given;
        input.graph = graph;
        if (input.shape) graph->set_input(*input.shape);
    }
    switch (module.kind) {
        case Module::Kind::leaf: {
            auto made = lay_leaf(module, std::move(input), path);
            return made ? made : failed(made.error());
        }
        case Module::Kind::sequence: {
            for (const auto& [label, child] : module.children) {
                auto made = lay(*child, std::move(input), joined_path(path, label), depth + 1);
                if (!made) return made;
                input = std::move(*made);
            }
            return input;
        }
        case Module::Kind::object: {
            auto made = lay_object(module, std::move(input), path, depth);
            return made ? made : failed(made.error());
        }
        case Module::Kind::joining:
        case Module::Kind::model:
            break;
    }
    return failed({.code = ErrorCode::unsupported,
                   .what = module.kind == Module::Kind::joining
                               ? say("a joining layer has one input")
                               : say("a model within another is not read"),
                   .remedy = say("write its layers out")});
}

Result<Maps> Interpreter::lay_leaf(Module& module, Maps input, const std::string& path) {
    const bool keras = module.framework == Framework::keras;
    if (keras && input.layer == network_input && !input.shape && input.graph->empty()) {
        if (const auto dims = declared_dims(module.call, false)) {
            const auto graph = input.graph;
            auto maps = maps_of_dims(*dims, reading_.input);
            if (!maps) return maps;
            input = std::move(*maps);
            input.graph = graph;
            if (input.shape) graph->set_input(*input.shape);
        }
    }
    const std::string_view own = last_part(module.full);
    const bool steps = keras && own.ends_with("1D") && input.axes == 0 && input.shape &&
                       input.shape->h != 1 && input.shape->c == 1 && input.graph->empty();
    if (steps) {
        input.shape = Shape{input.shape->n, input.shape->w, 1, input.shape->h};
        input.graph->set_input(*input.shape);
    }
    static constexpr std::array<std::string_view, 2> pooling_names{"data_format", "keepdims"};
    CallReader call(module.call, module.row == nullptr
                                     ? std::span<const std::string_view>(pooling_names)
                                     : module.row->parameters);
    const std::string named = own_name(module.call);
    Laying laying{.call = call,
                  .expr = module.call,
                  .full = module.full,
                  .own = own,
                  .draws = draws_,
                  .kept = module.kept,
                  .name = !named.empty()    ? named
                          : is_number(path) ? ""
                                            : path,
                  .line = module.line};
    if (module.row == nullptr) return lay_pooling(laying, module.framework, std::move(input));
    return module.row->lay(laying, std::move(input));
}

Result<Maps> Interpreter::lay_object(Module& module, Maps input, const std::string& path,
                                     int depth) {
    for (const char* const name : {"forward", "call"}) {
        const auto kept = module.attributes.find(name);
        if (kept != module.attributes.end())
            if (const auto* const why = kept->second.get<Unknown>(); why != nullptr)
                return tl::unexpected(why->why);
    }
    const Statement* forward = nullptr;
    if (module.klass != nullptr) {
        forward = method_named(*module.klass, "forward");
        if (forward == nullptr) forward = method_named(*module.klass, "call");
    }
    if (forward == nullptr || forward->parameters.size() < 2) {
        // class Block(nn.Sequential), or one whose base lays its only layers.
        ModulePtr only;
        int count = 0;
        for (const auto& [name, value] : module.attributes)
            if (const auto* const one = value.get<ModulePtr>(); one != nullptr) {
                only = *one;
                ++count;
            }
        if (module.children.empty() && count == 1)
            return lay(*only, std::move(input), joined_path(path, only->label), depth + 1);
        if (module.children.empty()) {
            return fail(ErrorCode::unsupported,
                        say("the class {0} has no forward that takes maps",
                            module.klass == nullptr ? "" : module.klass->name),
                        say("give it one: def forward(self, x)"));
        }
        for (const auto& [label, child] : module.children) {
            auto made = lay(*child, std::move(input), joined_path(path, label), depth + 1);
            if (!made) return made;
            input = std::move(*made);
        }
        return input;
    }
    Scope scope{.path = path, .depth = depth + 1};
    for (const auto& one : modules_)
        if (one.get() == &module) scope.self = one;
    scope.names[std::string(forward->parameters.front().keyword)] = {scope.self};
    scope.names[std::string(forward->parameters[1].keyword)] = {std::move(input)};
    for (std::size_t i = 2; i < forward->parameters.size(); ++i) {
        const Expr& parameter = forward->parameters[i];
        scope.names[std::string(parameter.keyword)] =
            parameter.kind == ExprKind::other ? unknown_name(parameter.keyword, forward->line)
                                              : eval(parameter, globals_);
    }
    const auto first = static_cast<std::size_t>(forward - program_.statements.data()) + 1;
    follow(first, forward->end, scope);
    if (!scope.given) {
        return fail(ErrorCode::unsupported, say("{0} returns nothing", forward->name),
                    say("return the maps that it makes"));
    }
    if (const Maps* const maps = scope.given->get<Maps>(); maps != nullptr) return *maps;
    if (const auto* const why = scope.given->get<Unknown>(); why != nullptr)
        if (!why->why.what.empty()) return tl::unexpected(why->why);
    return fail(ErrorCode::unsupported, say("{0} returns more than one thing", forward->name),
                say("return the maps that it makes, and nothing beside"));
}

}  // namespace poolscope::network_code
