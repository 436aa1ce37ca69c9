/// The trace of a layer: every step with its taps, winner, divisor, weights and output, as rows of
/// CSV or as JSON. Numbers are the shortest that read back as the same ones. Steps are counted from
/// 1 within their channel, as in the caption; rows, columns and channels from 0.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/document.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope::exporting {

/// A layer whose steps are told one by one.
struct Trace {
    const model::Document& document;
    StepRange<float> steps;
};

/// Whether the layer has a weight of its own for each tap: a convolution, a linear layer, batch
/// normalisation.
[[nodiscard]] inline bool has_tap_weights(const Layer& layer) {
    return layer.weights && (layer.weights->weight || layer.weights->mean);
}

/// What such a layer adds to the sum of an output channel.
[[nodiscard]] inline double added_last(const Layer& layer, int channel) {
    return layer.weights->mean ? layer.weights->offset_of(channel)
                               : layer.weights->bias_of(channel);
}

/// Whether the steps of `op` each draw a number (a fractional layer draws for its windows alone).
[[nodiscard]] inline bool draws_each_step(const Operator& op) {
    return op.seeded && !op.placement;
}

/// The names of the columns, with the end of the line.
[[nodiscard]] std::string_view trace_csv_header();

/// One step as a row: `nan`, `inf` and `-inf` as Python reads them. What a layer does not have (a
/// winner, a divisor, a draw) is left empty. `tap_kinds` has a letter a tap (r: real, p: padding,
/// o: overhang), `tap_values` its value, channel by channel, row by row; `weights` has a number a
/// tap where the layer weighs them, and `bias` what is added last.
[[nodiscard]] std::string trace_csv_row(const Trace& trace, const Step<float>& step);

/// The beginning of a JSON object, up to the first step. JSON has no NaN and no infinities: they
/// are the strings "NaN", "Infinity" and "-Infinity", which Python's float() reads.
[[nodiscard]] std::string trace_json_head(const Trace& trace);

/// One step as a JSON object, with the comma before it where one is needed.
[[nodiscard]] std::string trace_json_step(const Trace& trace, const Step<float>& step);

[[nodiscard]] std::string_view trace_json_tail();

}  // namespace poolscope::exporting
