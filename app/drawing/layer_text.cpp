/// What a layer and its steps say in words (see layer_text.hpp).
#include "drawing/layer_text.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "drawing/formula.hpp"
#include "drawing/number.hpp"
#include "drawing/words.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {
namespace {

/// `2·(3 − 1) + 1` under dilation, else the kernel size alone.
void add_kernel(Pieces& pieces, const Axis& axis) {
    if (axis.dilation == 1) {
        pieces.push_back({format_count(axis.kernel_size), Role::parameter});
        return;
    }
    pieces.push_back({"(", Role::plain});
    pieces.push_back({format_count(axis.dilation), Role::parameter});
    pieces.push_back({"·(", Role::plain});
    pieces.push_back({format_count(axis.kernel_size), Role::parameter});
    pieces.push_back({" − 1) + 1)", Role::plain});
}

/// `2·1` where both sides have the same padding, else `1 + 0`.
void add_padding(Pieces& pieces, const Axis& axis) {
    if (axis.pad_begin == axis.pad_end) {
        pieces.push_back({"2·", Role::plain});
        pieces.push_back({format_count(axis.pad_begin), Role::parameter});
        return;
    }
    pieces.push_back({format_count(axis.pad_begin), Role::parameter});
    pieces.push_back({" + ", Role::plain});
    pieces.push_back({format_count(axis.pad_end), Role::parameter});
}

/// The output's size in ceil mode before PyTorch's correction.
std::int64_t uncorrected_size(const Axis& axis) {
    const std::int64_t effective = std::int64_t{axis.dilation} * (axis.kernel_size - 1) + 1;
    const std::int64_t room = std::int64_t{axis.input} + axis.pad_begin + axis.pad_end - effective;
    return (room + axis.stride - 1) / axis.stride + 1;
}

/// `5 (window i reads ⌊i·7/5⌋ up to ⌈(i+1)·7/5⌉)`.
Pieces adaptive_size(const Axis& axis) {
    if (axis.output == 1) {
        return {{"1", Role::result},
                {trf(" (one window reads all {0})", format_count(axis.input)), Role::note}};
    }
    const std::string ratio = format_count(axis.input) + '/' + format_count(axis.output);
    return {{format_count(axis.output), Role::result},
            {tr(" (window i reads "), Role::note},
            {"⌊i·", Role::plain},
            {ratio, Role::parameter},
            {"⌋", Role::plain},
            {tr(" up to "), Role::note},
            {"⌈(i+1)·", Role::plain},
            {ratio, Role::parameter},
            {"⌉", Role::plain},
            {tr("adaptive|)"), Role::note}};
}

/// `3 (α = (5 − 2) / (3 − 1) = 1.5, u = 0.57: starts 0, 2, 3)`.
Pieces fractional_size(const Axis& axis) {
    constexpr int listed_starts = 8;
    Pieces pieces{{format_count(axis.output), Role::result}, {" (", Role::note}};
    if (axis.output > 1) {
        const double alpha = static_cast<double>(axis.input - axis.kernel_size) / (axis.output - 1);
        pieces.insert(pieces.end(), {{"α = (", Role::plain},
                                     {format_count(axis.input), Role::parameter},
                                     {" − ", Role::plain},
                                     {format_count(axis.kernel_size), Role::parameter},
                                     {") / (", Role::plain},
                                     {format_count(axis.output), Role::parameter},
                                     {" − 1) = " + format_value(alpha, 4) + ", u = ", Role::plain},
                                     {format_value(axis.sample, 4), Role::parameter},
                                     {": ", Role::plain}});
    }
    std::string starts = tr(axis.output > 1 ? word("starts ") : word("starts at "));
    for (int i = 0; i < std::min(axis.output, listed_starts); ++i)
        starts += (i > 0 ? ", " : "") + format_count(axis.span_at(i).start);
    if (axis.output > listed_starts)
        starts += ", … " + format_count(axis.span_at(axis.output - 1).start);
    pieces.push_back({starts, Role::plain});
    pieces.push_back({")", Role::note});
    return pieces;
}

/// The sum of floor((first + i * step) / divisor) over i = 0 .. count - 1, none of them negative.
std::int64_t floor_sum(std::int64_t count, std::int64_t first, std::int64_t step,
                       std::int64_t divisor) {
    // Whole parts are summed at once; the rest is the same sum with the axes swapped, as in
    // Euclid's algorithm.
    std::int64_t sum = 0;
    while (count > 0) {
        sum += count * (count - 1) / 2 * (step / divisor) + count * (first / divisor);
        step %= divisor;
        first %= divisor;
        const std::int64_t end = step * count + first;
        count = end / divisor;
        first = end % divisor;
        std::swap(step, divisor);
    }
    return sum;
}

/// How many taps of all windows along an axis lie before `position`, counted from where the padding
/// begins: window i has min(ceil((position - i * stride) / dilation), kernel_size) of them.
std::int64_t taps_before(const Axis& axis, std::int64_t position) {
    const auto ceil_div = [](std::int64_t a, std::int64_t b) { return (a + b - 1) / b; };
    const std::int64_t outputs = axis.output;
    const std::int64_t some = std::min(ceil_div(position, axis.stride), outputs);
    const std::int64_t inside = position - std::int64_t{axis.dilation} * (axis.kernel_size - 1) - 1;
    const std::int64_t all = inside < 0 ? 0 : std::min(inside / axis.stride + 1, outputs);
    const std::int64_t nearest = position - (some - 1) * axis.stride;  // the last that has some
    return all * axis.kernel_size +
           floor_sum(some - all, nearest + axis.dilation - 1, axis.stride, axis.dilation);
}

/// How many real cells the windows along an axis read, all together.
std::size_t real_reads(const Axis& axis) {
    if (!axis.regular()) return static_cast<std::size_t>(axis.taps_before(axis.output));
    const std::int64_t begin = axis.pad_begin;
    return static_cast<std::size_t>(taps_before(axis, begin + axis.input) -
                                    taps_before(axis, begin));
}

/// "0 cells never read", over all planes.
std::string never_read_text(const model::Run& run) {
    const auto& [document, results] = run;
    const Shape& shape = document.shape();
    const auto planes = static_cast<std::size_t>(shape.n) * static_cast<std::size_t>(shape.c);
    std::size_t cells = results.never_read * planes;
    if (results.geometry->rows.placement == Placement::fractional) {
        constexpr std::size_t most_planes = 256;  // each has windows of its own
        if (planes > most_planes) return tr("each plane has its own windows");
        cells = 0;
        for (int n = 0; n < shape.n; ++n)
            for (int c = 0; c < shape.c; ++c)
                cells += never_read_count(model::geometry_of(run, {n, c}));
    }
    return trn("{0} cell never read", "{0} cells never read", cells);
}

/// Control characters, and those that only steer the direction or joining of text.
bool is_printable(char32_t c) {
    const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
    const bool steering = (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
                          (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF;
    return !control && !steering && c != 0xFFFD;
}

}  // namespace

std::string channel_label(const model::Document& document, int channel) {
    constexpr std::size_t most_characters = 24;
    constexpr std::string_view ellipsis = "…";
    std::string label;
    std::size_t before_last = 0;  // bytes
    std::size_t count = 0;
    std::string_view rest = document.channel_names[static_cast<std::size_t>(channel)];
    while (!rest.empty()) {
        if (count == most_characters) return label.substr(0, before_last).append(ellipsis);
        const std::string_view from = rest;
        const bool printable = is_printable(theme::next_character(rest));
        before_last = label.size();
        label += printable ? from.substr(0, from.size() - rest.size()) : " ";
        ++count;
    }
    return label;
}

std::string channel_names_read(const model::Document& document, const Geometry& geometry,
                               const Step<float>& step) {
    const auto [first, count] = channels_read(geometry, step.c);
    std::string names;
    for (int channel = first; channel < first + count; ++channel)
        names +=
            (names.empty() ? "" : ", ") + document.channel_names[static_cast<std::size_t>(channel)];
    return names;
}

std::string plain_text(const Pieces& pieces) {
    std::string text;
    for (const Piece& piece : pieces) text += piece.text;
    return text;
}

Pieces output_size_formula(const Axis& axis, bool ceil_mode) {
    if (axis.placement == Placement::adaptive) return adaptive_size(axis);
    if (axis.placement == Placement::fractional) return fractional_size(axis);
    Pieces pieces;
    pieces.push_back({ceil_mode ? "⌈(" : "⌊(", Role::plain});
    pieces.push_back({format_count(axis.input), Role::parameter});
    pieces.push_back({" + ", Role::plain});
    add_padding(pieces, axis);
    pieces.push_back({" − ", Role::plain});
    add_kernel(pieces, axis);
    pieces.push_back({") / ", Role::plain});
    pieces.push_back({format_count(axis.stride), Role::parameter});
    pieces.push_back({ceil_mode ? "⌉ + 1" : "⌋ + 1", Role::plain});
    const bool corrected = ceil_mode && uncorrected_size(axis) > axis.output;
    if (corrected) pieces.push_back({" − 1", Role::plain});
    pieces.push_back({" = ", Role::plain});
    pieces.push_back({format_count(axis.output), Role::result});
    if (corrected) {
        pieces.push_back(
            {tr(" (a last window that starts past the input is left out)"), Role::note});
    }
    return pieces;
}

std::vector<std::string> layer_facts(const model::Run& run) {
    const auto& [document, results] = run;
    if (!results.geometry)
        return {tr(results.geometry.error().located()), tr(results.geometry.error().remedy)};
    const Geometry& geometry = *results.geometry;
    const Shape& shape = document.shape();
    const auto planes = static_cast<std::size_t>(shape.n) * static_cast<std::size_t>(shape.c);
    const std::size_t before = geometry.input.count();
    const std::size_t after = geometry.output.count();
    const std::size_t reads = planes * real_reads(geometry.rows) * real_reads(geometry.cols);
    const double change = 100.0 * (static_cast<double>(after) / static_cast<double>(before) - 1.0);
    // Whole per cent, but never "all of them" while some are left.
    const double rounded = change < -99 ? std::ceil(change * 10) / 10 : std::round(change);
    const double shown = std::max(rounded, -99.9);
    const std::string sign = shown > 0 ? "+" : "";
    return {trn("{0} output", "{0} outputs", after) + " · " +
                trn("{0} cell read", "{0} cells read", reads),
            trf("{0} → {1} values ({2} %)", before, after,
                shown == 0 ? "±0" : sign + format_value(shown, 4)),
            never_read_text(run)};
}

}  // namespace poolscope::drawing
