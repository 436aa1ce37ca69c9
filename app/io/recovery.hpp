/// Copies of unsaved documents in $XDG_STATE_HOME/poolscope/unsaved/, so that a program that is
/// ended by force loses little: each run keeps one, and the next one finds those that were left
/// behind.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "io/scene_file.hpp"
#include "poolscope/error.hpp"

namespace poolscope::io {

/// Where the copies lie (the XDG base directory rules), or not_found where there is no home folder.
[[nodiscard]] Result<std::filesystem::path> recovery_folder();

/// This run's copy. Only one run at a time holds it; the system lets go of it when the run ends,
/// however it ends.
class RecoverySlot {
public:
    /// Makes a slot in `folder`. Errors: unwritable.
    [[nodiscard]] static Result<RecoverySlot> open(const std::filesystem::path& folder);
    RecoverySlot(RecoverySlot&& other) noexcept;
    RecoverySlot& operator=(RecoverySlot&& other) noexcept;
    /// Lets go of the slot, and drops its copy: the run ends as it should.
    ~RecoverySlot();

    /// Keeps a copy of the document in place of the last one, whole or not at all. `file` is the
    /// scene's own, empty where it has none. Errors: those of save_scene().
    [[nodiscard]] Result<void> keep(const model::Document& document, const model::ViewState& view,
                                    const std::filesystem::path& file);
    /// Drops the copy: the document is saved.
    void drop();
    /// Lets go of the slot and leaves its copy to the next run.
    void leave();

private:
    RecoverySlot(std::filesystem::path place, int lock) : place_(std::move(place)), lock_(lock) {}
    std::filesystem::path place_;
    int lock_ = -1;
    std::uint64_t kept_ = 0;  ///< copies kept so far
};

/// A copy that another run left behind.
struct LeftCopy {
    std::filesystem::path place;              ///< its slot
    std::filesystem::path scene;              ///< the copy
    std::filesystem::path file;               ///< the scene's own file; empty where it had none
    std::filesystem::file_time_type written;  ///< when it was kept
};

/// The copies whose run has ended without dropping them, the newest first; slots without one are
/// cleared away.
[[nodiscard]] std::vector<LeftCopy> left_copies(const std::filesystem::path& folder);

/// Drops a copy that is not wanted any more.
void drop_copy(const LeftCopy& copy);

}  // namespace poolscope::io
