/// What the dialects' tests share: layers by their ids, calls as text, layers as text.
#pragma once

#include <sstream>
#include <string>
#include <string_view>

#include "poolscope/dialect.hpp"

namespace poolscope {

inline const Dialect& dialect_of(std::string_view id) {
    return *find_dialect(id).value();
}

inline const Operator& operator_of(std::string_view id) {
    return *find_operator(id).value();
}

/// The layer as a call of this framework, or "error: ...".
inline std::string call(std::string_view dialect, std::string_view op, const PoolParams& params,
                        const Shape& input = {.n = 1, .c = 1, .h = 16, .w = 16}) {
    const auto text = dialect_of(dialect).call({&operator_of(op), params}, input);
    return text ? *text : "error: " + text.error().message();
}

/// What the framework says of this layer: "ok", or its reason and the remedy.
inline std::string verdict(std::string_view dialect, std::string_view op, const PoolParams& params,
                           const Shape& input = {.n = 1, .c = 1, .h = 16, .w = 16}) {
    const auto checked = dialect_of(dialect).check({&operator_of(op), params}, input);
    return checked ? "ok" : checked.error().message();
}

inline std::string text_of(const Extent& extent) {
    return std::to_string(extent.h) + "x" + std::to_string(extent.w);
}

/// What differs from a default layer of one cell a window: "max k3x3 s2x2 p1,1,1,1".
inline std::string text_of(std::string_view op, const PoolParams& p) {
    std::ostringstream out;
    out << op;
    switch (p.placement) {
        case Placement::sliding:
            out << " k" << text_of(p.kernel_size) << " s" << text_of(p.stride);
            break;
        case Placement::adaptive:
            out << " adaptive " << text_of(p.output_size);
            break;
        case Placement::global:
            out << " global";
            break;
        case Placement::fractional:
            out << " k" << text_of(p.kernel_size) << " o" << text_of(p.output_size);
            break;
        case Placement::channels:
            out << " group " << p.channel_group;
            break;
    }
    const Padding& pad = p.padding;
    if (p.padding_mode == PaddingMode::same_upper) out << " same_upper";
    if (p.padding_mode == PaddingMode::same_lower) out << " same_lower";
    if (p.padding_mode == PaddingMode::valid) out << " valid";
    if (pad != Padding{}) {
        out << " p" << pad.top << "," << pad.left << "," << pad.bottom << "," << pad.right;
    }
    if (p.dilation != Extent{}) out << " d" << text_of(p.dilation);
    if (p.ceil_mode) out << " ceil";
    const bool slides = p.placement == Placement::sliding;
    if (op == "avg" && slides && p.count_include_pad) out << " include";
    if (p.divisor_override) out << " divisor " << *p.divisor_override;
    if (op == "lp") out << " p=" << p.norm << (p.signed_powers ? " signed" : "");
    return out.str();
}

}  // namespace poolscope
