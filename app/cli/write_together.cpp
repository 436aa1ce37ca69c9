/// Stages files, then moves them; devices cannot be staged and are written in between.
#include "cli/write_together.hpp"

#include "io/folders.hpp"

namespace poolscope::cli {

Result<void> write_together(std::span<const OutputFile> files) {
    std::vector<io::StagedFile> staged;
    std::vector<const OutputFile*> devices;
    for (const OutputFile& file : files) {
        if (io::is_device(file.path)) {
            devices.push_back(&file);
            continue;
        }
        auto written = io::StagedFile::write(file.path, file.bytes);
        if (!written) return error_of(written);
        staged.push_back(std::move(*written));
    }
    for (const OutputFile* device : devices)
        if (const auto written = io::write_file_atomically(device->path, device->bytes); !written)
            return error_of(written);
    for (io::StagedFile& file : staged)
        if (const auto moved = file.commit(); !moved) return error_of(moved);
    return {};
}

}  // namespace poolscope::cli
