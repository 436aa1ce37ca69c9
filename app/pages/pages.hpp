/// What a package says about the command line: its manual page and the shells' completions, each
/// made from the program's own description of it.
#pragma once

#include <string>

#include "cli/description.hpp"

namespace poolscope::pages {

/// The manual page poolscope(1): `page`, in man's macros, with its comments SYNOPSIS
/// and COMMANDS filled in, in the language that is spoken.
[[nodiscard]] std::string man_page(const cli::CommandWords& program, std::string page);

/// A completion for bash; needs nothing beside it.
[[nodiscard]] std::string bash_completion(const cli::CommandWords& program);

/// A completion for zsh, for a folder on its fpath.
[[nodiscard]] std::string zsh_completion(const cli::CommandWords& program);

}  // namespace poolscope::pages
