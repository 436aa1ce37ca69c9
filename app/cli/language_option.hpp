/// In which language the command line speaks, and --lang: what drawings, handouts and a lesson's
/// faults are worded in.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "poolscope/error.hpp"

namespace poolscope::cli {

/// The id of the language that the terminal asks for (LC_ALL, LC_MESSAGES, LANG): English where its
/// locale names a character set other than UTF-8, in which another language could not be read.
[[nodiscard]] std::string terminal_language();

/// Adds --lang, which sets `id`. `otherwise` is what is spoken without it.
void add_language_option(CLI::App& app, std::string& id, const std::string& otherwise = "en");

/// Nothing, or that there is no language `id` (bad_argument); an empty one was left out.
[[nodiscard]] Result<void> check_language(const std::string& id);

/// Speaks the language `id` for as long as it lives, on all threads: English where it is empty,
/// whatever the terminal asks for, so that the same command draws the same anywhere.
class DrawnIn {
public:
    explicit DrawnIn(const std::string& id);
    ~DrawnIn();
    DrawnIn(const DrawnIn&) = delete;
    DrawnIn& operator=(const DrawnIn&) = delete;

private:
    std::string before_;
};

}  // namespace poolscope::cli
