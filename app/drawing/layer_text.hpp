/// What a layer and its steps say in words: strings for the drawing, the panels and the command
/// line.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/document.hpp"
#include "model/run.hpp"
#include "model/view_state.hpp"
#include "poolscope/operator.hpp"

namespace poolscope::drawing {

using poolscope::Piece;
using poolscope::Pieces;
using poolscope::Role;

/// The pieces' text, joined.
[[nodiscard]] std::string plain_text(const Pieces& pieces);

/// Whether a padding cell has a value that the operator takes in, or divides by its count.
[[nodiscard]] bool reads_padding(const Operator& op);

/// What the cell that is selected is called: "winner", or "picked" where chance selects.
[[nodiscard]] const char* winner_word(const Operator& op);

/// The taps that make the result together where no single one wins: a median's middle ones.
[[nodiscard]] std::span<const std::size_t> taken_together(const Step<float>& step);

/// A channel's name in at most 24 characters, all of them printable.
[[nodiscard]] std::string channel_label(const model::Document& document, int channel);

/// The names of the channels that a step reads, whole: "R", or "0, 1" where it spans several.
[[nodiscard]] std::string channel_names_read(const model::Document& document,
                                             const Geometry& geometry, const Step<float>& step);

/// The output's size along one axis with the numbers put in: `⌊(6 + 2·1 − 3) / 2⌋ + 1 = 3`. Ceil
/// mode uses ⌈ ⌉ and says where the last window would start past the input and is left out.
/// Adaptive axes: `5 (window i reads ⌊i·7/5⌋ up to ⌈(i+1)·7/5⌉)`; fractional ones, of a plane: `3
/// (α = (5 − 2) / (3 − 1) = 1.5, u = 0.57: starts 0, 2, 3)`.
[[nodiscard]] Pieces output_size_formula(const Axis& axis, bool ceil_mode);

/// Where a step stands among the steps of its channel.
struct StepPlace {
    std::size_t index = 0;
    std::size_t count = 0;
    Grain grain = Grain::window;
    const Geometry* geometry = nullptr;  ///< of the step's plane (model::geometry_of)
    std::size_t read = 0;  ///< taps read so far, where step.taps leaves some out; else 0
};

/// One step in words, part by part: "Step 5 of 9", "output (1, 1) reads rows 1–3, columns 1–3",
/// "9 real cells, 0 padding", "winner: input (1, 3)".
[[nodiscard]] std::vector<std::string> step_caption_parts(const Layer& layer,
                                                          const Step<float>& step,
                                                          const StepPlace& place);

/// The same as one line, joined with " · ".
[[nodiscard]] std::string step_caption(const Layer& layer, const Step<float>& step,
                                       const StepPlace& place);

/// The cell under the pointer: "input (1, 3) = 8", "read by 4 windows", "wins in 4 of them". Of an
/// output that no step has `written`, no value is told. Empty for a cell that is nowhere.
[[nodiscard]] std::vector<std::string> under_pointer(const model::Run& run,
                                                     const model::CellRef& cell, int sample = 0,
                                                     bool written = true);

/// The layer in numbers: "27 outputs · 192 cells read", "108 → 27 values (−75 %)", "0 cells never
/// read"; or the error.
[[nodiscard]] std::vector<std::string> layer_facts(const model::Run& run);

/// A place as it is written: "(1, 3)", or "3" where the layer of `geometry` has one row.
[[nodiscard]] std::string position_text(const Geometry& geometry, int row, int col);

/// "rows 1–3", "row 2", "columns −1 to 1", "rows 0–4 by 2", from "row {0}" and "rows {0}".
[[nodiscard]] std::string span_text(const AxisSpan& span, const char* one, const char* many);

}  // namespace poolscope::drawing
