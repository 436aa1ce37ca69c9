/// Values drawn small, so that readings of one file can be told apart.
#pragma once

#include <string_view>

#include "model/values.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

/// Draws the first channels of sample 0 side by side into a box of `width` x `height` window pixels
/// at the cursor: three as one colour picture, and of very many the first few. Its anchor is `id`.
/// Returns where the first stands.
drawing::Rect thumbnail(Ui& ui, std::string_view id, const model::SharedValues& values, float width,
                        float height);

}  // namespace poolscope::ui
