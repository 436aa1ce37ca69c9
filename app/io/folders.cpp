/// Asks the system about its files, and makes folders (see folders.hpp).
#include "io/folders.hpp"

#include <cstdlib>
#include <system_error>
#include <utility>

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

FolderEntry entry_of(const fs::directory_entry& one) {
    std::error_code error;
    FolderEntry entry{one.path().filename().string(), one.is_directory(error), 0,
                      one.last_write_time(error)};
    if (!entry.is_folder && one.is_regular_file(error)) {
        entry.bytes = one.file_size(error);
        if (error) entry.bytes = 0;
    }
    return entry;
}

}  // namespace

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

bool is_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

bool is_device(const fs::path& path) {
    std::error_code ignored;
    return fs::is_character_file(path, ignored);
}

bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code ignored;
    // Made absolute first: a relative path that is not there yet would stay relative.
    return fs::weakly_canonical(fs::absolute(a, ignored), ignored) ==
           fs::weakly_canonical(fs::absolute(b, ignored), ignored);
}

std::uintmax_t file_bytes(const fs::path& path) {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(path, error);
    return error ? 0 : bytes;
}

fs::path working_folder() {
    std::error_code ignored;
    return fs::current_path(ignored);
}

fs::path whole_path(const fs::path& path) {
    std::error_code ignored;
    return fs::absolute(path, ignored);
}

fs::path real_path(const fs::path& path) {
    std::error_code error;
    fs::path real = fs::canonical(path, error);
    return error ? path : real;
}

Result<void> read_folder(const fs::path& folder,
                         const std::function<bool(const FolderEntry& entry)>& take) {
    if (!is_there(folder))
        return fail(ErrorCode::not_found, say("there is no folder {0}", folder.string()),
                    say("choose another folder"));
    std::error_code error;
    fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error);
    if (error)
        return fail(ErrorCode::unreadable,
                    say("the folder {0} cannot be read ({1})", folder.string(), error.message()),
                    say("choose another folder"));
    for (const fs::directory_iterator end; it != end; it.increment(error))
        if (error || !take(entry_of(*it))) break;
    return {};
}

Result<void> make_new_folder(const fs::path& folder) {
    std::error_code error;
    if (fs::create_directory(folder, error)) return {};
    if (!error) error = std::make_error_code(std::errc::file_exists);
    return fail(ErrorCode::unwritable,
                say("the folder {0} cannot be made ({1})", folder.string(), error.message()),
                say("choose another name"));
}

void make_folder(const fs::path& folder) {
    std::error_code ignored;
    fs::create_directories(folder, ignored);
}

Result<TargetFolder> TargetFolder::make(const fs::path& path) {
    if (is_folder(path)) return TargetFolder({});
    std::error_code error;
    fs::create_directories(path, error);
    if (error)
        return fail(ErrorCode::unwritable,
                    say("the folder {0} cannot be made ({1})", path.string(), error.message()),
                    say("choose another folder"));
    return TargetFolder(path);
}

TargetFolder::TargetFolder(TargetFolder&& other) noexcept : made_(std::exchange(other.made_, {})) {}

TargetFolder::~TargetFolder() {
    std::error_code ignored;
    if (!made_.empty()) fs::remove(made_, ignored);  // only where it is empty
}

TemporaryFolder::TemporaryFolder(const std::string& name) {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / (name + "-XXXXXX")).string();
    if (!error && ::mkdtemp(pattern.data()) != nullptr) path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty() && !kept_) fs::remove_all(path_, ignored);
}

}  // namespace poolscope::io
