/// What is on the disk, and folders: with files.hpp, all that the program asks of a file system.
/// What cannot be found out counts as not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "poolscope/error.hpp"

namespace poolscope::io {

[[nodiscard]] bool is_there(const std::filesystem::path& path);
/// An ordinary file.
[[nodiscard]] bool is_file(const std::filesystem::path& path);
[[nodiscard]] bool is_folder(const std::filesystem::path& path);
/// As /dev/stdout: written to as it is, never replaced.
[[nodiscard]] bool is_device(const std::filesystem::path& path);
/// Both names lead to one file, there already or not.
[[nodiscard]] bool same_file(const std::filesystem::path& a, const std::filesystem::path& b);
/// A file's size in bytes; 0 where there is none.
[[nodiscard]] std::uintmax_t file_bytes(const std::filesystem::path& path);

[[nodiscard]] std::filesystem::path working_folder();
/// `path` from the root on.
[[nodiscard]] std::filesystem::path whole_path(const std::filesystem::path& path);
/// The same without links and dots; `path` itself where it is not there.
[[nodiscard]] std::filesystem::path real_path(const std::filesystem::path& path);

struct FolderEntry {
    std::string name;
    bool is_folder = false;
    std::uintmax_t bytes = 0;  ///< of a file
    std::filesystem::file_time_type written{};
};

/// Calls `take` for everything in the folder, in no order, until it returns false. Errors:
/// not_found, unreadable.
[[nodiscard]] Result<void> read_folder(const std::filesystem::path& folder,
                                       const std::function<bool(const FolderEntry& entry)>& take);

/// Makes one folder in another. Errors: unwritable, as where it is there already.
[[nodiscard]] Result<void> make_new_folder(const std::filesystem::path& folder);

/// Makes the folder, and those it lies in, where it is not there; where it cannot be made, writing
/// into it says why.
void make_folder(const std::filesystem::path& folder);

/// A folder for what is written, which goes again where it was made here, unless it is kept.
class TargetFolder {
public:
    /// Errors: unwritable.
    [[nodiscard]] static Result<TargetFolder> make(const std::filesystem::path& path);
    TargetFolder(TargetFolder&& other) noexcept;
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    TargetFolder& operator=(TargetFolder&&) = delete;
    ~TargetFolder();
    void keep() { made_.clear(); }

private:
    explicit TargetFolder(std::filesystem::path made) : made_(std::move(made)) {}
    std::filesystem::path made_;
};

/// A folder of its own, removed with what is in it.
class TemporaryFolder {
public:
    /// `name`: what its name begins with.
    explicit TemporaryFolder(const std::string& name);
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder();
    /// Empty where none can be made.
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// It stays, for another program that reads it: the system clears it away.
    void keep() { kept_ = true; }

private:
    std::filesystem::path path_;
    bool kept_ = false;
};

}  // namespace poolscope::io
