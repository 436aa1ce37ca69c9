/// Counts differing pixels, and keeps the golden pictures.
#include "paint/pixel_compare.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "paint/blessed.hpp"
#include "paint/file/png.hpp"

namespace poolscope::test {

namespace {

constexpr int tolerance = 2;
constexpr double most = 0.001;

std::vector<std::byte> bytes_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::byte> bytes(text.size());
    std::transform(text.begin(), text.end(), bytes.begin(),
                   [](char c) { return static_cast<std::byte>(c); });
    return bytes;
}

bool write(const paint::Pixels& pixels, const std::filesystem::path& path) {
    std::filesystem::create_directories(path.parent_path());
    const auto png = paint::encode_png(pixels);
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(png->data()),
               static_cast<std::streamsize>(png->size()));
    return file.good();
}

int pixel_difference(const paint::Pixels& a, const paint::Pixels& b, std::size_t offset) {
    int largest = 0;
    for (std::size_t k = 0; k < 4; ++k)
        largest = std::max(largest, std::abs(a.rgba[offset + k] - b.rgba[offset + k]));
    return largest;
}

/// Black where the pictures agree, brighter where they differ.
paint::Pixels map_of(const paint::Pixels& a, const paint::Pixels& b) {
    paint::Pixels map(a.width, a.height);
    for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
        const int by = pixel_difference(a, b, i);
        map.rgba[i] = by > tolerance ? static_cast<std::uint8_t>(std::min(255, 64 + by)) : 0;
        map.rgba[i + 3] = 255;
    }
    return map;
}

}  // namespace

Difference difference(const paint::Pixels& a, const paint::Pixels& b, int allowed) {
    if (a.width != b.width || a.height != b.height || a.rgba.empty()) return {};
    Difference result{0, 0, 0};
    std::size_t over = 0;
    double sum = 0;
    for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
        const int by = pixel_difference(a, b, i);
        over += by > allowed ? 1 : 0;
        result.largest = std::max(result.largest, by);
        for (std::size_t k = 0; k < 4; ++k) sum += std::abs(a.rgba[i + k] - b.rgba[i + k]);
    }
    result.share = static_cast<double>(over) * 4 / static_cast<double>(a.rgba.size());
    result.mean = sum / static_cast<double>(a.rgba.size());
    return result;
}

std::string against_golden(const paint::Pixels& painted, const std::string& name) {
    const std::filesystem::path golden =
        std::filesystem::path(POOLSCOPE_SOURCE_DIR) / "tests/golden" / (name + ".png");
    const auto wanted = paint::decode_png(bytes_of(golden));
    if (blessing()) {
        // A picture that agrees stays as it is: it would differ by what nobody sees.
        if (wanted && difference(*wanted, painted, tolerance).share <= most) return "";
        show_blessed(golden.filename().string(), wanted ? std::optional{*wanted} : std::nullopt,
                     painted);
        return write(painted, golden) ? "" : "cannot write " + golden.string();
    }
    const std::filesystem::path out = std::filesystem::path(POOLSCOPE_BINARY_DIR) / "golden";
    if (!wanted) {
        write(painted, out / (name + ".png"));
        return golden.string() + " is missing; painted: " + (out / (name + ".png")).string();
    }
    const Difference found = difference(*wanted, painted, tolerance);
    if (found.share <= most) return "";
    write(painted, out / (name + ".png"));
    if (wanted->rgba.size() == painted.rgba.size())
        write(map_of(*wanted, painted), out / (name + "-diff.png"));
    return name + ": " + std::to_string(found.share * 100) + " % of the pixels differ; see " +
           out.string();
}

}  // namespace poolscope::test
