/// What a page may point at: parts of the window by name, and cells of the stage.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "model/view_state.hpp"

namespace poolscope::lessons {

/// One row of the list of parts that can be pointed at.
struct PointerName {
    std::string_view id;          ///< as in a lesson's file: "stride"
    std::string_view anchor;      ///< the interface's anchor: "layer.stride_h"
    std::string_view other = {};  ///< a second one that belongs to it: "layer.stride_w"
};

/// The explicit list. "formula" and "caption" are parts of the stage, whose anchors the interface
/// makes from the drawing.
[[nodiscard]] std::span<const PointerName> pointer_names();

struct Pointer {
    const PointerName* part = nullptr;
    std::optional<model::CellRef> cell{};  ///< in place of a part
};

/// Reads "stride", "input(1, 3)", "output(0, 0)"; nothing where it is none of them.
[[nodiscard]] std::optional<Pointer> read_pointer(std::string_view text);

}  // namespace poolscope::lessons
