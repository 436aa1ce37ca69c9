/// ImGui's own style from a theme's tokens, and text drawn in the program's fonts. Sizes are in
/// logical pixels unless said otherwise.
#pragma once

#include <string>
#include <string_view>

#include <imgui.h>

#include "theme/color.hpp"
#include "theme/fonts.hpp"
#include "ui/frame/frame.hpp"

namespace poolscope::ui {

inline constexpr float body_size = 14;
inline constexpr float heading_size = 12;
inline constexpr float small_size = 13;
inline constexpr float code_size = 12.5F;

[[nodiscard]] constexpr ImU32 u32(theme::Color c) {
    return IM_COL32(c.r, c.g, c.b, c.a);
}
[[nodiscard]] ImVec4 vec4(theme::Color c);

/// Sets ImGui's colours, paddings and roundings for this theme and scale.
void apply_style(const theme::Theme& theme, float scale);

/// The size that text asked for at `size` has: before a whole room none is small.
[[nodiscard]] float text_size(const Frame& frame, float size);
/// A font of the program at `size` logical pixels an em.
[[nodiscard]] paint::SizedFont font(Frame& frame, theme::Font face, float size = body_size);

/// How a run of text looks.
struct TextLook {
    theme::Color color;
    theme::Font face = theme::Font::regular;
    float size = body_size;
};
[[nodiscard]] TextLook body(const Frame& frame);
[[nodiscard]] TextLook muted(const Frame& frame);

/// The width of one line, in the window's pixels.
[[nodiscard]] float width_of(const Frame& frame, std::string_view text, theme::Font face,
                             float size);

/// Draws one line; `middle` is the height of the middle of its digits. Window pixels.
void draw_text(Frame& frame, ImDrawList& list, float x, float middle, std::string_view text,
               const TextLook& look);
/// Words as they fit into a room: smaller, and where that is not enough with an ellipsis.
struct Fitted {
    std::string text;
    TextLook look;
    float width = 0;  ///< in window pixels
    bool shortened = false;
};
[[nodiscard]] Fitted fitted(const Frame& frame, std::string_view text, float room, TextLook look,
                            float least_size);

inline constexpr float least_centered = 8;  ///< no words are made smaller to fit
/// Draws one line centred on `center`, fitted into `max_width`; returns the words as they stand.
Fitted draw_text_centered(Frame& frame, ImDrawList& list, ImVec2 center, float max_width,
                          std::string_view text, const TextLook& look);

/// The height of text wrapped at `width`, in window pixels: lines are 1.45 ems apart.
[[nodiscard]] float wrapped_height(Frame& frame, float width, std::string_view text,
                                   const TextLook& look);
/// Draws text wrapped at blanks to `width` from its top left `at`; returns its widest line.
float draw_wrapped(Frame& frame, ImDrawList& list, ImVec2 at, float width, std::string_view text,
                   const TextLook& look);

/// ImGui's label for a row of a menu: `text`, told apart by `id` in every language.
[[nodiscard]] std::string menu_label(Frame& frame, std::string_view text, std::string_view id);

/// While it lives, menus have rows that are hit with ease; where `rows` of them would be higher
/// than the window, they stand closer.
class MenuStyle {
public:
    explicit MenuStyle(const Frame& frame, float rows = 0);
    ~MenuStyle();
    MenuStyle(const MenuStyle&) = delete;
    MenuStyle& operator=(const MenuStyle&) = delete;
};

/// Leaves `height` logical pixels free.
void gap(const Frame& frame, float height);

/// What the words in an anchor need, which tests hold against its room.
struct Needed {
    float width = 0;         ///< in window pixels; 0: not known
    bool shortened = false;  ///< an ellipsis stands for some of them
    Needed() = default;
    Needed(float pixels) : width(pixels) {}        // NOLINT(google-explicit-constructor)
    Needed(const Fitted& words, float around = 0)  // NOLINT(google-explicit-constructor)
        : width(words.width + around), shortened(words.shortened) {}
};

/// Records the last ImGui item under `name`.
void anchor_item(Frame& frame, std::string_view name, bool enabled = true,
                 const Needed& needed = {});
/// Records a rectangle (window pixels) under `name`.
void anchor(Frame& frame, std::string_view name, ImVec2 min, ImVec2 max, AnchorKind kind,
            const Needed& needed = {}, bool enabled = true);

}  // namespace poolscope::ui
