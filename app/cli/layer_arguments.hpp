/// The layer options of the command line: their text as a layer, placed on an input.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/outcome.hpp"
#include "model/reading.hpp"
#include "poolscope/dialect.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// The options as they were typed; empty where an option was left out.
struct LayerArguments {
    std::string code;
    std::string op;
    std::string kernel;
    std::string stride;
    std::string padding;
    std::string dilation;
    std::string output_size;
    std::string channel_group;
    std::string divisor;
    std::string seed;
    std::string samples;  ///< an array file
    std::string scores;   ///< an array file
    std::string dialect;
    std::map<std::string, std::string> numbers;  ///< by NumberParameter::id
    bool ceil_mode = false;
    bool exclude_pad = false;
    bool global = false;
};

/// What a layer is laid over.
struct LayerInput {
    Shape shape;
    bool one_axis = false;  ///< a single row: one number stands for columns only
};

/// Whose rules the options follow, and the layer that --code says.
struct Rules {
    const Dialect* dialect = nullptr;
    std::optional<PastedLayer> pasted{};
    std::optional<Layer> own{};  ///< a scene's, which holds where no option says otherwise
};

/// A layer laid over its input, and what its dialect changed or its code could not say: one
/// sentence each, without a full stop.
struct ChosenLayer {
    PlacedLayer placed{};
    std::vector<Message> warnings{};
};

/// Adds --op, --kernel and the other layer options to `app`; they are read into `arguments`.
void add_layer_options(CLI::App& app, LayerArguments& arguments);

/// Adds the options that name arrays beside the input: --samples and --scores.
void add_beside_options(CLI::App& app, LayerArguments& arguments);

/// Whether an option says something of the layer.
[[nodiscard]] bool says_layer(const LayerArguments& arguments);

/// Whether an option says where the windows lie.
[[nodiscard]] bool says_windows(const LayerArguments& arguments);

/// Reads --dialect and --code; without either, the rules are those of `own`. Errors: bad_argument,
/// and those of parse_layer().
[[nodiscard]] Result<Rules> choose_rules(const LayerArguments& arguments,
                                         std::optional<Layer> own = {});

/// How arrays under the rules are laid out: as --layout says, else the code, else the dialect.
/// Errors: bad_argument where --layout is none, or says otherwise than the code.
[[nodiscard]] Result<model::Layout> layout_under(const Rules& rules, const std::string& layout);

/// The layer that the options ask for on an input, as the rules' dialect computes it. Failures: an
/// option that means nothing to the layer or is refused by its dialect, what make_geometry()
/// refuses, and unreadable arrays (the input's fault).
[[nodiscard]] tl::expected<ChosenLayer, Failure> make_layer(const LayerArguments& arguments,
                                                            const Rules& rules,
                                                            const LayerInput& input);

}  // namespace poolscope::cli
