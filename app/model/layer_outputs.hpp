/// What every layer of a network puts out, kept from one change to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "model/document.hpp"

namespace poolscope::model {

/// The most bytes that the outputs of all layers may take together.
inline constexpr std::size_t max_output_bytes = std::size_t{4} << 30;

struct LayerOutputs {
    NetworkShapes shapes{};               ///< and why the first layer that cannot be cannot
    std::vector<SharedValues> outputs{};  ///< a layer each; null where it is not there
    std::optional<Error> error{};         ///< why none of them is there
    bool computing = false;               ///< they are on their way
    bool operator==(const LayerOutputs&) const = default;
};

/// Everything at once, on this thread and those of the pool. `stop` may end it early: then
/// computing stays true.
[[nodiscard]] LayerOutputs layer_outputs(const Document& document, const StopQuery& stop = {});

/// Multiplications of a network's forward pass up to which its way back is shown: it is made at
/// once.
inline constexpr double most_backward_work = 2e8;

/// The gradient by the output of every layer, from that by the last one's, which the document says.
/// Errors: those of backward(), cancelled while the outputs are not there, too_large beyond
/// most_backward_work.
[[nodiscard]] Result<std::vector<SharedValues>> layer_gradients(const Document& document,
                                                                const LayerOutputs& outputs);

/// The gradient by the network's input; nothing where layer_gradients() has an error.
[[nodiscard]] std::optional<Values> input_gradient(const Document& document,
                                                   const LayerOutputs& outputs);

/// The values that layer `at` reads from the first of its inputs; null where they are not there.
[[nodiscard]] SharedValues input_of(const Document& document, const LayerOutputs& outputs,
                                    std::size_t at);

/// Keeps the outputs of the current document: small networks are computed at once, others beside
/// the window, of a changed one only what depends on the change.
class LayerOutputsCache {
public:
    LayerOutputsCache();
    ~LayerOutputsCache();
    LayerOutputsCache(const LayerOutputsCache&) = delete;
    LayerOutputsCache& operator=(const LayerOutputsCache&) = delete;

    /// The outputs of `document`, perhaps still computing; `revision` names its state.
    const LayerOutputs& get(const Document& document, std::uint64_t revision);
    [[nodiscard]] bool busy() const { return current_.computing; }
    /// How often get() has given something else.
    [[nodiscard]] std::uint64_t made() const { return made_; }

private:
    class Worker;
    void restart(const Document& document);

    std::unique_ptr<Worker> worker_;
    LayerOutputs current_;
    Document document_;  ///< whose outputs these are
    std::optional<std::uint64_t> revision_;
    std::uint64_t made_ = 0;
};

}  // namespace poolscope::model
