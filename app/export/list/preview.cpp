/// Runs an exporter on little of the request, and reads its file (see preview.hpp).
#include "export/preview.hpp"

#include <algorithm>
#include <cmath>

#include "export/data.hpp"
#include "export/file/png.hpp"
#include "export/survey.hpp"
#include "export/timeline.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "io/folders.hpp"

namespace poolscope::exporting {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_frames = 40;  ///< of an animation
constexpr std::size_t most_steps = 24;   ///< on a sheet, and rows of numbers
constexpr double most_pixels = 3e6;      ///< of a picture
constexpr std::size_t most_lines = 24;
constexpr std::size_t longest_line = 96;  ///< bytes
constexpr std::size_t most_text = std::size_t{4} << 10;
/// A drawing of flat colours takes about this power of its scale.
constexpr double bytes_by_scale = 1.25;

/// As many steps as make a preview.
std::size_t preview_steps(const Exporter& exporter, const Request& request) {
    if (exporter.kind == Kind::pictures) return 1;
    if (exporter.kind != Kind::animation) return std::min(request.count, most_steps);
    const double frames_a_step =
        request.glide ? std::max(request.frame_rate() / request.pace, 1.0) : 1.0;
    const double steps = std::max(static_cast<double>(most_frames) / frames_a_step, 2.0);
    return std::min(request.count, static_cast<std::size_t>(steps));
}

/// The scale at which a preview is painted: that of the file where it is not a large picture.
float preview_scale(const Exporter& exporter, const Request& request, const drawing::Rect& area) {
    const double steps = request.sheet ? static_cast<double>(request.count) / 4 : 1;
    const double pixels = static_cast<double>(area.w) * static_cast<double>(area.h) * steps;
    const double limit = exporter.kind == Kind::animation ? most_pixels / 3 : most_pixels;
    const double scale = std::sqrt(limit / std::max(pixels, 1.0));
    return exporter.vector ? request.scale
                           : std::min(request.scale, static_cast<float>(std::max(scale, 0.25)));
}

void read_lines(const fs::path& file, Preview& preview) {
    const auto bytes = io::read_file(file, std::size_t{64} << 20);
    if (!bytes) return;
    std::string_view text =
        io::as_text(std::span(*bytes).first(std::min(bytes->size(), most_text)));
    while (!text.empty() && preview.lines.size() < most_lines) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, std::min(end, longest_line)));
        if (end > longest_line) line += "…";
        preview.lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// NumPy's array is no text: what it says of itself, and its values as in CSV.
Result<void> read_array(const Request& request, const Progress& progress, Preview& preview) {
    constexpr std::size_t signature = 10;  // bytes before the description
    const auto bytes = io::read_file(request.target, std::size_t{64} << 20);
    if (!bytes) return error_of(bytes);
    const std::string_view text = io::as_text(*bytes);
    const std::size_t end = std::min(text.find_first_of(" \n", text.find('}')), text.size());
    preview.lines.emplace_back(text.substr(signature, end - signature));
    preview.lines.emplace_back();
    Request csv = request;
    csv.target.replace_extension(output_csv.extension);
    return output_csv.run(csv, progress).map([&] { read_lines(csv.target, preview); });
}

Result<void> read_frames(const fs::path& file, Preview& preview) {
    return decode_frames(
        file, preview_side,
        [&](Decoded frame) {
            preview.frames.push_back(std::move(frame));
            return preview.frames.size() < most_frames;
        });
}

/// The drawing that `request` asks for, by way of PNG.
Result<void> read_as_png(const Request& request, const Progress& progress, Preview& preview) {
    Request png = request;
    png.target.replace_extension(png_picture.extension);
    png.scale = std::min(request.scale, 2.0F);
    return png_picture.run(png, progress).and_then([&] {
        return read_frames(png.target, preview);
    });
}

/// How many times as much of `total` there is as of `part`, the first of which took `first` of
/// `all` bytes: it is whole, and others are often what changed.
double grown(double all, double first, std::size_t part, std::size_t total) {
    if (part < 2 || first >= all)
        return all * static_cast<double>(total) /
               static_cast<double>(std::max<std::size_t>(part, 1));
    return first + (all - first) * static_cast<double>(total - 1) / static_cast<double>(part - 1);
}

/// What the file will take, and how long it plays, from what was written of it; the frames are
/// read.
void estimate(const Exporter& exporter, const Request& request, const Request& small,
              Preview& preview) {
    const auto written = static_cast<double>(io::file_bytes(small.target));
    std::size_t part = 1, total = 1;
    double first = 0;
    if (exporter.kind == Kind::animation) {
        const auto frames = timeline_of(request);
        total = frames.size();
        part = timeline_of(small).size();
        if (preview.frames.size() > 1) first = preview.frames.front().bytes;
        preview.count = total;
        preview.seconds = static_cast<double>(length_of(frames)) / request.frame_rate();
    } else if (exporter.stepwise) {
        total = steps_asked_for(request).value_or(1);
        part = std::min(small.count, total);
    } else if (exporter.takes_range()) {
        total = request.count;
        part = small.count;
    }
    if (exporter.folder()) preview.files = request.count;
    preview.whole = part >= total;
    preview.bytes = grown(written, first, part, total) *
                    std::pow(static_cast<double>(request.scale / small.scale), bytes_by_scale);
}

/// Reads back what was written.
Result<void> read_back(const Exporter& exporter, const Request& small, const Progress& progress,
                       Preview& preview) {
    if (&exporter == &output_npy) return read_array(small, progress, preview);
    if (!exporter.drawn()) {
        read_lines(small.target, preview);
        return {};
    }
    if (read_frames(small.target, preview)) return {};
    preview.frames.clear();
    return read_as_png(small, progress, preview);
}

}  // namespace

Result<Preview> make_preview(const Exporter& exporter, const Request& request,
                             const Progress& progress) {
    const io::TemporaryFolder folder("poolscope-preview");
    if (folder.path().empty())
        return fail(ErrorCode::unwritable,
                    say("there is no preview, because no temporary folder can be made"),
                    say("set TMPDIR to a folder that can be written to, or export without it"));
    // A folder's pictures are all like the first.
    const Exporter& writer = exporter.folder() ? png_picture : exporter;
    Request small = request;
    small.count = preview_steps(exporter, request);
    small.target = folder.path() / ("preview" + std::string(writer.extension));
    Preview preview;
    if (exporter.drawn()) {
        const auto area = shown_area(small, progress);
        if (!area) return error_of(area);
        small.scale = preview_scale(exporter, small, *area);
        if (!request.sheet) {
            preview.width = static_cast<int>(std::ceil(area->w * request.scale));
            preview.height = static_cast<int>(std::ceil(area->h * request.scale));
        }
    }
    return writer.run(small, progress)
        .and_then([&] { return read_back(exporter, small, progress, preview); })
        .map([&] { estimate(exporter, request, small, preview); })
        .map([&] { return std::move(preview); });
}

}  // namespace poolscope::exporting
