/// The one place where a question becomes a dialog.
#include "ui/dialogs/dialogs.hpp"

namespace poolscope::ui {

std::unique_ptr<Dialog> dialog_for(const Ui& ui, const Question& question) {
    return std::visit([&ui](const auto& one) { return make_dialog(ui, one); }, question);
}

}  // namespace poolscope::ui
