/// The NET of `run`, `layers` and `code`: an ONNX file, a program's text, or a scene, whose layers
/// are a chain.
#pragma once

#include <optional>
#include <string>

#include "cli/outcome.hpp"
#include "io/onnx_file.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// What a person says of a network.
struct NetworkArgument {
    std::string path;
    std::string seed;  ///< of a program's weights
};

/// Adds NET and, with `seeds`, --seed.
void add_network_argument(CLI::App& app, NetworkArgument& argument, bool required, bool seeds);

/// Opens the file over an input of `shape`, else of the shape that the file says. Failures: those
/// of read_onnx(), parse_network() and open_document(); a seed that is none (the command's fault).
[[nodiscard]] tl::expected<io::OnnxNetwork, Failure> open_network(
    const NetworkArgument& argument, const std::optional<Shape>& shape);

/// Warns of what was taken for granted, and of where the layers end early.
void print_notes(const io::OnnxNetwork& opened);

/// The layer that is asked for: by its name, or by its number from 1. Errors: bad_argument.
[[nodiscard]] Result<int> layer_named(const Network& network, const std::string& text);

/// The layer that `text` names: by its number from 1, or by its name. Error: bad_argument.
[[nodiscard]] Result<std::size_t> layer_index(const std::vector<NetworkLayer>& layers,
                                              const std::string& text);

}  // namespace poolscope::cli
