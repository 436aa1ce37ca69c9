/// The one drawing: a document, a view and their results as flat primitives and hit regions. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drawing/parts.hpp"
#include "drawing/primitives.hpp"
#include "i18n/language.hpp"
#include "model/figure.hpp"
#include "model/run.hpp"
#include "model/view_state.hpp"
#include "theme/colormap.hpp"
#include "theme/theme.hpp"

namespace poolscope::drawing {

/// A grid of equal cells on the drawing, for hit tests: `origin` is the top left of cell
/// (first_row, first_col).
struct HitGrid {
    model::Pane pane = model::Pane::input;
    int channel = 0;
    Rect visible;  ///< only this part answers
    Point origin;
    float cell = 0;  ///< px
    int first_row = 0, first_col = 0, rows = 0,
        cols = 0;       ///< may start negative: padding cells answer too
    bool lens = false;  ///< cells shown once more, on the lens
};

/// The window of the step on show, on one of the input's panes.
struct WindowPlace {
    int channel = 0;
    Rect rect;       ///< all of it
    Rect visible;    ///< what shows of its pane
    Point middle;    ///< in cells of the input
    float cell = 0;  ///< px
};

/// The line between a picture before and after pooling, which can be moved.
struct Divider {
    Rect pane;    ///< it moves from side to side of this
    float x = 0;  ///< px
};

struct Drawing {
    Size size{};
    Color background{};
    std::vector<Primitive> primitives{};
    std::vector<HitGrid> hits{};
    std::vector<WindowPlace> windows{};
    std::vector<Rect> lenses{};  ///< cards that show a window enlarged
    Rect formula{};              ///< where the step's formula stands
    Rect caption{};              ///< and its words
    std::vector<Divider> dividers{};
    Rect content{};  ///< bounds of what is drawn: what a figure is cropped to, plus a margin
    /// In which the values of the input's pane are drawn, of the first one where there are several;
    /// null: in the theme's own scale.
    const theme::Colormap* colormap = nullptr;
};

struct Memo;

/// What there is to draw, and in which language; nothing here is owned.
struct DrawingInput {
    const model::Run& run;
    const model::ViewState& view;
    const model::Figure& figure;  ///< of the view's mode
    const i18n::Language& language = i18n::language();
    Memo* memo =
        nullptr;  ///< of who draws again and again; build_drawing() makes one where it is null
    float least_cell = 0;  ///< px that cells keep, as far as air can make room for them
    Parts parts{};

    /// The same, looked at like that; `otherwise` is not owned either.
    [[nodiscard]] DrawingInput seen(const model::ViewState& otherwise) const {
        return {run, otherwise, figure, language, memo, least_cell, parts};
    }
    /// Why there is nothing to step through; null where there is something.
    [[nodiscard]] const Error* refusal() const {
        if (figure.error) return &*figure.error;
        return run.results.geometry ? nullptr : &run.results.geometry.error();
    }
    /// What is shown of the layer's geometry: null where there is nothing to step through, and
    /// where the output's size is the question.
    [[nodiscard]] const Geometry* geometry() const {
        return refusal() || view.prediction.hides_size ? nullptr : &*run.results.geometry;
    }
};

/// Draws the stage (input, output, formula strip, caption, legend) into `size` logical pixels.
[[nodiscard]] Drawing build_drawing(const DrawingInput& input, const theme::Theme& theme,
                                    Size size);

/// The output lies over the input, all of it, beyond a divider: the view asks for it, and the layer
/// has both as pictures.
[[nodiscard]] bool lies_over(const DrawingInput& input);
/// How large (px) the smallest of its cells are, unzoomed.
[[nodiscard]] float drawn_cell_size(const DrawingInput& input, Size size);

/// Steps that stand on one sheet.
struct SheetSteps {
    std::size_t first = 0;
    std::size_t count = 1;
    Size size;        ///< that each is laid out in
    float width = 0;  ///< of the sheet, px
};

/// What the steps of a sheet have in common, to be shown once: above them the layer and the titles
/// of two panes, below them the legend of all that occurs in them, or what several layers come to.
/// Each is as tall as what it holds.
struct SheetWords {
    Drawing above{};
    Drawing below{};
    Parts left{};  ///< of the input's parts, those that each step shows by itself
};
[[nodiscard]] SheetWords build_sheet_words(const DrawingInput& input, const theme::Theme& theme,
                                           const SheetSteps& steps);

/// The cell under a point, if any: on the lens one of the lens's.
[[nodiscard]] std::optional<model::CellRef> hit_test(const Drawing& drawing, Point point);

/// Where a cell lies on its pane, if it is visible there.
[[nodiscard]] std::optional<Rect> cell_rect(const Drawing& drawing, const model::CellRef& cell);

/// Where a cell lies on the lens, if it is there.
[[nodiscard]] std::optional<Rect> lens_rect(const Drawing& drawing, const model::CellRef& cell);

/// The drawing as text, one primitive a line, for exact comparison.
[[nodiscard]] std::string to_text(const Drawing& drawing);

}  // namespace poolscope::drawing
