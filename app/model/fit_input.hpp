/// An input brought to the shape that a network takes.
#pragma once

#include "model/values.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::model {

/// How a picture of other proportions comes to the shape that is wanted.
enum class Fitting {
    squeezed,  ///< all of it, its proportions changed
    middle,    ///< the largest part about its middle that has the wanted proportions
};

/// Whether so many channels can become so many others: as many, one as the mean of all, or copies
/// of one.
[[nodiscard]] bool channels_fit(int from, int to);

/// `from`, whose channels must fit, at `to`'s channels, rows and columns: each cell is the mean of
/// what it covers, shares of cells counted as such. All samples of `from` are kept.
[[nodiscard]] Values fitted(const Values& from, const Shape& to, Fitting how);

}  // namespace poolscope::model
