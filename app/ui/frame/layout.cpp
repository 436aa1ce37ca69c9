/// The panels' sizes: as designed for 1440 x 900, narrower or folded in small windows.
#include "ui/frame/layout.hpp"

#include <algorithm>
#include <cmath>

#include "drawing/strip.hpp"

namespace poolscope::ui {

namespace {

constexpr float least_both_panels = 1100;  ///< a window's width, logical pixels

/// A panel's width in logical pixels: `least` at windows of `small` and less, `full` from `large`
/// on.
struct PanelWidth {
    float least;
    float full;
    float small = 1280;
    float large = 1440;

    [[nodiscard]] float in(float window) const {
        return std::lerp(least, full, std::clamp((window - small) / (large - small), 0.0F, 1.0F));
    }
    /// Of a larger interface, no more of the window than at the usual scale, but what words need.
    [[nodiscard]] float at(float window, float scale, float usual) const {
        return std::clamp(in(window / usual) * usual / scale, least, in(window / scale));
    }
};
constexpr PanelWidth layer_panel{270, 292};
constexpr PanelWidth inspector_panel{236, 300};
/// A lesson's words and answers stand whole in a window 1280 wide and 720 high.
constexpr PanelWidth lesson_panel{290, 340, 1000, 1280};

}  // namespace

drawing::Rect message_place(const drawing::Rect& stage, float scale, float height) {
    const float margin = std::round(12 * scale);
    const float width = std::min(std::round(400 * scale), stage.w - 2 * margin);
    const float high = std::min(height, stage.h - 2 * margin);
    return {stage.right() - margin - width, stage.bottom() - margin - high, std::max(width, 0.0F),
            std::max(high, 0.0F)};
}

Layout make_layout(drawing::Size size, float scale, const SidePanels& sides) {
    const float width = size.w / scale;
    const float height = size.h / scale;
    const auto px = [&](float logical) { return std::round(logical * scale); };
    const float bar = std::min(px(44), size.h);
    const float transport = std::min(px(height < 800.0F ? 88.0F : 104.0F), size.h - bar);
    const float usual = sides.usual_scale > 0 ? sides.usual_scale : scale;
    const float left = sides.shown ? px(layer_panel.at(size.w, scale, usual)) : 0.0F;
    const bool has_lesson = sides.lesson_height > 0;
    const bool inspected = sides.shown && !sides.inspector_folded;
    float right = inspected ? px(inspector_panel.at(size.w, scale, usual)) : 0.0F;
    if (has_lesson) right = px(lesson_panel.in(width));
    const float middle = std::max(size.h - bar - transport, 0.0F);
    const float stage = std::max(size.w - left - right, 0.0F);
    const float mode = std::min(px(44), middle);

    Layout layout;
    layout.menu_bar = {0, 0, size.w, bar};
    layout.layer = {0, bar, left, middle};
    layout.mode_bar = {left, bar, stage, mode};
    const float strip =
        sides.network
            ? std::min(px(drawing::strip_height(has_small_cards(size, scale))), middle - mode)
            : 0.0F;
    layout.strip = {left, bar + mode, stage, strip};
    layout.stage = {left, bar + mode + strip, stage, middle - mode - strip};
    // What a lesson leaves is the inspector's, where that is enough to be read.
    const float rest = sides.shown && has_lesson ? middle - sides.lesson_height : 0.0F;
    const bool both = rest >= px(150);
    const float lesson = !has_lesson ? 0.0F : both ? sides.lesson_height : middle;
    layout.lesson = {left + stage, bar, has_lesson ? right : 0.0F, lesson};
    layout.inspector = {left + stage, bar + lesson, right, middle - lesson};
    layout.transport = {0, bar + middle, size.w, transport};
    return layout;
}

bool folds_inspector(drawing::Size size, float scale, float screen_scale) {
    constexpr float bearable = 64;  // logical pixels: the stage's margins give as much
    const auto taken = [&](float by) {
        return (layer_panel.at(size.w, by, screen_scale) +
                inspector_panel.at(size.w, by, screen_scale)) *
               by;
    };
    return size.w / scale < least_both_panels ||
           taken(scale) > taken(screen_scale) + bearable * screen_scale;
}

float most_scale(drawing::Size size, bool side_panels) {
    const drawing::Size least = side_panels ? drawing::Size{1000, 560} : drawing::Size{640, 360};
    return std::min(size.w / least.w, size.h / least.h);
}

float most_stage_scale(const Layout& layout) {
    constexpr drawing::Size least{440, 360};
    return std::min(layout.stage.w / least.w, layout.stage.h / least.h);
}

bool has_small_cards(drawing::Size size, float scale) {
    return size.h / scale < 800.0F;
}

Layout projector_layout(drawing::Size size, float lesson_width, float strip_height) {
    const float lesson = std::min(lesson_width, size.w / 2);
    Layout layout;
    layout.strip = {0, 0, size.w - lesson, strip_height};
    layout.stage = {0, strip_height, size.w - lesson, size.h - strip_height};
    layout.lesson = {size.w - lesson, 0, lesson, lesson > 0 ? size.h : 0.0F};
    return layout;
}

float projector_scale(drawing::Size size, float smallest_words) {
    constexpr float wanted = 24.0F / 1080;
    return size.h * wanted / smallest_words;
}

}  // namespace poolscope::ui
