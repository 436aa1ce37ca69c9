/// Writes the manual pages and the completions as the program is built: `write_pages DIR
/// LANGUAGE=TEMPLATE...`. A language's page goes into a folder of its name.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "i18n/language.hpp"
#include "pages/pages.hpp"

namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    const std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

bool write(const fs::path& path, const std::string& text) {
    std::ofstream file(path);
    file << text;
    file.close();
    if (!file) std::cerr << "write_pages: " << path << " could not be written\n";
    return static_cast<bool>(file);
}

/// Writes the manual page of "zh=poolscope.zh.1.in". Returns false where it cannot.
bool write_manual(const fs::path& folder, std::string_view what) {
    const std::size_t equals = what.find('=');
    const std::string language(what.substr(0, equals));
    const fs::path source = what.substr(equals + 1);
    const std::string page = read(source);
    if (page.empty()) {
        std::cerr << "write_pages: " << source << " is empty or could not be read\n";
        return false;
    }
    fs::create_directories(folder / language);
    const poolscope::i18n::LanguageScope spoken(language);
    return write(folder / language / "poolscope.1",
                 poolscope::pages::man_page(poolscope::cli::describe_command_line(), page));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "use: write_pages DIR LANGUAGE=TEMPLATE...\n";
        return 2;
    }
    using namespace poolscope;
    const fs::path folder = argv[1];
    for (int i = 2; i < argc; ++i)
        if (!write_manual(folder, argv[i])) return 1;
    const cli::CommandWords program = cli::describe_command_line();
    const bool written = write(folder / "poolscope.bash", pages::bash_completion(program)) &&
                         write(folder / "_poolscope", pages::zsh_completion(program));
    return written ? 0 : 1;
}
