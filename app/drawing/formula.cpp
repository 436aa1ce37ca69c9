/// One step as a formula with its real numbers (see formula.hpp).
#include "drawing/formula.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <string_view>

#include "drawing/number.hpp"
#include "drawing/words.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {
namespace {

constexpr std::size_t listed_items = 64;  ///< a longer window lists this many, and those to keep
constexpr float smallest_scale =
    0.68F;  ///< how far the strip's words shrink before items are left out
constexpr const char* ellipsis = "…";

Piece result_piece(const FormulaNumbers& numbers, double value) {
    return {numbers.number(value), Role::result};
}

FormulaNumbers numbers_of(const Layer& layer, const Step<float>& step, NumberText number) {
    FormulaNumbers numbers = formula_numbers(layer, step, number);
    numbers.draw = std::round(step.draw * 1e4) / 1e4;
    return numbers;
}

/// Which role the tap at `index` has at this step.
Role role_of(const Step<float>& step, std::size_t index) {
    if (index >= step.folded) return Role::unread;
    if (step.reduction.selected == index ||
        std::ranges::find(taken_together(step), index) != taken_together(step).end())
        return Role::winner;
    if (!step.complete() && index + 1 == step.folded) return Role::current;
    return step.taps[index].kind == TapKind::real ? Role::value : Role::faint;
}

bool is_reading(const Step<float>& step, std::size_t index) {
    return !step.complete() && index + 1 == step.folded;
}

/// The pieces of one tap; `flips` leaves a minus sign to the joiner before it.
Pieces item_pieces(const FormulaForm& form, const FormulaNumbers& numbers, const Step<float>& step,
                   std::size_t index, bool flips) {
    const Role role = role_of(step, index);
    FormulaTap tap{.value = static_cast<double>(step.taps[index].value),
                   .weight = step.taps[index].weight,
                   .role = role};
    double& leading = form.weight_leads ? tap.weight : tap.value;
    if (flips) leading = -leading;
    const auto& weights = step.reduction.weights;
    if (index < weights.size()) tap.weight = rounded_weight(weights[index]);
    if (index < step.reduction.before.size()) tap.before = step.reduction.before[index];
    const bool reduced = !weights.empty() || !step.reduction.before.empty();
    const bool weighed_later = role == Role::unread && reduced;
    if (form.item == nullptr || weighed_later) return {{numbers.number(tap.value), role}};
    Pieces pieces = form.item(tap, numbers);
    for (Piece& piece : pieces) piece.role = role == Role::unread ? role : piece.role;
    return pieces;
}

FormulaItem make_item(const FormulaForm& form, const FormulaNumbers& numbers,
                      const Step<float>& step, std::size_t index, bool first) {
    const Tap<float>& tap = step.taps[index];
    const double leading = form.weight_leads ? tap.weight : static_cast<double>(tap.value);
    const bool flips = form.adds && !first && leading < 0;
    return {flips ? " − " : std::string{form.joiner},
            item_pieces(form, numbers, step, index, flips),
            step.reduction.selected == index || is_reading(step, index), 0};
}

/// The brackets that `head` leaves open, closed.
std::string closing(const Pieces& head) {
    const std::string text = plain_text(head);
    const auto open = std::ranges::count(text, '(') - std::ranges::count(text, ')');
    std::string brackets;
    for (std::ptrdiff_t i = 0; i < open; ++i) brackets += " )";
    return brackets;
}

/// Some number of the equation is written with fewer digits than it has, so that it holds only
/// nearly: the result, or what it is worked out from where none is picked.
bool holds_nearly(const Operator& op, const Step<float>& step) {
    const Reduction<float>& reduction = step.reduction;
    if (is_rounded(static_cast<double>(reduction.output))) return true;
    if (op.selects || !std::isfinite(reduction.output)) return false;
    const auto weight = [](double one) { return rounded_weight(one) != one; };
    const auto value = [](const Tap<float>& tap) {
        return tap.kind == TapKind::real &&
               (is_rounded(static_cast<double>(tap.value)) || is_rounded(tap.weight));
    };
    return std::ranges::any_of(reduction.weights, weight) || std::ranges::any_of(step.taps, value);
}

/// The equation's sign, which stands before its result, says so.
void mark_nearly(Pieces& pieces) {
    const std::string_view equals = equals_sign(false);
    for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
        const auto at = piece->text.rfind(equals);
        if (at == std::string::npos) continue;
        piece->text.replace(at, equals.size(), equals_sign(true));
        return;
    }
}

Pieces head_of(const Operator& op, const FormulaNumbers& numbers) {
    if (op.formula.head != nullptr) return op.formula.head(numbers);
    return {{std::string{op.id}, Role::word}, {"( ", Role::plain}};
}

Pieces tail_of(const FormulaForm& form, const FormulaNumbers& numbers, const Step<float>& step,
               const Pieces& head) {
    if (!step.complete()) {
        const double running = form.running_is_sum ? numbers.running : numbers.output;
        Pieces pieces{{closing(head) + "  ", Role::plain}, {tr_name(form.running), Role::note}};
        if (is_rounded(running)) pieces.push_back({"≈ ", Role::plain});
        pieces.push_back(result_piece(numbers, running));
        return pieces;
    }
    if (form.tail != nullptr) return form.tail(numbers);
    return {{closing(head) + equals_sign(false), Role::plain},
            result_piece(numbers, numbers.output)};
}

float width_of(const Pieces& pieces, float size) {
    float width = 0;
    for (const Piece& piece : pieces)
        width += theme::text_width(piece.text, size, font_of(piece.role));
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
        if (!chosen[i]) continue;
        const FormulaItem& item = formula.items[i];
        if (item.ordinal != next) gap();
        if (!first) pieces.push_back({item.joiner, Role::plain});
        pieces.insert(pieces.end(), item.pieces.begin(), item.pieces.end());
        first = false;
        next = item.ordinal + 1;
    }
    if (next < formula.item_count) gap();
    pieces.insert(pieces.end(), formula.tail.begin(), formula.tail.end());
    return pieces;
}

}  // namespace

std::string formula_number(double value) {
    return format_value(value);
}

Formula make_formula(const Layer& layer, const Step<float>& step, std::size_t omitted,
                     NumberText number) {
    const Operator& op = *layer.op;
    const FormulaForm& form = op.formula;
    const FormulaNumbers numbers = numbers_of(layer, step, number);
    Formula formula{head_of(op, numbers), {}, {}, std::string{form.joiner}, 0};
    formula.tail = tail_of(form, numbers, step, formula.head);
    for (std::size_t i = 0; i < step.taps.size(); ++i) {
        if (!is_counted(layer, step.taps[i].kind)) continue;
        // Past the first ones, a window that leaves taps out lists only those that matter, anywhere
        // among them.
        formula.item_count += omitted > 0 && i >= listed_items ? 1 : 0;
        const std::size_t ordinal = formula.item_count++;
        const bool kept = step.reduction.selected == i || is_reading(step, i);
        if (ordinal < listed_items || kept) {
            formula.items.push_back(make_item(form, numbers, step, i, formula.items.empty()));
            formula.items.back().ordinal = ordinal;
        }
    }
    formula.item_count += omitted;
    if (formula.items.empty() && step.complete()) {
        formula.head = {{trf("{0} of no real cell", tr_name(form.noun)), Role::word}};
        formula.tail = {{equals_sign(false), Role::plain}, result_piece(numbers, numbers.output)};
    }
    if (step.complete() && holds_nearly(op, step)) mark_nearly(formula.tail);
    return formula;
}

Pieces formula_pieces(const Formula& formula) {
    return join(formula, std::vector<bool>(formula.items.size(), true));
}

FittedFormula fit_formula(const Formula& formula, float max_width, float size) {
    Pieces all = formula_pieces(formula);
    const float full = width_of(all, size);
    if (full <= max_width) return {std::move(all), size};
    if (full * smallest_scale <= max_width) return {std::move(all), size * max_width / full};
    const float small = size * smallest_scale;
    std::vector<bool> chosen(formula.items.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = formula.items[i].keep;
    // Items are added from the front while the whole still fits; its ellipses come and go with
    // them.
    Pieces best = join(formula, chosen);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i]) continue;
        chosen[i] = true;
        Pieces longer = join(formula, chosen);
        if (width_of(longer, small) > max_width) break;
        best = std::move(longer);
    }
    const float width = width_of(best, small);
    return {std::move(best), width > max_width ? small * max_width / width : small};
}

bool is_counted(const Layer& layer, TapKind kind) {
    const Operator& op = *layer.op;
    const PoolParams& params = layer.params;
    if (kind == TapKind::real || op.formula.padding_counts) return true;
    const bool padding_divides = params.count_include_pad && !params.divisor_override;
    return kind == TapKind::padding && op.averages() && padding_divides;
}

double rounded_weight(double weight) {
    constexpr double thousandths = 1e3;
    const double rounded = std::round(weight * thousandths) / thousandths;
    if (rounded > 0 || !(weight > 0)) return rounded;
    const double unit = std::pow(10.0, std::floor(std::log10(weight)));
    return unit > 0 ? std::round(weight / unit) * unit : weight;
}

theme::Font font_of(Role role) {
    const bool strong =
        role == Role::word || role == Role::winner || role == Role::current || role == Role::result;
    return strong ? theme::Font::semibold : theme::Font::regular;
}

}  // namespace poolscope::drawing
