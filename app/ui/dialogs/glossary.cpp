/// The glossary: each term's names in two languages side by side, and what it means.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "lessons/glossary.hpp"
#include "session/lesson_commands.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr std::string_view english = "en";  ///< its names stand at the left

class GlossaryDialog : public Dialog {
public:
    GlossaryDialog(std::size_t term, std::string_view language)
        : term_(term),
          language_(language),
          beside_(language == english ? lessons::other_language(english) : language) {
        const lessons::Words name = say("Glossary");
        title_ = name.in(english) + " · " + name.in(beside_);
    }

    [[nodiscard]] const char* title() const override { return title_.c_str(); }
    [[nodiscard]] const char* id() const override { return "glossary"; }
    [[nodiscard]] float width() const override { return 640; }

    bool draw(Ui& ui) override {
        const float height =
            std::min(ui.px(440), ImGui::GetIO().DisplaySize.y - ui.px(32 + 48 + 36 + 60));
        ImGui::BeginChild("##glossary", {ImGui::GetContentRegionAvail().x, height});
        for (std::size_t i = 0; i < lessons::glossary().size(); ++i) draw_term(ui.frame, i);
        ImGui::EndChild();
        const std::array buttons{DialogButton{"close", tr("Close")}};
        const bool pressed = dialog_buttons(ui.frame, buttons, focus_).has_value();
        return !(ui.take(Key::escape) || pressed);
    }

private:
    void draw_term(Frame& frame, std::size_t index) {
        const lessons::Term& term = lessons::glossary()[index];
        const std::string name = "dialog.glossary." + std::string(term.id);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x - frame.px(10);
        const float half = std::floor(width / 2);
        const TextLook title{index == term_ ? frame.theme->accent : frame.theme->text,
                             theme::Font::semibold, body_size};
        ImDrawList& list = *ImGui::GetWindowDrawList();
        draw_text(frame, list, at.x, at.y + frame.px(10), term.name(english), title);
        draw_text(frame, list, at.x + half, at.y + frame.px(10), term.name(beside_), title);
        const TextLook words{frame.theme->text_muted, theme::Font::regular, small_size};
        const std::string meaning(term.meaning_in(language_));
        draw_wrapped(frame, list, {at.x, at.y + frame.px(22)}, width, meaning, words);
        const float height = frame.px(22) + wrapped_height(frame, width, meaning, words);
        ImGui::Dummy({width, height});
        anchor(frame, name, at, {at.x + width, at.y + height}, AnchorKind::text);
        if (index == term_ && frames_ < 3) {
            ImGui::SetScrollFromPosY(at.y - ImGui::GetWindowPos().y, 0.1F);
            ++frames_;
        }
        gap(frame, 12);
    }

    std::size_t term_;
    std::string language_;  ///< of the meanings
    std::string beside_;    ///< that of the names at the right
    std::string title_;
    std::size_t focus_ = 0;
    int frames_ = 0;  ///< in which the list scrolls to the term
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const GlossaryPrompt& prompt) {
    return std::make_unique<GlossaryDialog>(prompt.term, prompt.language);
}

}  // namespace poolscope::ui
