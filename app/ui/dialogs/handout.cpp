/// The layer as exercises on paper: a student's version and its key, side by side in a folder, or
/// one of them printed.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "export/handout.hpp"
#include "io/folders.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/dialogs/handout_preview.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr float choices_height = 436;

class HandoutDialog : public Dialog {
public:
    explicit HandoutDialog(HandoutChoice choice) : choice_(std::move(choice)) {}

    [[nodiscard]] const char* title() const override { return tr("Handout"); }
    [[nodiscard]] const char* id() const override { return "handout"; }
    [[nodiscard]] float width() const override { return 900; }

    bool draw(Ui& ui) override {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float whole = ImGui::GetContentRegionAvail().x;
        const float left = std::floor((whole - ui.px(24)) * 0.55F);
        const float height = ui.px(choices_height);
        ImGui::BeginChild("##handout", {left, height}, false, ImGuiWindowFlags_NoScrollbar);
        draw_choices(ui);
        ImGui::EndChild();
        ImGui::SetCursorScreenPos({at.x + left + ui.px(24), at.y});
        preview_.draw(ui, choice_, whole - left - ui.px(24), height);
        ImGui::SetCursorScreenPos(at);
        ImGui::Dummy({whole, height});
        return draw_end(ui);
    }

private:
    void draw_choices(Ui& ui) {
        paragraph(ui.frame, "dialog.handout.what",
                  tr("Exercises on paper: the input, an empty output and questions. The key is "
                     "written beside them."),
                  true);
        gap(ui.frame, 12);
        draw_field(ui.frame, "title", tr("Title"), choice_.title);
        draw_target(ui);
        gap(ui.frame, 10);
        draw_rows(ui);
    }

    /// The note and the buttons; false closes the dialog.
    bool draw_end(Ui& ui) {
        draw_note(ui.frame);
        const bool named = !choice_.target.empty();
        const std::array buttons{
            DialogButton{"cancel", tr("Cancel")},
            DialogButton{"to_printer", tr("Print…"), ui.session.services.desktop.print != nullptr,
                         tr("The version that is shown here")},
            in_the_way_.empty() ? DialogButton{"make", tr("Make both"), named}
                                : DialogButton{"replace", tr("Replace"), named}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (entered_ && named) chosen = 2;
        if (chosen == 1U) return !print(ui);
        if (chosen == 2U) return !confirm(ui.session);
        return chosen != 0U && !browsing_;
    }

    void draw_field(Frame& frame, const char* id, const char* label, std::string& text) {
        paragraph(frame, std::string("dialog.handout.") + id + ".label", label);
        gap(frame, 6);
        const FieldEvent typed = text_field(frame, std::string("dialog.handout.") + id, text,
                                            {.width = ImGui::GetContentRegionAvail().x,
                                             .height = frame.px(30),
                                             .take_focus = std::exchange(opening_, false)});
        entered_ = typed.kind == FieldEvent::enter;
        gap(frame, 10);
    }

    void draw_target(Ui& ui) {
        paragraph(ui.frame, "dialog.handout.target.label", tr("File, for the student's version"));
        gap(ui.frame, 6);
        const float browse = button_width(ui.frame, tr("Browse…"));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x - browse - ui.px(8);
        const FieldEvent typed = text_field(ui.frame, "dialog.handout.target", choice_.target,
                                            {.width = width, .height = ui.px(30)});
        entered_ = entered_ || typed.kind == FieldEvent::enter;
        ImGui::SetCursorScreenPos({at.x + width + ui.px(8), at.y});
        if (button(ui.frame, "dialog.handout.browse", tr("Browse…"))) browse_target(ui.session);
    }

    void browse_target(Session& session) {
        browsing_ = true;
        session.ask(FilePrompt{.kind = FilePrompt::Kind::save,
                               .title = tr("Handout"),
                               .confirm = tr("Choose"),
                               .start = fs::path(choice_.target),
                               .overwrites = false,  // this dialog asks
                               .chosen = [choice = choice_](Session& then, const fs::path& path) {
                                   HandoutChoice next = choice;
                                   next.target = path.string();
                                   then.ask(HandoutPrompt{std::move(next)});
                               }});
    }

    void draw_rows(Ui& ui) {
        number_row(ui, "exercises", tr("Exercises"), choice_.exercises, {1, 20},
                   tr("Each has numbers of its own"));
        number_row(ui, "questions", tr("Questions of each"), choice_.questions,
                   {0, static_cast<int>(handout::most_questions)},
                   tr("At most: some layers have fewer to ask about"));
        const float tiers_width = ui.px(330);
        row_label(ui.frame, "dialog.handout.tier.label", tr("Working"), tiers_width);
        std::vector<Segment> tiers;
        for (const handout::TierName& one : handout::tiers())
            tiers.push_back({std::string(one.id), tr(one.name), tr(one.note)});
        if (const auto clicked =
                segmented(ui.frame, "dialog.handout.tier", tiers, choice_.tier, tiers_width))
            choice_.tier = *clicked;
        gap(ui.frame, 6);
        const float width = ui.px(220);
        row_label(ui.frame, "dialog.handout.numbers.label", tr("Numbers of the first"), width);
        const std::array numbers{
            Segment{"own", tr("The grid's own"), tr("As they stand in the window")},
            Segment{"fresh", tr("Fresh"), tr("Drawn from the seed")}};
        if (const auto clicked = segmented(ui.frame, "dialog.handout.numbers", numbers,
                                           choice_.fresh ? 1 : 0, width))
            choice_.fresh = *clicked == 1;
        gap(ui.frame, 6);
        number_row(ui, "seed", tr("Seed of fresh numbers"), choice_.seed, {0, 999999},
                   tr("The same seed gives the same handout"));
        row_label(ui.frame, "dialog.handout.paper.label", tr("Paper"), width);
        std::vector<Segment> papers;
        for (const handout::Paper& paper : handout::papers())
            papers.push_back({std::string(paper.id), tr_name(paper.name), tr("Of each page")});
        if (const auto clicked =
                segmented(ui.frame, "dialog.handout.paper", papers, choice_.paper, width))
            choice_.paper = *clicked;
        gap(ui.frame, 6);
    }

    void number_row(Ui& ui, const char* id, const char* label, int& value, model::IntRange range,
                    const char* tooltip) {
        const std::string anchor = std::string("dialog.handout.") + id;
        row_label(ui.frame, anchor + ".label", label, ui.px(110));
        const auto change = number_box(
            ui, {.id = anchor, .value = value, .range = range, .tooltip = tooltip, .width = 110});
        if (change) value = change->value;
        gap(ui.frame, 6);
    }

    void draw_note(Frame& frame) {
        if (asked_of_ != choice_.target) in_the_way_.clear();
        if (!in_the_way_.empty())
            paragraph(frame, "dialog.handout.exists", replace_words(in_the_way_), true);
        if (!error_.empty()) paragraph(frame, "dialog.handout.error", error_);
    }

    /// Has the version that is shown printed, after which this dialog is there again; false where
    /// there is nothing to print.
    bool print(Ui& ui) {
        auto job = handout_job(ui.session, choice_, preview_.version());
        if (!job) {
            error_ = tr_error(job.error());
            return false;
        }
        ui.session.ask(PrintPrompt{std::move(*job), [choice = choice_](Session& then) {
                                       then.ask(HandoutPrompt{choice});
                                   }});
        return true;
    }

    /// Makes them, once it is agreed that a file is written over; true when they are written.
    bool confirm(Session& session) {
        const fs::path student = student_path(choice_);
        fs::path found;
        for (const fs::path& file : {exporting::key_path(student), student})
            if (io::is_there(file)) found = file;
        if (found == in_the_way_) return make(session);
        in_the_way_ = found;
        asked_of_ = choice_.target;
        return false;
    }

    /// True when both files are written; else the dialog says why not.
    bool make(Session& session) {
        const auto written = make_handout(session, choice_);
        if (!written) {
            error_ = tr_error(written.error());
            return false;
        }
        return true;
    }

    HandoutChoice choice_;
    HandoutPreview preview_;
    std::string error_;
    fs::path in_the_way_;   ///< what the person was asked about
    std::string asked_of_;  ///< the target then
    bool browsing_ = false;
    bool opening_ = true;   ///< the title takes the keyboard in the first frame
    bool entered_ = false;  ///< Enter was pressed in a field
    std::size_t focus_ = 2;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const HandoutPrompt& prompt) {
    return std::make_unique<HandoutDialog>(prompt.choice);
}

}  // namespace poolscope::ui
