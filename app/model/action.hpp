/// Everything that can be done: the keyboard, menus, buttons and tests emit these, and update()
/// applies them.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "model/document.hpp"
#include "model/figure.hpp"

namespace poolscope::model {

// Actions that change the document. Each is one undo step, but for runs of the same gesture.

struct SetOperator {
    std::string id;
};
/// Takes the rules of another dialect, which may change the layer's parameters.
struct SetDialect {
    std::string id;
};
/// A whole layer at once: pasted code.
struct SetLayer {
    Layer layer;
};
/// `gesture` joins the changes of one drag into one undo step; 0 stands alone. Of a network, a
/// convolution has its windows' numbers set so, too: its weights follow the kernel's size.
struct SetParams {
    PoolParams params;
    std::uint64_t gesture = 0;
};
struct SetCell {
    int channel = 0;
    int row = 0;
    int col = 0;
    float value = 0;
    std::uint64_t gesture = 0;
    int sample = 0;
    Grid grid = Grid::input;
};
/// Sets the cells on the line from one cell to another, both included: one stroke of a brush.
struct PaintLine {
    int channel = 0;
    int from_row = 0;
    int from_col = 0;
    int to_row = 0;
    int to_col = 0;
    float value = 0;
    std::uint64_t gesture = 0;
    int sample = 0;
    Grid grid = Grid::input;
};
/// Back to all ones (gradient) or all zeros (scores).
struct ResetGrid {
    Grid grid = Grid::grad_output;
};
/// Keeps the cells that fit; new cells are 0. Within one gesture, cells come back as sizes do.
struct ResizeInput {
    int channels = 1;
    int rows = 1;
    int cols = 1;
    std::uint64_t gesture = 0;
    int samples = 1;
};
/// Fills every cell by the rule of this id (see fills()).
struct FillInput {
    std::string id = "range";
    std::uint64_t seed = 1;  ///< of seeded fills
    std::uint64_t gesture = 0;
};
/// A pasted or opened input in place of this one, under the same layer.
struct ReplaceInput {
    SharedValues input;
    std::vector<std::string> channel_names;
    bool picture = false;
    std::filesystem::path source;
};

/// Moves every cell's value by rows and columns; cells that nothing moves to become 0.
struct ShiftInput {
    int rows = 0;
    int cols = 0;
    std::uint64_t gesture = 0;
};

// Actions on the layers of a network; `at` counts them from 0.

/// Puts a layer before the one at `at`, or last: it reads what that one read, which reads it.
struct AddLayer {
    std::size_t at = 0;
    AnyLayer layer;
    std::string name{};
};
/// Takes a layer out: whoever read it reads what it read.
struct RemoveLayer {
    std::size_t at = 0;
};
/// Moves a layer of a chain to another place.
struct MoveLayer {
    std::size_t from = 0;
    std::size_t to = 0;
};
/// Another layer in the place of one: other numbers, weights, or another kind.
struct ChangeLayer {
    std::size_t at = 0;
    AnyLayer layer;
    std::uint64_t gesture = 0;
};
/// How many outputs a convolution or a linear layer has, and into how many groups a convolution's
/// channels are split. Weights that still have their place are kept, others are drawn; within one
/// gesture those come back that were cut off.
struct SetOutputs {
    std::size_t at = 0;
    int outputs = 1;
    int groups = 1;
    std::uint64_t gesture = 0;
};
/// From `from` on, layers that do not fit what they read get numbers that do; weights that still
/// have their place are kept.
struct FitLayers {
    std::size_t from = 0;
};
struct RenameLayer {
    std::size_t at = 0;
    std::string name;
};
/// A whole network, pasted: over the present input, or over one of its own.
struct SetLayers {
    std::vector<NetworkLayer> layers;
    std::optional<ReplaceInput> input{};
};

// Actions that change how it is looked at.

/// Which layer of a network the stage shows.
struct LookAt {
    std::size_t layer = 0;
};
/// Whether a step is a whole layer.
struct SetByLayer {
    bool by_layer = true;
};
/// Whether a network's input shows how much its cells count for the one in view.
struct SetEffective {
    bool effective = true;
};
/// Which of the outputs that read one run of channels is shown.
struct SetFilter {
    int filter = 0;
};

struct Seek {
    std::size_t step = 0;
};
/// Stops playing and moves by `by` steps; clamps at the ends, or wraps when looping.
struct StepBy {
    std::ptrdiff_t by = 1;
};
struct SeekEnd {};
/// Stops playing and moves the window by `by` rows of windows; clamps at the ends, or wraps when
/// looping.
struct StepByRow {
    int by = 1;
};
/// Brings the window to a cell: to the output itself, or to the window about an input cell.
struct GoToCell {
    CellRef cell;
};
/// Moves the window to where its middle is nearest to a point, in cells of the input.
struct MoveWindow {
    int channel = 0;
    double row = 0;
    double col = 0;
};
struct SetPlaying {
    bool playing = true;
};
/// Plays from `from` and stops at `to`.
struct PlayTo {
    std::size_t from = 0;
    std::size_t to = 0;
};
/// Hides what is to be predicted, or shows all again.
struct SetPrediction {
    Prediction prediction;
};
struct SetSpeed {
    double speed = 1.0;
    Pace pace = Pace::windows;
};
struct SetLoop {
    bool loop = true;
};
/// Keeps the output cell that is shown.
struct SetGrain {
    Grain grain = Grain::window;
};
struct SetChannel {
    int channel = 0;
    bool all = false;
};
/// Which sample of the batch is shown.
struct SetSample {
    int sample = 0;
};
/// Keeps the step where it has one.
struct SetMode {
    Mode mode = Mode::forward;
};
/// The two dialects that compare mode sets side by side.
struct SetCompared {
    std::string first;
    std::string second;
};
struct SetEquivalence {
    std::string id;
};
struct SetEditsScores {
    bool scores = true;
};
/// Whether the input pane shows how many windows read each cell.
struct SetCountsReaders {
    bool counts = true;
};
struct SetPictureView {
    PictureView view = PictureView::beside;
};
/// Where the divider between before and after stands, of the picture's width.
struct SetDivider {
    float share = 0.5F;
};
/// Whether rows and columns have their numbers.
struct SetIndices {
    bool shown = true;
};
/// Whether a card beside the window shows it enlarged.
struct SetLens {
    bool lens = true;
};
struct SetHover {
    std::optional<CellRef> cell;
};
struct SetPin {
    std::optional<CellRef> cell;
};
struct SelectCell {
    std::optional<CellRef> cell;
};
struct SetColormap {
    std::string id;
};
struct SetTheme {
    std::string id;
};
/// Whether the window glides from step to step while playing.
struct SetGlides {
    bool glides = true;
};
/// zoom 1 fits; the center is a fraction of the padded input.
struct SetZoom {
    float zoom = 1;
    float center_x = 0.5F;
    float center_y = 0.5F;
};
/// Time passes: playing advances, the glide goes on.
struct Tick {
    double seconds = 0;
};

using LayersAction = std::variant<AddLayer, RemoveLayer, MoveLayer, ChangeLayer, SetOutputs,
                                  FitLayers, RenameLayer, SetLayers>;
using DocumentAction =
    std::variant<SetOperator, SetDialect, SetLayer, SetParams, SetCell, PaintLine, ResetGrid,
                 ResizeInput, FillInput, ReplaceInput, ShiftInput, LayersAction>;
using ViewAction =
    std::variant<LookAt, SetByLayer, SetEffective, SetFilter, Seek, StepBy, SeekEnd, StepByRow,
                 GoToCell, MoveWindow, SetPlaying, PlayTo, SetPrediction, SetSpeed, SetLoop,
                 SetGrain, SetChannel, SetSample, SetMode, SetCompared, SetEquivalence,
                 SetEditsScores, SetCountsReaders, SetIndices, SetLens, SetPictureView, SetDivider,
                 SetHover, SetPin, SelectCell, SetColormap, SetTheme, SetGlides, SetZoom, Tick>;
struct Undo {};
struct Redo {};
using Action = std::variant<DocumentAction, ViewAction, Undo, Redo>;

/// The next document, or why the action cannot be (then nothing changes). What is said of a layer
/// and its grids is said of the only one: see update_at().
[[nodiscard]] Result<Document> update(const Document& document, const DocumentAction& action);

[[nodiscard]] Result<Document> update(const Document& document, const LayersAction& action);

/// The same of a network where `part` is its layer `at` alone (see part_of()).
[[nodiscard]] Result<Document> update_at(const Document& network, std::size_t at,
                                         const Document& part, const DocumentAction& action);

/// How `run` is looked at next; every field stays within its bounds. `figure` says how many steps
/// there are in the view's mode (see figure_steps()).
[[nodiscard]] Viewing update(Viewing viewing, const ViewAction& action, const Run& run,
                             const Figure& figure);

/// Seconds for which playing changes nothing that is seen: 0 while the window moves, else until it
/// moves on; infinity where nothing plays.
[[nodiscard]] double still_seconds(const Viewing& viewing);

}  // namespace poolscope::model
