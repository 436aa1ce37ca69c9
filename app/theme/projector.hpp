/// Themes as they are shown to a whole room: words stand out at least 7 to 1, and nothing is faded.
#pragma once

#include "theme/theme.hpp"

namespace poolscope::theme {

/// What a projector's weak light leaves of a contrast is still read from the back row (WCAG's AAA).
inline constexpr double projector_contrast = 7.0;

/// `theme`, of the list, with stronger colours for all that is written.
[[nodiscard]] const Theme& projector_theme(const Theme& theme);

}  // namespace poolscope::theme
