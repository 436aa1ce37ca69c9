/// How a run that writes files ends early.
#pragma once

namespace poolscope::cli {

/// From now on the run is not killed where it is interrupted, ended, or loses its terminal, so that
/// nothing of a file stays behind; a signal that is ignored, as under nohup, stays so.
void stop_by_signals();

/// Whether that has happened: the run is to end.
[[nodiscard]] bool interrupted();

}  // namespace poolscope::cli
