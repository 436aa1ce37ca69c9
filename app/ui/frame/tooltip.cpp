/// Places explanations and draws them (see tooltip.hpp).
#include "ui/frame/tooltip.hpp"

#include <vector>

#include "ui/frame/place.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

/// How long the pointer rests on an item before its tooltip is shown, in seconds.
constexpr double delay = 0.5;
constexpr float widest = 300;
constexpr float pad_x = 10, pad_y = 8;
constexpr float space = 8;  ///< from what it explains

drawing::Rect last_item() {
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    return {low.x, low.y, high.x - low.x, high.y - low.y};
}

}  // namespace

void tooltip(Frame& frame, std::string_view id, std::string_view text) {
    // What cannot be used has a reason, which is told as well.
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
    if (text.empty() || !hovered || ImGui::GetIO().MouseDown[0]) return;
    TooltipState& state = frame.tooltip;
    state.seen = true;
    if (state.id != id) {
        state.id = id;
        state.since = frame.now;
    }
    state.pending = frame.now - state.since < delay;
    if (!state.pending) show_tooltip(frame, text, last_item());
}

void show_tooltip(Frame& frame, std::string_view text, const drawing::Rect& about,
                  std::span<const drawing::Rect> kept_clear, const drawing::Rect& within) {
    frame.tooltip.shown = text;
    const TextLook look{frame.theme->text, theme::Font::regular, small_size};
    float width = width_of(frame, text, look.face, look.size);
    if (width > frame.px(widest)) width = frame.px(widest);
    const float height = wrapped_height(frame, width + 1, text, look);
    std::vector<drawing::Rect> clear(kept_clear.begin(), kept_clear.end());
    clear.push_back(about);
    const ImVec2 window = ImGui::GetIO().DisplaySize;
    const drawing::Size size{width + 2 * frame.px(pad_x), height + 2 * frame.px(pad_y)};
    const drawing::Point at =
        place_beside({.size = size,
                      .about = about,
                      .kept_clear = clear,
                      .within = within.w > 0 ? within : drawing::Rect{0, 0, window.x, window.y},
                      .gap = frame.px(space)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(pad_x), frame.px(pad_y)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, frame.px(8));
    ImGui::PushStyleVar(ImGuiStyleVar_PopupRounding, frame.px(8));
    ImGui::SetNextWindowPos({at.x, at.y});
    ImGui::BeginTooltip();
    const ImVec2 words = ImGui::GetCursorScreenPos();
    draw_wrapped(frame, *ImGui::GetWindowDrawList(), words, width + 1, text, look);
    ImGui::Dummy({width, height});
    anchor(frame, "tooltip", {at.x, at.y}, {at.x + size.w, at.y + size.h}, AnchorKind::place);
    ImGui::EndTooltip();
    ImGui::PopStyleVar(3);
}

}  // namespace poolscope::ui
