/// Whole files in and out: reading is bounded, and a file is written whole or not at all. Sizes are
/// in bytes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope::io {

using Bytes = std::span<const std::byte>;

/// The bytes of `text`, without a copy.
[[nodiscard]] inline Bytes as_bytes(std::string_view text) {
    return std::as_bytes(std::span{text.data(), text.size()});
}

/// `bytes` as text, without a copy.
[[nodiscard]] inline std::string_view as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The whole of a regular file. Errors: not_found, unreadable (a folder, a device, no permission),
/// too_large beyond `max_bytes`.
[[nodiscard]] Result<std::vector<std::byte>> read_file(const std::filesystem::path& path,
                                                       std::size_t max_bytes);

/// Writes beside `path`, then renames: readers see the old file or the new one, and a failure
/// leaves nothing behind. A character device (/dev/null) is written to as it is. Errors:
/// unwritable, in a sentence that names the path.
[[nodiscard]] Result<void> write_file_atomically(const std::filesystem::path& path, Bytes bytes);

/// Why `path` was not written, from the system's error number.
[[nodiscard]] tl::unexpected<Error> write_error(const std::filesystem::path& path, int error);

/// A file written beside its place and not yet moved there, so that several files can appear
/// together.
class StagedFile {
public:
    /// Writes `bytes` to the disk beside `path`.
    [[nodiscard]] static Result<StagedFile> write(const std::filesystem::path& path, Bytes bytes);

    StagedFile(StagedFile&& other) noexcept;
    StagedFile& operator=(StagedFile&&) = delete;
    StagedFile(const StagedFile&) = delete;
    StagedFile& operator=(const StagedFile&) = delete;
    ~StagedFile();  ///< removes what was not committed

    /// Makes an empty file beside `path`, for a library that writes files by name.
    [[nodiscard]] static Result<StagedFile> reserve(const std::filesystem::path& path);
    /// Where the file lies until then.
    [[nodiscard]] const std::filesystem::path& temporary() const { return temporary_; }
    /// Sends what another wrote into it to the disk.
    [[nodiscard]] Result<void> settle() const;

    /// Moves the file to its place.
    [[nodiscard]] Result<void> commit();

private:
    friend class StagedWriter;
    StagedFile(std::filesystem::path temporary, std::filesystem::path target);

    std::filesystem::path temporary_;  ///< empty once committed
    std::filesystem::path target_;
};

/// Writes a staged file piece by piece, for content that need not be in memory whole.
class StagedWriter {
public:
    /// Makes an empty file beside `path`.
    [[nodiscard]] static Result<StagedWriter> open(const std::filesystem::path& path);

    StagedWriter(StagedWriter&& other) noexcept;
    StagedWriter& operator=(StagedWriter&&) = delete;
    StagedWriter(const StagedWriter&) = delete;
    StagedWriter& operator=(const StagedWriter&) = delete;
    ~StagedWriter();

    /// Adds `bytes` at the end.
    [[nodiscard]] Result<void> append(Bytes bytes);
    /// Sends everything to the disk; nothing may be appended after it.
    [[nodiscard]] Result<StagedFile> finish();

private:
    StagedWriter(StagedFile file, std::filesystem::path path, int descriptor);
    /// Closes the descriptor; false where the system says that something was lost.
    bool close();

    StagedFile file_;
    std::filesystem::path path_;  ///< as it was given, for messages
    int descriptor_ = -1;
};

}  // namespace poolscope::io
