/// What a document computes to: its geometry, output and winners, made once a document and shared
/// with the drawing.
#pragma once

#include <memory>
#include <optional>

#include "model/document.hpp"
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
    std::shared_ptr<const Tensor<std::int64_t>> indices;  ///< winners, where the operator selects
    ValueRange input_range;
    std::size_t never_read = 0;  ///< real cells of one plane that no window reads
    bool computing = false;      ///< the output is still on its way
};

/// Everything but the output: what is known before pooling. `computing` is set where an output is
/// to come.
/// `known` spares reading the input again where its range is known.
[[nodiscard]] Results outline_results(const Document& document,
                                      std::optional<ValueRange> known = {});

/// Pools what `outline` announces, on this thread. `stop` may end it early (then computing stays
/// true).
/// Planes are shared among `threads`. Where memory ends, the geometry becomes that error.
[[nodiscard]] Results complete(Results outline, const Document& document, int threads = 1,
                               const StopQuery& stop = {});

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

/// In how many of its readers' windows an input cell wins; 0 where the operator does not select or
/// the output is not there yet.
[[nodiscard]] std::size_t win_count(const Document& document, const Results& results,
                                    const CellRef& cell, int sample);

/// Keeps the results of the current document: small layers are computed at once, large ones on a
/// worker thread that is stopped when the document changes.
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
    struct Worker;
    void restart(const Document& document);

    std::unique_ptr<Worker> worker_;
    Results results_;
    std::optional<std::uint64_t> revision_;
    SharedValues input_;  ///< whose range results_ knows
};

}  // namespace poolscope::model
