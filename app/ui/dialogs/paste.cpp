/// Typing or pasting a grid as text.
#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "io/text_grid.hpp"
#include "session/clipboard.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

class PasteDialog : public Dialog {
public:
    explicit PasteDialog(std::string text) : text_(std::move(text)) { read(); }

    [[nodiscard]] const char* title() const override { return tr("A grid as text"); }
    [[nodiscard]] const char* id() const override { return "paste"; }
    [[nodiscard]] float width() const override { return 560; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.paste.help",
                  tr("Rows from a spreadsheet or CSV, a framework's print-out of an array, or a "
                     "Python list."),
                  true);
        gap(ui.frame, 10);
        draw_text_area(ui.frame);
        gap(ui.frame, 8);
        draw_choice(ui);
        draw_verdict(ui.frame);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"use", tr("Use"), !grids_.empty()}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen == 1) use_grid(ui.session, grids_[which_]);
        return false;
    }

private:
    void draw_text_area(Frame& frame) {
        font(frame, theme::Font::mono, small_size).push();
        frame.fonts.note(ImGui::GetFont(), text_);
        if (opening_) give_keyboard_to_next_field();
        const std::string before = text_;
        // ImGui 1.90 does not give the keyboard to a field that takes Tab as a character.
        const int flags = opening_ ? ImGuiInputTextFlags_None : ImGuiInputTextFlags_AllowTabInput;
        ImGui::InputTextMultiline("##paste.text", &text_,
                                  {ImGui::GetContentRegionAvail().x, frame.px(220)}, flags);
        if (ImGui::IsItemActive()) opening_ = false;
        if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) frame.text_active = true;
        anchor_item(frame, "dialog.paste.text");
        ImGui::PopFont();
        if (text_ != before) read();
    }

    void read() {
        grids_.clear();
        which_ = 0;
        verdict_.clear();
        if (text_.find_first_not_of(" \t\r\n") == std::string::npos) return;
        if (auto grids = io::read_grids(text_))
            grids_ = std::move(*grids);
        else
            verdict_ = tr_error(grids.error());
        say_size();
    }

    void say_size() {
        if (!grids_.empty()) verdict_ = size_of(grids_[which_]);
    }

    static std::string size_of(const io::TextGrid& grid) {
        const Shape& s = grid.values.shape();
        const std::string size = std::to_string(s.h) + " × " + std::to_string(s.w);
        return s.c > 1 ? trf("{0}, {1} channels", size, s.c) : size;
    }

    /// Which grid is meant, where the text holds several.
    void draw_choice(Ui& ui) {
        if (grids_.size() < 2) return;
        paragraph(ui.frame, "dialog.paste.several",
                  trf("The text holds {0} grids. Choose the one to use:", grids_.size()), false);
        gap(ui.frame, 6);
        std::vector<Choice> choices;
        for (std::size_t i = 0; i < grids_.size(); ++i)
            choices.push_back({std::to_string(i), grids_[i].source, size_of(grids_[i])});
        const float width = ImGui::GetContentRegionAvail().x;
        if (const auto chosen = combo(ui.frame, "dialog.paste.which", choices, which_,
                                      {.tooltip = {}, .width = width}))
            which_ = *chosen;
        say_size();
        gap(ui.frame, 8);
    }

    void draw_verdict(Frame& frame) {
        paragraph(frame, "dialog.paste.verdict", verdict_.empty() ? tr("Nothing yet") : verdict_,
                  true);
    }

    std::string text_;
    std::string verdict_;
    std::vector<io::TextGrid> grids_;
    std::size_t which_ = 0;  ///< of grids_
    bool opening_ = true;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const GridPrompt& prompt) {
    return std::make_unique<PasteDialog>(prompt.text);
}

}  // namespace poolscope::ui
