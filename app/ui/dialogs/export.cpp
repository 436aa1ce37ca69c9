/// Exporting: what, where to, how it is to look, what it will look like, and how far it has got.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "export/progress_words.hpp"
#include "io/path_words.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/dialogs/export_form.hpp"
#include "ui/dialogs/export_preview.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

constexpr float form_width = 392;  ///< logical pixels
constexpr float between = 24;      ///< form and preview
constexpr float preview_height = 366;

class ExportDialog : public Dialog {
public:
    explicit ExportDialog(ExportPlan plan) : form_(std::move(plan)) {}

    [[nodiscard]] const char* title() const override { return tr("Export"); }
    [[nodiscard]] const char* id() const override { return "export"; }
    [[nodiscard]] float width() const override { return 940; }
    [[nodiscard]] bool busy() const override { return job_ != nullptr; }
    [[nodiscard]] bool moves() const override { return busy() || preview_.moves(); }

    bool draw(Ui& ui) override {
        if (job_) return draw_progress(ui);
        refresh(ui.session);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float all = ImGui::GetContentRegionAvail().x;
        const float form = ui.px(form_width);
        draw_form(ui, form);
        const float below = ImGui::GetCursorScreenPos().y;
        ImGui::SetCursorScreenPos({at.x + form + ui.px(between), at.y});
        draw_preview(ui, all - form - ui.px(between));
        ImGui::SetCursorScreenPos({at.x, std::max(below, ImGui::GetCursorScreenPos().y)});
        gap(ui.frame, 8);
        form_.draw_target(ui);
        draw_note(ui.frame);
        return draw_buttons(ui);
    }

private:
    /// A preview of what is chosen now; what was said of another choice is over.
    void refresh(Session& session) {
        const ExportPlan& plan = form_.plan();
        if (shown_ == plan) return;
        ExportPlan renamed = shown_;
        renamed.target = plan.target;
        renamed.own_target = plan.own_target;
        if (renamed != plan) preview_.show(request_of(session, plan));
        shown_ = plan;
        in_the_way_.clear();
        error_.clear();
    }

    void draw_form(Ui& ui, float width) {
        ImGui::BeginChild("##form", {width, ui.px(form_height)});
        form_.draw(ui);
        ImGui::EndChild();
    }

    void draw_preview(Ui& ui, float width) {
        const float x = ImGui::GetCursorScreenPos().x;
        preview_.draw(ui, width, ui.px(preview_height));
        gap(ui.frame, 8);
        ImGui::SetCursorScreenPos({x, ImGui::GetCursorScreenPos().y});
        paragraph(ui.frame, "dialog.export.facts", preview_.facts(), true);
    }

    /// What went wrong, what would be lost, or how the file will be called.
    void draw_note(Frame& frame) const {
        const fs::path& typed = form_.plan().target;
        const fs::path file =
            exporting::with_extension(typed, exporting::exporter_of(form_.plan()));
        if (!error_.empty())
            paragraph(frame, "dialog.export.error", error_);
        else if (!in_the_way_.empty())
            paragraph(frame, "dialog.export.exists", replace_words(in_the_way_), true);
        else if (file != typed)
            paragraph(frame, "dialog.export.name",
                      trf("The file will be {0}", file.filename().string()), true);
        else
            paragraph(frame, "dialog.export.nothing", " ", true);
    }

    bool draw_buttons(Ui& ui) {
        const bool named = !form_.plan().target.empty();
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 in_the_way_.empty()
                                     ? DialogButton{"start", tr("Export"), named}
                                     : DialogButton{"replace", tr("Replace"), named}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape) || form_.given_up()) chosen = 0;
        if (form_.entered() && named) chosen = 1;
        if (form_.browses()) return false;
        if (chosen == 1U) confirm(ui.session);
        return chosen != 0U;
    }

    /// Starts, once it is agreed that a file is written over.
    void confirm(Session& session) {
        exporting::Request request = request_of(session, form_.plan());
        const fs::path found = exporting::in_the_way(exporting::exporter_of(request), request);
        if (found == in_the_way_) return start(session, std::move(request));
        in_the_way_ = found;
        form_.focus_target();
    }

    void start(Session& session, exporting::Request request) {
        session.settings.exporting = form_.plan();
        session.save_settings();
        error_.clear();
        target_ = request.target;
        job_ = std::make_unique<Job<void>>(
            [request = std::move(request)](const exporting::Progress& progress) mutable {
                return exporting::await_layer(request, progress).and_then([&] {
                    return exporting::exporter_of(request).run(request, progress);
                });
            });
    }

    bool draw_progress(Ui& ui) {
        const exporting::ProgressClock progress = job_->progress();
        paragraph(ui.frame, "dialog.export.target.label", target_.string(), true);
        gap(ui.frame, 12);
        draw_bar(ui.frame, progress.share());
        gap(ui.frame, 16);
        paragraph(ui.frame, "dialog.export.progress",
                  job_->cancelled() ? tr("Cancelling…") : progress.words(), true);
        const std::array buttons{DialogButton{"stop", tr("Cancel"), !job_->cancelled()}};
        const bool pressed = dialog_buttons(ui.frame, buttons, focus_).has_value();
        if (ui.take(Key::escape) || pressed) job_->cancel();
        const auto outcome = job_->take();
        if (!outcome) return true;
        job_.reset();
        return !tell(ui.session, *outcome);
    }

    static void draw_bar(Frame& frame, float share) {
        const ImVec2 min = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float height = frame.px(8);
        list.AddRectFilled(min, {min.x + width, min.y + height}, u32(frame.theme->panel_sunken),
                           height / 2);
        if (share > 0)
            list.AddRectFilled(min, {min.x + std::max(width * share, height), min.y + height},
                               u32(frame.theme->accent), height / 2);
    }

    /// False where it failed: the panel stays, so that the reason can be seen to.
    bool tell(Session& session, const Result<void>& outcome) {
        if (!outcome && outcome.error().code == ErrorCode::cancelled) {
            session.say([] { return std::string(tr("Export cancelled: nothing was written.")); });
        } else if (!outcome) {
            error_ = tr_error(outcome.error());
            focus_ = 1;
            form_.focus_target();
            return false;
        } else {
            session.settings.last_folder = target_.parent_path();
            session.save_settings();
            session.say([file = io::path_words(target_)] { return trf("Exported to {0}", file); },
                        target_);
        }
        return true;
    }

    ExportForm form_;
    ExportPreview preview_;
    ExportPlan shown_{.format{}};  ///< of no format before the first frame
    fs::path in_the_way_;          ///< what the person was asked about
    std::string error_;            ///< of the export before
    fs::path target_;
    std::unique_ptr<Job<void>> job_;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const ExportPrompt& prompt) {
    return std::make_unique<ExportDialog>(prompt.plan);
}

}  // namespace poolscope::ui
