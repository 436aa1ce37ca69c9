/// Array files of the command line, .npy or .csv by their name, in and out.
#pragma once

#include <filesystem>
#include <vector>

#include "io/npy.hpp"

namespace poolscope::cli {

/// Reads an .npy array of 2 to 4 axes, or a .csv grid (2 axes, float32). Errors: those of the file
/// and of its content.
[[nodiscard]] Result<io::NpyArray> read_array(const std::filesystem::path& path);

/// The bytes of `tensor` with `rank` axes as the file name asks: .csv where it ends so (one plane
/// only, else unsupported), .npy otherwise.
[[nodiscard]] Result<std::vector<std::byte>> encode_array(const std::filesystem::path& path,
                                                          const io::AnyTensor& tensor, int rank);

}  // namespace poolscope::cli
