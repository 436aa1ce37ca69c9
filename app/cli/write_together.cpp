/// Stages files, then moves them; devices cannot be staged and are written in between.
#include "cli/write_together.hpp"

namespace poolscope::cli {

Result<void> write_together(std::span<const OutputFile> files) {
    std::vector<io::StagedFile> staged;
    std::vector<const OutputFile*> devices;
    for (const OutputFile& file : files) {
        std::error_code ignored;
        if (std::filesystem::is_character_file(file.path, ignored)) {
            devices.push_back(&file);
            continue;
        }
        auto written = io::StagedFile::write(file.path, file.bytes);
        if (!written) {
            return tl::unexpected(written.error());
        }
        staged.push_back(std::move(*written));
    }
    for (const OutputFile* device : devices) {
        if (const auto written = io::write_file_atomically(device->path, device->bytes); !written) {
            return tl::unexpected(written.error());
        }
    }
    for (io::StagedFile& file : staged) {
        if (const auto moved = file.commit(); !moved) {
            return tl::unexpected(moved.error());
        }
    }
    return {};
}

}  // namespace poolscope::cli
