/// What goes to a printer: the current figure as a page, or a handout.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "poolscope/error.hpp"
#include "session/desktop.hpp"
#include "session/handout_choice.hpp"

namespace poolscope::session {

struct Session;

struct PrintJob {
    PrintLook look;
    std::string file;  ///< the name of what is written, "name, step 5.pdf"
    /// Writes it to that place. Errors: cancelled soon after `stop` says so, and what writing
    /// gives.
    std::function<Result<void>(const PageSize& page, const std::filesystem::path& target,
                               const StopQuery& stop)>
        write;
};

/// The step that is shown, as the window shows it, as vectors over the whole of one page; in light
/// colours: paper is white.
[[nodiscard]] PrintJob figure_job(Session& session);

/// One version of a handout, on the paper that is chosen for it, whatever page the printer has.
/// Errors: those of make_sheet() and of exporting::handout_pdf().
[[nodiscard]] Result<PrintJob> handout_job(const Session& session, const HandoutChoice& choice,
                                           handout::Version version);

}  // namespace poolscope::session
