/// Keeps a copy of unsaved work while it changes, and offers what an earlier run left behind.
#pragma once

#include <cstdint>
#include <optional>

#include "io/recovery.hpp"
#include "work/background.hpp"

namespace poolscope::session {

struct Session;

/// How long a change may be without a copy, in seconds, before writing it begins.
inline constexpr double autosave_seconds = 2;

struct Autosave {
    std::optional<io::RecoverySlot> slot;    ///< made when there is something to keep
    std::optional<io::LeftCopy> opened;      ///< what the document was opened from
    std::uint64_t writing_revision = 0;      ///< which document is being written
    std::uint64_t kept_revision = 0;         ///< which was last; 0: there is no copy
    std::optional<double> due;               ///< when the document is written next
    bool failed = false;                     ///< it was told that copies cannot be kept
    work::Background<Result<void>> writing;  ///< last: it ends before the slot that it uses

    /// Seconds until there is something to do.
    [[nodiscard]] double wait_seconds(double now) const;
};

/// After a frame: begins to write a copy where one is due, and drops it once the work is saved.
void keep_unsaved(Session& session);

/// Ends as if the program had crashed just now: unsaved work lies where the next start finds it.
void leave_copy(Session& session);

/// Asks about the newest copy that was left behind, where there is one.
void offer_left_copies(Session& session);

/// Opens a copy as unsaved work; it stays where it lies until this run has kept its own.
void open_left_copy(Session& session, const io::LeftCopy& copy);

}  // namespace poolscope::session
