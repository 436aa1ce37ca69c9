/// The dialogs there are: one for each kind of prompt.
#pragma once

#include <memory>

#include "session/prompts.hpp"
#include "ui/dialogs/dialog.hpp"

namespace poolscope::ui {

using namespace session;

/// The dialog that shows a prompt and does what it says with the answer.
[[nodiscard]] std::unique_ptr<Dialog> dialog_for(const Ui& ui, const Prompt& prompt);

[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const FilePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const UnsavedPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const RecoveredPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ExportPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const HandoutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GridPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ArrayPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const LayoutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const PicturePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const LayerPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const CallPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GlossaryPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const StudentPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ShortcutsPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const AboutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GuidePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const PrintPrompt& question);

}  // namespace poolscope::ui
