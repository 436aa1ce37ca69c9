/// What a package and the documentation say about the command line: a manual page, a page in
/// Markdown and the shells' completions, each made from the program's own description of it.
#pragma once

#include <string>

#include "cli/description.hpp"

namespace poolscope::pages {

/// The manual page poolscope(1): `page`, in man's macros, with its comments SYNOPSIS
/// and COMMANDS filled in, in the language that is spoken.
[[nodiscard]] std::string man_page(const cli::CommandWords& program, std::string page);

/// The documentation's page of the command line: `page`, in Markdown, with its comments synopsis,
/// window, shared and one for each command ("<!-- lesson check -->") filled in, in the language
/// that is spoken.
[[nodiscard]] std::string markdown_page(const cli::CommandWords& program, std::string page);

/// A completion for bash; needs nothing beside it.
[[nodiscard]] std::string bash_completion(const cli::CommandWords& program);

/// A completion for zsh, for a folder on its fpath.
[[nodiscard]] std::string zsh_completion(const cli::CommandWords& program);

}  // namespace poolscope::pages
