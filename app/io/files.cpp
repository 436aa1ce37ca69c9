/// Reading and writing whole files through POSIX calls, with each failure as one sentence.
#include "io/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

/// An open file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    [[nodiscard]] int get() const { return fd_; }

private:
    int fd_;
};

std::string quoted(const fs::path& path) {
    return "\"" + path.string() + "\"";
}

std::string megabytes(std::size_t bytes) {
    return std::to_string(bytes >> 20) + " MiB";
}

tl::unexpected<Error> read_error(const fs::path& path, int error) {
    if (error == ENOENT || error == ENOTDIR)
        return fail(ErrorCode::not_found, say("there is no file {0}", quoted(path)),
                    say("check the name"));
    if (error == EACCES || error == EPERM)
        return fail(ErrorCode::unreadable, say("{0} may not be read", quoted(path)),
                    say("check the file's permissions"));
    return fail(
        ErrorCode::unreadable,
        say("{0} could not be read ({1})", quoted(path), std::generic_category().message(error)),
        say("try again, or copy the file elsewhere"));
}

fs::path folder_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Writes all of `bytes`; the error number where it fails.
std::optional<int> write_all(int fd, Bytes bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

/// What `path` leads to through symbolic links, so that a link is followed and not replaced.
fs::path resolved(const fs::path& path) {
    std::error_code ignored;
    auto target = fs::canonical(path, ignored);
    return ignored ? path : target;
}

Result<void> write_device(const fs::path& path, Bytes bytes) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (file.get() < 0) return write_error(path, errno);
    if (const auto error = write_all(file.get(), bytes)) return write_error(path, *error);
    return {};
}

}  // namespace

tl::unexpected<Error> write_error(const fs::path& path, int error) {
    const auto because = [&](const Message& why, Message remedy) {
        return fail(ErrorCode::unwritable,
                    say("{0} was not written, because {1}", quoted(path), why), std::move(remedy));
    };
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return because(say("the disk is full"), say("free some space or choose another disk"));
        case ENOENT:
        case ENOTDIR:
            if (std::error_code ignored; fs::is_directory(folder_of(path), ignored))
                return because(say("nothing can be made in its folder"),
                               say("choose another folder"));
            return because(say("its folder does not exist"), say("make the folder first"));
        case EACCES:
        case EPERM:
            return because(say("its folder may not be written to"),
                           say("choose another folder or check its permissions"));
        case EROFS:
            return because(say("its disk is read-only"), say("choose another folder"));
        case EFBIG:
            return because(say("the system allows no file of that size"),
                           say("choose another disk or write less"));
        case EISDIR:
            return because(say("a folder has that name"), say("choose another name"));
        case ENAMETOOLONG:
            return because(say("its name is too long"), say("choose a shorter name"));
        default:
            return because(say("the system refused ({0})", std::generic_category().message(error)),
                           say("try another folder"));
    }
}

Result<std::vector<std::byte>> read_file(const fs::path& path, std::size_t max_bytes) {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0) return read_error(path, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return read_error(path, errno);
    if (S_ISDIR(status.st_mode))
        return fail(ErrorCode::unreadable, say("{0} is a folder", quoted(path)),
                    say("name a file inside it"));
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::unreadable, say("{0} is no ordinary file", quoted(path)),
                    say("save its content to a file first"));

    const auto too_large = [&] {
        return fail(ErrorCode::too_large,
                    say("{0} is larger than {1}", quoted(path), megabytes(max_bytes)),
                    say("use a smaller file"));
    };
    if (static_cast<std::size_t>(status.st_size) > max_bytes) return too_large();

    // One byte more than the size, so that a file that grows is noticed.
    std::vector<std::byte> bytes(static_cast<std::size_t>(status.st_size) + 1);
    std::size_t filled = 0;
    while (true) {
        const auto got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0) {
            if (errno == EINTR) continue;
            return read_error(path, errno);
        }
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > max_bytes) return too_large();
        if (filled == bytes.size()) bytes.resize(std::min(bytes.size() * 2, max_bytes + 1));
    }
    bytes.resize(filled);
    return bytes;
}

StagedFile::StagedFile(fs::path temporary, fs::path target)
    : temporary_(std::move(temporary)), target_(std::move(target)) {}

StagedFile::StagedFile(StagedFile&& other) noexcept
    : temporary_(std::move(other.temporary_)), target_(std::move(other.target_)) {
    other.temporary_.clear();
}

StagedFile::~StagedFile() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<StagedFile> StagedFile::write(const fs::path& path, Bytes bytes) {
    return StagedWriter::open(path).and_then([&](StagedWriter writer) {
        return writer.append(bytes).and_then([&] { return writer.finish(); });
    });
}

Result<StagedFile> StagedFile::reserve(const fs::path& path) {
    return StagedWriter::open(path).and_then([](StagedWriter writer) { return writer.finish(); });
}

Result<void> StagedFile::settle() const {
    const Descriptor file(::open(temporary_.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.get() < 0 || ::fsync(file.get()) != 0) return write_error(target_, errno);
    return {};
}

StagedWriter::StagedWriter(StagedFile file, fs::path path, int descriptor)
    : file_(std::move(file)), path_(std::move(path)), descriptor_(descriptor) {}

StagedWriter::StagedWriter(StagedWriter&& other) noexcept
    : file_(std::move(other.file_)),
      path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

StagedWriter::~StagedWriter() {
    close();
}

bool StagedWriter::close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
}

Result<StagedWriter> StagedWriter::open(const fs::path& path) {
    if (path.filename().empty()) return write_error(path, EISDIR);
    const auto target = resolved(path);
    struct stat old {};
    const bool replaces = ::stat(target.c_str(), &old) == 0;
    if (replaces && S_ISDIR(old.st_mode)) return write_error(path, EISDIR);
    if (replaces && !S_ISREG(old.st_mode))
        return fail(ErrorCode::unwritable, say("{0} is no ordinary file", quoted(path)),
                    say("choose another name"));

    static std::atomic<unsigned> counter{0};
    const auto name =
        ".poolscope-" + std::to_string(::getpid()) + "-" + std::to_string(counter++) + ".tmp";
    auto temporary = target;
    temporary.replace_filename(name);
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0) return write_error(path, errno);
    StagedWriter writer(StagedFile(std::move(temporary), target), path, file);
    if (replaces && ::fchmod(file, old.st_mode & 07777U) != 0) return write_error(path, errno);
    return writer;
}

Result<void> StagedWriter::append(Bytes bytes) {
    if (const auto error = write_all(descriptor_, bytes)) return write_error(path_, *error);
    return {};
}

Result<StagedFile> StagedWriter::finish() {
    if (::fsync(descriptor_) != 0 || !close()) return write_error(path_, errno);
    return std::move(file_);
}

Result<void> StagedFile::commit() {
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) return write_error(target_, errno);
    temporary_.clear();
    // The rename itself reaches the disk with its folder; a file system that cannot say so is no
    // failure.
    const auto folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.get() >= 0) static_cast<void>(::fsync(directory.get()));
    return {};
}

Result<void> write_file_atomically(const fs::path& path, Bytes bytes) {
    std::error_code ignored;
    if (fs::is_character_file(path, ignored)) return write_device(path, bytes);
    auto staged = StagedFile::write(path, bytes);
    if (!staged) return error_of(staged);
    return staged->commit();
}

}  // namespace poolscope::io
