/// How the document is looked at: neither undone nor counted as a change, though a scene file
/// remembers some of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "poolscope/stepping_fwd.hpp"

namespace poolscope {
enum class FieldId : std::uint8_t;
}

namespace poolscope::model {

enum class Pane { input, output };

/// A cell of one of the two panes; an input's row and col may be negative or past the end (padding,
/// overhang).
struct CellRef {
    Pane pane = Pane::input;
    int channel = 0;
    int row = 0;
    int col = 0;
    bool operator==(const CellRef&) const = default;
};

/// What the stage shows of the layer.
enum class Mode {
    forward,   ///< from the input to the output
    backward,  ///< from the output's gradient to the input's
    compare,   ///< under two dialects, side by side
    stages,    ///< as an equivalence: one stage after the other
};

/// How a picture lies beside what is pooled of it, forward.
enum class PictureView {
    beside,     ///< in two panes, each as large as there is room
    over,       ///< before and after: the output over the input, at its size, beyond a divider
    true_size,  ///< in two panes, the output's cells as large as the input's
};

/// What is hidden while a student predicts, and which cell is asked about.
struct Prediction {
    bool hides_values = false;           ///< outputs, winners and the formula
    bool hides_size = false;             ///< the whole output: its size is the question
    std::optional<FieldId> hides_field;  ///< of the layer, where its words stand
    std::optional<CellRef> asked;        ///< marked with a question mark
    std::optional<CellRef> answer;       ///< the cell that the student chose
    [[nodiscard]] bool hides() const { return hides_values || hides_size; }
    bool operator==(const Prediction&) const = default;
};

/// What a scene file keeps of how its document is looked at.
struct SavedView {
    Mode mode = Mode::forward;
    std::string compare_first = "pytorch";  ///< dialects' ids
    std::string compare_second = "keras";
    std::string equivalence = "separable";  ///< an equivalence's id
    bool edits_scores = false;    ///< forward: the input pane shows and edits the layer's scores
    bool counts_readers = false;  ///< forward: the input pane shows how often each cell is read
    PictureView picture_view = PictureView::beside;
    bool indices = true;    ///< rows and columns have their numbers beside them
    bool lens = false;      ///< the window enlarged, with its numbers, on a card beside it
    std::size_t layer = 0;  ///< which of a network's layers is shown
    bool by_layer = false;  ///< a step is a whole layer
    /// The card of a network's input shows how much each cell counts for the one in view.
    bool effective = false;
    int filter = 0;        ///< which of the outputs that read one run of channels is shown
    int sample = 0;        ///< which of the batch is shown
    std::size_t step = 0;  ///< within one channel: 0 .. the figure's steps - 1
    Grain grain = Grain::window;
    int channel = 0;            ///< which channel is shown
    bool all_channels = false;  ///< all as small multiples
    std::string
        colormap;  ///< of heatmaps; empty: chosen by the document (colour for RGB, else viridis)
    bool operator==(const SavedView&) const = default;
};

/// The window between two steps.
struct Glide {
    std::size_t from = 0;  ///< the step that it comes from
    float share = 1.0F;    ///< of the way: 0 at `from` .. 1 at the step
    bool operator==(const Glide&) const = default;
};

/// The part of the stage that is looked at.
struct Camera {
    float zoom = 1.0F;  ///< 1: the whole input fits; larger: cells are larger
    float center_x =
        0.5F;  ///< the point at the middle of the stage, as a fraction of the padded input
    float center_y = 0.5F;
    bool operator==(const Camera&) const = default;
};

/// The cells that a person points at.
struct Pointer {
    std::optional<CellRef> hover;     ///< under the pointer
    std::optional<CellRef> pin;       ///< clicked; stands in for hover until released
    std::optional<CellRef> selected;  ///< the input cell that typing and arrow keys act on

    /// What links between the panes follow: the pin, else the hover.
    [[nodiscard]] const std::optional<CellRef>& linked() const { return pin ? pin : hover; }
    bool operator==(const Pointer&) const = default;
};

/// All that the drawing of a document is a function of, but for its colours and its size.
struct ViewState : SavedView {
    ViewState() = default;  // no aggregate: g++ 12 takes a moved one for one that was never set
    Glide glide;
    Camera camera;
    float divider = 0.5F;  ///< where "before" ends and "after" begins, of the picture's width
    Pointer pointer;
    Prediction prediction;
    bool operator==(const ViewState&) const = default;
};

/// What speed counts while playing.
enum class Pace {
    windows,  ///< so many windows a second
    row,      ///< a row of windows a second
    finish,   ///< the whole layer in a few seconds
};

/// Where playing stands.
struct Playback {
    bool playing = false;
    double clock = 0.0;                  ///< seconds since the last step while playing
    double step_seconds = 1.0;           ///< that a step takes, as it is played now
    std::optional<std::size_t> stop_at;  ///< the step at which playing ends
};

/// What belongs to a person, whatever is opened.
struct Preferences {
    std::string theme = "light";
    double speed = 1.0;  ///< windows a second at grain window; 1/4 .. 8
    Pace pace = Pace::windows;
    bool loop = false;
    bool glides = true;  ///< else the window jumps from step to step
    bool operator==(const Preferences&) const = default;
};

/// How a document is looked at, all of it.
struct Viewing {
    ViewState view;
    Playback playback;
    Preferences preferences;
};

}  // namespace poolscope::model
