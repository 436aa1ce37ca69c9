/// The themes: light, as on paper, and dark. Meanings use Okabe and Ito's colour-blind-safe palette
/// (jfly.uni-koeln.de).
#include "theme/theme.hpp"

#include <array>

#include "poolscope/message.hpp"

namespace poolscope::theme {

namespace {

constexpr Theme light{
    .id = "light",
    .name = word("Light"),
    .dark = false,
    .background = rgb(0xF6F7F9),
    .panel = rgb(0xFFFFFF),
    .panel_sunken = rgb(0xF1F4F7),
    .line = rgb(0xE1E5EA),
    .line_strong = rgb(0xD5DBE2),
    .text = rgb(0x1B2430),
    .text_muted = rgb(0x516071),
    .text_faint = rgb(0x627184),
    .accent = rgb(0x0072B2),
    .accent_text = rgb(0xFFFFFF),
    .cell_low = rgb(0xF0F7FC),
    .cell_high = rgb(0x5A8ECA),
    .cell_text_dark = rgb(0x1B2430),
    .cell_text_light = rgb(0xFFFFFF),
    .cell_line = rgb(0xC9D6E2),
    .window = rgb(0xE69F00),
    .winner = rgb(0xD55E00),
    .tie = rgb(0xD55E00),
    .counted = rgb(0x8A5F00),
    .output = rgb(0x009E73),
    .output_fill = rgb(0xD6EFE6),
    .output_text = rgb(0x0B5A43),
    .pending_fill = rgb(0xFFFFFF),
    .pending_text = rgb(0xA7B1BD),
    .padding_fill = rgb(0xEEF1F4),
    .padding_hatch = rgb(0xD3DAE1),
    .padding_line = rgb(0xAAB4C0),
    .padding_text = rgb(0x5F6C7A),
    .overhang_fill = rgb(0xF6F1F7),
    .overhang_dots = rgb(0xC9B4CE),
    .overhang_line = rgb(0xB79ABF),
    .overhang_text = rgb(0x7A5A83),
    .unread_hatch = rgb(0x9AA6B3),
    .hover = rgb(0xA0457F),
    .invalid = rgb(0xB3261E),
    .notice_fill = rgb(0xFFF8EB),
    .notice_line = rgb(0xF2D49B),
};

constexpr Theme dark{
    .id = "dark",
    .name = word("Dark"),
    .dark = true,
    .background = rgb(0x14181E),
    .panel = rgb(0x1B2129),
    .panel_sunken = rgb(0x232B35),
    .line = rgb(0x2D3743),
    .line_strong = rgb(0x3C4857),
    .text = rgb(0xE8EDF3),
    .text_muted = rgb(0xAAB7C6),
    .text_faint = rgb(0x8E9CAD),
    .accent = rgb(0x2F8FD0),
    .accent_text = rgb(0xFFFFFF),
    .cell_low = rgb(0x1E2B3A),
    .cell_high = rgb(0x7DB4E8),
    .cell_text_dark = rgb(0x04070B),
    .cell_text_light = rgb(0xFFFFFF),
    .cell_line = rgb(0x3A4A5C),
    .window = rgb(0xF0B429),
    .winner = rgb(0xFF7F32),
    .tie = rgb(0xFF7F32),
    .counted = rgb(0xF0C766),
    .output = rgb(0x2CC496),
    .output_fill = rgb(0x16382F),
    .output_text = rgb(0xA9EBD5),
    .pending_fill = rgb(0x1B2129),
    .pending_text = rgb(0x6B7888),
    .padding_fill = rgb(0x1D242D),
    .padding_hatch = rgb(0x303B48),
    .padding_line = rgb(0x56636F),
    .padding_text = rgb(0x95A3B2),
    .overhang_fill = rgb(0x241F2A),
    .overhang_dots = rgb(0x57465F),
    .overhang_line = rgb(0x7A6285),
    .overhang_text = rgb(0xBFA3C9),
    .unread_hatch = rgb(0x6F7D8C),
    .hover = rgb(0xE58CC4),
    .invalid = rgb(0xFF8A80),
    .notice_fill = rgb(0x2E2817),
    .notice_line = rgb(0x6B5520),
};

constexpr std::array<const Theme*, 2> all{&light, &dark};

}  // namespace

std::span<const Theme* const> themes() {
    return all;
}

const Theme& theme_or_default(std::string_view id) {
    for (const Theme* theme : all)
        if (theme->id == id) return *theme;
    return *all.front();
}

}  // namespace poolscope::theme
