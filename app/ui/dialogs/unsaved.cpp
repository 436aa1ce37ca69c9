/// The question before unsaved work is dropped.
#include <array>

#include "session/files.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class UnsavedDialog : public Dialog {
public:
    explicit UnsavedDialog(Then then) : then_(std::move(then)) {}

    [[nodiscard]] const char* title() const override { return tr("Save the changes?"); }
    [[nodiscard]] const char* id() const override { return "unsaved"; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.unsaved.text",
                  trf("The changes to \"{0}\" are not saved yet.", document_name(ui.session)));
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"discard", tr("Don't save")},
                                 DialogButton{"save", tr("Save")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen == 1) then_(ui.session);
        if (*chosen == 2) save(ui.session, then_);
        return false;
    }

private:
    Then then_;
    std::size_t focus_ = 2;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const UnsavedPrompt& prompt) {
    return std::make_unique<UnsavedDialog>(prompt.then);
}

}  // namespace poolscope::ui
