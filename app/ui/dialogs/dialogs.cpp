/// The one place where a prompt becomes a dialog.
#include "ui/dialogs/dialogs.hpp"

namespace poolscope::ui {

std::unique_ptr<Dialog> dialog_for(const Ui& ui, const Prompt& prompt) {
    return std::visit([&ui](const auto& one) { return make_dialog(ui, one); }, prompt);
}

}  // namespace poolscope::ui
