/// The question which of a file's arrays is read.
#include <algorithm>
#include <array>

#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// "3 x 4"; what is wrong where the array's header cannot be read is said once it is chosen.
std::string extents_text(const io::NpzArray& array) {
    std::string text;
    for (const int extent : array.extents)
        text += (text.empty() ? "" : " × ") + std::to_string(extent);
    return text;
}

class ArrayDialog : public Dialog {
public:
    explicit ArrayDialog(ArrayPrompt question) : question_(std::move(question)) {
        for (const io::NpzArray& array : question_.arrays)
            choices_.push_back({array.name, array.name, extents_text(array)});
    }

    [[nodiscard]] const char* title() const override { return tr("Which array?"); }
    [[nodiscard]] const char* id() const override { return "array"; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.array.text",
                  trf("\"{0}\" holds {1} arrays.", question_.file, question_.arrays.size()));
        gap(ui.frame, 10);
        const float width = ImGui::GetContentRegionAvail().x;
        if (const auto chosen =
                combo(ui.frame, "dialog.array.list", choices_, chosen_, {"", width}))
            chosen_ = *chosen;
        gap(ui.frame, 6);
        paragraph(ui.frame, "dialog.array.shape", choices_[chosen_].note, true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"open", tr("button|Open")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen == 1) question_.chosen(ui.session, question_.arrays[chosen_].name);
        return false;
    }

private:
    ArrayPrompt question_;
    std::vector<Choice> choices_;
    std::size_t chosen_ = 0;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const ArrayPrompt& question) {
    return std::make_unique<ArrayDialog>(question);
}

}  // namespace poolscope::ui
