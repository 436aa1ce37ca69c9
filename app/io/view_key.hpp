/// One key of a scene's [view], said elsewhere than in a file.
#pragma once

#include <string_view>

#include "model/document.hpp"
#include "model/view_state.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// Sets what a scene's `key = text` sets, the text without its quotes or brackets ("compare",
/// "pytorch,keras"), and leaves all else of the view as it is. Errors: as of a scene (bad_format),
/// and then nothing is changed.
[[nodiscard]] Result<void> change_view(std::string_view key, std::string_view text,
                                       const model::Document& document, model::ViewState& view);

}  // namespace poolscope::io
