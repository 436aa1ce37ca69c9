/// What a question is about: a layer over an input small enough for pen and paper, and what it
/// computes to.
#pragma once

#include <cstdint>
#include <string>

#include "model/run.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::questions {

/// What is written by hand: the longest padded side of an input, its padded cells in all channels,
/// the outputs in all channels, and the real cells of one window.
inline constexpr int most_side = 18;
inline constexpr std::size_t most_cells = 400;
inline constexpr std::size_t most_outputs = 64;
inline constexpr std::int64_t most_window_cells = 64;

/// A complete run and the sample of its input that it is about. Copies share their values.
struct Exercise : model::Run {
    int sample = 0;
    std::uint64_t seed = 1;  ///< of the questions

    [[nodiscard]] const Operator& op() const { return *document.layer().op; }
    [[nodiscard]] const Shape& output() const { return results.geometry->output; }
    /// The geometry of an output channel's plane.
    [[nodiscard]] Geometry geometry(int channel) const;
    [[nodiscard]] float input_at(int channel, int row, int col) const {
        return document.input->at(sample, channel, row, col);
    }
    /// The steps by window; they read this exercise's values.
    [[nodiscard]] StepRange<float> steps() const;
    /// The place of an output's step among steps().
    [[nodiscard]] std::size_t step_index(int channel, int row, int col) const;
    [[nodiscard]] Step<float> step(int channel, int row, int col) const;
};

/// The layer of `document` over its `sample`, or why it is no exercise: the layer's own error, or
/// too_large beyond the limits above.
[[nodiscard]] Result<Exercise> make_exercise(const model::Document& document, int sample,
                                             std::uint64_t seed);

/// The document with other numbers in place of `sample`'s, drawn from `seed` and `number`, between
/// the lowest and the highest of its finite ones: whole where those are, else with as many decimals
/// (at most two). A sample without a finite number keeps its own.
[[nodiscard]] model::Document with_fresh_numbers(const model::Document& document, int sample,
                                                 std::uint64_t seed, std::uint64_t number);

/// A step's draw as its formula writes it: "0.2053".
[[nodiscard]] std::string draw_text(const Step<float>& step);

/// A run of draws from a seed, for choices among few.
class Draws {
public:
    explicit Draws(std::uint64_t seed, std::uint64_t purpose) : seed_(seed), purpose_(purpose) {}
    /// A number of 0 .. count - 1; count > 0.
    [[nodiscard]] std::size_t below(std::size_t count);

private:
    std::uint64_t seed_;
    std::uint64_t purpose_;
    std::uint64_t drawn_ = 0;
};

}  // namespace poolscope::questions
