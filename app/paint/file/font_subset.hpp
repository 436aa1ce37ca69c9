/// The part of a font that a file needs: only the characters it shows.
#pragma once

#include <set>
#include <vector>

#include "poolscope/error.hpp"
#include "theme/fonts.hpp"

namespace poolscope::paint {

/// An OpenType font with these characters of `font` and no others. Errors: unreadable where the
/// font cannot be cut down.
[[nodiscard]] Result<std::vector<std::byte>> font_subset(theme::Font font,
                                                         const std::set<char32_t>& characters);

}  // namespace poolscope::paint
