/// Where each widget, panel and block of text lies in this frame, under stable names: tests click
/// and measure them. Coordinates are the window's pixels.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "drawing/primitives.hpp"

namespace poolscope::ui {

enum class AnchorKind {
    widget,  ///< can be clicked; no two of one panel overlap
    text,    ///< must be as wide as its words
    panel,   ///< holds the others
    place,   ///< is pointed at, or points: others may lie on it
};

struct Anchor {
    drawing::Rect rect;
    drawing::Rect visible;  ///< the part that is not clipped or scrolled away
    AnchorKind kind = AnchorKind::widget;
    bool enabled = true;
    float needed_width = 0;  ///< of the words inside; more than rect.w means that they are cut
    bool shortened = false;  ///< the words are shown with an ellipsis
};

/// The anchors of one frame, by name ("transport.next").
class AnchorMap {
public:
    using Map = std::map<std::string, Anchor, std::less<>>;

    void clear() { anchors_.clear(); }
    void record(std::string_view name, const Anchor& anchor) {
        anchors_.insert_or_assign(std::string(name), anchor);
    }
    /// Null where the frame has no such anchor.
    [[nodiscard]] const Anchor* find(std::string_view name) const {
        const auto it = anchors_.find(name);
        return it == anchors_.end() ? nullptr : &it->second;
    }
    [[nodiscard]] const Map& all() const { return anchors_; }

private:
    Map anchors_;
};

}  // namespace poolscope::ui
