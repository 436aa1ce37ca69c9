/// Steps as JSON (see trace.hpp).
#include <cmath>
#include <vector>

#include "drawing/layer_words.hpp"
#include "export/json_text.hpp"
#include "export/trace.hpp"
#include "support/digits.hpp"

namespace poolscope::exporting {

namespace {

template <class Number>
std::string number_of(Number number) {
    if constexpr (std::is_floating_point_v<Number>) {
        if (std::isnan(number)) return "\"NaN\"";
        if (std::isinf(number)) return number > 0 ? "\"Infinity\"" : "\"-Infinity\"";
    }
    char digits[32];
    return {digits, to_digits(digits, digits + sizeof digits, number).ptr};
}

template <class Items, class TextOf>
std::string list_of(const Items& items, TextOf text) {
    std::string list = "[";
    for (const auto& item : items) {
        if (list.size() > 1) list += ',';
        list += text(item);
    }
    return list + ']';
}

std::string shape_of(const Shape& shape) {
    return list_of(std::vector{shape.n, shape.c, shape.h, shape.w}, number_of<int>);
}

/// {"channel":0,"row":-1,"col":0,"kind":"padding","value":"-Infinity"}, and its weight where it has
/// one of its own.
std::string tap_of(const Tap<float>& tap, bool weighted) {
    constexpr std::string_view kinds[] = {"real", "padding", "overhang"};
    return "{\"channel\":" + number_of(tap.channel) + ",\"row\":" + number_of(tap.row) +
           ",\"col\":" + number_of(tap.col) +
           ",\"kind\":" + json_text(kinds[static_cast<std::size_t>(tap.kind)]) +
           ",\"value\":" + number_of(tap.value) +
           (weighted ? ",\"weight\":" + number_of(tap.weight) : std::string()) + "}";
}

}  // namespace

std::string trace_json_head(const Trace& trace) {
    const Layer& layer = trace.steps.layer();
    const Geometry& geometry = trace.steps.geometry();
    const auto words = drawing::layer_words(layer);
    const std::string& name = trace.document.layers.front().name;
    return R"({"format":"poolscope-trace","version":1,"operator":)" + json_text(layer.op->id) +
           (name.empty() ? std::string() : R"(,"name":)" + json_text(name)) + R"(,"layer":)" +
           list_of(words, json_text) + R"(,"channel_names":)" +
           list_of(trace.document.channel_names, json_text) + R"(,"input_shape":)" +
           shape_of(geometry.input) + R"(,"output_shape":)" + shape_of(geometry.output) +
           R"(,"grain":)" + (trace.steps.grain() == Grain::window ? "\"window\"" : "\"cell\"") +
           R"(,"steps":[)";
}

std::string trace_json_step(const Trace& trace, const Step<float>& step) {
    const Layer& layer = trace.steps.layer();
    const Operator& op = *layer.op;
    const bool weighted = has_tap_weights(layer);
    const Reduction<float>& result = step.reduction;
    std::string text = "\n{";
    const auto add = [&](std::string_view name, const std::string& value) {
        if (text.back() != '{') text += ',';
        text += '"' + std::string(name) + "\":" + value;
    };
    add("step", number_of(step.index % trace.steps.plane_size() + 1));
    add("sample", number_of(step.n));
    add("channel", number_of(step.c));
    add("out_row", number_of(step.out_row));
    add("out_col", number_of(step.out_col));
    add("read", number_of(step.folded));
    add("taps",
        list_of(step.taps, [weighted](const Tap<float>& tap) { return tap_of(tap, weighted); }));
    // Of the taps, counted from 0.
    add("selected", result.selected ? number_of(*result.selected) : "null");
    add("ties", list_of(result.ties, number_of<std::size_t>));
    add("divisor", op.averages() ? number_of(result.divisor) : "null");
    add("weights", list_of(result.weights, number_of<double>));
    if (weighted) {
        add("bias", number_of(added_last(layer, step.c)));
        add("bias_in", step.bias_in ? "true" : "false");
    }
    add("draw", draws_each_step(op) ? number_of(step.draw) : "null");
    add("running", number_of(result.running));
    add("output", number_of(result.output));
    return text + '}';
}

std::string_view trace_json_tail() {
    return "\n]}\n";
}

}  // namespace poolscope::exporting
