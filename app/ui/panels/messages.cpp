/// Messages above the stage, kept until they are dismissed.
#include <cmath>

#include "ui/frame/style.hpp"
#include "ui/panels/panels.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float margin = 12;  ///< around and between the boxes
constexpr float inside = 12;
constexpr float close_size = 26;

/// One message; returns false when it is dismissed.
bool draw_message(Ui& ui, const Notice& message, std::size_t index) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float text_width = width - ui.px(2 * inside + close_size + 12);
    const float text_height = wrapped_height(ui, text_width, message.text, body(ui));
    const float height = std::max(text_height, ui.px(close_size)) + ui.px(14);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 max{min.x + width, min.y + height};
    // Only what went wrong is coloured.
    const bool error = message.is_error;
    list.AddRectFilled(min, max, u32(error ? ui.theme->notice_fill : ui.theme->panel), ui.px(10));
    list.AddRect(min, max, u32(error ? ui.theme->notice_line : ui.theme->line), ui.px(10), 0,
                 ui.px(1));
    if (error)
        list.AddRectFilled(min, {min.x + ui.px(5), max.y}, u32(ui.theme->invalid), ui.px(10),
                           ImDrawFlags_RoundCornersLeft);
    draw_wrapped(ui, list, {min.x + ui.px(inside + 4), min.y + (height - text_height) / 2},
                 text_width, message.text, body(ui));
    const std::string id = "message." + std::to_string(index);
    anchor(ui, id, min, max, AnchorKind::text);
    ImGui::SetCursorScreenPos({max.x - ui.px(inside + close_size) + ui.px(6),
                               min.y + std::round((height - ui.px(close_size)) / 2)});
    const bool dismissed =
        icon_button(ui, id + ".dismiss", Icon::close,
                    {.tooltip = tr("Dismiss"), .diameter = close_size, .framed = false});
    ImGui::SetCursorScreenPos(min);
    ImGui::Dummy({width, height});
    return !dismissed;
}

}  // namespace

void draw_messages(Ui& ui) {
    const float top = ImGui::GetCursorPosY();
    std::optional<std::size_t> dismissed;
    for (std::size_t i = 0; i < ui.notices.size(); ++i) {
        if (i > 0) gap(ui, 8);
        if (!draw_message(ui, ui.notices[i], i)) dismissed = i;
    }
    ui.message_height = ImGui::GetCursorPosY() - top + ui.px(margin);
    if (dismissed) ui.notices.erase(ui.notices.begin() + static_cast<std::ptrdiff_t>(*dismissed));
}

}  // namespace poolscope::ui
