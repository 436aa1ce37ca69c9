/// Short explanations that stand beside what they explain.
#pragma once

#include <span>
#include <string_view>

#include "drawing/primitives.hpp"

namespace poolscope::ui {

struct Frame;

/// Explains the last item once the pointer has rested on it, below it or else above. `id` names the
/// item.
void tooltip(Frame& frame, std::string_view id, std::string_view text);

/// Shows an explanation of `about` (window pixels) now, as near as can be without covering it or
/// what is kept clear; `within` a part of the window, or all of it.
void show_tooltip(Frame& frame, std::string_view text, const drawing::Rect& about,
                  std::span<const drawing::Rect> kept_clear = {}, const drawing::Rect& within = {});

}  // namespace poolscope::ui
