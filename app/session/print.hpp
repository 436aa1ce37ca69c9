/// The current figure as a page for a printer.
#pragma once

#include <filesystem>
#include <string>

#include "export/exporter.hpp"
#include "poolscope/error.hpp"
#include "session/desktop.hpp"

namespace poolscope::session {

struct Session;

/// What the printer's queue calls it: "name, step 5".
[[nodiscard]] std::string document_title(const Session& session);

/// The step that is shown, as the window shows it, in light colours: paper is white.
[[nodiscard]] exporting::Request print_request(Session& session);

/// Draws it as vectors over the whole of one page, and writes that to `file`. Errors: cancelled
/// soon after `stop` says so, and what exporting gives.
[[nodiscard]] Result<std::filesystem::path> write_page(exporting::Request request,
                                                       const PageSize& page,
                                                       const std::filesystem::path& file,
                                                       const StopQuery& stop);

}  // namespace poolscope::session
