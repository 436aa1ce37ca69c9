/// What one cell of a network sees, or where it is felt, on every map.
#pragma once

#include <optional>
#include <vector>

#include "model/layer_outputs.hpp"
#include "model/run.hpp"

namespace poolscope::model {

/// The cell that is looked at, and its cells on every map.
struct Receptive {
    NetworkCell cell{};
    bool felt = false;  ///< those that are computed of it; else those that it is computed of
    NetworkCells cells{};

    /// Around the cells on the network's input, then on each layer's output; none where it has
    /// none there.
    [[nodiscard]] std::vector<std::optional<CellBounds>> bounds() const;
};

/// The cell that the view of layer `at` is about, whose part is `run`: the one that is pinned or
/// pointed at, else the output of the step on show; nothing where there is none.
[[nodiscard]] std::optional<NetworkCell> cell_in_view(const Document& network, std::size_t at,
                                                      const Run& run, const ViewState& view);

/// How much each cell of the network's input counts for `cell`: the magnitude of the gradient of
/// that by this, over all channels, shape (1, 1, h, w). Null for a cell of the input, where the
/// outputs are not all there, and where the way back is too much work to be made at once.
[[nodiscard]] SharedValues effective_field(const Document& network, const LayerOutputs& outputs,
                                           const NetworkCell& cell);

/// Keeps what the last cell sees.
class ReceptiveCache {
public:
    /// What `cell` sees, or where it is `felt`. `shapes` are those of the network over its input,
    /// `revision` names both.
    const std::optional<Receptive>& get(const Document& network, const NetworkShapes& shapes,
                                        std::uint64_t revision,
                                        const std::optional<NetworkCell>& cell, bool felt);

    /// effective_field() of what get() gave last, where that is not `felt`.
    const SharedValues& effective(const Document& network, const LayerOutputs& outputs);

private:
    struct Key {
        std::uint64_t revision = 0;
        std::optional<NetworkCell> cell;
        bool felt = false;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> key_;
    std::optional<Receptive> kept_;
    std::optional<Key> effective_key_;
    SharedValues effective_;
};

}  // namespace poolscope::model
