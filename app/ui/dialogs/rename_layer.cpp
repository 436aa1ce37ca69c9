/// The question how a layer of a network is called.
#include <array>
#include <utility>

#include "io/scene_network.hpp"
#include "session/network_commands.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

class RenameLayerDialog : public Dialog {
public:
    explicit RenameLayerDialog(RenameLayerPrompt question) : question_(std::move(question)) {}

    [[nodiscard]] const char* title() const override { return tr("Rename the layer"); }
    [[nodiscard]] const char* id() const override { return "rename_layer"; }
    [[nodiscard]] float width() const override { return 440; }

    bool draw(Ui& ui) override {
        const float width = ImGui::GetContentRegionAvail().x;
        const FieldEvent typed = text_field(ui.frame, "dialog.rename_layer.name", question_.name,
                                            {.width = width,
                                             .height = ui.px(30),
                                             .take_focus = std::exchange(opening_, false),
                                             .hint = tr("its kind")});
        gap(ui.frame, 8);
        const bool fits = question_.name.size() <= io::longest_layer_name;
        paragraph(ui.frame, "dialog.rename_layer.note",
                  fits ? tr("Without a name the card says what kind of layer it is.")
                       : tr("This name is too long: shorten it."),
                  true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"rename", tr("Rename"), fits}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (typed.kind == FieldEvent::enter && fits) chosen = 1;
        if (chosen == 1U) rename_layer(ui.session, question_.at, question_.name);
        return !chosen;
    }

private:
    RenameLayerPrompt question_;
    bool opening_ = true;  ///< the name takes the keyboard in the first frame
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const RenameLayerPrompt& prompt) {
    return std::make_unique<RenameLayerDialog>(prompt);
}

}  // namespace poolscope::ui
