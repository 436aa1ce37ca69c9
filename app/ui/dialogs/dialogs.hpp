/// The dialogs there are: one for each kind of question.
#pragma once

#include <memory>

#include "session/questions.hpp"
#include "ui/dialogs/dialog.hpp"

namespace poolscope::ui {

using namespace session;

/// The dialog that shows a question and does what it says with the answer.
[[nodiscard]] std::unique_ptr<Dialog> dialog_for(const Ui& ui, const Question& question);

[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const FileQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const UnsavedQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const RecoveredQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ExportQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const HandoutQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GridQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ArrayQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const LayoutQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const PictureQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const CallQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GlossaryQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ShortcutsQuestion& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const AboutQuestion& question);

}  // namespace poolscope::ui
