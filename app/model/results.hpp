/// What a document computes to: its geometry, output and winners.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "model/document.hpp"
#include "poolscope/error.hpp"
#include "poolscope/operator.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::model {

/// The finite values' lowest and highest; 0 and 0 where there is none.
struct ValueRange {
    float low = 0;
    float high = 0;
    bool operator==(const ValueRange&) const = default;
};

struct Results {
    Result<Geometry> geometry = Geometry{};  ///< or why the layer cannot be
    SharedValues output;  ///< (n, c, out_h, out_w); null on error or while computing
    /// Winners, where a draw picks them. Those that a rule picks can be read off the output: see
    /// winner_of().
    std::shared_ptr<const Tensor<std::int64_t>> indices;
    /// While computing: the output before the last change, to be shown meanwhile; may be null, and
    /// of another height and width.
    SharedValues previous;
    ValueRange input_range;
    std::size_t never_read = 0;  ///< real cells of one plane that no window reads
    bool computing = false;      ///< the output is still on its way
    float progress = 0;          ///< while computing: the share of output rows done, 0 .. 1
};

/// Everything but the output: what is known before pooling. `computing` is set where an output is
/// to come.
/// `input_range` spares reading the input again where its range is known.
[[nodiscard]] Results outline_results(const Document& document,
                                      std::optional<ValueRange> input_range = {});

/// The finite values' range; low > high where there is none.
[[nodiscard]] ValueRange finite_range(std::span<const float> cells);
/// The finite values' range.
[[nodiscard]] ValueRange range_of(const Values& values);
/// Their largest magnitude; 0 where there is none.
[[nodiscard]] float largest_magnitude(const Values& values);

/// Computes everything at once, on this thread. `stop` may end it early (then computing stays
/// true).
[[nodiscard]] Results compute_results(const Document& document, const StopQuery& stop = {});

/// Steps of one channel at the view's grain; 0 where the layer cannot be.
[[nodiscard]] std::size_t steps_per_channel(const Results& results, Grain grain);

/// One plane that the stage shows: `channel` is the input's, and `filter` says which of the outputs
/// that read it.
struct ShownPlane {
    int sample = 0;
    int channel = 0;
    int filter = 0;
};

}  // namespace poolscope::model
