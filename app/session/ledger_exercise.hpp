/// A network's ledger as an exercise: each layer's output shape and parameters are hidden, and
/// foretold one by one.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::session {

enum class LedgerColumn : std::uint8_t { shape, parameters };

/// A cell of the ledger that can be hidden.
struct LedgerCell {
    std::size_t layer = 0;
    LedgerColumn column = LedgerColumn::shape;
    auto operator<=>(const LedgerCell&) const = default;
};

/// What is asked for in one row.
struct LedgerAnswer {
    Shape shape;
    std::int64_t parameters = 0;
    bool operator==(const LedgerAnswer&) const = default;
};

struct LedgerTally {
    int right = 0;   ///< answered, at whichever try
    int wrong = 0;   ///< tries that were not right
    int shown = 0;   ///< looked up instead
    int hidden = 0;  ///< still to be told
    bool operator==(const LedgerTally&) const = default;
};

class LedgerExercise {
public:
    [[nodiscard]] bool on() const { return on_; }
    /// Hides everything, or ends the exercise.
    void start();
    void stop() { *this = {}; }
    /// The network has other layers: what was told of the ones before is forgotten.
    void follow(const std::vector<LedgerAnswer>& answers);

    [[nodiscard]] bool hides(const LedgerCell& cell) const;
    /// Whether a cell that is told was answered, not looked up.
    [[nodiscard]] bool is_answered(const LedgerCell& cell) const;
    void show(const LedgerCell& cell);
    /// Whether `text` says what the cell hides, which it then does no more. Nothing for a text that
    /// is no answer: no numbers.
    std::optional<bool> try_answer(const LedgerCell& cell, std::string_view text);
    /// The last try that was wrong, as it was typed, while nothing else was done.
    [[nodiscard]] const std::string& wrong() const { return wrong_; }
    [[nodiscard]] const std::optional<LedgerCell>& wrong_cell() const { return wrong_cell_; }
    [[nodiscard]] LedgerTally tally() const;
    /// The first cell behind `cell` that is hidden, row by row, from the beginning on after the
    /// last one.
    [[nodiscard]] std::optional<LedgerCell> next_hidden(const LedgerCell& cell) const;

private:
    enum class Told : std::uint8_t { answered, shown };

    void forget_wrong();

    bool on_ = false;
    std::vector<LedgerAnswer> answers_;
    std::map<LedgerCell, Told> told_;
    int wrong_tries_ = 0;
    std::string wrong_;
    std::optional<LedgerCell> wrong_cell_;
};

/// What layer_costs() made last.
struct LedgerKept {
    std::optional<std::pair<std::uint64_t, std::uint64_t>> key{};  ///< revision and outputs
    std::vector<LayerCosts> costs{};
    bool covers = false;  ///< the output on the stage is hidden, too
};

}  // namespace poolscope::session
