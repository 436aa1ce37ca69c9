/// Arguments by name, with errors that quote the code.
#include "dialects/call_reader.hpp"

#include <algorithm>
#include <array>
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
    const Expr& value = *bound->argument;
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
    static constexpr std::array<std::string_view, 20> words{
        "auto_pad",     "ceil_mode",        "count_include_pad",
        "dilation",     "dilation_rate",    "dilations",
        "kernel_shape", "kernel_size",      "ksize",
        "norm_type",    "output_ratio",     "output_size",
        "pad",          "padding",          "pads",
        "pool_size",    "divisor_override", "stride",
        "strides",      "window_shape"};
    for (const Bound& bound : bound_) {
        if (bound.asked || std::ranges::find(words, bound.name) == words.end()) continue;
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
    if (expr.kind != ExprKind::number || !expr.whole) return std::nullopt;
    const bool fits = expr.number >= std::numeric_limits<int>::min() &&
                      expr.number <= std::numeric_limits<int>::max();
    if (!fits) return std::nullopt;
    return static_cast<int>(expr.number);
}

Result<PastedCall> one_call(std::string_view code, const std::function<bool(const Expr&)>& wanted) {
    auto parsed = parse_python(code);
    if (!parsed) return error_of(parsed);
    PastedCall pasted{.code = std::move(*parsed)};
    const auto calls = find_calls(pasted.code, wanted);
    if (calls.empty()) {
        return fail(ErrorCode::not_expressible,
                    say("the code has no pooling call of this framework"));
    }
    if (calls.size() > 1) {
        return fail(ErrorCode::unsupported, say("the code has {0} pooling layers", calls.size()),
                    say("paste one of them"));
    }
    pasted.found = calls.front();
    return pasted;
}

void note_rest(const PastedCall& pasted, std::vector<std::string>& unread) {
    const char* const call = pasted.found.call->source.data();
    for (const Expr& statement : pasted.code) {
        const char* const begin = statement.source.data();
        const bool has_call = call >= begin && call < begin + statement.source.size();
        if (!has_call) unread.emplace_back(statement.source);
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
    if (input.x == nullptr || input.x->kind == ExprKind::name) return;
    unread.emplace_back(input.x->source);
}

}  // namespace poolscope
