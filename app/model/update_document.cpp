/// What each action does to the document.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/action.hpp"
#include "model/fill.hpp"
#include "support/plane_array.hpp"

namespace poolscope::model {

namespace {

/// Refuses what no layer may have; a layer that does not fit this input is kept, and shown as an
/// error in place of the output.
Result<void> check_params(const Document& document) {
    // The framework's own reason comes first.
    auto allowed = document.layer().dialect->check(document.layer(), document.shape());
    if (!allowed) return allowed;
    Layer layer = document.layer();
    layer.params.scores = {};
    layer.params.samples = {};
    layer.weights = {};  // a convolution's follow its kernel
    const int channels = std::clamp(layer.params.channel_group, 1, max_channels);
    const auto roomy = make_geometry(layer, Shape{1, channels, max_side, max_side});
    if (!roomy && roomy.error().code != ErrorCode::window_outside) return error_of(roomy);
    return {};
}

/// `document` with its layer as its dialect computes it, or why that refuses it.
Result<Document> with_layer(Document document) {
    document.layer() = settled(std::move(document.layer()));
    if (const auto checked = check_params(document); !checked) return error_of(checked);
    auto adapted = document.layer().dialect->adapt(document.layer(), document.shape());
    if (!adapted) return error_of(adapted);
    document.layer() = std::move(adapted->layer);
    return document;
}

/// Half of an axis, as far as windows of `kernel_size` fit into it so often.
int half(int input, int kernel_size) {
    return std::clamp((input + 1) / 2, 1, std::max(input - kernel_size + 1, 1));
}

/// A placement that is new to the document starts with numbers that show something: adaptive and
/// fractional windows halve the input, maxout takes the fewest channels that divide it.
void suggest_numbers(Document& next, Placement before) {
    const Shape& shape = next.shape();
    next.layer() = settled(std::move(next.layer()));
    PoolParams& params = next.layer().params;
    if (params.placement == before) return;
    const bool sized =
        params.placement == Placement::adaptive || params.placement == Placement::fractional;
    if (sized && params.output_size == Extent{1, 1}) {
        const bool bound = params.placement == Placement::fractional;
        params.output_size = {half(shape.h, bound ? params.kernel_size.h : 1),
                              half(shape.w, bound ? params.kernel_size.w : 1)};
    }
    const bool divides = params.channel_group > 0 && shape.c % params.channel_group == 0;
    if (params.placement == Placement::channels && !divides) {
        params.channel_group = 1;
        for (int group = 2; group <= shape.c && params.channel_group == 1; ++group)
            if (shape.c % group == 0) params.channel_group = group;
    }
}

/// `tensor` cut or grown with zeros to `to`, cells in their places.
Values fitted(const Values& tensor, const Shape& to) {
    const Shape& from = tensor.shape();
    Values values(to);
    const int h = std::min(from.h, to.h);
    const int w = std::min(from.w, to.w);
    for (int n = 0; n < std::min(from.n, to.n); ++n)
        for (int c = 0; c < std::min(from.c, to.c); ++c)
            plane_array(values, n, c).topLeftCorner(h, w) =
                plane_array(tensor, n, c).topLeftCorner(h, w);
    return values;
}

/// `document` with what is given beside the input cut to the input's shape.
void fit_beside(Document& document) {
    const Shape& shape = document.shape();
    const Shape scores{1, 1, shape.h, shape.w};
    PoolParams& params = document.layer().params;
    if (params.scores && params.scores->shape() != scores)
        params.scores = Shared(fitted(*params.scores, scores));
    if (params.samples && params.samples->shape() != Shape{shape.n, shape.c, 1, 2})
        params.samples = {};
}

SharedValues shared(Values values) {
    return std::make_shared<const Values>(std::move(values));
}

Document with_input(const Document& document, SharedValues values) {
    Document next = document;
    next.input = std::move(values);
    next.source.clear();
    fit_beside(next);
    return next;
}

Result<Document> apply(const Document& document, const SetOperator& action) {
    const auto op = find_operator(action.id);
    if (!op) return error_of(op);
    Document next = document;
    next.layer().op = *op;
    suggest_numbers(next, document.layer().params.placement);
    return with_layer(std::move(next));
}

Result<Document> apply(const Document& document, const SetParams& action) {
    Document next = document;
    next.layer().params = action.params;
    suggest_numbers(next, document.layer().params.placement);
    return with_layer(std::move(next));
}

Result<Document> apply(const Document& document, const SetDialect& action) {
    const auto dialect = find_dialect(action.id);
    if (!dialect) return error_of(dialect);
    // What the dialect would refuse, it first turns into what it allows.
    auto adapted = (*dialect)->adapt(document.layer(), document.shape());
    if (!adapted) return error_of(adapted);
    Document next = document;
    next.layer() = std::move(adapted->layer);
    return with_layer(std::move(next));
}

Result<Document> apply(const Document& document, const SetLayer& action) {
    Document next = document;
    next.layer() = action.layer;
    return with_layer(std::move(next));
}

/// Nothing, or why there is no such cell.
Result<void> check_cell(const Shape& shape, int sample, int channel, int row, int col) {
    if (sample >= 0 && sample < shape.n && channel >= 0 && channel < shape.c && row >= 0 &&
        row < shape.h && col >= 0 && col < shape.w)
        return {};
    return fail(ErrorCode::bad_argument, say("there is no cell ({0}, {1})", row, col),
                say("choose a cell of the grid"));
}

/// The shape of a grid that an action is to change.
Result<Shape> shape_of(const Document& document, Grid grid) {
    if (grid == Grid::input) return document.shape();
    if (grid == Grid::scores) return Shape{1, 1, document.shape().h, document.shape().w};
    return make_geometry(document.layer(), document.shape()).map([](const Geometry& geometry) {
        return geometry.output;
    });
}

Document with_edits(const Document& document, Grid grid, const Shape& shape,
                    std::vector<CellEdit> edits) {
    if (grid == Grid::input) return with_input(document, edited(document.input, std::move(edits)));
    Document next = document;
    if (grid == Grid::scores) {
        Values scores = scores_of(document);
        for (const CellEdit& edit : edits) scores.cells()[edit.place] = edit.value;
        next.layer().params.scores = Shared(std::move(scores));
        return next;
    }
    if (!next.grad_output || next.grad_output->shape() != shape)
        next.grad_output = shared(grad_output_of(document, shape));
    next.grad_output = edited(next.grad_output, std::move(edits));
    return next;
}

Result<Document> apply(const Document& document, const PaintLine& line) {
    const auto shape = shape_of(document, line.grid);
    if (!shape) return error_of(shape);
    // Scores are one plane for every sample and channel.
    const int sample = line.grid == Grid::scores ? 0 : line.sample;
    const int channel = line.grid == Grid::scores ? 0 : line.channel;
    const auto checked =
        check_cell(*shape, sample, channel, line.from_row, line.from_col).and_then([&] {
            return check_cell(*shape, sample, channel, line.to_row, line.to_col);
        });
    if (!checked) return error_of(checked);
    const int rows = line.to_row - line.from_row;
    const int cols = line.to_col - line.from_col;
    const int steps = std::max({std::abs(rows), std::abs(cols), 1});
    std::vector<CellEdit> edits;
    edits.reserve(static_cast<std::size_t>(steps) + 1);
    for (int i = 0; i <= steps; ++i) {
        const double part = static_cast<double>(i) / steps;
        const int row = line.from_row + static_cast<int>(std::lround(rows * part));
        const int col = line.from_col + static_cast<int>(std::lround(cols * part));
        edits.push_back({place_of(*shape, sample, channel, row, col), line.value});
    }
    return with_edits(document, line.grid, *shape, std::move(edits));
}

Result<Document> apply(const Document& document, const SetCell& cell) {
    return apply(document, PaintLine{cell.channel, cell.row, cell.col, cell.row, cell.col,
                                     cell.value, cell.gesture, cell.sample, cell.grid});
}

Result<Document> apply(const Document& document, const ResetGrid& action) {
    Document next = document;
    if (action.grid == Grid::scores) next.layer().params.scores = {};
    if (action.grid == Grid::grad_output) next.grad_output.reset();
    return next;
}

Result<Document> apply(const Document& document, const ResizeInput& action) {
    const Shape to{action.samples, action.channels, action.rows, action.cols};
    if (const auto checked = check_input(to); !checked) return error_of(checked);
    Document next = with_input(document, shared(fitted(*document.input->whole(), to)));
    if (to.c != document.shape().c) {
        next.picture = document.picture && (to.c == 1 || to.c == 3);
        next.channel_names = default_channel_names(to.c, next.picture);
    }
    return next;
}

Result<Document> apply(const Document& document, const ShiftInput& action) {
    const Shape& shape = document.shape();
    if (std::abs(action.rows) >= shape.h || std::abs(action.cols) >= shape.w)
        return fail(ErrorCode::bad_argument, say("the input would be moved out of sight"),
                    say("move it by less"));
    const auto before = document.input->whole();
    Values moved(shape);
    const int h = shape.h - std::abs(action.rows);
    const int w = shape.w - std::abs(action.cols);
    const int top = std::max(action.rows, 0);
    const int left = std::max(action.cols, 0);
    for (int n = 0; n < shape.n; ++n)
        for (int c = 0; c < shape.c; ++c)
            plane_array(moved, n, c).block(top, left, h, w) =
                plane_array(*before, n, c).block(top - action.rows, left - action.cols, h, w);
    return with_input(document, shared(std::move(moved)));
}

Result<Document> apply(const Document& document, const FillInput& action) {
    const Fill* fill = find_fill(action.id);
    if (fill == nullptr)
        return poolscope::fail(ErrorCode::bad_argument, say("there is no fill '{0}'", action.id),
                               say("choose one of the list"));
    Document next = with_input(document, shared(make_fill(document.shape(), *fill, action.seed)));
    next.seed = action.seed;
    next.picture = false;
    next.channel_names = default_channel_names(document.shape().c, false);
    return next;
}

Result<Document> apply(const Document& document, const ReplaceInput& action) {
    if (!action.input)
        return fail(ErrorCode::empty_input, say("the input has no cells"),
                    say("give at least one number"));
    const Shape& shape = action.input->shape();
    if (const auto checked = check_input(shape); !checked) return error_of(checked);
    Document next = document;
    next.input = action.input;
    next.picture = action.picture;
    next.source = action.source;
    next.channel_names = action.channel_names.size() == static_cast<std::size_t>(shape.c)
                             ? action.channel_names
                             : default_channel_names(shape.c, action.picture);
    fit_beside(next);
    return next;
}

Result<Document> apply(const Document& document, const LayersAction& action) {
    return update(document, action);
}

}  // namespace

Result<Document> update(const Document& document, const DocumentAction& action) {
    return std::visit([&](const auto& one) { return apply(document, one); }, action);
}

}  // namespace poolscope::model
