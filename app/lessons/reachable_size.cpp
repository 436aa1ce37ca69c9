/// A search along one axis at a time, over the numbers that may be changed.
#include "lessons/reachable_size.hpp"

#include <algorithm>
#include <array>

#include "model/bounds.hpp"
#include "model/one_axis.hpp"
#include "poolscope/geometry.hpp"

namespace poolscope::lessons {

namespace {

using model::most_padding;

struct Numbers {
    int low = 1;
    int high = 1;
};

/// One axis of the layer: a square input of `length`, with the same numbers along both axes.
struct Search {
    int length = 1;
    int wanted = 1;
    const Allowed& allowed;
    PoolParams start;

    [[nodiscard]] Numbers range(std::string_view part, int now, int least, int most) const {
        return allowed.has(part) ? Numbers{least, std::max(most, now)} : Numbers{now, now};
    }

    [[nodiscard]] bool gives(const PoolParams& params) const {
        const auto shape = output_shape({1, params.channel_group, length, length}, params);
        return shape && shape->h == wanted;
    }

    /// Any kernel_size, stride and padding that are allowed two at a time give every size up to the
    /// largest.
    [[nodiscard]] bool is_within_largest(PoolParams params) const {
        params.kernel_size = allowed.has("kernel_size") ? Extent{1, 1} : params.kernel_size;
        params.stride = allowed.has("stride") ? Extent{1, 1} : params.stride;
        params.dilation = allowed.has("dilation") ? Extent{1, 1} : params.dilation;
        if (allowed.has("padding")) {
            params.padding_mode = PaddingMode::numbers;
            params.padding = {most_padding, most_padding, most_padding, most_padding};
        }
        const auto largest = output_shape({1, params.channel_group, length, length}, params);
        return !largest || wanted <= largest->h;
    }

    /// By padding alone: as it is, by name, or as a number of cells in all.
    [[nodiscard]] bool padding_gives(PoolParams params) const {
        if (gives(params)) return true;
        if (!allowed.has("padding")) return false;
        for (const PaddingMode mode :
             {PaddingMode::valid, PaddingMode::same_upper, PaddingMode::same_lower}) {
            params.padding_mode = mode;
            if (gives(params)) return true;
        }
        params.padding_mode = PaddingMode::numbers;
        for (int all = 0; all <= 2 * most_padding; ++all)
            for (const int before : {all / 2, std::min(all, most_padding)}) {
                params.padding = {before, before, all - before, all - before};
                if (gives(params)) return true;
            }
        return false;
    }

    [[nodiscard]] bool reaches(bool rounds_up) const {
        PoolParams params = start;
        params.ceil_mode = rounds_up;
        const auto free =
            std::ranges::count_if(std::array{"kernel_size", "stride", "padding"},
                                  [this](const char* part) { return allowed.has(part); });
        if (free > 1) return is_within_largest(params);
        // A longer window, or a longer stride, is no other.
        const int longest = length + 2 * most_padding;
        const Numbers kernel = range("kernel_size", params.kernel_size.h, 1, longest);
        const Numbers stride = range("stride", params.stride.h, 1, longest);
        const Numbers dilation = range("dilation", params.dilation.h, 1, longest);
        for (int k = kernel.low; k <= kernel.high; ++k)
            for (int s = stride.low; s <= stride.high; ++s)
                for (int d = dilation.low; d <= dilation.high; ++d) {
                    if (d > dilation.low && std::int64_t{d} * (k - 1) >= longest) break;
                    params.kernel_size = {k, k};
                    params.stride = {s, s};
                    params.dilation = {d, d};
                    if (padding_gives(params)) return true;
                }
        return false;
    }
};

}  // namespace

bool reaches_size(const Allowed& allowed, const model::Document& start, Extent size) {
    for (const char* part : {"size", "operator", "dialect", "placement", "output_size"})
        if (allowed.has(part) && (part != std::string_view("output_size") ||
                                  start.layer().params.placement == Placement::adaptive ||
                                  start.layer().params.placement == Placement::fractional))
            return true;
    // What an operator reads beside its input says nothing about sizes.
    PoolParams params = start.layer().params;
    params.scores = {};
    params.samples = {};
    const Search rows{start.shape().h, size.h, allowed, model::along_rows(params)};
    const Search cols{start.shape().w, size.w, allowed, model::along_cols(params)};
    for (const bool rounds_up : {params.ceil_mode, !params.ceil_mode}) {
        if (rounds_up != params.ceil_mode && !allowed.has("ceil_mode")) continue;
        if (rows.reaches(rounds_up) && cols.reaches(rounds_up)) return true;
    }
    return false;
}

}  // namespace poolscope::lessons
