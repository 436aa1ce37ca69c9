/// Runs the command line as a person would, in this process or as one of its own, and keeps what it
/// says.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cli_test {

struct Ended {
    int status = -1;  ///< the exit status; 128 + the signal's number where one ended it
    std::string out;
    std::string err;
};

struct Start {
    std::vector<std::string> arguments;
    std::filesystem::path folder{};  ///< the current folder; empty: the test's own
    std::string locale = "C";        ///< the system's language, as in LC_ALL
};

/// Runs the command line in this process, from the arguments to the exit status. What a run leaves
/// in its process (the language, the current folder, the handlers of signals) is put back.
[[nodiscard]] Ended run_program(const Start& start);

/// The same with arguments only.
[[nodiscard]] Ended poolscope(const std::vector<std::string>& arguments);

/// What only a process of its own can have.
struct Around {
    std::string out_path{};  ///< standard output goes there, not into Ended::out
    std::size_t memory = 0;  ///< the most that it may have, in bytes; 0: no limit
};

/// Starts the built program and waits for its end, without a display; one that takes over a minute
/// is ended.
[[nodiscard]] Ended start_program(const Start& start, const Around& around = {});

/// Runs `poolscope ARGUMENTS | COMMAND` in a shell; the status is the program's own.
[[nodiscard]] Ended run_piped_into(const std::string& arguments, const std::string& command);

/// A folder of its own for one test, removed at its end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// The path of `name` in it.
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }
    /// The names of all that lies in it, sorted.
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::filesystem::path path_;
};

/// The bytes of a file; empty where there is none.
[[nodiscard]] std::string read_text(const std::filesystem::path& path);
void write_text(const std::filesystem::path& path, const std::string& text);

}  // namespace cli_test
