/// Slots are folders with a lock; a copy is a folder that is renamed into its place once it is
/// whole.
#include "io/recovery.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "io/files.hpp"
#include "io/xdg.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

constexpr const char* lock_name = "lock";
constexpr std::string_view copy_prefix = "copy-";
constexpr const char* making_name = "making";
constexpr const char* scene_name = "unsaved.pool.toml";
constexpr const char* origin_name = "origin";
constexpr std::size_t max_origin_bytes = 8192;
constexpr int most_slots = 1000;

/// The descriptor of a lock that no other run holds; negative where one does, or none can be had.
int lock_of(const fs::path& place) {
    const int lock =
        ::open((place / lock_name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (lock >= 0 && ::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock);
        return -1;
    }
    return lock;
}

/// The number of a copy's folder.
std::optional<std::uint64_t> number_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    if (!name.starts_with(copy_prefix)) return std::nullopt;
    std::uint64_t number = 0;
    const char* end = name.data() + name.size();
    const auto read = from_digits(name.data() + copy_prefix.size(), end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

/// Every copy in a slot, the newest first.
std::vector<fs::path> copies_in(const fs::path& place) {
    std::vector<std::pair<std::uint64_t, fs::path>> found;
    std::error_code error;
    for (fs::directory_iterator it(place, error), end; !error && it != end; it.increment(error))
        if (const auto number = number_of(it->path())) found.emplace_back(*number, it->path());
    std::ranges::sort(found, std::greater{});
    std::vector<fs::path> copies;
    copies.reserve(found.size());
    for (auto& one : found) copies.push_back(std::move(one.second));
    return copies;
}

void clear_away(const fs::path& path) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

fs::path origin_of(const fs::path& copy) {
    const auto bytes = read_file(copy / origin_name, max_origin_bytes);
    return bytes ? fs::path(as_text(*bytes)) : fs::path();
}

tl::unexpected<Error> not_kept(const fs::path& folder) {
    return fail(ErrorCode::unwritable,
                say("unsaved work cannot be kept in \"{0}\"", folder.string()),
                say("check the folder's permissions, and save often"));
}

}  // namespace

Result<fs::path> recovery_folder() {
    return xdg_file("XDG_STATE_HOME", ".local/state", "unsaved");
}

Result<RecoverySlot> RecoverySlot::open(const fs::path& folder) {
    for (int i = 0; i < most_slots; ++i) {
        const fs::path place =
            folder / (std::to_string(::getpid()) + (i > 0 ? "-" + std::to_string(i) : ""));
        std::error_code error;
        fs::create_directories(place, error);
        if (error) break;
        // A run of that number may have left a copy: it is not this one's to drop.
        const int lock = lock_of(place);
        if (lock >= 0 && copies_in(place).empty()) return RecoverySlot(place, lock);
        if (lock >= 0) ::close(lock);
    }
    return not_kept(folder);
}

RecoverySlot::RecoverySlot(RecoverySlot&& other) noexcept
    : place_(std::move(other.place_)), lock_(std::exchange(other.lock_, -1)), kept_(other.kept_) {}

RecoverySlot& RecoverySlot::operator=(RecoverySlot&& other) noexcept {
    std::swap(place_, other.place_);
    std::swap(lock_, other.lock_);
    std::swap(kept_, other.kept_);
    return *this;
}

RecoverySlot::~RecoverySlot() {
    if (lock_ < 0) return;
    clear_away(place_);
    ::close(lock_);
}

Result<void> RecoverySlot::keep(const model::Document& document, const model::ViewState& view,
                                const fs::path& file) {
    const fs::path making = place_ / making_name;
    clear_away(making);
    std::error_code error;
    fs::create_directories(making, error);
    if (auto saved = save_scene(document, view, making / scene_name); !saved) return saved;
    if (auto written = write_file_atomically(making / origin_name, as_bytes(file.string()));
        !written)
        return written;
    const fs::path copy = place_ / (std::string(copy_prefix) + std::to_string(kept_ + 1));
    fs::rename(making, copy, error);
    if (error) return not_kept(place_);
    ++kept_;
    for (const fs::path& one : copies_in(place_))
        if (one != copy) clear_away(one);
    return {};
}

void RecoverySlot::drop() {
    for (const fs::path& one : copies_in(place_)) clear_away(one);
}

void RecoverySlot::leave() {
    if (lock_ >= 0) ::close(std::exchange(lock_, -1));
}

std::vector<LeftCopy> left_copies(const fs::path& folder) {
    std::vector<LeftCopy> left;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        const fs::path place = it->path();
        std::error_code ignored;
        if (!it->is_directory(ignored) || !fs::exists(place / lock_name, ignored)) continue;
        const int lock = lock_of(place);
        if (lock < 0) continue;
        const auto copies = copies_in(place);
        if (copies.empty())
            clear_away(place);
        else
            left.push_back({place, copies.front() / scene_name, origin_of(copies.front()),
                            fs::last_write_time(copies.front() / scene_name, ignored)});
        ::close(lock);
    }
    std::ranges::sort(left, std::greater{}, &LeftCopy::written);
    return left;
}

void drop_copy(const LeftCopy& copy) {
    clear_away(copy.place);
}

}  // namespace poolscope::io
