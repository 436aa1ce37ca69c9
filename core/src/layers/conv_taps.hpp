/// Which outputs of a convolution read real cells.
#pragma once

#include <algorithm>
#include <utility>

#include "poolscope/geometry.hpp"

namespace poolscope::layers {

/// The outputs along a sliding axis whose tap number `tap` is a real cell: first .. end.
[[nodiscard]] inline std::pair<int, int> real_outputs(const Axis& axis, int tap) {
    const int offset = tap * axis.dilation - axis.pad_begin;
    // The first output that reads this position or one beyond.
    const auto at_least = [&](int position) {
        const int way = position - offset;
        return way <= 0 ? 0 : (way + axis.stride - 1) / axis.stride;
    };
    const int first = std::clamp(at_least(0), 0, axis.output);
    const int end = std::clamp(at_least(axis.input), first, axis.output);
    return {first, end};
}

}  // namespace poolscope::layers
