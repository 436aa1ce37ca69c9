/// The question what becomes of an input whose shape a network does not take.
#include "drawing/network_words.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class FitDialog : public Dialog {
public:
    explicit FitDialog(FitPrompt question) : question_(std::move(question)) {}

    [[nodiscard]] const char* title() const override { return tr("Another shape"); }
    [[nodiscard]] const char* id() const override { return "fit_input"; }
    [[nodiscard]] float width() const override { return 560; }

    bool draw(Ui& ui) override {
        paragraph(
            ui.frame, "dialog.fit_input.text",
            trf("The network takes {0}, and {1} is {2}.", drawing::shape_words(question_.wants),
                question_.name, drawing::shape_words(question_.has)));
        gap(ui.frame, 8);
        paragraph(ui.frame, "dialog.fit_input.note",
                  question_.can_fit
                      ? tr("Squeezed, all of it is kept and its proportions change. Cropped, its "
                           "middle is kept in the proportions that are wanted.")
                      : tr("Its channels are not those that the network reads."),
                  true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"anew", tr("Begin anew")},
                                 DialogButton{"squeeze", tr("Squeeze"), question_.can_fit},
                                 DialogButton{"crop", tr("Crop"), question_.can_fit}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (chosen == 1U) question_.chosen(ui.session, std::nullopt);
        if (chosen == 2U) question_.chosen(ui.session, model::Fitting::squeezed);
        if (chosen == 3U) question_.chosen(ui.session, model::Fitting::middle);
        return false;
    }

private:
    FitPrompt question_;
    std::size_t focus_ = question_.can_fit ? 3 : 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const FitPrompt& prompt) {
    return std::make_unique<FitDialog>(prompt);
}

}  // namespace poolscope::ui
