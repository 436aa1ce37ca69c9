/// Lays the chosen handout out and paints a page of it, smaller.
#include "ui/dialogs/handout_preview.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/frame/style.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"

namespace poolscope::ui {

namespace {

constexpr float choice_height = 38;  ///< below the page

}  // namespace

void HandoutPreview::lay_out(const Ui& ui, const HandoutChoice& choice) {
    const bool same =
        shown_ && *shown_ == choice && shown_key_ == key_ && language_ == i18n::language().id;
    if (same) return;
    shown_ = choice;
    shown_key_ = key_;
    language_ = i18n::language().id;
    error_.clear();
    pages_.clear();
    auto pages = make_sheet(ui.session, choice).and_then([&](const handout::Sheet& sheet) {
        return handout::lay_out(sheet, version());
    });
    if (pages)
        pages_ = std::move(*pages);
    else
        error_ = tr_error(pages.error());
    page_ = pages_.empty() ? 0 : std::min(page_, pages_.size() - 1);
}

void HandoutPreview::draw_page(Frame& frame, const drawing::Rect& box) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (pages_.empty()) {
        draw_wrapped(frame, list, {box.x + frame.px(14), box.y + frame.px(14)},
                     box.w - frame.px(28), error_, muted(frame));
        return;
    }
    const drawing::Drawing& page = pages_[page_];
    const float scale = std::min(box.w / page.size.w, box.h / page.size.h);
    const float width = std::round(page.size.w * scale), height = std::round(page.size.h * scale);
    const ImVec2 min{std::round(box.x + (box.w - width) / 2), box.y};
    const ImVec2 max{min.x + width, min.y + height};
    list.AddRectFilled(min, max, u32(page.background));
    list.PushClipRect(min, max, true);
    paint::paint_drawing({list, frame.fonts, frame.heatmaps, {min.x, min.y}, scale, false}, page);
    list.PopClipRect();
    list.AddRect(min, max, u32(frame.theme->line));
    anchor(frame, "dialog.handout.page", min, max, AnchorKind::text);
}

void HandoutPreview::draw_choice(Ui& ui, float width) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float pages = pages_.size() > 1 ? ui.px(72) : 0;
    const float beside = pages > 0 ? ui.px(8) + pages : 0;
    const std::array versions{
        Segment{"student", tr("Student's version"), tr("As it is handed out")},
        Segment{"key", tr("sheet|Key"), tr("With every working and every answer")}};
    if (const auto clicked =
            segmented(ui.frame, "dialog.handout.version", versions, key_ ? 1 : 0, width - beside))
        key_ = *clicked == 1;
    if (pages <= 0) return;
    ImGui::SetCursorScreenPos({at.x + width - pages, at.y});
    const int count = static_cast<int>(pages_.size());
    if (const auto change =
            number_box(ui, {.id = "dialog.handout.shown_page",
                            .value = static_cast<int>(page_) + 1,
                            .range = {1, count},
                            .tooltip = trf("Which of the {0} pages is shown", count),
                            .width = 72}))
        page_ = static_cast<std::size_t>(change->value - 1);
}

void HandoutPreview::draw(Ui& ui, const HandoutChoice& choice, float width, float height) {
    lay_out(ui, choice);
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float box = height - ui.px(choice_height);
    const ImVec2 max{min.x + width, min.y + box};
    ImGui::GetWindowDrawList()->AddRectFilled(min, max, u32(ui.frame.theme->panel_sunken),
                                              ui.px(10));
    const float inset = ui.px(10);
    draw_page(ui.frame, {min.x + inset, min.y + inset, width - 2 * inset, box - 2 * inset});
    anchor(ui.frame, "dialog.handout.preview", min, max, AnchorKind::panel);
    ImGui::SetCursorScreenPos({min.x, max.y + ui.px(8)});
    draw_choice(ui, width);
}

}  // namespace poolscope::ui
