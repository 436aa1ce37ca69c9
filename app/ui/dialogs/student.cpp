/// Who learns: a name that progress is kept by, on a machine that several share.
#include <algorithm>
#include <array>
#include <vector>

#include "lessons/progress_file.hpp"
#include "session/lesson_commands.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

constexpr float field_width = 240;

/// Without blanks around it.
std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

class StudentDialog : public Dialog {
public:
    explicit StudentDialog(std::string name) : name_(std::move(name)) {}

    [[nodiscard]] const char* title() const override { return tr("Who is learning?"); }
    [[nodiscard]] const char* id() const override { return "student"; }
    [[nodiscard]] float width() const override { return 480; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.student.what",
                  tr("Progress in the lessons is kept on this computer, for each name apart. "
                     "Without a name it is kept as well."),
                  true);
        gap(ui.frame, 12);
        draw_name(ui.frame);
        if (!ui.session.classmates.empty()) draw_known(ui);
        draw_forget(ui);
        const std::string name = trimmed(name_);
        const bool fits = name.size() <= lessons::longest_name;
        if (!fits)
            paragraph(ui.frame, "dialog.student.long", tr("This name is too long: shorten it."));
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"start", tr("Start learning"), fits}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (entered_ && fits) chosen = 1;
        if (chosen == 1U) be_student(ui.session, name);
        return !chosen;
    }

private:
    void draw_name(Frame& frame) {
        row_label(frame, "dialog.student.name.label", tr("student|Name"), frame.px(field_width));
        const FieldEvent typed = text_field(frame, "dialog.student.name", name_,
                                            {.width = frame.px(field_width),
                                             .height = frame.px(30),
                                             .take_focus = std::exchange(opening_, false),
                                             .generation = generation_,
                                             .hint = tr("no name")});
        entered_ = typed.kind == FieldEvent::enter;
        if (typed.changed) asked_ = false;
        gap(frame, 8);
    }

    /// Those who learned here before.
    void draw_known(Ui& ui) {
        std::vector<Choice> choices;
        std::size_t chosen = ui.session.classmates.size();
        for (const lessons::StudentProgress& one : ui.session.classmates) {
            if (one.name == name_) chosen = choices.size();
            choices.push_back({"known." + std::to_string(choices.size()),
                               one.name.empty() ? tr("no name") : one.name});
        }
        row_label(ui.frame, "dialog.student.known.label", tr("Learned here before"),
                  ui.px(field_width));
        if (button(ui.frame, "dialog.student.known", tr("Choose…"),
                   {.tooltip = "", .width = ui.px(field_width)}))
            open_choices(ui.frame, "dialog.student.known", chosen);
        if (const auto made = choice_list(ui.frame, "dialog.student.known", choices, chosen)) {
            name_ = ui.session.classmates[*made].name;
            asked_ = false;
            ++generation_;
        }
        gap(ui.frame, 8);
    }

    [[nodiscard]] bool is_known(const Session& session, const std::string& name) const {
        const lessons::StudentProgress& present = session.classroom.student;
        if (name == present.name) return !present.lessons.empty();
        return std::ranges::find(session.classmates, name, &lessons::StudentProgress::name) !=
               session.classmates.end();
    }

    /// Pressed twice, since nothing brings it back.
    void draw_forget(Ui& ui) {
        const std::string name = trimmed(name_);
        const bool known = is_known(ui.session, name);
        row_label(ui.frame, "dialog.student.forget.label", tr("What was done under this name"),
                  ui.px(field_width), known);
        const char* label = asked_ ? tr("Press again to forget it") : tr("Forget it…");
        if (button(ui.frame, "dialog.student.forget", label,
                   {.tooltip = tr("All lessons begin anew, and every tick goes"),
                    .enabled = known,
                    .width = ui.px(field_width)})) {
            if (asked_) forget_student(ui.session, name);
            asked_ = !asked_;
        }
        gap(ui.frame, 4);
    }

    std::string name_;
    int generation_ = 0;    ///< of what the field holds
    bool asked_ = false;    ///< "Forget it" was pressed once
    bool opening_ = true;   ///< the name takes the keyboard in the first frame
    bool entered_ = false;  ///< Enter was pressed in the field
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& session, const StudentPrompt& /*prompt*/) {
    return std::make_unique<StudentDialog>(session.classroom.student.name);
}

}  // namespace poolscope::ui
