/// Heatmaps in a row, as large as they fit.
#include "ui/widgets/thumbnail.hpp"

#include <algorithm>

#include "drawing/drawing.hpp"
#include "paint/screen/imgui_painter.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr int most_planes = 4;
constexpr float between = 8;

/// Where `count` planes of that shape stand side by side in a box, as large as they fit.
struct Row {
    float x = 0;
    float y = 0;
    float w = 0;  ///< of one
    float h = 0;
    float step = 0;
};

Row row_in(const drawing::Rect& box, const Shape& shape, int count, float gap_width) {
    const auto n = static_cast<float>(count);
    const auto cols = static_cast<float>(shape.w), rows = static_cast<float>(shape.h);
    const float room = (box.w - gap_width * (n - 1)) / n;
    const float cell = std::min(room / cols, box.h / rows);
    // A line of cells is still seen.
    const float w = std::clamp(cols * cell, 2.0F, room), h = std::clamp(rows * cell, 2.0F, box.h);
    const float all = w * n + gap_width * (n - 1);
    return {box.x + (box.w - all) / 2, box.y + (box.h - h) / 2, w, h, w + gap_width};
}

}  // namespace

Thumbnail::Thumbnail(const model::SharedValues& values)
    : values_(values->whole()), range_(model::range_of(*values_)) {}

drawing::Rect Thumbnail::draw(Ui& ui, std::string_view id, float width, float height) const {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max{min.x + width, min.y + height};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(min, max, u32(ui.frame.theme->panel_sunken), ui.px(10));
    const Shape& shape = values_->shape();
    const bool color = shape.c == 3;
    const int count = color ? 1 : std::min(shape.c, most_planes);
    const float inset = ui.px(10);
    const float below = shape.c > count && !color ? ui.px(18) : 0;
    const drawing::Rect box{min.x + inset, min.y + inset, width - 2 * inset,
                            height - 2 * inset - below};
    const Row row = row_in(box, shape, count, ui.px(between));
    drawing::Drawing picture;
    for (int c = 0; c < count; ++c)
        picture.primitives.emplace_back(drawing::Heatmap{
            .rect = {row.x + row.step * static_cast<float>(c), row.y, row.w, row.h},
            .region = {0, 0, static_cast<float>(shape.w), static_cast<float>(shape.h)},
            .values = values_,
            .channel = c,
            .colormap = color ? "colour" : "grey",
            .low = range_.low,
            .high = range_.high});
    paint::paint_drawing({list, ui.frame.fonts, ui.frame.heatmaps, {0, 0}, 1, false}, picture);
    for (int c = 0; c < count; ++c) {
        const float x = row.x + row.step * static_cast<float>(c);
        list.AddRect({x, row.y}, {x + row.w, row.y + row.h}, u32(ui.frame.theme->line));
    }
    if (below > 0)
        draw_text_centered(ui.frame, list,
                           {(min.x + max.x) / 2, max.y - inset - below / 2 + ui.px(4)}, box.w,
                           trf("and {0} more channels", shape.c - count), muted(ui.frame));
    ImGui::Dummy({width, height});
    anchor(ui.frame, id, min, max, AnchorKind::panel);
    return {row.x, row.y, row.w, row.h};
}

}  // namespace poolscope::ui
