/// The desktop's own dialogs, by its portal (xdg-desktop-portal) over D-Bus. GIO speaks it: it is
/// loaded already, as Pango's, while libportal knows no window but GTK's and Qt's to lay a dialog
/// over. All of them wait for the person, on whatever thread they are called.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "poolscope/error.hpp"

namespace poolscope::platform {

/// Whether there is a bus that a desktop could be asked over; quick, and starts none.
[[nodiscard]] bool has_session_bus();

enum class FileDialog { open, save, folder };

struct FileDialogLook {
    FileDialog kind = FileDialog::open;
    std::string title;
    std::string accept;            ///< on the button that ends it
    std::filesystem::path folder;  ///< where it begins; may be empty
    std::string name;              ///< of the file to save, proposed
    /// Names of kinds of files and their patterns; the first is chosen at the start.
    std::vector<std::pair<std::string, std::vector<std::string>>> kinds;
};

/// The portal of the person's session bus. `parent` names the window that dialogs belong to, as the
/// portal wants it ("x11:1a2b"); empty: none.
class Portal {
public:
    explicit Portal(std::string parent) : parent_(std::move(parent)) {}

    /// Nothing where the person gives up, or soon after `stop` says so. Errors: unsupported where
    /// there is no bus, no portal, or none that asks for files.
    [[nodiscard]] Result<std::optional<std::filesystem::path>> ask_file(
        const FileDialogLook& look, const StopQuery& stop) const;

    /// A page's size in points.
    struct Page {
        double width = 0;
        double height = 0;
    };
    /// What the dialog begins with: the paper's name and size, or, without a name, the printer's
    /// own, lying across.
    struct Look {
        std::string title;
        std::string paper;  ///< "iso_a4"
        Page page;
    };
    /// Writes a PDF for pages of that size, and says where it is.
    using Write = std::function<Result<std::filesystem::path>(const Page& page)>;
    enum class Printed { yes, given_up, in_viewer };
    /// Asks how to print, has the page written, and hands it over. Where there is no portal, or
    /// none that prints, a page of A4 is opened with the person's viewer instead. Errors: what
    /// `write` gives; unsupported where there is no viewer either.
    [[nodiscard]] Result<Printed> print(const Look& look, const Write& write,
                                        const StopQuery& stop) const;

private:
    struct Paper;
    [[nodiscard]] Result<std::optional<Paper>> ask_paper(const Look& look,
                                                         const StopQuery& stop) const;
    [[nodiscard]] Result<bool> send(const std::string& title, const std::filesystem::path& file,
                                    unsigned token, const StopQuery& stop) const;
    std::string parent_;
};

/// Opens the folder of a file in the file manager, with the file chosen where that can. Errors:
/// unsupported where there is none.
[[nodiscard]] Result<void> show_in_folder(const std::filesystem::path& file);

/// Opens a file with the program that the person has for its kind. Errors: unsupported.
[[nodiscard]] Result<void> open_with_viewer(const std::filesystem::path& file);

enum class UserFolder { desktop, documents, downloads, pictures };
/// The folders that the person's session names, those that are there.
[[nodiscard]] std::vector<std::pair<UserFolder, std::filesystem::path>> user_folders();

}  // namespace poolscope::platform
