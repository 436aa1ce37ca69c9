/// The list of keys and mouse gestures, and what the program is.
#include <array>
#include <cmath>
#include <string>

#include "session/actions/actions.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
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

/// One line: words at the left, keys at the right.
void draw_line(Ui& ui, const std::string& id, std::string_view what, const std::string& keys) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x - ui.px(8);
    const float height = ui.px(25);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float keys_width = width_of(ui, keys, theme::Font::regular, small_size);
    const float between = keys_width + ui.px(12);
    const Fitted words = fitted(ui, what, width - between,
                                {ui.theme->text, theme::Font::regular, small_size}, least_centered);
    draw_text(ui, list, at.x, at.y + height / 2, words.text, words.look);
    draw_text(ui, list, at.x + width - keys_width, at.y + height / 2, keys,
              {ui.theme->text_muted, theme::Font::regular, small_size});
    ImGui::Dummy({width, height});
    anchor(ui, id, at, {at.x + width, at.y + height}, AnchorKind::text, {words, between});
}

bool close_button(Ui& ui, std::size_t& focus) {
    const std::array buttons{DialogButton{"close", tr("Close")}};
    const bool pressed = dialog_buttons(ui, buttons, focus).has_value();
    return ui.take(Key::escape) || pressed;
}

class ShortcutsDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return tr("Keys and mouse"); }
    [[nodiscard]] const char* id() const override { return "shortcuts"; }
    [[nodiscard]] float width() const override { return 760; }

    bool draw(Ui& ui) override {
        const float whole = ImGui::GetContentRegionAvail().x;
        const float height =
            std::min(ui.px(460), ImGui::GetIO().DisplaySize.y - ui.px(32 + 48 + 36 + 60));
        ImGui::BeginChild("##shortcuts", {whole, height});
        const float column = std::floor((whole - ui.px(36)) / 2);
        ImGui::BeginChild("##keys", {column, height});
        draw_keys(ui);
        ImGui::EndChild();
        ImGui::SameLine(0, ui.px(24));
        ImGui::BeginChild("##mouse", {column, height});
        draw_cell_keys_and_mouse(ui);
        ImGui::EndChild();
        ImGui::EndChild();
        return !close_button(ui, focus_);
    }

private:
    static void draw_row(Ui& ui, const ActionRow& row) {
        std::string keys = name_of(row.shortcut);
        const std::string other = name_of(row.other_shortcut);
        if (!other.empty()) keys += ", " + other;
        if (row.id == "help.shortcuts") keys += ", ?";
        draw_line(ui, "dialog.shortcuts." + std::string(row.id), tr_name(row.label), keys);
    }
    static void draw_keys(Ui& ui) {
        for (const ActionRow& row : action_rows())
            if (row.menu != Menu::none && row.shortcut.key != Key::none) draw_row(ui, row);
    }
    static void draw_cell_keys_and_mouse(Ui& ui) {
        for (const ActionRow& row : action_rows())
            if (row.menu == Menu::none && row.shortcut.key != Key::none) draw_row(ui, row);
        gap(ui, 16);
        heading(ui, "dialog.shortcuts.mouse", tr("MOUSE"));
        for (const Gesture& gesture : gestures)
            draw_line(ui, std::string("dialog.shortcuts.") + gesture.what, tr(gesture.what),
                      tr(gesture.how));
    }
    std::size_t focus_ = 0;
};

class AboutDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return "Poolscope " POOLSCOPE_VERSION; }
    [[nodiscard]] const char* id() const override { return "about"; }

    bool draw(Ui& ui) override {
        paragraph(ui, "dialog.about.text",
                  tr("Step through a pooling layer, cell by cell: what every window reads, which "
                     "cell wins, what padding does, and what comes out."));
        gap(ui, 12);
        paragraph(
            ui, "dialog.about.licence",
            tr("Free software under the MIT licence. The fonts are Inter and Noto Sans CJK (SIL "
               "Open Font Licence) and DejaVu Sans Mono."),
            true);
        return !close_button(ui, focus_);
    }

private:
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Ui& /*ui*/, const ShortcutsPrompt& /*prompt*/) {
    return std::make_unique<ShortcutsDialog>();
}

std::unique_ptr<Dialog> make_dialog(const Ui& /*ui*/, const AboutPrompt& /*prompt*/) {
    return std::make_unique<AboutDialog>();
}

}  // namespace poolscope::ui
