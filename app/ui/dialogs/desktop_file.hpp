/// The desktop's own file dialog, in place of the program's.
#pragma once

#include <memory>

#include "ui/dialogs/dialogs.hpp"

namespace poolscope::ui {

[[nodiscard]] std::unique_ptr<Dialog> make_desktop_dialog(const Session& session,
                                                          const FilePrompt& prompt);

/// The file that is written where a person names `path`: with the prompt's ending.
[[nodiscard]] std::filesystem::path named_file(const FilePrompt& prompt,
                                               std::filesystem::path path);

}  // namespace poolscope::ui
