/// Fuzzes the look for copies that another run left behind: a copy's folder (the first line) and
/// the name of the file that it is of.
#include "io/recovery.hpp"

#include <unistd.h>

#include <fstream>

#include "fuzz/fuzz.hpp"

using namespace poolscope;

namespace {

namespace fs = std::filesystem;

/// A slot with a lock in a folder of this process's own, removed at its end.
class Slot {
public:
    Slot()
        : folder_(fs::temp_directory_path() / ("poolscope-fuzz-" + std::to_string(::getpid()))),
          place_(folder_ / "1") {}
    ~Slot() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    /// Makes it anew with one copy in it; false where there can be no folder of that name.
    [[nodiscard]] bool fill(const std::string& copy, std::string_view origin) const {
        std::error_code error;
        fs::remove_all(place_, error);
        fs::create_directories(place_ / copy, error);
        std::ofstream(place_ / "lock").flush();
        std::ofstream file(place_ / copy / "origin", std::ios::binary);
        file << origin << std::flush;
        return !error && file.good();
    }
    [[nodiscard]] const fs::path& folder() const { return folder_; }
    [[nodiscard]] const fs::path& place() const { return place_; }

private:
    fs::path folder_;
    fs::path place_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Slot slot;
    std::string_view origin = fuzz::as_text(data, size);
    const std::string copy(fuzz::take_line(origin));
    if (copy.empty() || copy == "." || copy == ".." || copy == "lock" ||
        copy.find_first_of(std::string_view("/\0", 2)) != std::string::npos)
        return 0;
    if (!slot.fill(copy, origin)) return 0;
    const auto left = io::left_copies(slot.folder());
    fuzz::must(left.size() <= 1);
    for (const io::LeftCopy& one : left) {
        fuzz::must(one.place == slot.place() && one.scene.parent_path() == slot.place() / copy);
        fuzz::must(one.file == fs::path(origin));
    }
    return 0;
}
