/// What a mode of the stage shows beside a document's results: the way back, two dialects side by
/// side, or an equivalence stage by stage.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/run.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::model {

/// Layers that read more taps than this in all are shown forward only: what the other modes show is
/// made at once.
inline constexpr double most_figure_taps = 8e6;

/// One layer of a figure over its own input.
struct Subject {
    Message title;     ///< "PyTorch", "rows"
    Message subtitle;  ///< what the dialect changed, or the stage's layer; may be empty
    std::shared_ptr<const Run> run;  ///< complete; never null
};

/// One way back.
struct BackwardFigure {
    SharedValues grad_output;  ///< (n, c, out_h, out_w)
    SharedValues grad_input;   ///< (n, c, h, w): every step folded
    float largest_output = 0;  ///< finite magnitude
    float largest_input = 0;
};

/// Two dialects' layers side by side: subjects[0] and subjects[1].
struct CompareFigure {
    /// 1 where the outputs differ, shape (n, c, h, w) of the larger along each axis: a cell that
    /// only one output has differs. Null where one dialect has no such layer.
    std::shared_ptr<const Tensor<std::uint8_t>> differs;
    std::size_t differing = 0;
    Message why;  ///< one sentence; empty where nothing differs
};

/// An equivalence: one subject a stage.
struct StagesFigure {
    double difference = 0;  ///< the largest between the last stage and the direct operator
    double allowed = 0;     ///< the stated tolerance, in values
    bool agrees = false;
    Message note;    ///< what is the same as what
    Message saving;  ///< what it saves; may be empty
};

struct Figure {
    Mode mode = Mode::forward;
    std::optional<Error> error{};  ///< why the mode has nothing to show
    std::vector<Subject> subjects{};
    std::optional<BackwardFigure> backward{};
    std::optional<CompareFigure> compare{};
    std::optional<StagesFigure> stages{};
};

/// Makes the figure of the view's mode; for forward there is nothing to make.
[[nodiscard]] Figure make_figure(const Run& run, const ViewState& view);

/// Steps of one channel of the figure: the layer's own, those of the longer of two dialects, or
/// those of every stage in turn. 0 where there is nothing to step.
[[nodiscard]] std::size_t figure_steps(const Figure& figure, const Results& results, Grain grain);

/// Step `step` of grain `from` as the step of grain `to` at the same output.
[[nodiscard]] std::size_t step_at_grain(const Figure& figure, const Results& results, Grain from,
                                        Grain to, std::size_t step);

/// Where `step` of a figure stands for one of its subjects.
struct SubjectStep {
    bool begun = true;     ///< a later stage waits for those before it
    bool ended = false;    ///< an earlier stage is done
    std::size_t step = 0;  ///< of the subject; its last one where it ended
};

[[nodiscard]] SubjectStep subject_step(const Figure& figure, std::size_t subject, Grain grain,
                                       std::size_t step);

/// What the cells of the channels that share one output have received, each of shape (1, group, h,
/// w).
struct ReceivedGradient {
    Values sum;
    Tensor<std::uint8_t> touched;  ///< 1 where some output sent a share, be it 0
    bool whole = false;            ///< of every step: folding them one by one would take too long
};

/// Planes that read more taps than this show the whole gradient at every step.
inline constexpr std::size_t most_folded_taps = 400'000;

/// What has been received once the backward steps 0 .. `step` (by window) are folded.
[[nodiscard]] ReceivedGradient gradient_so_far(const Run& run, const BackwardFigure& backward,
                                               ShownPlane plane, std::size_t step);

/// The way back from the output of window `step`.
[[nodiscard]] std::optional<BackwardStep<float>> backward_step_of(const Run& run,
                                                                  const BackwardFigure& backward,
                                                                  ShownPlane plane,
                                                                  std::size_t step);

/// Keeps the figure of the current document and mode.
class FigureCache {
public:
    const Figure& get(const Run& run, std::uint64_t revision, const ViewState& view);
    /// How many figures were made: names the one that get() gave last.
    [[nodiscard]] std::uint64_t made() const { return made_; }

private:
    struct Key {
        std::uint64_t revision = 0;
        Mode mode = Mode::forward;
        std::string first;
        std::string second;
        std::string equivalence;
        bool computing = false;
        bool operator==(const Key&) const = default;
    };
    std::optional<Key> key_;
    Figure figure_;
    std::uint64_t made_ = 0;
};

}  // namespace poolscope::model
