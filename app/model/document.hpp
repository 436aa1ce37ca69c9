/// What is saved and undone: an input, its layers, and where the input came from.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "model/values.hpp"
#include "poolscope/dialect.hpp"
#include "poolscope/network.hpp"

namespace poolscope::model {

/// The largest input, in cells; they may lie in any shape.
inline constexpr std::size_t max_cells = std::size_t{64} << 20;
/// How far a person stretches an input by hand; what a file holds may be larger.
inline constexpr int max_side = 4096;
inline constexpr int max_channels = 64;
inline constexpr int max_samples = 1024;

struct Document {
    SharedValues input;                      ///< shape (n, c, h, w); never null
    std::vector<std::string> channel_names;  ///< c of them: "R", "G", "B"; "0", "1", ...
    /// At least one, each over what those before it put out; pooling layers are settled.
    std::vector<NetworkLayer> layers{{.layer = Layer{}}};
    /// The gradient by the output that is sent back; null: all ones. Where the output has another
    /// shape, the cells that fit hold: see grad_output_of().
    SharedValues grad_output;
    bool picture = false;  ///< the input is a photograph: shown as colour, 0 .. 255
    std::filesystem::path
        source;              ///< the unedited file that the input came from; empty once edited
    std::uint64_t seed = 1;  ///< of the last random fill

    [[nodiscard]] const Shape& shape() const { return input->shape(); }
    /// The layer of a document of one pooling layer, and of one layer of a network alone (see
    /// part_of()); else the document is looked at as a network.
    [[nodiscard]] const Layer& layer() const { return std::get<Layer>(layers.front().layer); }
    [[nodiscard]] Layer& layer() { return std::get<Layer>(layers.front().layer); }
    bool operator==(const Document&) const;
};

/// Whether a document is a network: it has several layers, or one that is not pooling.
[[nodiscard]] bool is_network(const Document& document);

/// Whether every layer reads the one before it, so that layers can change places.
[[nodiscard]] bool is_chain(std::span<const NetworkLayer> layers);

/// Layers without names or branches, each over the one before.
[[nodiscard]] std::vector<NetworkLayer> chain_of(std::vector<Layer> layers);

/// The scene that the program opens with: a 6 x 6 grid under max, kernel_size 3, stride 2,
/// padding 1.
[[nodiscard]] Document default_document();

/// "R", "G", "B" for three channels of a picture, else "0", "1", ...
[[nodiscard]] std::vector<std::string> default_channel_names(int channels, bool picture);

/// Why this input cannot be a document's, if it cannot: empty or too large.
[[nodiscard]] Result<void> check_input(const Shape& shape);

/// The grids of a document that a person edits cell by cell.
enum class Grid { input, grad_output, scores };

/// The gradient that is sent back from an output of `shape`: the document's where its cells fit, 1
/// elsewhere.
[[nodiscard]] Values grad_output_of(const Document& document, const Shape& shape);

/// The layer's scores, shape (1, 1, h, w) of the input: 0 where the document has none.
[[nodiscard]] Values scores_of(const Document& document);

}  // namespace poolscope::model
