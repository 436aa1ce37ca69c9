/// Cross-channel max pooling (maxout): the largest of the cells at one place of several channels.
#pragma once

#include "poolscope/operator.hpp"

namespace poolscope {

/// max's rule under Placement::channels: output channel c is the largest of the input's channels
/// c * channel_group up to (c + 1) * channel_group, cell by cell. A winner's index counts from the
/// first cell of its group's first channel. Every scalar type.
/// Source: Goodfellow et al., Maxout Networks, arXiv 1302.4389.
[[nodiscard]] const Operator& maxout_operator();

}  // namespace poolscope
