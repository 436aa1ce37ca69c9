/// The code and the print-out that stand around a grid: what makes the same array is passed over,
/// what shapes it is done, and what computes with it is refused by name.
#pragma once

#include <span>
#include <string_view>

#include "io/text/numbers_in_axes.hpp"

namespace poolscope::io {

/// Where a grid stands in a text.
struct GridPlace {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::size_t> parentheses;  ///< open around it, the innermost last
    std::size_t before = 0;                ///< where the text before it begins to be its own
    std::size_t after = 0;                 ///< where the text behind it ends to be its own
};

/// Does to `numbers` what the code around them says: `torch.tensor(<grid>).view(1, 1, 2, 2)`,
/// `np.array(<grid>).T`, `tf.constant(<grid>, shape=(2, 2))`. Errors: unsupported, which names what
/// is not done; bad_format for what does not end; that of reshape().
[[nodiscard]] Result<void> apply_code_around(NumbersInAxes& numbers, std::string_view text,
                                             const GridPlace& place);

}  // namespace poolscope::io
