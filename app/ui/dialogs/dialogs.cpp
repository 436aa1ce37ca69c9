/// The one place where a prompt becomes a dialog.
#include "ui/dialogs/dialogs.hpp"

namespace poolscope::ui {

std::unique_ptr<Dialog> dialog_for(const Session& session, const Prompt& prompt) {
    return std::visit([&session](const auto& one) { return make_dialog(session, one); }, prompt);
}

}  // namespace poolscope::ui
