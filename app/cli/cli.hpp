/// The command line: reads the arguments, runs one command, and gives the exit status.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "model/reading.hpp"
#include "poolscope/error.hpp"

namespace poolscope::cli {

/// Opens the window on a file, read as `how` says, or on the default scene; returns when it is
/// closed.
using OpenWindow = std::function<Result<void>(const std::optional<std::filesystem::path>& file,
                                              const model::Reading& how)>;

/// Runs the program. Returns the exit status: 0 done, 1 the input or the file system is at fault, 2
/// the command is; errors are one line each on standard error. Nothing throws.
[[nodiscard]] int run(int argc, const char* const* argv, const OpenWindow& open_window);

}  // namespace poolscope::cli
