/// Exporting: what, where to, how it is to look, what it will look like, and how far it has got.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "export/progress_words.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/dialogs/export_form.hpp"
#include "ui/export_preview.hpp"
#include "ui/style.hpp"
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
    explicit ExportDialog(ExportChoice choice) : form_(std::move(choice)) {}

    const char* title() const override { return tr("Export"); }
    const char* id() const override { return "export"; }
    float width() const override { return 940; }
    bool busy() const override { return job_ != nullptr; }
    bool moves() const override { return busy() || preview_.moves(); }

    bool draw(Ui& ui) override {
        if (job_) return draw_progress(ui);
        refresh(ui);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float all = ImGui::GetContentRegionAvail().x;
        const float form = ui.px(form_width);
        draw_form(ui, form);
        const float below = ImGui::GetCursorScreenPos().y;
        ImGui::SetCursorScreenPos({at.x + form + ui.px(between), at.y});
        draw_preview(ui, all - form - ui.px(between));
        ImGui::SetCursorScreenPos({at.x, std::max(below, ImGui::GetCursorScreenPos().y)});
        gap(ui, 8);
        form_.draw_target(ui);
        return draw_buttons(ui);
    }

private:
    /// A preview of what is chosen now.
    void refresh(Ui& ui) {
        if (shown_ == form_.choice()) return;
        shown_ = form_.choice();
        preview_.show(order_of(ui, form_.choice()));
    }

    void draw_form(Ui& ui, float width) {
        ImGui::BeginChild("##form", {width, ui.px(form_height)});
        form_.draw(ui);
        ImGui::EndChild();
    }

    void draw_preview(Ui& ui, float width) {
        const float x = ImGui::GetCursorScreenPos().x;
        preview_.draw(ui, width, ui.px(preview_height));
        gap(ui, 8);
        ImGui::SetCursorScreenPos({x, ImGui::GetCursorScreenPos().y});
        paragraph(ui, "dialog.export.facts", preview_.facts(), true);
    }

    bool draw_buttons(Ui& ui) {
        const bool named = !form_.choice().target.empty();
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"start", tr("Export"), named}};
        auto chosen = dialog_buttons(ui, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (form_.entered() && named) chosen = 1;
        if (form_.browses()) return false;
        if (chosen == 1U) start(ui);
        return chosen != 0U;
    }

    void start(Ui& ui) {
        ui.settings.exporting = form_.choice().look;
        ui.settings.last_folder = fs::path(form_.choice().target).parent_path();
        ui.save_settings();
        ExportOrder order = order_of(ui, form_.choice());
        target_ = order.request.target.string();
        job_ = std::make_unique<Job<void>>([order = std::move(order)](
                                               const exporting::Progress& progress) mutable {
            return whole_request(order, progress).and_then([&](const exporting::Request& request) {
                return order.exporter->run(request, progress);
            });
        });
    }

    bool draw_progress(Ui& ui) {
        paragraph(ui, "dialog.export.target.label", target_, true);
        gap(ui, 12);
        const ImVec2 min = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x;
        const float part = static_cast<float>(job_->done()) /
                           static_cast<float>(std::max<std::size_t>(job_->total(), 1));
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float height = ui.px(8);
        list.AddRectFilled(min, {min.x + width, min.y + height}, u32(ui.theme->panel_sunken),
                           height / 2);
        if (part > 0)
            list.AddRectFilled(min, {min.x + std::max(width * part, height), min.y + height},
                               u32(ui.theme->accent), height / 2);
        gap(ui, 16);
        paragraph(ui, "dialog.export.progress",
                  exporting::progress_words(job_->done(), job_->total(), job_->seconds()), true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")}};
        const bool pressed = dialog_buttons(ui, buttons, focus_).has_value();
        if (ui.take(Key::escape) || pressed) job_->cancel();
        const auto outcome = job_->take();
        if (!outcome) return true;
        tell(ui, *outcome);
        return false;
    }

    void tell(Ui& ui, const Result<void>& outcome) const {
        if (!outcome && outcome.error().code == ErrorCode::cancelled)
            ui.say(tr("Export cancelled: nothing was written."));
        else if (!outcome)
            ui.report(outcome.error());
        else
            ui.say(trf("Exported to {0}", target_));
    }

    ExportForm form_;
    ExportPreview preview_;
    ExportChoice shown_;
    std::string target_;
    std::unique_ptr<Job<void>> job_;
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_export_dialog(ExportChoice choice) {
    return std::make_unique<ExportDialog>(std::move(choice));
}

std::unique_ptr<Dialog> make_export_dialog(Ui& ui, const exporting::Exporter* exporter) {
    return make_export_dialog(first_choice(ui, exporter));
}

}  // namespace poolscope::ui
