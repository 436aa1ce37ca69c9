/// The [view] of a scene.
#pragma once

#include "io/toml_text.hpp"
#include "model/document.hpp"
#include "model/view_state.hpp"

namespace poolscope::io {

/// How a scene writes a mode: "forward".
[[nodiscard]] std::string_view mode_name(model::Mode mode);

/// Reads [view], for a document that was read; what it does not say is as usual. Error: bad_format
/// with the line.
[[nodiscard]] Result<void> read_view(const TableStack& tables, const model::Document& document,
                                     model::ViewState& view);

}  // namespace poolscope::io
