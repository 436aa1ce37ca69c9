/// Writes the manual page and the completions as the program is built: `write_pages TEMPLATE DIR`.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

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
    if (!file) {
        std::cerr << "write_pages: " << path << " could not be written\n";
    }
    return static_cast<bool>(file);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "use: write_pages TEMPLATE DIR\n";
        return 2;
    }
    const std::string page = read(argv[1]);
    if (page.empty()) {
        std::cerr << "write_pages: " << argv[1] << " is empty or could not be read\n";
        return 1;
    }
    using namespace poolscope;
    const cli::CommandWords program = cli::describe_command_line();
    const fs::path folder = argv[2];
    const bool written = write(folder / "poolscope.1", pages::man_page(program, page)) &&
                         write(folder / "poolscope.bash", pages::bash_completion(program)) &&
                         write(folder / "_poolscope", pages::zsh_completion(program));
    return written ? 0 : 1;
}
