/// Several output files that appear all together or not at all.
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "io/files.hpp"

namespace poolscope::cli {

struct OutputFile {
    std::filesystem::path path;
    std::vector<std::byte> bytes;
};

/// Writes every file beside its place first, and moves them there once all are on the disk: after
/// an error none has changed. Errors: unwritable.
[[nodiscard]] Result<void> write_together(std::span<const OutputFile> files);

}  // namespace poolscope::cli
