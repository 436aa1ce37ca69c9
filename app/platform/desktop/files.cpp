/// Shows files by the person's own programs (see portal.hpp).
#include <array>
#include <string_view>

#include "platform/desktop/bus.hpp"
#include "platform/desktop/portal.hpp"

namespace poolscope::platform {

namespace {

namespace fs = std::filesystem;

std::string uri_of(const fs::path& file) {
    char* const uri = g_filename_to_uri(file.c_str(), nullptr, nullptr);
    std::string copy = uri != nullptr ? uri : "";
    g_free(uri);
    return copy;
}

constexpr int impatient = 400;  ///< milliseconds that the window can wait
constexpr int patient = 2'000;  ///< milliseconds that a thread beside it can
constexpr int look_again = 20;  ///< milliseconds

/// Whether it ended with success within so many milliseconds, or goes on beyond them: some of what
/// is opened stays with the command until it is closed.
bool succeeds(GSubprocess& process, int milliseconds) {
    for (int waited = 0; waited < milliseconds; waited += look_again) {
        if (g_subprocess_get_identifier(&process) == nullptr) {
            g_subprocess_wait(&process, nullptr, nullptr);
            return g_subprocess_get_successful(&process) != FALSE;
        }
        g_usleep(look_again * 1'000);
    }
    return true;
}

/// By xdg-open, which every desktop has. Errors: unsupported where it is missing, or has no program
/// for the file.
Result<void> xdg_open(const fs::path& file, int milliseconds) {
    const std::array<const char*, 3> command{"xdg-open", file.c_str(), nullptr};
    GError* error = nullptr;
    const Held<GSubprocess> process(
        g_subprocess_newv(command.data(),
                          static_cast<GSubprocessFlags>(G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE),
                          &error));
    if (!process) {
        const Held<GError> held(error);
        return fail(ErrorCode::unsupported,
                    say("files are opened by xdg-open, which does not start ({0})", held->message),
                    say("install the package xdg-utils"));
    }
    if (succeeds(*process, milliseconds)) return {};
    return fail(ErrorCode::unsupported,
                say("this desktop has no program that opens \"{0}\"", file.filename().string()),
                say("open it yourself; it is {0}", file.string()));
}

bool is_folder(const char* path) {
    return g_file_test(path, G_FILE_TEST_IS_DIR) != FALSE;
}

/// The file manager that offers to choose a file in its folder.
bool show_by_file_manager(const fs::path& file) {
    const auto bus = session_bus();
    if (!bus) return false;
    const std::string uri = uri_of(file);
    const char* const uris[] = {uri.c_str(), nullptr};
    constexpr int patience = 5'000;  // milliseconds
    const Held<GVariant> shown(g_dbus_connection_call_sync(
        bus->get(), "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1",
        "org.freedesktop.FileManager1", "ShowItems", g_variant_new("(^ass)", uris, ""), nullptr,
        G_DBUS_CALL_FLAGS_NONE, patience, nullptr, nullptr));
    return shown != nullptr;
}

}  // namespace

Result<void> show_in_folder(const fs::path& file) {
    if (show_by_file_manager(file)) return {};
    return xdg_open(is_folder(file.c_str()) ? file : file.parent_path(), impatient);
}

Result<void> open_with_viewer(const fs::path& file) {
    return xdg_open(file, patient);
}

std::vector<std::pair<UserFolder, fs::path>> user_folders() {
    constexpr std::array known{std::pair{UserFolder::desktop, G_USER_DIRECTORY_DESKTOP},
                               std::pair{UserFolder::documents, G_USER_DIRECTORY_DOCUMENTS},
                               std::pair{UserFolder::downloads, G_USER_DIRECTORY_DOWNLOAD},
                               std::pair{UserFolder::pictures, G_USER_DIRECTORY_PICTURES}};
    std::vector<std::pair<UserFolder, fs::path>> found;
    for (const auto& [folder, id] : known) {
        const char* path = g_get_user_special_dir(id);
        // A session that names none gives the home folder.
        const bool own = path != nullptr && std::string_view(path) != g_get_home_dir();
        if (own && is_folder(path)) found.emplace_back(folder, path);
    }
    return found;
}

}  // namespace poolscope::platform
