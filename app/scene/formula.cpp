/// One step as a formula with its real numbers (see formula.hpp).
#include "scene/formula.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "scene/number.hpp"

namespace poolscope::scene {
namespace {

constexpr std::size_t listed_items = 64;  ///< a longer window lists this many, and those to keep
constexpr int formula_digits = 6;
constexpr float smallest_scale =
    0.68F;  ///< how far the strip's words shrink before items are left out
constexpr const char* ellipsis = "…";

/// How one kind of operator is written.
struct Form {
    bool (*applies)(const Operator& op);
    const char* noun;
    Pieces (*head)(const Operator& op);
    const char* joiner;        ///< between items
    const char* minus_joiner;  ///< before a negative item, which then drops its sign; null keeps it
    bool (*counts)(const PoolParams& params, TapKind kind);
    Pieces (*tail)(const Step<float>& step);
    const char* running;  ///< what the result of a part of the taps is called
    bool running_is_sum;  ///< the running value is the sum, not the output
};

bool always(const PoolParams&, TapKind) {
    return true;
}

bool counted_by_divisor(const PoolParams& params, TapKind kind) {
    const bool padding_counts = params.count_include_pad && !params.divisor_override;
    return kind == TapKind::real || (kind == TapKind::padding && padding_counts);
}

Piece result_piece(double value) {
    return {format_value(value, formula_digits), Role::result};
}

/// The kinds there are; the first that applies is used, and the last always does.
constexpr std::array forms{
    Form{[](const Operator& op) { return op.averages; }, "mean",
         [](const Operator&) {
             return Pieces{{"( ", Role::plain}};
         },
         " + ", " − ", counted_by_divisor,
         [](const Step<float>& step) {
             return Pieces{{" ) / ", Role::plain},
                           {format_count(step.reduction.divisor), Role::parameter},
                           {" = ", Role::plain},
                           result_piece(static_cast<double>(step.reduction.output))};
         },
         "sum so far ", true},
    Form{[](const Operator& op) { return op.selects; }, "maximum",
         [](const Operator& op) {
             return Pieces{{std::string{op.id}, Role::word}, {"( ", Role::plain}};
         },
         ", ", nullptr, always,
         [](const Step<float>& step) {
             return Pieces{{" ) = ", Role::plain},
                           result_piece(static_cast<double>(step.reduction.output))};
         },
         "maximum so far ", false},
    Form{[](const Operator&) { return true; }, "result",
         [](const Operator& op) {
             return Pieces{{std::string{op.id}, Role::word}, {"( ", Role::plain}};
         },
         ", ", nullptr, always,
         [](const Step<float>& step) {
             return Pieces{{" ) = ", Role::plain},
                           result_piece(static_cast<double>(step.reduction.output))};
         },
         "so far ", false},
};

const Form& form_of(const Operator& op) {
    return *std::ranges::find_if(forms, [&](const Form& form) { return form.applies(op); });
}

/// Which role the tap at `index` has at this step.
Role role_of(const Step<float>& step, std::size_t index) {
    if (index >= step.folded) {
        return Role::unread;
    }
    if (step.reduction.selected == index) {
        return Role::winner;
    }
    if (!step.complete() && index + 1 == step.folded) {
        return Role::current;
    }
    return step.taps[index].kind == TapKind::real ? Role::value : Role::faint;
}

FormulaItem make_item(const Form& form, const Step<float>& step, std::size_t index) {
    const auto value = static_cast<double>(step.taps[index].value);
    const bool flips = form.minus_joiner != nullptr && value < 0;
    const Role role = role_of(step, index);
    const bool reading = !step.complete() && index + 1 == step.folded;
    return {flips ? form.minus_joiner : form.joiner,
            {format_value(flips ? -value : value, formula_digits), role},
            role == Role::winner || reading,
            0};
}

Pieces tail_of(const Form& form, const Step<float>& step) {
    if (step.complete()) {
        return form.tail(step);
    }
    const double running =
        form.running_is_sum ? step.reduction.running : static_cast<double>(step.reduction.output);
    return {{" )  ", Role::plain}, {form.running, Role::note}, result_piece(running)};
}

float width_of(const Pieces& pieces, float size) {
    float width = 0;
    for (const Piece& piece : pieces) {
        width += theme::text_width(piece.text, size, font_of(piece.role));
    }
    return width;
}

/// The chosen items between head and tail, with an ellipsis where some are missing.
Pieces join(const Formula& formula, const std::vector<bool>& chosen) {
    Pieces pieces = formula.head;
    std::size_t next = 0;
    bool first = true;
    const auto gap = [&] {
        pieces.push_back({(first ? "" : formula.gap_joiner) + ellipsis, Role::faint});
        first = false;
    };
    for (std::size_t i = 0; i < formula.items.size(); ++i) {
        if (!chosen[i]) {
            continue;
        }
        const FormulaItem& item = formula.items[i];
        if (item.ordinal != next) {
            gap();
        }
        if (!first) {
            pieces.push_back({item.joiner, Role::plain});
        }
        pieces.push_back(item.piece);
        first = false;
        next = item.ordinal + 1;
    }
    if (next < formula.item_count) {
        gap();
    }
    pieces.insert(pieces.end(), formula.tail.begin(), formula.tail.end());
    return pieces;
}

}  // namespace

Formula make_formula(const Operator& op, const PoolParams& params, const Step<float>& step,
                     std::size_t omitted) {
    const Form& form = form_of(op);
    Formula formula{form.head(op), {}, tail_of(form, step), form.joiner, 0};
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        if (!form.counts(params, step.taps[i].kind)) {
            continue;
        }
        // Past the first ones, a window that leaves taps out lists only those that matter, anywhere
        // among them.
        formula.item_count += omitted > 0 && i >= listed_items ? 1 : 0;
        const std::size_t ordinal = formula.item_count++;
        const bool kept =
            step.reduction.selected == i || (!step.complete() && i + 1 == step.folded);
        if (ordinal < listed_items || kept) {
            formula.items.push_back(make_item(form, step, i));
            formula.items.back().ordinal = ordinal;
        }
    }
    formula.item_count += omitted;
    if (!formula.items.empty()) {
        // The first item stands without its joiner; a negative one then needs its sign back.
        FormulaItem& lead = formula.items.front();
        if (lead.joiner != form.joiner) {
            lead.piece.text = "−" + lead.piece.text;
        }
    } else if (step.complete()) {
        formula.head = {{form.noun, Role::word}, {" of no real cell", Role::plain}};
        formula.tail = {{" = ", Role::plain},
                        result_piece(static_cast<double>(step.reduction.output))};
    }
    return formula;
}

Pieces formula_pieces(const Formula& formula) {
    return join(formula, std::vector<bool>(formula.items.size(), true));
}

FittedFormula fit_formula(const Formula& formula, float max_width, float size) {
    Pieces all = formula_pieces(formula);
    const float full = width_of(all, size);
    if (full <= max_width) {
        return {std::move(all), size};
    }
    if (full * smallest_scale <= max_width) {
        return {std::move(all), size * max_width / full};
    }
    const float small = size * smallest_scale;
    std::vector<bool> chosen(formula.items.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        chosen[i] = formula.items[i].keep;
    }
    // Items are added from the front while the whole still fits; its ellipses come and go with
    // them.
    Pieces best = join(formula, chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) {
            continue;
        }
        chosen[i] = true;
        Pieces longer = join(formula, chosen);
        if (width_of(longer, small) > max_width) {
            break;
        }
        best = std::move(longer);
    }
    const float width = width_of(best, small);
    return {std::move(best), width > max_width ? small * max_width / width : small};
}

const char* result_noun(const Operator& op) {
    return form_of(op).noun;
}

bool is_counted(const Operator& op, const PoolParams& params, TapKind kind) {
    return form_of(op).counts(params, kind);
}

theme::Font font_of(Role role) {
    const bool strong =
        role == Role::word || role == Role::winner || role == Role::current || role == Role::result;
    return strong ? theme::Font::semibold : theme::Font::regular;
}

}  // namespace poolscope::scene
