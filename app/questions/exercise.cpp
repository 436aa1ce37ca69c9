/// Makes exercises, and fresh numbers for them (see exercise.hpp).
#include "questions/exercise.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "drawing/number.hpp"
#include "poolscope/stepping.hpp"
#include "support/random.hpp"

namespace poolscope::questions {

namespace {

constexpr int most_decimals = 2;

std::int64_t side_of(const Axis& axis) {
    return std::int64_t{axis.pad_begin} + axis.overhang_end();
}

/// Nothing, or which of the limits the layer passes.
Result<void> check_by_hand(const Geometry& geometry) {
    const std::int64_t rows = side_of(geometry.rows);
    const std::int64_t cols = side_of(geometry.cols);
    const auto planes = static_cast<std::size_t>(geometry.input.c);
    const std::int64_t window =
        std::int64_t{geometry.rows.widest()} * geometry.cols.widest() * geometry.channel_group;
    const std::size_t outputs =
        geometry.output.plane_count() * static_cast<std::size_t>(geometry.output.c);
    // The sides first: within them the products are small.
    const bool fits = std::max(rows, cols) <= most_side &&
                      static_cast<std::size_t>(rows * cols) * planes <= most_cells &&
                      outputs <= most_outputs && window <= most_window_cells;
    if (fits) return {};
    return fail(ErrorCode::too_large,
                say("the layer is too large to write by hand: its padded input has {0} × {1} × {2} "
                    "cells, and its output {3}",
                    planes, rows, cols, outputs),
                say("use at most {0} cells a side and {1} in all, with the padding, {2} outputs, "
                    "and {3} cells a window",
                    most_side, most_cells, most_outputs, most_window_cells));
}

/// How a sample's numbers look.
struct NumberKind {
    double low = 0;
    double high = 0;
    int decimals = 0;
    bool any = false;  ///< there is a finite one
};

int decimals_of(float value) {
    for (int decimals = 0; decimals < most_decimals; ++decimals) {
        const double scaled = static_cast<double>(value) * std::pow(10.0, decimals);
        const double back = std::round(scaled) / std::pow(10.0, decimals);
        if (static_cast<float>(back) == value) return decimals;
    }
    return most_decimals;
}

NumberKind kind_of(const model::Values& input, int sample) {
    NumberKind kind;
    for (int c = 0; c < input.shape().c; ++c) {
        for (const float value : input.plane(sample, c)) {
            if (!std::isfinite(value)) continue;
            const auto number = static_cast<double>(value);
            kind.low = kind.any ? std::min(kind.low, number) : number;
            kind.high = kind.any ? std::max(kind.high, number) : number;
            kind.decimals = std::max(kind.decimals, decimals_of(value));
            kind.any = true;
        }
    }
    return kind;
}

}  // namespace

std::string draw_text(const Step<float>& step) {
    return drawing::format_value(std::round(step.draw * 1e4) / 1e4);
}

std::size_t Draws::below(std::size_t count) {
    const double unit = unit_draw(seed_, {purpose_, drawn_++});
    return std::min(static_cast<std::size_t>(unit * static_cast<double>(count)), count - 1);
}

Geometry Exercise::geometry(int channel) const {
    return plane_geometry(*results.geometry, document.layer().params, sample, channel);
}

StepRange<float> Exercise::steps() const {
    return steps_of(*this, Grain::window);
}

std::size_t Exercise::step_index(int channel, int row, int col) const {
    const auto plane = static_cast<std::size_t>(sample) * static_cast<std::size_t>(output().c) +
                       static_cast<std::size_t>(channel);
    return plane * output().plane_count() +
           static_cast<std::size_t>(row) * static_cast<std::size_t>(output().w) +
           static_cast<std::size_t>(col);
}

Step<float> Exercise::step(int channel, int row, int col) const {
    return steps()[step_index(channel, row, col)];
}

Result<Exercise> make_exercise(const model::Document& document, int sample, std::uint64_t seed) {
    model::Run run{document, model::outline_results(document)};
    if (!run.results.geometry) return error_of(run.results.geometry);
    if (const auto checked = check_by_hand(*run.results.geometry); !checked)
        return error_of(checked);
    run.results = model::complete(run);
    return Exercise{std::move(run), std::clamp(sample, 0, document.shape().n - 1), seed};
}

model::Document with_fresh_numbers(const model::Document& document, int sample, std::uint64_t seed,
                                   std::uint64_t number) {
    const NumberKind kind = kind_of(*document.input->whole(), sample);
    if (!kind.any) return document;
    // Whole multiples of the last decimal, so that both ends can be drawn.
    const double scale = std::pow(10.0, kind.decimals);
    const double low = std::ceil(kind.low * scale - 1e-6);
    const double count = std::max(std::floor(kind.high * scale + 1e-6) - low + 1, 1.0);
    model::Values values = *document.input->whole();
    std::uint64_t cell = 0;
    for (int c = 0; c < values.shape().c; ++c) {
        for (float& value : values.plane(sample, c)) {
            const double unit = unit_draw(seed, {number, cell++});
            value = static_cast<float>((low + std::floor(unit * count)) / scale);
        }
    }
    model::Document fresh = document;
    fresh.input = std::make_shared<const model::Values>(std::move(values));
    fresh.source.clear();
    return fresh;
}

}  // namespace poolscope::questions
