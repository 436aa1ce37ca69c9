/// The environment's say on where files lie.
#include "io/xdg.hpp"

#include <cstdlib>

#include "io/files.hpp"
#include "io/folders.hpp"

namespace poolscope::io {

namespace fs = std::filesystem;

namespace {

bool is_absolute(const char* value) {
    return value != nullptr && fs::path(value).is_absolute();
}

}  // namespace

fs::path home_folder() {
    const char* home = std::getenv("HOME");
    return is_absolute(home) ? fs::path(home) : fs::path();
}

Result<fs::path> xdg_file(const char* variable, const char* fallback, const char* name) {
    if (const char* base = std::getenv(variable); is_absolute(base))
        return fs::path(base) / "poolscope" / name;
    if (const fs::path home = home_folder(); !home.empty())
        return home / fallback / "poolscope" / name;
    return fail(ErrorCode::not_found, say("there is no home folder"),
                say("set HOME or {0}", variable));
}

Result<void> write_own_file(const fs::path& path, std::string_view text) {
    make_folder(path.parent_path());
    return write_file_atomically(path, as_bytes(text));
}

}  // namespace poolscope::io
