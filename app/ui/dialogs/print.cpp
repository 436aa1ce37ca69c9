/// While the desktop asks how a figure or a handout is printed, and takes it.
#include <array>

#include "io/folders.hpp"
#include "session/beside.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

class PrintDialog : public Dialog {
public:
    explicit PrintDialog(PrintPrompt prompt) : prompt_(std::move(prompt)) {}

    [[nodiscard]] const char* title() const override { return tr("Print"); }
    [[nodiscard]] const char* id() const override { return "print"; }
    [[nodiscard]] bool moves() const override { return call_ && call_->ready(); }

    bool draw(Ui& ui) override {
        if (!call_) begin(ui.session);
        paragraph(ui.frame, "dialog.print.text",
                  tr("The desktop asks how to print it in a window of its own."));
        const std::array buttons{DialogButton{"cancel", tr("Cancel")}};
        const bool pressed = dialog_buttons(ui.frame, buttons, focus_).has_value();
        const auto outcome = call_->take();
        if (outcome) tell(ui.session, *outcome);
        if (!outcome && !ui.take(Key::escape) && !pressed) return true;
        if (prompt_.then) prompt_.then(ui.session);
        return false;
    }

private:
    void begin(Session& session) {
        call_ = std::make_unique<Beside<Result<Printed>>>(
            [print = session.services.desktop.print, folder = folder_,
             job = prompt_.job](const StopQuery& stop) {
                const auto write = [&](const PageSize& page) {
                    const std::filesystem::path target = folder->path() / job.file;
                    return job.write(page, target, stop).map([&] { return target; });
                };
                return print(job.look, write, stop);
            },
            session.services.wake);
    }

    void tell(Session& session, const Result<Printed>& outcome) {
        if (!outcome) return session.report(outcome.error());
        if (*outcome == Printed::yes)
            session.say([title = prompt_.job.look.title] {
                return trf("“{0}” was sent to the printer.", title);
            });
        if (*outcome != Printed::in_viewer) return;
        folder_->keep();
        session.say([title = prompt_.job.look.title] {
            return trf(
                "This desktop has no print dialog for programs: “{0}” is open as a PDF in "
                "your viewer, print it there.",
                title);
        });
    }

    PrintPrompt prompt_;
    std::shared_ptr<io::TemporaryFolder> folder_ =
        std::make_shared<io::TemporaryFolder>("poolscope-print");
    std::unique_ptr<Beside<Result<Printed>>> call_;  ///< last: it ends before what it uses
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const PrintPrompt& prompt) {
    return std::make_unique<PrintDialog>(prompt);
}

}  // namespace poolscope::ui
