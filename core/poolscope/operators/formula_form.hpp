/// How one step of an operator is written as a formula with its real numbers; whoever draws it
/// chooses colours and the way numbers look.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/geometry.hpp"

namespace poolscope {

/// What a piece of a formula stands for.
enum class Role {
    plain,      ///< signs and brackets
    word,       ///< the operator's name
    parameter,  ///< a number that the layer sets
    weight,     ///< a cell's share, probability or score
    value,      ///< a cell's value
    winner,     ///< the value that wins
    current,    ///< the tap read at this step
    faint,      ///< padding
    unread,     ///< taps not read yet
    result,     ///< what comes out
    note,       ///< an aside in words
};

struct Piece {
    std::string text{};
    Role role = Role::plain;
    bool operator==(const Piece&) const = default;
};
using Pieces = std::vector<Piece>;

/// How a number is written: "3.5", with a proper minus sign.
using NumberText = std::string (*)(double);

/// The numbers of one step that its formula names.
struct FormulaNumbers {
    const PoolParams& params;
    NumberText number = nullptr;
    TapCounts counts{};   ///< of the whole window
    double output = 0.0;  ///< over the taps folded so far
    double running = 0.0;
    double draw = 0.0;
    int divisor = 0;
};

/// One tap as it stands in the formula.
struct FormulaTap {
    double value = 0.0;
    double weight = 0.0;  ///< of a weighing operator
    double before = 0.0;  ///< the running value before it, where the reduction says it
    Role role = Role::value;
};

/// `head item joiner item ... tail`. Null functions mean the plain form: `max( 6, 7 ) = 7`.
struct FormulaForm {
    std::string_view noun = word("result");      ///< what comes out: "maximum"
    std::string_view running = word("so far ");  ///< before the result of a part of the taps
    std::string_view joiner = ", ";              ///< between items
    bool adds = false;                           ///< a negative item is joined by a minus sign
    bool running_is_sum = false;                 ///< `running`, not `output`, is the result so far
    bool padding_counts = true;                  ///< padding taps stand in the formula
    Pieces (*head)(const FormulaNumbers&) = nullptr;  ///< null: the operator's id and a bracket
    /// The item of a tap; null: its value, in its role.
    Pieces (*item)(const FormulaTap&, const FormulaNumbers&) = nullptr;
    Pieces (*tail)(const FormulaNumbers&) = nullptr;  ///< null: ` ) = output`
};

}  // namespace poolscope
