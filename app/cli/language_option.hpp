/// --lang: what drawings and handouts say their words in; the command line itself is English.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "poolscope/error.hpp"

namespace poolscope::cli {

/// Adds --lang, which sets `id`.
void add_language_option(CLI::App& app, std::string& id);

/// Speaks the language `id` from now on, English where it is empty. Error: bad_argument where there
/// is no such language.
[[nodiscard]] Result<void> speak(const std::string& id);

}  // namespace poolscope::cli
