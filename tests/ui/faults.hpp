/// What is wrong with the anchors of a frame: cut words, controls that cover others.
#pragma once

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "drawing/drawing.hpp"
#include "theme/fonts.hpp"
#include "ui/frame/anchors.hpp"

namespace poolscope::ui {

/// Half a pixel of rounding is no fault.
inline constexpr float slack = 1.0F;

[[nodiscard]] inline bool overlap(const drawing::Rect& a, const drawing::Rect& b) {
    const float w = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const float h = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    return w > slack && h > slack;
}

/// A part of a control ("layer.kernel_h.more") lies on the whole ("layer.kernel_h").
[[nodiscard]] inline bool is_part(const std::string& a, const std::string& b) {
    return a.starts_with(b + ".") || b.starts_with(a + ".");
}

/// Messages lie over the stage for a while, and over nothing else.
[[nodiscard]] inline bool floats_over(const std::string& a, const std::string& b) {
    const auto message = [](const std::string& name) {
        return name.starts_with("message.") || name == "panel.messages";
    };
    const auto stage = [](const std::string& name) {
        return name.starts_with("stage.") || name == "panel.stage";
    };
    return (message(a) && stage(b)) || (message(b) && stage(a));
}

/// The cards of a network's strip scroll sideways: those at its ends may be in sight in part.
[[nodiscard]] inline bool scrolls_sideways(const std::string& name) {
    return name.starts_with("strip.");
}

/// What is wrong with the anchors of this frame, a line each. Words that are shortened are a fault
/// but in a language that is too long for its own sake.
[[nodiscard]] inline std::vector<std::string> faults_of(const AnchorMap& anchors, float width,
                                                        float height, bool may_shorten = false) {
    std::vector<std::string> faults;
    const auto& all = anchors.all();
    for (auto a = all.begin(); a != all.end(); ++a) {
        const Anchor& one = a->second;
        if (one.kind == AnchorKind::place) continue;
        if (one.needed_width > one.rect.w + slack) faults.push_back(a->first + " is cut");
        if (one.shortened && !may_shorten) faults.push_back(a->first + " is shortened");
        const bool scrolls = scrolls_sideways(a->first);
        if (!scrolls && (one.rect.x < -slack || one.rect.right() > width + slack))
            faults.push_back(a->first + " lies outside the window");
        const bool panel = one.kind == AnchorKind::panel;
        if (!panel && !scrolls && one.visible.h > slack && one.visible.w < one.rect.w - slack)
            faults.push_back(a->first + " is clipped at a side");
        if (panel && one.rect.bottom() > height + slack)
            faults.push_back(a->first + " lies below the window");
        for (auto b = std::next(a); b != all.end(); ++b) {
            if (b->second.kind == AnchorKind::place) continue;
            const bool panels = panel && b->second.kind == AnchorKind::panel;
            const bool leaves = !panel && b->second.kind != AnchorKind::panel;
            if ((panels || leaves) && !is_part(a->first, b->first) &&
                !floats_over(a->first, b->first) && overlap(one.visible, b->second.visible))
                faults.push_back(a->first + " and " + b->first + " overlap");
        }
    }
    return faults;
}

/// The anchors of the dialog that is open, without those that it covers.
[[nodiscard]] inline AnchorMap dialog_of(const AnchorMap& anchors) {
    AnchorMap dialog;
    for (const auto& [name, anchor] : anchors.all())
        if (name.starts_with("dialog.")) dialog.record(name, anchor);
    return dialog;
}

/// Where words stand on a drawing that no clip cuts, in its pixels.
inline std::vector<drawing::Rect> text_boxes(const drawing::Drawing& drawn) {
    std::vector<drawing::Rect> boxes;
    bool clipped = false;
    for (const drawing::Primitive& one : drawn.primitives) {
        clipped = std::holds_alternative<drawing::ClipBegin>(one) ||
                  (clipped && !std::holds_alternative<drawing::ClipEnd>(one));
        const auto* text = std::get_if<drawing::Text>(&one);
        if (text == nullptr || clipped) continue;
        float width = 0;
        for (const drawing::TextSpan& span : text->spans)
            width += theme::text_width(span.text, text->size, span.font);
        const float left = text->align == drawing::Align::start    ? 0
                           : text->align == drawing::Align::middle ? width / 2
                                                                   : width;
        boxes.push_back({text->at.x - left, text->at.y - text->size / 2, width, text->size});
    }
    return boxes;
}

}  // namespace poolscope::ui
