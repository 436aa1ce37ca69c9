/// A document with what it computes to, made once a document and shared with the drawing.
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "model/results.hpp"
#include "model/spare_values.hpp"
#include "model/view_state.hpp"
#include "poolscope/error.hpp"
#include "poolscope/step.hpp"

namespace poolscope::model {

class InputRange;

/// What goes about together wherever a layer is shown.
struct Run {
    Document document;
    Results results;
};

/// The winners of `op` cannot be read off its output: they are drawn, not chosen by their values.
[[nodiscard]] bool picks_by_draw(const Operator& op);

/// `document` and everything that it computes to, made on this thread; see compute_results().
[[nodiscard]] Run run_of(Document document);

/// Runs a document layer by layer, each over the output of the one before it: a run a layer, of a
/// document with that layer alone. Ends with a run without an output where a layer cannot be.
[[nodiscard]] std::vector<std::shared_ptr<const Run>> run_chain(const Document& document);

/// How complete() works.
struct CompleteOptions {
    int threads = 1;                                ///< see PoolOptions
    StopQuery stop{};                               ///< may end it early: computing stays true
    std::atomic<std::size_t>* rows_done = nullptr;  ///< see PoolOptions
    SpareValues* spares = nullptr;                  ///< where the output's memory may come from
};

/// Pools what the results of `outlined` announce, on this thread and those it is allowed. Where
/// memory ends, the geometry becomes that error.
[[nodiscard]] Results complete(Run outlined, const CompleteOptions& options = {});

/// Up to so many taps are read by any operator in a moment.
inline constexpr double immediate_taps = 2e5;

/// The output of `document`, which differs from `before` at these places of the input: the one that
/// `known`, the results of `before`, has, but for the outputs that read them, which are computed as
/// their steps. Nothing where there is none yet, another layer is asked for, a draw picks winners,
/// or more than immediate_taps would be read.
[[nodiscard]] std::optional<SharedValues> output_after_edit(const Document& before,
                                                            const Results& known,
                                                            const Document& document,
                                                            const std::vector<std::size_t>& places);

/// The layer's steps, over the document's input; run.results.geometry must hold.
[[nodiscard]] StepRange<float> steps_of(const Run& run, Grain grain);

/// Where the steps of the plane that `plane` is pooled into begin.
[[nodiscard]] std::size_t first_step_of(const StepRange<float>& steps, ShownPlane plane);

/// The geometry of the plane that `plane` is pooled into; run.results.geometry must hold.
[[nodiscard]] Geometry geometry_of(const Run& run, ShownPlane plane);

/// The step shown for `plane`; nothing where the layer cannot be.
[[nodiscard]] std::optional<Step<float>> step_of(const Run& run, Grain grain, std::size_t step,
                                                 ShownPlane plane);

/// The row-major position, within the planes of its channel group, of the cell that wins the window
/// of an output; -1 where it holds no real cell, the operator does not select, or the output is not
/// there yet. `plane.channel` is the input's.
[[nodiscard]] std::int64_t winner_of(const Run& run, ShownPlane plane, int out_row, int out_col);

/// In how many of its readers' windows an input cell wins; 0 where the operator does not select or
/// the output is not there yet.
[[nodiscard]] std::size_t win_count(const Run& run, const CellRef& cell, int sample);

/// Keeps the results of the current document. Small layers are computed at once. Others are
/// computed by one worker on all cores: get() waits for it a little, so that a quick layer appears
/// in the same frame, and a newer document stops what was begun.
class ResultsCache {
public:
    ResultsCache();
    ~ResultsCache();
    ResultsCache(const ResultsCache&) = delete;
    ResultsCache& operator=(const ResultsCache&) = delete;

    /// `document` and its results, perhaps still computing; `revision` names the document's state.
    const Run& get(const Document& document, std::uint64_t revision);
    /// Something is on its way: ask again soon.
    [[nodiscard]] bool busy() const;

private:
    class Worker;
    void restart(const Document& document);

    std::unique_ptr<Worker> worker_;
    Run run_;
    std::unique_ptr<InputRange> input_range_;
    std::optional<std::uint64_t> revision_;
};

}  // namespace poolscope::model
