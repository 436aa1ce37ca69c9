/// Array files of the command line, in (.npy, .npz, .csv, .tsv, .txt) and out (.npy, .csv).
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "io/layout.hpp"

namespace poolscope::cli {

using io::Layout;

/// An array as (n, c, h, w), and how its file has it.
struct ArrayFile {
    AnyTensor tensor;
    int rank = 4;  ///< axes in the file
    Layout layout = Layout::nchw;
    std::optional<Message> note{};  ///< what the file does not say for certain

    [[nodiscard]] Shape shape() const { return io::shape_of(tensor); }
    /// Whether its channels seem to lie on the other end.
    [[nodiscard]] bool other_layout_fits() const {
        return rank > 2 && io::other_layout_fits(shape(), layout);
    }
};

/// Reads an .npy array of 1 to 4 axes, one of an .npz file (--array's, or its only one; nothing
/// where --array does not speak of this file), or a grid of
/// text (.csv, .tsv, .txt: 2 axes, or 3 of several channels; float64). Errors: those of the file
/// and of its content.
[[nodiscard]] Result<ArrayFile> read_array(const std::filesystem::path& path,
                                           Layout layout = Layout::nchw,
                                           std::optional<std::string_view> array = {});

/// Error: bad_argument where an array named `path` would not be what its ending says. `option` is
/// what named it.
[[nodiscard]] Result<void> check_array_name(const std::filesystem::path& path,
                                            std::string_view option);

/// The bytes of `tensor` (n, c, h, w) with the axes of `like`, as the file name asks: .csv where it
/// ends so (one plane only, else unsupported), .npy otherwise. Error: unsupported where those axes
/// cannot hold it.
[[nodiscard]] Result<std::vector<std::byte>> encode_array(const std::filesystem::path& path,
                                                          const AnyTensor& tensor,
                                                          const ArrayFile& like);

}  // namespace poolscope::cli
