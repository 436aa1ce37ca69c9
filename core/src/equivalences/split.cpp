/// Takes a layer apart into its two axes.
#include "equivalences/split.hpp"

#include "poolscope/geometry.hpp"

namespace poolscope {

SplitLayer split_layer(const PoolParams& params, const Shape& input) {
    SplitLayer split{.rows = params, .columns = params};
    const Padding padding = padding_of(input, params);
    split.rows.padding_mode = split.columns.padding_mode = PaddingMode::numbers;
    split.rows.padding = {.top = 0, .left = padding.left, .bottom = 0, .right = padding.right};
    split.columns.padding = {.top = padding.top, .left = 0, .bottom = padding.bottom, .right = 0};
    split.rows.kernel_size.h = split.columns.kernel_size.w = 1;
    split.rows.stride.h = split.columns.stride.w = 1;
    split.rows.dilation.h = split.columns.dilation.w = 1;
    // As many outputs as there are cells, of one cell each.
    split.rows.output_size.h = input.h;
    if (params.placement == Placement::global) {
        split.rows.placement = Placement::adaptive;
        split.rows.output_size.w = 1;
    }
    return split;
}

}  // namespace poolscope
