/// While the desktop asks how the figure is printed, and takes it.
#include <array>

#include "io/folders.hpp"
#include "session/beside.hpp"
#include "session/print.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class PrintDialog : public Dialog {
public:
    [[nodiscard]] const char* title() const override { return tr("Print"); }
    [[nodiscard]] const char* id() const override { return "print"; }
    [[nodiscard]] bool moves() const override { return call_ && call_->ready(); }

    bool draw(Ui& ui) override {
        if (!call_) begin(ui.session);
        paragraph(ui.frame, "dialog.print.text",
                  tr("The desktop asks how to print the figure in a window of its own."));
        const std::array buttons{DialogButton{"cancel", tr("Cancel")}};
        const bool pressed = dialog_buttons(ui.frame, buttons, focus_).has_value();
        if (ui.take(Key::escape) || pressed) return false;
        const auto outcome = call_->take();
        if (outcome) tell(ui.session, *outcome);
        return !outcome;
    }

private:
    void begin(Session& session) {
        const std::string name = document_title(session);
        call_ = std::make_unique<Beside<Result<Printed>>>(
            [print = session.services.desktop.print, name, folder = folder_,
             request = print_request(session)](const StopQuery& stop) {
                const auto write = [&](const PageSize& page) {
                    return write_page(request, page, folder->path() / (name + ".pdf"), stop);
                };
                return print(name, write, stop);
            },
            session.services.wake);
    }

    void tell(Session& session, const Result<Printed>& outcome) {
        if (!outcome) return session.report(outcome.error());
        if (*outcome == Printed::yes)
            session.say([] { return std::string(tr("The figure was sent to the printer.")); });
        if (*outcome != Printed::in_viewer) return;
        folder_->keep();
        session.say([] {
            return std::string(
                tr("This desktop has no print dialog for programs: the figure is open as a PDF in "
                   "your viewer, print it there."));
        });
    }

    std::shared_ptr<io::TemporaryFolder> folder_ =
        std::make_shared<io::TemporaryFolder>("poolscope-print");
    std::unique_ptr<Beside<Result<Printed>>> call_;  ///< last: it ends before what it uses
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const PrintPrompt& /*prompt*/) {
    return std::make_unique<PrintDialog>();
}

}  // namespace poolscope::ui
