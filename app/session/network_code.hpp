/// Networks as programs' text: read to lie over an input, and copied.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "poolscope/network.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// A network that a text says, and the input that it is laid over.
struct PastedNetwork {
    CodedNetwork coded;
    Shape shape;                    ///< of that input
    bool present = true;            ///< it is the one that is there; else random numbers
    std::optional<Error> misfit{};  ///< of the first layer that cannot be laid over it
};

/// Whether a text seems to be a network's program, well-formed or not: more than calls of pooling.
[[nodiscard]] bool says_network(std::string_view text);

/// Reads a text: over an input of the shape `present` where all layers can be laid over that, else
/// over one of the shape that the text says, else of a usual one. Where none goes with all layers
/// it is the present one, and what is wrong is `misfit`. Weights are drawn from `seed`. Errors:
/// those of parse_network().
[[nodiscard]] Result<PastedNetwork> read_network_code(std::string_view text, const Shape& present,
                                                      std::uint64_t seed);

/// What it is, in a line: "PyTorch: conv → relu → max".
[[nodiscard]] std::string words_of(const PastedNetwork& pasted);
/// Over which input it lies, what is wrong with that, and what was taken for granted.
[[nodiscard]] std::vector<std::string> remarks_on(const PastedNetwork& pasted);

/// Puts it in place of the present layers, which is undone in one step, and tells of its weights.
void use_network_code(Session& session, const PastedNetwork& pasted);

/// Copies the network as code of this form; an error is reported.
void copy_network(Session& session, const NetworkForm& form);

}  // namespace poolscope::session
