/// Runs a fuzz target over files, and over those in folders: its corpus as a test, or one input
/// that is looked at. No libFuzzer is needed.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "fuzz/fuzz.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const fs::path& place) {
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(place))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

bool run(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    // Said first: what ends the program is the last one named.
    std::fprintf(stderr, "%s\n", path.c_str());
    if (!file) return false;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    return true;
}

}  // namespace

int main(int count, char** arguments) {
    bool all_read = count > 1;
    for (int i = 1; i < count; ++i) {
        const auto files = files_of(arguments[i]);
        // A test over nothing would always pass.
        all_read = all_read && !files.empty();
        for (const fs::path& path : files) all_read = run(path) && all_read;
    }
    if (!all_read) std::fprintf(stderr, "replay: a file or a folder's files could not be read\n");
    return all_read ? 0 : 1;
}
