/// What is saved and undone: an input, a layer over it, and where the input came from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "model/values.hpp"
#include "poolscope/operators/operator.hpp"

namespace poolscope::model {

/// The largest input: 4096 x 4096 cells a channel, 64 channels, 64 Mi cells in all.
inline constexpr int max_side = 4096;
inline constexpr int max_channels = 64;
inline constexpr std::size_t max_cells = std::size_t{64} << 20;
/// The largest padded input along a side, overhang included.
inline constexpr int max_padded_side = 16384;
/// The most cells that one window of a document may read: each step lists them.
inline constexpr std::size_t max_window_cells = std::size_t{1} << 20;

struct Document {
    SharedValues input;                      ///< shape (1, c, h, w); never null
    std::vector<std::string> channel_names;  ///< c of them: "R", "G", "B"; "0", "1", ...
    std::string operator_id = "max";
    PoolParams params;
    bool picture = false;  ///< the input is a photograph: shown as colour, 0 .. 255
    std::filesystem::path
        source;              ///< the unedited file that the input came from; empty once edited
    std::uint64_t seed = 1;  ///< of the last random fill

    [[nodiscard]] const Shape& shape() const { return input->shape(); }
    bool operator==(const Document&) const;
};

/// The scene that the program opens with: a 6 x 6 grid under max, kernel_size 3, stride 2,
/// padding 1.
[[nodiscard]] Document default_document();

/// "R", "G", "B" for three channels of a picture, else "0", "1", ...
[[nodiscard]] std::vector<std::string> default_channel_names(int channels, bool picture);

/// Why this input cannot be a document's, if it cannot: empty, too large, more than one batch.
[[nodiscard]] Result<void> check_input(const Shape& shape);

/// The operator of a document whose id was checked when it was set; max where it is unknown.
[[nodiscard]] const Operator& operator_of(const Document& document);

}  // namespace poolscope::model
