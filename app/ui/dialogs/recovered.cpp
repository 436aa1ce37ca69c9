/// The question about work that an earlier run left unsaved.
#include <array>

#include "session/autosave.hpp"
#include "session/folder_list.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class RecoveredDialog : public Dialog {
public:
    explicit RecoveredDialog(io::LeftCopy copy) : copy_(std::move(copy)) {}

    [[nodiscard]] const char* title() const override { return tr("Open the unsaved work?"); }
    [[nodiscard]] const char* id() const override { return "recovered"; }
    [[nodiscard]] float width() const override { return 460; }

    bool draw(Ui& ui) override {
        const std::string name =
            copy_.file.empty() ? tr("Untitled") : copy_.file.filename().string();
        paragraph(ui.frame, "dialog.recovered.text",
                  trf("The program ended before \"{0}\" was saved. A copy was kept at {1}.", name,
                      time_text(copy_.written)));
        const std::array buttons{DialogButton{"later", tr("Ask later")},
                                 DialogButton{"drop", tr("Drop it")},
                                 DialogButton{"open", tr("button|Open")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen == 1) {
            io::drop_copy(copy_);
            offer_left_copies(ui.session);
        }
        if (*chosen == 2) open_left_copy(ui.session, copy_);
        return false;
    }

private:
    io::LeftCopy copy_;
    std::size_t focus_ = 2;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const RecoveredPrompt& prompt) {
    return std::make_unique<RecoveredDialog>(prompt.copy);
}

}  // namespace poolscope::ui
