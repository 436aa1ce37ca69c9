/// The explicit list of exporters, and what is found in it.
#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "export/data.hpp"
#include "export/file/pdf.hpp"
#include "export/file/png.hpp"
#include "export/movies.hpp"
#include "export/svg.hpp"
#include "export/tikz.hpp"
#include "io/folders.hpp"

namespace poolscope::exporting {

namespace {

/// Its extension in small letters.
std::string extension_of(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

}  // namespace

std::span<const Exporter* const> exporters() {
    static const std::vector<const Exporter*> list = [] {
        std::vector<const Exporter*> all{&png_picture, &svg_picture, &pdf_picture, &tikz_picture};
        all.insert(all.end(), animations().begin(), animations().end());
        all.insert(all.end(), {&png_frames, &output_npy, &output_csv, &trace_json, &trace_csv});
        return all;
    }();
    return list;
}

const Exporter* find_exporter(std::string_view id) {
    for (const Exporter* exporter : exporters())
        if (exporter->id == id) return exporter;
    return nullptr;
}

const Exporter& exporter_of(const model::ExportPlan& plan) {
    const Exporter* named = find_exporter(plan.format);
    return named == nullptr ? *exporters().front() : *named;
}

const Exporter* exporter_for(const std::filesystem::path& file) {
    const std::string extension = extension_of(file);
    for (const Exporter* exporter : exporters())
        if (!exporter->folder() && exporter->extension == extension) return exporter;
    return nullptr;
}

std::filesystem::path with_extension(std::filesystem::path file, const Exporter& exporter) {
    if (!exporter.folder() && !file.empty() && extension_of(file) != exporter.extension)
        file += exporter.extension;
    return file;
}

std::filesystem::path in_the_way(const Exporter& exporter, const Request& request) {
    const std::size_t files = exporter.folder() ? request.count : 1;
    for (std::size_t i = 0; i < files; ++i) {
        std::filesystem::path file = exporter.folder() ? frame_path(request, i) : request.target;
        if (io::is_there(file)) return file;
    }
    return {};
}

}  // namespace poolscope::exporting
