/// A frame's keys and its pixels.
#include "ui/frame/frame.hpp"

#include <algorithm>
#include <cmath>

namespace poolscope::ui {

bool Frame::take(Key key, bool ctrl, bool shift) {
    const auto found = std::find(keys.begin(), keys.end(), KeyPress{key, ctrl, shift, false});
    if (found == keys.end()) return false;
    keys.erase(found);
    return true;
}

float Frame::px(float logical) const {
    return std::round(logical * scale);
}

}  // namespace poolscope::ui
