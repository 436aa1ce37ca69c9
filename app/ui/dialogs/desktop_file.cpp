/// While the desktop's own dialog asks for a file: the window waits, and offers its own.
#include "ui/dialogs/desktop_file.hpp"

#include <array>

#include "io/folders.hpp"
#include "session/beside.hpp"
#include "session/folder_list.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;
using Answer = Result<std::optional<fs::path>>;

FileQuestion question_of(const Session& session, const FilePrompt& prompt) {
    const bool saves = prompt.kind == FilePrompt::Kind::save;
    fs::path folder = saves ? prompt.start.parent_path() : prompt.start;
    if (folder.empty() || !io::is_folder(folder)) folder = session.settings.last_folder;
    FileQuestion question{.title = prompt.title,
                          .confirm = prompt.confirm,
                          .folder = folder,
                          .name = saves ? prompt.start.filename().string() : std::string(),
                          .kinds = {}};
    switch (prompt.kind) {
        case FilePrompt::Kind::open:
            question.kind = FileQuestion::Kind::open;
            question.kinds =
                kinds_of(prompt.scenes ? FileFilter::scenes_and_inputs : FileFilter::inputs);
            break;
        case FilePrompt::Kind::save:
            question.kind = FileQuestion::Kind::save;
            break;
        case FilePrompt::Kind::folder:
            question.kind = FileQuestion::Kind::folder;
            break;
    }
    return question;
}

class DesktopFileDialog : public Dialog {
public:
    DesktopFileDialog(const Session& session, FilePrompt prompt)
        : prompt_(std::move(prompt)),
          call_([ask = session.services.desktop.ask_file, question = question_of(session, prompt_)](
                    const StopQuery& stop) { return ask(question, stop); },
                session.services.wake) {}

    [[nodiscard]] const char* title() const override { return prompt_.title; }
    [[nodiscard]] const char* id() const override { return "desktop_file"; }
    [[nodiscard]] bool moves() const override { return call_.ready(); }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.desktop_file.text",
                  tr("The desktop asks for it in a window of its own."));
        const std::array buttons{DialogButton{"ours", tr("Choose here instead")},
                                 DialogButton{"cancel", tr("Cancel")}};
        auto pressed = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) pressed = 1;
        if (pressed == 0U) choose_here(ui.session, prompt_.start);
        if (pressed == 1U && prompt_.given_up) prompt_.given_up(ui.session);
        if (pressed) return false;
        const auto answer = call_.take();
        if (!answer) return true;
        take(ui.session, *answer);
        return false;
    }

private:
    void choose_here(Session& session, const fs::path& start) const {
        FilePrompt ours = prompt_;
        ours.our_own = true;
        ours.start = start;
        session.ask(std::move(ours));
    }

    void take(Session& session, const Answer& answer) const {
        if (!answer) {
            // Nor will there be one the next time.
            session.services.desktop.ask_file = nullptr;
            return choose_here(session, prompt_.start);
        }
        if (!*answer) {
            if (prompt_.given_up) prompt_.given_up(session);
            return;
        }
        const fs::path named = named_file(prompt_, **answer);
        // The desktop asked about the file of that name, not about one with the ending.
        if (prompt_.overwrites && named != **answer && io::is_there(named))
            return choose_here(session, named);
        prompt_.chosen(session, named);
    }

    FilePrompt prompt_;
    Beside<Answer> call_;
    std::size_t focus_ = 1;
};

}  // namespace

fs::path named_file(const FilePrompt& prompt, fs::path path) {
    const bool saves = prompt.kind == FilePrompt::Kind::save;
    if (!saves || prompt.ending.empty()) return path;
    // A scene may be called by the end of its ending alone.
    const std::string_view last = prompt.ending.substr(prompt.ending.rfind('.'));
    if (!path.filename().string().ends_with(last)) path += prompt.ending;
    return path;
}

std::unique_ptr<Dialog> make_desktop_dialog(const Session& session, const FilePrompt& prompt) {
    return std::make_unique<DesktopFileDialog>(session, prompt);
}

}  // namespace poolscope::ui
