/// The marks of files that people have beside pictures and arrays.
#include "io/foreign_files.hpp"

#include <algorithm>
#include <array>

namespace poolscope::io {

namespace {

using std::string_view_literals::operator""sv;

/// A mark, and what it stands for.
struct Mark {
    std::size_t at;
    std::string_view bytes;
    const char* name;
    const char* remedy;
};

constexpr const char* as_png = word("save it as PNG");
constexpr const char* photo = word("save it as JPEG or PNG");
constexpr const char* drawing = word("export it as PNG");
constexpr const char* array = word("save its array with np.save(\"x.npy\", x)");

/// The first that fits is taken.
constexpr std::array marks{
    Mark{4, "ftypheic"sv, word("a HEIC picture"), photo},
    Mark{4, "ftypheix"sv, word("a HEIC picture"), photo},
    Mark{4, "ftyphevc"sv, word("a HEIC picture"), photo},
    Mark{4, "ftypheim"sv, word("a HEIC picture"), photo},
    Mark{4, "ftypmif1"sv, word("a HEIF picture"), photo},
    Mark{4, "ftypmsf1"sv, word("a HEIF picture"), photo},
    Mark{4, "ftypavif"sv, word("an AVIF picture"), photo},
    Mark{4, "ftypavis"sv, word("an AVIF picture"), photo},
    Mark{4, "ftypcrx "sv, word("a camera's raw picture"), photo},
    Mark{4, "ftyp"sv, word("a video"), word("save one frame of it as PNG")},
    Mark{0, "\x1A\x45\xDF\xA3"sv, word("a video"), word("save one frame of it as PNG")},
    Mark{0, "II*\0"sv, word("a TIFF picture"), as_png},
    Mark{0, "MM\0*"sv, word("a TIFF picture"), as_png},
    Mark{0, "II+\0"sv, word("a TIFF picture"), as_png},
    Mark{0, "MM\0+"sv, word("a TIFF picture"), as_png},
    Mark{0, "\0\0\1\0"sv, word("an icon (ICO)"), word("save one of its pictures as PNG")},
    Mark{0, "icns"sv, word("an icon (ICNS)"), word("save one of its pictures as PNG")},
    Mark{0, "8BPS"sv, word("a Photoshop picture"), drawing},
    Mark{0, "gimp xcf"sv, word("a GIMP picture"), drawing},
    Mark{0, "\xFF\x0A"sv, word("a JPEG XL picture"), photo},
    Mark{0, "\0\0\0\x0CJXL "sv, word("a JPEG XL picture"), photo},
    Mark{0, "\0\0\0\x0CjP  "sv, word("a JPEG 2000 picture"), photo},
    Mark{0, "\xFF\x4F\xFF\x51"sv, word("a JPEG 2000 picture"), photo},
    Mark{0, "\x76\x2F\x31\x01"sv, word("an OpenEXR picture"), as_png},
    Mark{0, "#?RADIANCE"sv, word("a Radiance HDR picture"), as_png},
    Mark{0, "qoif"sv, word("a QOI picture"), as_png},
    Mark{0, "DDS "sv, word("a DDS texture"), as_png},
    Mark{0, "\x0A\x05\x01\x08"sv, word("a PCX picture"), as_png},
    Mark{0, "SIMPLE  ="sv, word("a FITS file"), array},
    Mark{128, "DICM"sv, word("a DICOM picture"), as_png},
    Mark{0, "%PDF"sv, word("a PDF document"), drawing},
    Mark{0, "%!PS"sv, word("a PostScript document"), drawing},
    Mark{0, "\x89HDF\r\n\x1A\n"sv, word("an HDF5 file"), array},
    Mark{0, "MATLAB 5.0"sv, word("a MATLAB file"),
         word("save its array with writematrix(x, 'x.csv')")},
    Mark{0, "PAR1"sv, word("a Parquet file"), word("save its table as CSV")},
    Mark{0, "ARROW1"sv, word("an Arrow file"), word("save its table as CSV")},
    Mark{0, "\xD0\xCF\x11\xE0"sv, word("an old Office document"), word("save its sheet as CSV")},
    Mark{0, "\x80\2"sv, word("a Python pickle"), array},
    Mark{0, "\x80\3"sv, word("a Python pickle"), array},
    Mark{0, "\x80\4"sv, word("a Python pickle"), array},
    Mark{0, "\x80\5"sv, word("a Python pickle"), array},
    Mark{0, "\x1F\x8B"sv, word("a gzip archive"), word("unpack it first")},
    Mark{0, "7z\xBC\xAF\x27\x1C"sv, word("a 7z archive"), word("unpack it first")},
    Mark{0, "Rar!\x1A\7"sv, word("a RAR archive"), word("unpack it first")},
    Mark{0, "BZh"sv, word("a bzip2 archive"), word("unpack it first")},
    Mark{0,
         "\xFD"
         "7zXZ\0"sv,
         word("an xz archive"), word("unpack it first")},
};

/// The first element of a text in angle brackets, in lower case, after what may stand before it.
std::string first_element(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    constexpr std::size_t longest_prologue = 4096;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    text = text.substr(0, longest_prologue);
    while (true) {
        const auto open = text.find_first_not_of(" \t\r\n");
        if (open == std::string_view::npos || text[open] != '<') return {};
        text.remove_prefix(open + 1);
        const bool remark = text.starts_with("!--");
        const bool declares = text.starts_with('?') || text.starts_with("!DOCTYPE svg");
        if (!remark && !declares) break;
        const std::string_view ending = remark ? "-->" : ">";
        const auto end = text.find(ending);
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + ending.size());
    }
    std::string name(text.substr(0, text.find_first_of(" \t\r\n>/")));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

Error not_read(const char* name, const char* remedy) {
    return {ErrorCode::unsupported, say("this is {0}, which is not read", named(name)),
            named(remedy)};
}

}  // namespace

std::optional<Error> foreign_file(Bytes bytes) {
    const auto text = as_text(bytes);
    const auto fits = [&](const Mark& mark) {
        return text.size() >= mark.at && text.substr(mark.at).starts_with(mark.bytes);
    };
    if (const auto* found = std::ranges::find_if(marks, fits); found != marks.end())
        return not_read(found->name, found->remedy);
    const std::string element = first_element(text);
    if (element == "svg") return not_read(word("an SVG drawing"), drawing);
    if (element == "html" || element == "!doctype")
        return not_read(word("a web page"), word("save the file itself, not the page about it"));
    return std::nullopt;
}

}  // namespace poolscope::io
