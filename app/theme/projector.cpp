/// Moves colours away from their grounds until they stand out.
#include "theme/projector.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace poolscope::theme {

namespace {

constexpr int steps = 100;

/// `ink`, as much nearer to black or white as it takes on every one of `grounds`.
Color strengthened(Color ink, const std::vector<Color>& grounds, bool dark) {
    const Color end = dark ? rgb(0xFFFFFF) : rgb(0x000000);
    Color best = ink;
    for (int i = 0; i <= steps; ++i) {
        best = mix(ink, end, static_cast<float>(i) / steps);
        const bool stands_out = std::ranges::all_of(grounds, [&](Color ground) {
            return contrast_ratio(best, ground) >= projector_contrast;
        });
        if (stands_out) break;
    }
    return best;
}

/// The strongest fill towards `wanted` on which `ink` still stands out.
Color readable_fill(Color from, Color wanted, Color ink) {
    Color best = from;
    for (int i = 0; i <= steps; ++i) {
        const Color fill = mix(from, wanted, static_cast<float>(i) / steps);
        if (contrast_ratio(ink, fill) < projector_contrast) break;
        best = fill;
    }
    return best;
}

Theme made(const Theme& theme) {
    Theme strong = theme;
    strong.strong = true;
    const std::vector<Color> frame{theme.background, theme.panel, theme.panel_sunken,
                                   theme.notice_fill, theme.pending_fill};
    for (Color Theme::*ink : {&Theme::text, &Theme::text_muted, &Theme::text_faint, &Theme::accent,
                              &Theme::winner, &Theme::tie, &Theme::counted, &Theme::output,
                              &Theme::pending_text, &Theme::hover, &Theme::invalid})
        strong.*ink = strengthened(theme.*ink, frame, theme.dark);
    const auto on = [&](Color ink, Color ground) {
        return strengthened(ink, {ground}, theme.dark);
    };
    strong.padding_text = on(theme.padding_text, theme.padding_fill);
    strong.overhang_text = on(theme.overhang_text, theme.overhang_fill);
    strong.output_text = on(theme.output_text, theme.output_fill);
    strong.accent_text = strengthened(theme.accent_text, {strong.accent}, !theme.dark);
    // Cells are all light under dark words, or all dark under light ones.
    strong.cell_high = readable_fill(theme.cell_low, theme.cell_high,
                                     theme.dark ? theme.cell_text_light : theme.cell_text_dark);
    return strong;
}

}  // namespace

const Theme& projector_theme(const Theme& theme) {
    static const std::map<std::string_view, Theme> all = [] {
        std::map<std::string_view, Theme> strong;
        for (const Theme* one : themes()) strong.emplace(one->id, made(*one));
        return strong;
    }();
    const auto found = all.find(theme.id);
    return found != all.end() ? found->second : theme;
}

}  // namespace poolscope::theme
