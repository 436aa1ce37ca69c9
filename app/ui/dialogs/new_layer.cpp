/// The question which layer a network gets: all kinds by name, and what each does.
#include "session/network_commands.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/focus.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class NewLayerDialog : public Dialog {
public:
    explicit NewLayerDialog(NewLayerPrompt question)
        : question_(question), choices_(layer_choices()) {}

    [[nodiscard]] const char* title() const override { return tr("Add a layer"); }
    [[nodiscard]] const char* id() const override { return "new_layer"; }
    [[nodiscard]] float width() const override { return 560; }

    bool draw(Ui& ui) override {
        Frame& frame = ui.frame;
        bool open = true;
        heading(frame, "dialog.new_layer.kinds", tr("LAYERS OF A NETWORK"));
        open = draw_choices(ui, false) && open;
        gap(frame, 10);
        heading(frame, "dialog.new_layer.pooling", tr("POOLING"));
        open = draw_choices(ui, true) && open;
        gap(frame, 10);
        paragraph(frame, "dialog.new_layer.note", choices_[told_].note, true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")}};
        const auto cancelled = dialog_buttons(frame, buttons, focus_);
        return open && !cancelled && !ui.take(Key::escape);
    }

private:
    /// A button for each; false once one is chosen.
    bool draw_choices(Ui& ui, bool pooling) {
        Frame& frame = ui.frame;
        const ImVec2 start = ImGui::GetCursorScreenPos();
        const float end = start.x + ImGui::GetContentRegionAvail().x;
        const float space = ui.px(6);
        ImVec2 at = start;
        bool open = true;
        for (std::size_t i = 0; i < choices_.size(); ++i) {
            const LayerChoice& one = choices_[i];
            if (one.pooling != pooling) continue;
            const float wide = button_width(frame, one.name);
            if (at.x > start.x && at.x + wide > end) at = {start.x, at.y + ui.px(38)};
            ImGui::SetCursorScreenPos(at);
            const std::string name = "dialog.new_layer." + one.id;
            if (button(frame, name, one.name)) {
                add_layer(ui.session, one.id, question_.at);
                open = false;
            }
            if (ImGui::IsItemHovered() || has_focus(frame, name)) told_ = i;
            at.x += wide + space;
        }
        ImGui::SetCursorScreenPos({start.x, at.y + ui.px(38)});
        return open;
    }

    NewLayerPrompt question_;
    std::vector<LayerChoice> choices_;
    std::size_t told_ = 0;  ///< whose note is shown
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const NewLayerPrompt& prompt) {
    return std::make_unique<NewLayerDialog>(prompt);
}

}  // namespace poolscope::ui
