/// --lang: what drawings, handouts and a lesson's faults are worded in; the command line itself is
/// English.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "poolscope/error.hpp"

namespace poolscope::cli {

/// Adds --lang, which sets `id`. `otherwise` is what is spoken without it.
void add_language_option(CLI::App& app, std::string& id, const std::string& otherwise = "en");

/// Speaks the language `id` from now on, English where it is empty. Error: bad_argument where there
/// is no such language.
[[nodiscard]] Result<void> speak(const std::string& id);

}  // namespace poolscope::cli
