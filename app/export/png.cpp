/// PNG pictures, painted by Cairo.
#include "export/png.hpp"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "export/writing.hpp"
#include "io/files.hpp"
#include "paint/cairo_painter.hpp"

namespace poolscope::exporting {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t least_digits = 4;

Result<std::vector<std::byte>> picture_of(const Request& request, std::size_t step) {
    return paint::paint_to_png(request.scene_at(step),
                               {.scale = request.scale, .transparent = request.transparent});
}

Result<void> check(const Request& request) {
    if (request.count > 0) return {};
    return no_step();
}

Result<void> export_picture(const Request& request, const Progress& progress) {
    return check(request)
        .and_then([&] { return picture_of(request, request.first); })
        .and_then([&](const std::vector<std::byte>& png) -> Result<void> {
            if (progress && !progress(1, 1)) return cancelled();
            return io::write_file_atomically(request.target, png);
        });
}

/// "step-0007.png" for step 6 of fewer than 10,000.
std::string frame_name(std::size_t step, std::size_t last_step) {
    std::string number = std::to_string(step + 1);
    const std::size_t digits = std::max(least_digits, std::to_string(last_step + 1).size());
    number.insert(0, digits - number.size(), '0');
    return "step-" + number + ".png";
}

/// A folder that is removed again, where it was made here, unless it is kept.
class TargetFolder {
public:
    static Result<TargetFolder> make(const fs::path& path) {
        std::error_code error;
        const bool existed = fs::is_directory(path, error);
        if (!existed) fs::create_directories(path, error);
        if (!existed && error)
            return fail(ErrorCode::unwritable,
                        "the folder " + path.string() + " cannot be made (" + error.message() + ")",
                        "choose another folder");
        return TargetFolder(existed ? fs::path() : path);
    }
    TargetFolder(TargetFolder&& other) noexcept : made_(std::exchange(other.made_, {})) {}
    TargetFolder(const TargetFolder&) = delete;
    TargetFolder& operator=(const TargetFolder&) = delete;
    TargetFolder& operator=(TargetFolder&&) = delete;
    ~TargetFolder() {
        std::error_code ignored;
        if (!made_.empty()) fs::remove(made_, ignored);  // only where it is empty
    }
    void keep() { made_.clear(); }

private:
    explicit TargetFolder(fs::path made) : made_(std::move(made)) {}
    fs::path made_;
};

/// Every frame is written beside its place, and they are moved there together at the end.
Result<void> export_frames(const Request& request, const Progress& progress) {
    if (const auto checked = check(request); !checked) return checked;
    auto folder = TargetFolder::make(request.target);
    if (!folder) return tl::unexpected(folder.error());
    std::vector<io::StagedFile> frames;
    for (std::size_t i = 0; i < request.count; ++i) {
        const std::size_t step = request.first + i;
        const auto png = picture_of(request, step);
        if (!png) return tl::unexpected(png.error());
        auto frame = io::StagedFile::write(
            request.target / frame_name(step, request.first + request.count - 1), *png);
        if (!frame) return tl::unexpected(frame.error());
        frames.push_back(std::move(*frame));
        if (progress && !progress(i + 1, request.count)) return cancelled();
    }
    for (io::StagedFile& frame : frames)
        if (const auto moved = frame.commit(); !moved) return moved;
    folder->keep();
    return {};
}

}  // namespace

const Exporter png_picture{.id = "png",
                           .name = "Picture of this step (PNG)",
                           .extension = ".png",
                           .folder = false,
                           .run = export_picture};
const Exporter png_frames{.id = "png-frames",
                          .name = "One picture a step (PNG)",
                          .extension = ".png",
                          .folder = true,
                          .run = export_frames};

}  // namespace poolscope::exporting
