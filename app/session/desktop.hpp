/// What the desktop does for the program by its own means: it asks for files, prints, and shows
/// files to the person. Whoever opens a window says how; without a function it does not.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope::session {

/// Kinds of files that are offered under one name.
struct FileKinds {
    std::string name;
    std::vector<std::string> patterns;  ///< "*.png"
};

/// What the desktop's own dialog asks for.
struct FileQuestion {
    enum class Kind { open, save, folder };
    Kind kind = Kind::open;
    std::string title;
    std::string confirm;
    std::filesystem::path folder;  ///< where it begins
    std::string name;              ///< of the file to save, proposed
    std::vector<FileKinds> kinds;  ///< the first is chosen at the start
};

/// A page in points (1/72 inch).
struct PageSize {
    double width = 0;
    double height = 0;
};
/// What the desktop's print dialog begins with.
struct PrintLook {
    std::string title;  ///< what the printer's queue calls it
    /// The name that printers have for its paper, "iso_a4", and its size; where it is empty, the
    /// printer's own, lying across.
    std::string_view paper{};
    PageSize size{};
};
/// Writes what is printed as a PDF file; a figure has one page, of that size.
using WritePage = std::function<Result<std::filesystem::path>(const PageSize& page)>;

enum class Printed { yes, given_up, in_viewer };

/// A folder that everybody has.
struct Place {
    std::string_view name;  ///< to be translated: "Pictures"
    std::filesystem::path folder;
};

struct Desktop {
    /// Asks, and waits for the answer: nothing where the person gives up, or soon after `stop` says
    /// so. Errors: unsupported where this desktop has no such dialog.
    std::function<Result<std::optional<std::filesystem::path>>(const FileQuestion& question,
                                                               const StopQuery& stop)>
        ask_file;
    /// Asks how to print, and prints; where the desktop cannot be asked, opens the page in the
    /// viewer of PDF files. Errors: what `write` gives; unsupported where there is no viewer.
    std::function<Result<Printed>(const PrintLook& look, const WritePage& write,
                                  const StopQuery& stop)>
        print;
    /// Opens the folder of a file, with the file chosen where the desktop can. Errors: unsupported.
    std::function<Result<void>(const std::filesystem::path& file)> show_in_folder;
    /// Folders in which people keep files, beside the home folder, each with its name.
    std::function<std::vector<Place>()> places;
};

}  // namespace poolscope::session
