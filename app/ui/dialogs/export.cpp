/// Exporting pictures of the steps: where to, how large, and how far it has got.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/export_job.hpp"
#include "ui/style.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

namespace fs = std::filesystem;

/// What the person has chosen; outlives the dialog while a folder is browsed for.
struct ExportChoice {
    const exporting::Exporter* exporter = nullptr;
    std::string target;
    int width = 1280;
    int height = 720;
    std::size_t scale = 0;
};
constexpr std::array scales{1.0F, 2.0F, 3.0F};

fs::path base_folder(const Ui& ui) {
    std::error_code error;
    return ui.settings.last_folder.empty() ? fs::current_path(error) : ui.settings.last_folder;
}

/// "name-step-5.png", "name-frames", "name-output.npy".
std::string default_target(const Ui& ui, const exporting::Exporter& exporter) {
    const std::string stem = fs::path(document_name(ui)).stem().string();
    const std::string id(exporter.id);
    std::string name = stem + "-" + id.substr(0, id.rfind('-'));
    if (exporter.drawn) name = stem + "-step-" + std::to_string(ui.view().step + 1);
    if (exporter.folder) return (base_folder(ui) / (stem + "-frames")).string();
    return (base_folder(ui) / (name + std::string(exporter.extension))).string();
}

class ExportDialog : public Dialog {
public:
    ExportDialog(ExportChoice choice, std::size_t steps)
        : choice_(std::move(choice)), steps_(steps) {}

    const char* title() const override { return tr("Export"); }
    const char* id() const override { return "export"; }
    float width() const override { return 520; }
    bool busy() const override { return job_ != nullptr; }

    bool draw(Ui& ui) override {
        paragraph(ui, "dialog.export.what", summary(), true);
        gap(ui, 14);
        return job_ ? draw_progress(ui) : draw_form(ui);
    }

private:
    std::size_t count() const { return choice_.exporter->folder ? steps_ : 1; }

    std::string summary() const {
        if (!choice_.exporter->drawn) return tr_name(choice_.exporter->name) + tr(" · 1 file");
        const float scale = scales[choice_.scale];
        const auto pixels = [&](int side) {
            return std::to_string(std::lround(static_cast<float>(side) * scale));
        };
        return tr_name(choice_.exporter->name) + trn(" · {0} file of {1} × {2} pixels",
                                                     " · {0} files of {1} × {2} pixels", count(),
                                                     pixels(choice_.width), pixels(choice_.height));
    }

    bool draw_form(Ui& ui) {
        draw_target(ui);
        gap(ui, 10);
        if (choice_.exporter->drawn) draw_size(ui);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"start", tr("Export"), !choice_.target.empty()}};
        auto chosen = dialog_buttons(ui, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (entered_ && !choice_.target.empty()) chosen = 1;
        if (chosen == 1U) start(ui);
        return chosen != 0U && !browsing_;
    }

    void draw_size(Ui& ui) {
        size_row(ui, "dialog.export.width", tr("Width, logical pixels"), choice_.width);
        size_row(ui, "dialog.export.height", tr("Height, logical pixels"), choice_.height);
        row_label(ui, "dialog.export.scale.label", tr("export|Scale"), ui.px(200));
        const std::array segments{Segment{"1", "1×", tr("A pixel a logical pixel")},
                                  Segment{"2", "2×", tr("For sharp screens")},
                                  Segment{"3", "3×", tr("For print")}};
        if (const auto clicked =
                segmented(ui, "dialog.export.scale", segments, choice_.scale, ui.px(200)))
            choice_.scale = *clicked;
    }

    void draw_target(Ui& ui) {
        paragraph(
            ui, "dialog.export.target.label",
            tr(choice_.exporter->folder ? "Folder (made where it is missing)" : "export|File"));
        gap(ui, 6);
        const float browse = button_width(ui, tr("Browse…"));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x - browse - ui.px(8);
        const FieldEvent typed = text_field(ui, "dialog.export.target", choice_.target,
                                            {.width = width,
                                             .height = ui.px(30),
                                             .take_focus = std::exchange(opening_, false),
                                             .select_all = false});
        entered_ = typed.kind == FieldEvent::enter;
        ImGui::SetCursorScreenPos({at.x + width + ui.px(8), at.y});
        if (button(ui, "dialog.export.browse", tr("Browse…"))) browse_target(ui);
    }

    void browse_target(Ui& ui) {
        const bool folder = choice_.exporter->folder;
        browsing_ = true;
        ui.open_dialog(make_file_dialog(
            ui,
            {.kind = folder ? FileQuestion::Kind::folder : FileQuestion::Kind::save,
             .title = tr(folder ? "Export into a folder" : "Export to a file"),
             .confirm = tr("Choose"),
             .start = folder ? fs::path(choice_.target).parent_path() : fs::path(choice_.target),
             .chosen = [choice = choice_, steps = steps_](Ui& then, const fs::path& path) {
                 ExportChoice next = choice;
                 next.target = path.string();
                 then.open_dialog(std::make_unique<ExportDialog>(next, steps));
             }}));
    }

    void size_row(Ui& ui, const char* id, const char* label, int& value) {
        row_label(ui, std::string(id) + ".label", label, ui.px(96));
        const auto change = number_box(ui, {.id = id,
                                            .value = value,
                                            .range = {320, 4096},
                                            .tooltip = tr("The drawing is laid out in this size"),
                                            .width = 96});
        if (change) value = change->value;
        gap(ui, 6);
    }

    void start(Ui& ui) {
        ExportOrder order;
        order.exporter = choice_.exporter;
        order.document = ui.document();
        order.view = ui.view();
        order.view.hover.reset();
        order.view.selected.reset();
        order.results = ui.store.results();
        order.figure = ui.store.figure();
        order.size = {static_cast<float>(choice_.width), static_cast<float>(choice_.height)};
        order.scale = scales[choice_.scale];
        order.first = choice_.exporter->folder ? 0 : ui.view().step;
        order.count = count();
        order.target = choice_.target;
        job_ = std::make_unique<ExportJob>(std::move(order));
    }

    bool draw_progress(Ui& ui) {
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
                  job_->total() == 0 ? tr("Starting")
                                     : trf("{0} of {1} done", job_->done(), job_->total()),
                  true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")}};
        const bool pressed = dialog_buttons(ui, buttons, focus_).has_value();
        if (ui.take(Key::escape) || pressed) job_->cancel();
        const auto outcome = job_->outcome();
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
            ui.say(trn("Exported {0} file to {1}", "Exported {0} files to {1}", count(),
                       choice_.target));
    }

    ExportChoice choice_;
    std::size_t steps_;
    std::unique_ptr<ExportJob> job_;
    bool browsing_ = false;
    bool opening_ = true;   ///< the target takes the keyboard in the first frame
    bool entered_ = false;  ///< Enter was pressed in the target
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_export_dialog(Ui& ui, const exporting::Exporter& exporter) {
    ExportChoice choice;
    choice.exporter = &exporter;
    choice.target = default_target(ui, exporter);
    return std::make_unique<ExportDialog>(
        std::move(choice), figure_steps(ui.store.figure(), ui.store.results(), ui.view().grain));
}

}  // namespace poolscope::ui
