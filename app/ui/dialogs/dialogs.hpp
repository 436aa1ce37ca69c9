/// The dialogs there are: one for each kind of prompt.
#pragma once

#include <memory>

#include "session/prompts.hpp"
#include "ui/dialogs/dialog.hpp"

namespace poolscope::ui {

using namespace session;

/// The dialog that shows a prompt and does what it says with the answer.
[[nodiscard]] std::unique_ptr<Dialog> dialog_for(const Session& session, const Prompt& prompt);

[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const FilePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const UnsavedPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const RecoveredPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const ExportPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const HandoutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const GridPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const ArrayPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const LayoutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const PicturePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const LayerPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const FitPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const NewLayerPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const RenameLayerPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const CallPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const GlossaryPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const StudentPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const ShortcutsPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const AboutPrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const GuidePrompt& question);
[[nodiscard]] std::unique_ptr<Dialog> make_dialog(const Session& session,
                                                  const PrintPrompt& question);

}  // namespace poolscope::ui
