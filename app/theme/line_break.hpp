/// Where lines of text break: at blanks, and between Chinese characters.
#pragma once

#include <string_view>
#include <vector>

#include "theme/fonts.hpp"

namespace poolscope::theme {

/// Characters that stand for a word each: ideographs and the punctuation between them.
[[nodiscard]] bool is_ideographic(char32_t c);

/// The lines of `text` at `size` pixels an em, none wider than `width` where it can be broken:
/// at newlines, at blanks (which are dropped), and beside Chinese characters, but not before
/// punctuation that ends something nor after what opens it. A word that is too wide stands alone,
/// but for a path, which goes on after a slash.
[[nodiscard]] std::vector<std::string_view> broken_lines(std::string_view text, float width,
                                                         float size, Font font);

}  // namespace poolscope::theme
