/// What the program says on standard error: one line each.
#pragma once

#include <string>

namespace poolscope::cli {

/// Writes "poolscope: `text`" as one line, whatever `text` holds.
void print_message(const std::string& text);

/// Writes "poolscope: warning: `text`"; the command goes on.
void print_warning(const std::string& text);

}  // namespace poolscope::cli
