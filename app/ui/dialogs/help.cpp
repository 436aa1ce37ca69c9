/// The list of keys and mouse gestures, and what the program is.
#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "session/actions/actions.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

struct Gesture {
    const char* what;
    const char* how;
};
constexpr Gesture gestures[] = {
    {word("Pin a cell, or release it"), word("Click")},
    {word("Type into a cell"), word("Double-click, or click and type")},
    {word("Bring the window to a cell of a picture or of the output"), word("Double-click")},
    {word("Move the window"), word("Drag its frame")},
    {word("Paint cells, with the brush in hand"), word("Click or drag")},
    {word("What can be done with a cell or the window"), word("Right click")},
    {word("Zoom"), word("Wheel")},
    {word("Move a zoomed picture"), word("Drag, with any button")},
    {word("Fit the window"), word("Double-click beside the cells")},
    {word("Change a number"), word("Drag, turn the wheel, or type")},
    {word("Type a slider's number"), word("Double-click, or Ctrl+click")},
};

/// A group of lines under a heading.
struct Group {
    std::string id;
    std::string name;
    struct Line {
        std::string id;
        std::string what;
        std::string keys;
    };
    std::vector<Line> lines;
};

std::string keys_of(const ActionRow& row) {
    std::string keys = name_of(row.shortcut);
    const std::string other = name_of(row.other_shortcut);
    if (!other.empty()) keys += ", " + other;
    if (row.id == "help.shortcuts") keys += ", ?";
    return keys;
}

Group group_of(Menu menu, const char* id, std::string name) {
    Group group{id, std::move(name), {}};
    for (const ActionRow& row : action_rows())
        if (row.menu == menu && row.shortcut.key != Key::none)
            group.lines.push_back({std::string(row.id), tr_name(row.label), keys_of(row)});
    return group;
}

/// As the menus are; what stands in none; then the mouse.
std::vector<Group> all_groups() {
    std::vector<Group> groups;
    for (const MenuTitle& title : menu_titles()) {
        groups.push_back(group_of(title.menu, title.id, tr(title.label)));
        if (title.menu == Menu::edit)
            groups.push_back(group_of(Menu::network, "network", tr("Network")));
        if (title.menu == Menu::view) groups.push_back(group_of(Menu::steps, "steps", tr("Steps")));
    }
    groups.push_back(group_of(Menu::teachers, "teachers", tr("For teachers")));
    groups.push_back(group_of(Menu::none, "none", tr("Without a menu")));
    Group mouse{"mouse", tr("Mouse"), {}};
    for (const Gesture& gesture : gestures)
        mouse.lines.push_back({gesture.what, tr(gesture.what), tr(gesture.how)});
    groups.push_back(std::move(mouse));
    std::erase_if(groups, [](const Group& group) { return group.lines.empty(); });
    return groups;
}

constexpr float words_share = 0.58F;  ///< of a line; the keys have what is left

/// One line: words at the left, keys at the right, each over as many lines as it takes.
void draw_line(Frame& frame, const Group::Line& line, float left, float width) {
    const ImVec2 at{left, ImGui::GetCursorScreenPos().y};
    const float words_width = std::floor(width * words_share);
    const float keys_left = words_width + frame.px(12);
    const TextLook words{frame.theme->text, theme::Font::regular, small_size};
    const TextLook keys{frame.theme->text_muted, theme::Font::regular, small_size};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float widest = draw_wrapped(frame, list, at, words_width, line.what, words);
    draw_wrapped(frame, list, {at.x + keys_left, at.y}, width - keys_left, line.keys, keys);
    const float height = std::max(wrapped_height(frame, words_width, line.what, words),
                                  wrapped_height(frame, width - keys_left, line.keys, keys)) +
                         frame.px(5);
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({width, height});
    anchor(frame, "dialog.shortcuts." + line.id, at, {at.x + words_width, at.y + height},
           AnchorKind::text, widest);
}

void draw_group(Frame& frame, const Group& group, float left, float width) {
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    heading(frame, "dialog.shortcuts.heading." + group.id, group.name);
    for (const Group::Line& line : group.lines) draw_line(frame, line, left, width);
    gap(frame, 14);
}

bool close_button(Frame& frame, std::size_t& focus) {
    const std::array buttons{DialogButton{"close", tr("Close")}};
    const bool pressed = dialog_buttons(frame, buttons, focus).has_value();
    return frame.take(Key::escape) || pressed;
}

class ShortcutsDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return tr("Keys and mouse"); }
    [[nodiscard]] const char* id() const override { return "shortcuts"; }
    [[nodiscard]] float width() const override { return 760; }

    bool draw(Ui& ui) override {
        const float whole = ImGui::GetContentRegionAvail().x;
        const float height = std::max(ImGui::GetIO().DisplaySize.y - ui.px(200), ui.px(120));
        ImGui::BeginChild("##shortcuts", {whole, height});
        const std::vector<Group> groups = all_groups();
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float column =
            std::floor((ImGui::GetContentRegionAvail().x - ui.px(between + 12)) / 2);
        std::size_t lines = 0;
        for (const Group& group : groups) lines += group.lines.size() + heading_lines;
        // Each in the column that has more room left, in order.
        std::size_t at_left = 0, i = 0;
        while (i < groups.size() && at_left + groups[i].lines.size() / 2 < lines / 2)
            at_left += groups[i++].lines.size() + heading_lines;
        const float left = draw_column(ui.frame, std::span(groups).first(i), at, column);
        const float right = draw_column(ui.frame, std::span(groups).subspan(i),
                                        {at.x + column + ui.px(between), at.y}, column);
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({1, std::max(left, right)});
        ImGui::EndChild();
        return !close_button(ui.frame, focus_);
    }

private:
    static constexpr float between = 28;  ///< the columns
    static constexpr std::size_t heading_lines = 2;

    /// Draws groups one below the other; returns their height.
    static float draw_column(Frame& frame, std::span<const Group> groups, ImVec2 at, float width) {
        ImGui::SetCursorScreenPos(at);
        for (const Group& group : groups) draw_group(frame, group, at.x, width);
        return ImGui::GetCursorScreenPos().y - at.y;
    }
    std::size_t focus_ = 0;
};

class AboutDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return "Poolscope " POOLSCOPE_VERSION; }
    [[nodiscard]] const char* id() const override { return "about"; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.about.text",
                  tr("Step through a pooling layer, cell by cell: what every window reads, which "
                     "cell wins, what padding does, and what comes out."));
        gap(ui.frame, 12);
        paragraph(
            ui.frame, "dialog.about.licence",
            tr("Free software under the MIT licence. The fonts are Inter and Noto Sans CJK (SIL "
               "Open Font Licence) and DejaVu Sans Mono."),
            true);
        return !close_button(ui.frame, focus_);
    }

private:
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const ShortcutsPrompt& /*prompt*/) {
    return std::make_unique<ShortcutsDialog>();
}

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const AboutPrompt& /*prompt*/) {
    return std::make_unique<AboutDialog>();
}

}  // namespace poolscope::ui
