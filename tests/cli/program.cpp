/// Runs the command line with its standard streams in files, which no amount of output can block.
#include "cli/program.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "cli/cli.hpp"
#include "i18n/language.hpp"

namespace cli_test {
namespace fs = std::filesystem;
namespace {

constexpr std::chrono::seconds patience{60};

/// Sends a stream of this process into a file for as long as it lives.
class Redirected {
public:
    Redirected(std::FILE* stream, const std::string& path)
        : stream_(stream), before_(::dup(::fileno(stream))) {
        std::fflush(stream_);
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
        EXPECT_GE(::dup2(file, ::fileno(stream_)), 0) << path;
        ::close(file);
    }
    ~Redirected() {
        std::fflush(stream_);
        ::dup2(before_, ::fileno(stream_));
        ::close(before_);
    }
    Redirected(const Redirected&) = delete;
    Redirected& operator=(const Redirected&) = delete;

private:
    std::FILE* stream_;
    int before_;
};

/// A process as it is when the program starts; what a run changes is put back at its end.
class FreshProcess {
public:
    explicit FreshProcess(const Start& start)
        : folder_(fs::current_path()), language_(poolscope::i18n::language().id) {
        for (std::size_t i = 0; i < signals.size(); ++i)
            ::sigaction(signals[i], nullptr, &handlers_[i]);
        if (const char* value = std::getenv("LC_ALL")) locale_ = value;
        ::setenv("LC_ALL", start.locale.c_str(), 1);
        poolscope::i18n::set_language("en");
        if (!start.folder.empty()) fs::current_path(start.folder);
    }
    ~FreshProcess() {
        for (std::size_t i = 0; i < signals.size(); ++i)
            ::sigaction(signals[i], &handlers_[i], nullptr);
        locale_ ? ::setenv("LC_ALL", locale_->c_str(), 1) : ::unsetenv("LC_ALL");
        poolscope::i18n::set_language(language_);
        std::error_code ignored;
        fs::current_path(folder_, ignored);
    }
    FreshProcess(const FreshProcess&) = delete;
    FreshProcess& operator=(const FreshProcess&) = delete;

private:
    static constexpr std::array signals{SIGINT, SIGTERM, SIGHUP, SIGPIPE};

    fs::path folder_;
    std::string language_;
    std::optional<std::string> locale_;
    std::array<struct sigaction, signals.size()> handlers_{};
};

poolscope::Result<void> no_window(const std::optional<fs::path>& /*file*/,
                                  const poolscope::model::Reading& /*how*/) {
    ADD_FAILURE() << "the command line asked for the window";
    return {};
}

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

Ended run_words(std::vector<std::string> words, const Start& start, const Around& around) {
    const TemporaryFolder streams;
    const std::string out = around.out_path.empty() ? streams / "out" : around.out_path;
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
        if (around.memory > 0) {
            const rlimit limit{around.memory, around.memory};
            ::setrlimit(RLIMIT_AS, &limit);
        }
        ::execv(argv[0], argv.data());
        ::_exit(127);
    }
    Ended ended;
    ended.status = wait_for(child);
    ended.out = around.out_path.empty() ? read_text(out) : "";
    ended.err = read_text(streams / "err");
    return ended;
}

}  // namespace

Ended run_program(const Start& start) {
    const TemporaryFolder streams;
    std::vector<const char*> words{"poolscope"};
    for (const std::string& word : start.arguments) words.push_back(word.c_str());
    Ended ended;
    {
        const FreshProcess process(start);
        const Redirected out(stdout, streams / "out");
        const Redirected err(stderr, streams / "err");
        ended.status = poolscope::cli::run(static_cast<int>(words.size()), words.data(), no_window);
    }
    ended.out = read_text(streams / "out");
    ended.err = read_text(streams / "err");
    return ended;
}

Ended poolscope(const std::vector<std::string>& arguments) {
    return run_program({arguments});
}

Ended start_program(const Start& start, const Around& around) {
    std::vector<std::string> words{POOLSCOPE_PROGRAM};
    words.insert(words.end(), start.arguments.begin(), start.arguments.end());
    return run_words(std::move(words), start, around);
}

Ended run_piped_into(const std::string& arguments, const std::string& command) {
    const std::string line =
        POOLSCOPE_PROGRAM " " + arguments + " | " + command + "; exit ${PIPESTATUS[0]}";
    return run_words({"/bin/bash", "-c", line}, {}, {});
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
