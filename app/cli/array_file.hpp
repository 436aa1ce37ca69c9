/// Array files of the command line, .npy or .csv by their name, in and out.
#pragma once

#include <filesystem>
#include <vector>

#include "cli/layout.hpp"
#include "io/npy.hpp"

namespace poolscope::cli {

/// An array as (n, c, h, w), and how its file has it.
struct ArrayFile {
    AnyTensor tensor;
    int rank = 4;  ///< axes in the file
    Layout layout = Layout::nchw;

    [[nodiscard]] Shape shape() const {
        return std::visit([](const auto& values) { return values.shape(); }, tensor);
    }
};

/// Reads an .npy array of 1 to 4 axes, or a .csv grid (2 axes, float32). Errors: those of the file
/// and of its content.
[[nodiscard]] Result<ArrayFile> read_array(const std::filesystem::path& path,
                                           Layout layout = Layout::nchw);

/// The bytes of `tensor` (n, c, h, w) with the axes of `like`, as the file name asks: .csv where it
/// ends so (one plane only, else unsupported), .npy otherwise. Error: unsupported where those axes
/// cannot hold it.
[[nodiscard]] Result<std::vector<std::byte>> encode_array(const std::filesystem::path& path,
                                                          const AnyTensor& tensor,
                                                          const ArrayFile& like);

}  // namespace poolscope::cli
