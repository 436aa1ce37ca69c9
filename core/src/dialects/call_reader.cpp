/// Arguments by name, with errors that quote the code.
#include "dialects/call_reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace poolscope {

CallReader::CallReader(const Expr& call, std::span<const std::string_view> names)
    : callee_(call.items.front().text) {
    std::size_t position = 0;
    for (const Expr& argument : call.arguments) {
        std::string_view name = argument.keyword;
        if (name.empty()) {
            if (position == names.size()) {
                refuse({.code = ErrorCode::bad_format,
                        .what = say("{0} takes at most {1} arguments, and '{2}' is one more",
                                    callee_, names.size(), argument.given),
                        .remedy = say("take it away")});
                return;
            }
            name = names[position++];
        }
        if (find(name) != nullptr) {
            refuse({.code = ErrorCode::bad_format,
                    .what = say("{0} is given {1} twice", callee_, name),
                    .remedy = say("give it once")});
            return;
        }
        bound_.push_back({.name = name, .argument = &argument});
    }
}

CallReader::Bound* CallReader::find(std::string_view name) {
    const auto found = std::ranges::find(bound_, name, &Bound::name);
    return found == bound_.end() ? nullptr : &*found;
}

const Expr* CallReader::get(std::string_view name) {
    Bound* const bound = find(name);
    if (bound == nullptr) return nullptr;
    bound->asked = true;
    const Expr& given = *bound->argument;
    // TorchScript writes the type of an empty list: annotate(List[int], []).
    const bool typed = given.kind == ExprKind::call && given.items.front().text == "annotate" &&
                       given.arguments.size() == 2;
    const Expr& value = typed ? given.arguments.back() : given;
    return value.kind == ExprKind::none ? nullptr : &value;
}

void CallReader::require(std::string_view name) {
    if (get(name) != nullptr) return;
    refuse({.code = ErrorCode::bad_format,
            .what = say("{0} is given no {1}", callee_, name),
            .remedy = say("add {0} to the call", name)});
}

void CallReader::refuse_none(std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
        const Bound* const bound = find(name);
        if (bound == nullptr || bound->argument->kind != ExprKind::none) continue;
        refuse({.code = ErrorCode::bad_format,
                .what = say("{0} takes no None as {1}", callee_, name),
                .remedy = say("give it a value, or leave it out")});
    }
}

void CallReader::refuse(Error error) {
    if (!error_) error_ = std::move(error);
}

void CallReader::refuse_value(std::string_view name, const Message& wanted) {
    refuse_as(name, wanted, say("write it in numbers that {0} takes", callee_));
}

void CallReader::refuse_word(std::string_view name, const Message& wanted) {
    refuse_as(name, wanted, say("write {0} as {1}", name, wanted));
}

void CallReader::refuse_as(std::string_view name, const Message& wanted, Message remedy) {
    const Bound* const bound = find(name);
    const std::string_view source = bound == nullptr ? "" : bound->argument->source;
    refuse({.code = ErrorCode::bad_format,
            .what = say("{0}={1} is not {2}", name, source, wanted),
            .remedy = std::move(remedy)});
}

std::optional<int> CallReader::whole(std::string_view name, const Expr& value,
                                     const Message& wanted) {
    const auto number = integer_of(value);
    if (number) return number;
    if (value.kind == ExprKind::number && value.whole) {
        refuse({.code = ErrorCode::too_large,
                .what = value.number < 0
                            ? say("{0} has {1}, which is too small", name, value.source)
                            : say("{0} has {1}, which is too large", name, value.source),
                .remedy = value.number < 0 ? say("make it larger") : say("make it smaller")});
    }
    refuse_value(name, wanted);
    return std::nullopt;
}

int CallReader::integer(std::string_view name, int otherwise) {
    const Expr* const value = get(name);
    if (value == nullptr) return otherwise;
    return whole(name, *value, say("a whole number")).value_or(otherwise);
}

double CallReader::number(std::string_view name, double otherwise) {
    const Expr* const value = get(name);
    if (value == nullptr) return otherwise;
    const auto number = number_of(*value);
    if (!number) refuse_value(name, say("a number"));
    return number.value_or(otherwise);
}

bool CallReader::truth(std::string_view name, bool otherwise) {
    const Expr* const value = get(name);
    if (value == nullptr) return otherwise;
    if (value->kind == ExprKind::truth) return value->truth;
    const auto number = integer_of(*value);
    // ONNX writes them as 0 and 1.
    if (number != 0 && number != 1) refuse_word(name, say("True or False"));
    return number == 1;
}

std::string CallReader::text(std::string_view name, std::string_view otherwise) {
    const Expr* const value = get(name);
    if (value == nullptr) return std::string(otherwise);
    if (value->kind != ExprKind::string) refuse_word(name, say("a text in quotes"));
    return std::string(value->text);
}

std::vector<int> CallReader::integers(std::string_view name) {
    const Expr* const value = get(name);
    std::vector<int> numbers;
    if (value == nullptr) return numbers;
    const auto add = [&](const Expr& item) {
        numbers.push_back(whole(name, item, say("whole numbers")).value_or(0));
    };
    if (value->kind == ExprKind::list) {
        for (const Expr& item : value->items) add(item);
        if (numbers.empty()) refuse_value(name, say("a list of numbers"));
    } else {
        add(*value);
    }
    return numbers;
}

std::optional<Extent> CallReader::extent(std::string_view name, bool columns_alone, int rows) {
    const std::vector<int> numbers = integers(name);
    if (numbers.empty()) return std::nullopt;
    if (numbers.size() > (columns_alone ? 1U : 2U))
        refuse_value(name, columns_alone ? say("one number") : say("one number or two"));
    if (columns_alone) return Extent{.h = rows, .w = numbers.front()};
    return Extent{.h = numbers.front(), .w = numbers.back()};
}

const std::optional<Error>& CallReader::error() {
    // What says how windows lie or cells count is never passed over: pad_mode, border_mode, size.
    static constexpr std::array<std::string_view, 16> words{
        "auto_pad", "border", "ceil",   "count",  "dilat",  "dim_order", "divisor", "exclusive",
        "format",   "kernel", "layout", "norm_t", "output", "pad",       "size",    "strides"};
    const auto says_more = [](std::string_view name) {
        if (name == "stride" || name == "window_shape" || name == "pooling_type") return true;
        return std::ranges::any_of(words, [&](std::string_view word) {
            return name.find(word) != std::string_view::npos;
        });
    };
    for (const Bound& bound : bound_) {
        if (bound.asked || !says_more(bound.name)) continue;
        refuse({.code = ErrorCode::bad_format,
                .what = say("{0} has no argument '{1}'", callee_, bound.name),
                .remedy = say("use the names that it has")});
    }
    return error_;
}

std::vector<std::string> CallReader::unread() const {
    std::vector<std::string> unread;
    for (const Bound& bound : bound_) {
        const Expr& value = *bound.argument;
        const bool off =
            value.kind == ExprKind::none || (value.kind == ExprKind::truth && !value.truth);
        if (bound.asked || off) continue;
        unread.push_back(bound.argument->keyword.empty()
                             ? std::string(bound.name) + "=" + std::string(value.source)
                             : std::string(bound.argument->given));
    }
    return unread;
}

std::optional<double> number_of(const Expr& expr) {
    if (expr.kind == ExprKind::number) return expr.number;
    constexpr double inf = std::numeric_limits<double>::infinity();
    if (expr.kind == ExprKind::negative) {
        const auto number = number_of(expr.items.front());
        return number ? std::optional(-*number) : std::nullopt;
    }
    if (expr.kind == ExprKind::name && last_part(expr.text) == "inf") return inf;
    const bool cast = expr.kind == ExprKind::call && expr.items.front().text == "float" &&
                      expr.arguments.size() == 1;
    if (!cast) return std::nullopt;
    const Expr& value = expr.arguments.front();
    if (value.kind != ExprKind::string) return number_of(value);
    if (value.text == "inf" || value.text == "infinity") return inf;
    if (value.text == "-inf" || value.text == "-infinity") return -inf;
    return std::nullopt;
}

std::optional<int> integer_of(const Expr& expr) {
    const bool cast = expr.kind == ExprKind::call && expr.items.front().text == "int" &&
                      expr.arguments.size() == 1 && expr.arguments.front().kind == ExprKind::number;
    if (cast) {
        Expr cut = expr.arguments.front();
        cut.number = std::trunc(cut.number);
        cut.whole = true;
        return integer_of(cut);
    }
    if (expr.kind != ExprKind::number || !expr.whole) return std::nullopt;
    const bool fits = expr.number >= std::numeric_limits<int>::min() &&
                      expr.number <= std::numeric_limits<int>::max();
    if (!fits) return std::nullopt;
    return static_cast<int>(expr.number);
}

tl::unexpected<Error> not_read(const CallSite& site) {
    if (site.framework == Framework::unknown) {
        return fail(ErrorCode::unsupported,
                    say("{0} is no pooling call of a known framework",
                        site.found.call->items.front().source),
                    say("write its full name, such as torch.nn.MaxPool2d, or paste the line that "
                        "makes the layer"));
    }
    return fail(ErrorCode::unsupported,
                say("this is a call of {0}, which is not read: {1}", site.framework_name,
                    site.found.call->items.front().source),
                say("write the same layer as PyTorch, Keras, TensorFlow or ONNX code"));
}

namespace {

/// Whether this only makes an array for an example: "torch.randn(20, 16, 50, 32)". That is no
/// layer, and nothing is lost with it.
bool makes_array(const Expr& expr) {
    static constexpr std::array<std::string_view, 24> makers{
        "arange", "array", "as_tensor", "asarray",   "constant", "empty", "eye",     "from_numpy",
        "full",   "Input", "linspace",  "normal",    "ones",     "rand",  "randint", "randn",
        "random", "range", "tensor",    "to_tensor", "uniform",  "zeros", "Tensor",  "FloatTensor"};
    return expr.kind == ExprKind::call && expr.items.front().kind == ExprKind::name &&
           std::ranges::find(makers, last_part(expr.items.front().text)) != makers.end();
}

}  // namespace

void note_rest(const PythonCode& code, const FoundCall& found, std::vector<std::string>& unread) {
    if (found.arithmetic != nullptr) unread.emplace_back(found.arithmetic->source);
    if (code.fault) return;  // a whole program goes on around it
    const char* const call = found.call->source.data();
    const auto has_call = [call](const Expr& statement) {
        const char* const begin = statement.source.data();
        return call >= begin && call < begin + statement.source.size();
    };
    const auto own = std::ranges::find_if(code.statements, has_call);
    const std::string_view layer = own == code.statements.end() ? "" : own->target;
    for (const Expr& statement : code.statements) {
        const bool called = statement.kind == ExprKind::call;
        const std::string_view callee = called ? statement.items.front().text : "";
        // The numbers of a printed graph are read where they are used; m(x) uses the layer m.
        const bool known =
            called && (callee.starts_with("prim::") || (!layer.empty() && callee == layer));
        const bool acts = called || statement.kind == ExprKind::arithmetic ||
                          statement.kind == ExprKind::negative;
        if (!has_call(statement) && acts && !known && !makes_array(statement))
            unread.emplace_back(statement.source);
    }
}

LayerInput layer_input(const Expr* expr) {
    LayerInput input{.x = expr};
    while (input.x != nullptr && input.x->kind == ExprKind::negative) {
        input.x = &input.x->items.front();
        input.negated = !input.negated;
    }
    return input;
}

Result<const Operator*> signed_operator(std::string_view id, bool outside, bool inside) {
    if (outside == inside) {
        if (!outside || id == "avg") return find_operator(id);
        if (id == "max") return find_operator("min");
    }
    return fail(ErrorCode::unsupported, say("the minus signs make this more than a pooling layer"),
                say("paste the layer without them, or -max(-x) for the minimum"));
}

void note_input(const LayerInput& input, std::vector<std::string>& unread) {
    if (input.x == nullptr || input.x->kind == ExprKind::name || makes_array(*input.x)) return;
    unread.emplace_back(input.x->source);
}

}  // namespace poolscope
