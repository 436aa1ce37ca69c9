/// Typing or pasting a grid as text.
#include <algorithm>
#include <array>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "io/text_grid.hpp"
#include "session/clipboard.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

class PasteDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return tr("A grid as text"); }
    [[nodiscard]] const char* id() const override { return "paste"; }
    [[nodiscard]] float width() const override { return 560; }

    bool draw(Ui& ui) override {
        paragraph(
            ui, "dialog.paste.help",
            tr("Rows from a spreadsheet or CSV, NumPy's or PyTorch's print-out, or a Python list."),
            true);
        gap(ui, 10);
        draw_text_area(ui);
        gap(ui, 8);
        draw_verdict(ui);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"use", tr("Use"), readable_}};
        auto chosen = dialog_buttons(ui, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        return *chosen == 1 && !use_grid_text(ui, text_);
    }

private:
    void draw_text_area(Ui& ui) {
        font(ui, theme::Font::mono, small_size).push();
        ui.fonts.note(ImGui::GetFont(), text_);
        if (opening_) give_keyboard_to_next_field();
        const std::string before = text_;
        // ImGui 1.90 does not give the keyboard to a field that takes Tab as a character.
        const int flags = opening_ ? ImGuiInputTextFlags_None : ImGuiInputTextFlags_AllowTabInput;
        ImGui::InputTextMultiline("##paste.text", &text_,
                                  {ImGui::GetContentRegionAvail().x, ui.px(220)}, flags);
        if (ImGui::IsItemActive()) opening_ = false;
        if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) ui.text_active = true;
        anchor_item(ui, "dialog.paste.text");
        ImGui::PopFont();
        if (text_ != before) read();
    }

    void read() {
        readable_ = false;
        verdict_.clear();
        if (text_.find_first_not_of(" \t\r\n") == std::string::npos) return;
        if (const auto grid = io::read_grid_text(text_)) {
            const Shape& s = grid->shape();
            readable_ = true;
            verdict_ = std::to_string(s.h) + " × " + std::to_string(s.w);
            if (s.c > 1) verdict_ = trf("{0}, {1} channels", verdict_, s.c);
        } else {
            verdict_ = tr_error(grid.error());
        }
    }

    void draw_verdict(Ui& ui) {
        paragraph(ui, "dialog.paste.verdict", verdict_.empty() ? tr("Nothing yet") : verdict_,
                  true);
    }

    std::string text_;
    std::string verdict_;
    bool readable_ = false;
    bool opening_ = true;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Ui& /*ui*/, const GridPrompt& /*prompt*/) {
    return std::make_unique<PasteDialog>();
}

}  // namespace poolscope::ui
