/// What a document computes to: its geometry, output and winners, made once a document and shared
/// with the drawing.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "model/document.hpp"
#include "model/spare_values.hpp"
#include "model/view_state.hpp"
#include "poolscope/forward.hpp"

namespace poolscope::model {

/// The finite values' lowest and highest; 0 and 0 where there is none.
struct ValueRange {
    float low = 0;
    float high = 0;
    bool operator==(const ValueRange&) const = default;
};

struct Results {
    Result<Geometry> geometry = Geometry{};  ///< or why the layer cannot be
    std::shared_ptr<const Tensor<float>>
        output;  ///< (n, c, out_h, out_w); null on error or while computing
    /// Winners, where a draw picks them. Those that a rule picks can be read off the output: see
    /// winner_of().
    std::shared_ptr<const Tensor<std::int64_t>> indices;
    /// While computing: the output before the last change, to be shown meanwhile; may be null, and
    /// of another height and width.
    std::shared_ptr<const Tensor<float>> previous;
    ValueRange input_range;
    std::size_t never_read = 0;  ///< real cells of one plane that no window reads
    bool computing = false;      ///< the output is still on its way
    float progress = 0;          ///< while computing: the share of output rows done, 0 .. 1
};

/// Everything but the output: what is known before pooling. `computing` is set where an output is
/// to come.
/// `known` spares reading the input again where its range is known.
[[nodiscard]] Results outline_results(const Document& document,
                                      std::optional<ValueRange> known = {});

/// How complete() works.
struct CompleteOptions {
    int threads = 1;                                ///< see PoolOptions
    StopQuery stop{};                               ///< may end it early: computing stays true
    std::atomic<std::size_t>* rows_done = nullptr;  ///< see PoolOptions
    SpareValues* spares = nullptr;                  ///< where the output's memory may come from
};

/// Pools what `outline` announces, on this thread and those it is allowed. Where memory ends, the
/// geometry becomes that error.
[[nodiscard]] Results complete(Results outline, const Document& document,
                               const CompleteOptions& options = {});

/// The finite values' range.
[[nodiscard]] ValueRange range_of(const Values& values);
/// Their largest magnitude; 0 where there is none.
[[nodiscard]] float largest_magnitude(const Values& values);

/// Computes everything at once, on this thread. `stop` may end it early (then computing stays
/// true).
[[nodiscard]] Results compute_results(const Document& document, const StopQuery& stop = {});

/// Steps of one channel at the view's grain; 0 where the layer cannot be.
[[nodiscard]] std::size_t steps_per_channel(const Results& results, Grain grain);

/// One plane that the stage shows: `channel` is the input's.
struct ShownPlane {
    int sample = 0;
    int channel = 0;
};

/// The output channel that `channel` of the input is pooled into.
[[nodiscard]] int output_channel(const Geometry& geometry, int channel);

/// The geometry of the plane that `plane` is pooled into; results.geometry must hold.
[[nodiscard]] Geometry geometry_of(const Document& document, const Results& results,
                                   ShownPlane plane);

/// The step shown for `plane`; nothing where the layer cannot be.
[[nodiscard]] std::optional<Step<float>> step_of(const Document& document, const Results& results,
                                                 Grain grain, std::size_t step, ShownPlane plane);

/// The row-major position, within the planes of its channel group, of the cell that wins the window
/// of an output; -1 where it holds no real cell, the operator does not select, or the output is not
/// there yet. `plane.channel` is the input's.
[[nodiscard]] std::int64_t winner_of(const Document& document, const Results& results,
                                     ShownPlane plane, int out_row, int out_col);

/// In how many of its readers' windows an input cell wins; 0 where the operator does not select or
/// the output is not there yet.
[[nodiscard]] std::size_t win_count(const Document& document, const Results& results,
                                    const CellRef& cell, int sample);

/// Keeps the results of the current document. Small layers are computed at once. Others are
/// computed by one worker on all cores: get() waits for it a little, so that a quick layer appears
/// in the same frame, and a newer document stops what was begun.
class ResultsCache {
public:
    ResultsCache();
    ~ResultsCache();
    ResultsCache(const ResultsCache&) = delete;
    ResultsCache& operator=(const ResultsCache&) = delete;

    /// The results of `document`, perhaps still computing; `revision` names the document's state.
    const Results& get(const Document& document, std::uint64_t revision);
    /// Something is on its way: ask again soon.
    [[nodiscard]] bool busy() const;

private:
    class Worker;
    void restart(const Document& document);

    std::unique_ptr<Worker> worker_;
    Results results_;
    std::optional<std::uint64_t> revision_;
    SharedValues input_;  ///< whose range results_ knows
};

}  // namespace poolscope::model
