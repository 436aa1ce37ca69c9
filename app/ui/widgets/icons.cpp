/// Icons as paths, so that they are crisp at every size.
#include <algorithm>

#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

struct Pen {
    ImDrawList& list;
    ImVec2 center;
    float half;  ///< half of the icon's size
    ImU32 color;
    float width;

    [[nodiscard]] ImVec2 at(float x, float y) const {
        return {center.x + x * half, center.y + y * half};
    }
    void line(float x0, float y0, float x1, float y1) const {
        list.AddLine(at(x0, y0), at(x1, y1), color, width);
    }
    void bar(float x0, float y0, float x1, float y1) const {
        list.AddRectFilled(at(x0, y0), at(x1, y1), color, half * 0.1F);
    }
    /// A triangle that points right for way = 1, left for way = -1; `tip` is its point.
    void triangle(float tip, float way) const {
        // Clockwise, as ImGui's anti-aliasing wants it.
        list.AddTriangleFilled(at(tip, 0), at(tip - way * 1.35F, way * 0.85F),
                               at(tip - way * 1.35F, way * -0.85F), color);
    }
    /// Half a chain, its end at the left for way = -1; the halves overlap where it is closed.
    void link(float way, float inner) const {
        const float left = std::min(way, way * inner), right = std::max(way, way * inner);
        list.AddRect(at(left, -0.45F), at(right, 0.45F), color, half * 0.4F, 0, width);
    }
    /// An arrow to a bar, pointing right for way = 1.
    void arrow_to_bar(float way) const {
        line(way * 0.95F, -0.75F, way * 0.95F, 0.75F);
        line(way * -0.95F, 0, way * 0.6F, 0);
        line(way * 0.15F, -0.45F, way * 0.62F, 0);
        line(way * 0.15F, 0.45F, way * 0.62F, 0);
    }
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color) {
    const Pen pen{list, center, size / 2, color, std::max(1.0F, size * 0.11F)};
    switch (icon) {
        case Icon::first:
            pen.arrow_to_bar(-1);
            break;
        case Icon::last:
            pen.arrow_to_bar(1);
            break;
        case Icon::back:
            pen.triangle(-0.6F, -1);
            pen.bar(-0.95F, -0.85F, -0.7F, 0.85F);
            break;
        case Icon::forward:
            pen.triangle(0.6F, 1);
            pen.bar(0.7F, -0.85F, 0.95F, 0.85F);
            break;
        case Icon::play:
            pen.triangle(0.95F, 1);
            break;
        case Icon::pause:
            pen.bar(-0.7F, -0.85F, -0.2F, 0.85F);
            pen.bar(0.2F, -0.85F, 0.7F, 0.85F);
            break;
        case Icon::close:
            pen.line(-0.7F, -0.7F, 0.7F, 0.7F);
            pen.line(-0.7F, 0.7F, 0.7F, -0.7F);
            break;
        case Icon::plus:
            pen.line(0, -0.8F, 0, 0.8F);
            [[fallthrough]];
        case Icon::minus:
            pen.line(-0.8F, 0, 0.8F, 0);
            break;
        case Icon::fold:
            pen.line(-0.4F, -0.8F, 0.4F, 0);
            pen.line(0.4F, 0, -0.4F, 0.8F);
            break;
        case Icon::unfold:
            pen.line(0.4F, -0.8F, -0.4F, 0);
            pen.line(-0.4F, 0, 0.4F, 0.8F);
            break;
        case Icon::chain:
            pen.link(-1, 0.1F);
            pen.link(1, 0.1F);
            pen.line(-0.5F, 0, 0.5F, 0);
            break;
        case Icon::open_chain:
            pen.link(-1, 0.4F);
            pen.link(1, 0.4F);
            break;
        case Icon::chevron:
            pen.line(-0.8F, -0.4F, 0, 0.4F);
            pen.line(0, 0.4F, 0.8F, -0.4F);
            break;
    }
}

}  // namespace poolscope::ui
