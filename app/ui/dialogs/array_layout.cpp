/// The question on which end of an array its channels lie, with both readings drawn.
#include <algorithm>
#include <array>

#include "io/layout.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/thumbnail.hpp"

namespace poolscope::ui {

namespace {

class LayoutDialog : public Dialog {
public:
    explicit LayoutDialog(LayoutPrompt question)
        : question_(std::move(question)),
          first_(question_.values),
          last_(std::make_shared<const model::Values>(
              io::channels_first(*question_.values->whole()))) {}

    [[nodiscard]] const char* title() const override { return tr("Where are the channels?"); }
    [[nodiscard]] const char* id() const override { return "layout"; }
    [[nodiscard]] float width() const override { return 560; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.layout.text",
                  trf("The axes of {0} can be read in two ways.", question_.name));
        gap(ui.frame, 12);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float between = ui.px(16);
        const float half = (ImGui::GetContentRegionAvail().x - between) / 2;
        draw_reading(ui, "dialog.layout.first", first_, at, half);
        const float bottom = ImGui::GetCursorScreenPos().y;
        draw_reading(ui, "dialog.layout.last", last_, {at.x + half + between, at.y}, half);
        ImGui::SetCursorScreenPos({at.x, std::max(bottom, ImGui::GetCursorScreenPos().y)});
        gap(ui.frame, 8);
        paragraph(ui.frame, "dialog.layout.note", tr("The answer holds until the program ends."),
                  true);
        const std::array buttons{
            DialogButton{"cancel", tr("Cancel")},
            DialogButton{"first", tr("Channels first"), true, tr("The order of PyTorch and ONNX")},
            DialogButton{"last", tr("Channels last"), true,
                         tr("The order of TensorFlow, Keras and pictures")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen > 0)
            question_.chosen(ui.session, *chosen == 2 ? model::Layout::nhwc : model::Layout::nchw);
        return false;
    }

private:
    /// One reading, and its words below.
    static void draw_reading(Ui& ui, const std::string& id, const Thumbnail& reading, ImVec2 at,
                             float width) {
        ImGui::SetCursorScreenPos(at);
        ImGui::BeginGroup();
        reading.draw(ui, id, width, ui.px(150));
        gap(ui.frame, 6);
        const std::string words = tr(io::planes_text(reading.shape()));
        const ImVec2 below = ImGui::GetCursorScreenPos();
        const TextLook look = body(ui.frame);
        draw_wrapped(ui.frame, *ImGui::GetWindowDrawList(), below, width, words, look);
        ImGui::Dummy({width, wrapped_height(ui.frame, width, words, look)});
        ImGui::EndGroup();
    }

    LayoutPrompt question_;
    Thumbnail first_;
    Thumbnail last_;
    std::size_t focus_ = 2;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const LayoutPrompt& question) {
    return std::make_unique<LayoutDialog>(question);
}

}  // namespace poolscope::ui
