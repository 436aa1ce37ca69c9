/// The dialogs there are: one for each kind of prompt.
#pragma once

#include <memory>

#include "session/prompts.hpp"
#include "ui/dialogs/dialog.hpp"

namespace poolscope::ui {

using namespace session;

/// The dialog that shows a prompt and does what it says with the answer.
[[nodiscard]] std::unique_ptr<Dialog> dialog_for(const Ui& ui, const Prompt& prompt);

[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const FilePrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const UnsavedPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const RecoveredPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ExportPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const HandoutPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GridPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const CallPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const GlossaryPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const ShortcutsPrompt& prompt);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Ui& ui, const AboutPrompt& prompt);

}  // namespace poolscope::ui
