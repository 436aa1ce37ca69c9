/// The [view] of a scene.
#pragma once

#include "io/toml_text.hpp"
#include "model/document.hpp"
#include "model/view_state.hpp"

namespace poolscope::io {

/// How a scene writes a mode, "forward", and how a picture lies, "before-after".
[[nodiscard]] std::string_view mode_name(model::Mode mode);
[[nodiscard]] std::string_view picture_view_name(model::PictureView view);

/// Reads [view], for a document that was read; what it does not say is as usual. Error: bad_format
/// with the line.
[[nodiscard]] Result<void> read_view(const TableStack& tables, const model::Document& document,
                                     model::ViewState& view);

}  // namespace poolscope::io
