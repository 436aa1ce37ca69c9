/// Recognizes a kernel_size that is the input's own size: F.avg_pool2d(x, x.size()[2:]) pools
/// globally.
#pragma once

#include "dialects/call_reader.hpp"

namespace poolscope {

/// Whether `kernel` is the size of what the call is applied to, rows and columns (or the columns
/// alone): `x.size()[2:]`, `x.shape[-2:]`, `(x.size(2), x.size(3))` of x; with `last`, where
/// channels come last, `x.shape[1:3]`. An error is kept where it is the size of something else, or
/// where the code does not say what the call is applied to.
[[nodiscard]] bool is_whole_input(CallReader& call, std::string_view kernel, const Expr* input,
                                  bool columns_alone, bool last);

}  // namespace poolscope
