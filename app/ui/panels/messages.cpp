/// Messages over a corner of the stage, which leave by themselves.
#include <cmath>

#include "ui/frame/style.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float between = 8;  ///< of the boxes
constexpr float inside = 12;
constexpr float close_size = 26;
constexpr float button_height = 30;

void draw_box(const Frame& frame, ImVec2 min, ImVec2 max, bool error) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // Only what went wrong is coloured.
    list.AddRectFilled(min, max, u32(error ? frame.theme->notice_fill : frame.theme->panel),
                       frame.px(10));
    list.AddRect(min, max, u32(error ? frame.theme->notice_line : frame.theme->line_strong),
                 frame.px(10), 0, frame.px(1));
    if (error)
        list.AddRectFilled(min, {min.x + frame.px(5), max.y}, u32(frame.theme->invalid),
                           frame.px(10), ImDrawFlags_RoundCornersLeft);
}

bool can_be_shown(const Session& session, const Notice& message) {
    return !message.file.empty() && session.services.desktop.show_in_folder;
}

void show_file(Session& session, const std::filesystem::path& file) {
    if (const auto shown = session.services.desktop.show_in_folder(file); !shown)
        session.report(shown.error());
}

/// What is done with one message.
enum class Answer { none, dismissed, shown };

Answer draw_message(Ui& ui, const Notice& message, std::size_t index) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float text_width = width - ui.px(2 * inside + close_size + 12);
    const float text_height = wrapped_height(ui.frame, text_width, message.text, body(ui.frame));
    const bool offers = can_be_shown(ui.session, message);
    const float words = std::max(text_height, ui.px(close_size)) + ui.px(14);
    const float height = words + (offers ? ui.px(button_height + 8) : 0);
    const ImVec2 max{min.x + width, min.y + height};
    draw_box(ui.frame, min, max, message.is_error);
    const float left = min.x + ui.px(inside + 4);
    draw_wrapped(ui.frame, *ImGui::GetWindowDrawList(), {left, min.y + (words - text_height) / 2},
                 text_width, message.text, body(ui.frame));
    const std::string id = "message." + std::to_string(index);
    anchor(ui.frame, id, min, max, AnchorKind::text);
    Answer answer = Answer::none;
    ImGui::SetCursorScreenPos({max.x - ui.px(inside + close_size) + ui.px(6),
                               min.y + std::round((words - ui.px(close_size)) / 2)});
    if (icon_button(ui.frame, id + ".dismiss", Icon::close,
                    {.tooltip = tr("Dismiss"), .diameter = close_size, .framed = false}))
        answer = Answer::dismissed;
    if (offers) {
        ImGui::SetCursorScreenPos({left, min.y + words - ui.px(2)});
        if (button(ui.frame, id + ".show", tr("Show in folder"))) answer = Answer::shown;
    }
    ImGui::SetCursorScreenPos(min);
    ImGui::Dummy({width, height});
    return answer;
}

}  // namespace

void draw_messages(Ui& ui) {
    const float top = ImGui::GetCursorPosY();
    std::optional<std::size_t> dismissed;
    std::filesystem::path shown;
    for (std::size_t i = 0; i < ui.session.notices.size(); ++i) {
        if (i > 0) gap(ui.frame, between);
        const Answer answer = draw_message(ui, ui.session.notices[i], i);
        if (answer == Answer::dismissed) dismissed = i;
        if (answer == Answer::shown) shown = ui.session.notices[i].file;
    }
    ui.message_height = ImGui::GetCursorPosY() - top;
    const bool at_them = ImGui::IsWindowHovered() || ui.frame.focus.id.starts_with("message.");
    if (at_them) ui.session.hold_notices();
    if (dismissed)
        ui.session.notices.erase(ui.session.notices.begin() +
                                 static_cast<std::ptrdiff_t>(*dismissed));
    if (!shown.empty()) show_file(ui.session, shown);
}

}  // namespace poolscope::ui
