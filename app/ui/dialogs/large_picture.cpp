/// The question how much of a picture is read that is too large: all of it reduced, or a part.
#include <algorithm>
#include <array>

#include "model/document.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/thumbnail.hpp"

namespace poolscope::ui {

namespace {

/// The sides of a part, in pixels: what a document may be stretched to by hand.
constexpr int part_side = model::max_side;
/// Beyond the least factor so many are offered, each the next.
constexpr std::size_t more_factors = 3;

class PictureDialog : public Dialog {
public:
    explicit PictureDialog(PicturePrompt question)
        : question_(std::move(question)), least_(question_.size.least_reduction()) {
        const io::ImageSize& size = question_.size;
        crop_.width = std::min(size.width, part_side);
        crop_.height = std::min(size.height, part_side);
        place_part(0.5F, 0.5F);
        if (question_.preview) preview_.emplace(question_.preview);
    }

    [[nodiscard]] const char* title() const override { return tr("A large picture"); }
    [[nodiscard]] const char* id() const override { return "picture"; }
    [[nodiscard]] float width() const override { return 520; }

    bool draw(Ui& ui) override {
        const io::ImageSize& size = question_.size;
        paragraph(ui.frame, "dialog.picture.text",
                  trf("\"{0}\" has {1} × {2} pixels, too many to be opened as it is.",
                      question_.file, size.width, size.height));
        gap(ui.frame, 10);
        draw_ways(ui.frame);
        gap(ui.frame, 10);
        draw_picture(ui);
        gap(ui.frame, 6);
        paragraph(ui.frame, "dialog.picture.note", note(), true);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"open", tr("button|Open")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen == 1) question_.chosen(ui.session, reading());
        return false;
    }

private:
    [[nodiscard]] bool takes_part() const { return way_ > more_factors; }
    [[nodiscard]] int factor() const { return least_ + static_cast<int>(way_); }

    [[nodiscard]] model::Reading reading() const {
        model::Reading how;
        if (takes_part())
            how.crop = crop_;
        else
            how.reduce = factor();
        return how;
    }

    [[nodiscard]] std::string note() const {
        if (takes_part())
            return trf(
                "{0} × {1} pixels from row {2}, column {3} on. Click the picture to move "
                "the part.",
                crop_.width, crop_.height, crop_.top, crop_.left);
        const auto part = [this](int side) { return (side + factor() - 1) / factor(); };
        return trf("{0} × {1} pixels, each the mean of {2} × {2}.", part(question_.size.width),
                   part(question_.size.height), factor());
    }

    void draw_ways(Frame& frame) {
        std::vector<Segment> segments;
        for (std::size_t more = 0; more <= more_factors; ++more) {
            const std::string text = "1/" + std::to_string(least_ + static_cast<int>(more));
            segments.push_back({std::to_string(more), text, tr("The whole picture, reduced")});
        }
        segments.push_back({"part", tr("A part"), tr("A part of the picture, as it is")});
        const float width = ImGui::GetContentRegionAvail().x;
        if (const auto chosen = segmented(frame, "dialog.picture.way", segments, way_, width))
            way_ = *chosen;
    }

    /// The picture small, the part marked in it; a click moves the part there.
    void draw_picture(Ui& ui) {
        if (!preview_) return;
        const float width = ImGui::GetContentRegionAvail().x;
        const drawing::Rect at = preview_->draw(ui, "dialog.picture.preview", width, ui.px(220));
        if (!takes_part()) return;
        const io::ImageSize& size = question_.size;
        const float x = at.w / static_cast<float>(size.width);
        const float y = at.h / static_cast<float>(size.height);
        const ImVec2 min{at.x + static_cast<float>(crop_.left) * x,
                         at.y + static_cast<float>(crop_.top) * y};
        const ImVec2 max{min.x + static_cast<float>(crop_.width) * x,
                         min.y + static_cast<float>(crop_.height) * y};
        ImGui::GetWindowDrawList()->AddRect(min, max, u32(ui.frame.theme->accent), 0, 0, ui.px(2));
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (ImGui::IsMouseDown(ImGuiMouseButton_Left) &&
            ImGui::IsMouseHoveringRect({at.x, at.y}, {at.right(), at.bottom()}))
            place_part((mouse.x - at.x) / at.w, (mouse.y - at.y) / at.h);
    }

    /// Puts the middle of the part there, as far as it stays within the picture.
    void place_part(float across, float down) {
        const auto start = [](float share, int part, int whole) {
            const int middle = static_cast<int>(share * static_cast<float>(whole));
            return std::clamp(middle - part / 2, 0, whole - part);
        };
        crop_.left = start(across, crop_.width, question_.size.width);
        crop_.top = start(down, crop_.height, question_.size.height);
    }

    PicturePrompt question_;
    std::optional<Thumbnail> preview_;
    int least_;  ///< the least factor
    model::Crop crop_;
    std::size_t way_ = 0;  ///< a factor above the least, or the part
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const PicturePrompt& question) {
    return std::make_unique<PictureDialog>(question);
}

}  // namespace poolscope::ui
