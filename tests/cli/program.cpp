/// Starts the program with its standard streams in files, which no amount of output can block.
#include "cli/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

namespace cli_test {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::seconds patience{60};

void redirect(const std::string& path, int stream) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
    if (file < 0 || ::dup2(file, stream) < 0) {
        ::_exit(126);
    }
}

/// Waits for the child's end, or ends it.
int wait_for(pid_t child) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int state = 0;
    while (::waitpid(child, &state, WNOHANG) == 0) {
        if (std::chrono::steady_clock::now() > deadline) {
            ::kill(child, SIGKILL);
            ::waitpid(child, &state, 0);
            break;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
}

Ended run_words(std::vector<std::string> words, const Start& start) {
    const TemporaryFolder streams;
    const std::string out = start.out_path.empty() ? streams / "out" : start.out_path;
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
        redirect(out, STDOUT_FILENO);
        redirect(streams / "err", STDERR_FILENO);
        ::unsetenv("DISPLAY");
        ::unsetenv("WAYLAND_DISPLAY");
        ::setenv("LC_ALL", start.locale.c_str(), 1);
        if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) {
            ::_exit(126);
        }
        if (start.memory > 0) {
            const rlimit limit{start.memory, start.memory};
            ::setrlimit(RLIMIT_AS, &limit);
        }
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    Ended ended;
    ended.status = wait_for(child);
    ended.out = start.out_path.empty() ? read_text(out) : "";
    ended.err = read_text(streams / "err");
    return ended;
}

}  // namespace

Ended run_program(const Start& start) {
    std::vector<std::string> words{POOLSCOPE_PROGRAM};
    words.insert(words.end(), start.arguments.begin(), start.arguments.end());
    return run_words(std::move(words), start);
}

Ended poolscope(const std::vector<std::string>& arguments) {
    return run_program({arguments, {}, {}});
}

Ended run_piped_into(const std::string& arguments, const std::string& command) {
    const std::string line =
        POOLSCOPE_PROGRAM " " + arguments + " | " + command + "; exit ${PIPESTATUS[0]}";
    return run_words({"/bin/bash", "-c", line}, {});
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (fs::temp_directory_path() / "poolscope-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) {
        path_ = pattern;
    }
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) {
        fs::remove_all(path_, ignored);
    }
}

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(path_)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

std::string read_text(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

void write_text(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

}  // namespace cli_test
