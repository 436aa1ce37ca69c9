/// What each action does to the document.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "model/action.hpp"
#include "model/fill.hpp"

namespace poolscope::model {

namespace {

/// Refuses what no layer may have; a window that does not fit is kept, and shown as an error in
/// place of the output.
Result<void> check_params(const PoolParams& params) {
    const auto roomy = make_geometry(Shape{1, 1, max_side, max_side}, params);
    if (roomy || roomy.error().code == ErrorCode::window_outside) return {};
    return tl::unexpected<Error>(roomy.error());
}

Document with_input(const Document& document, Values values) {
    Document next = document;
    next.input = std::make_shared<const Values>(std::move(values));
    next.source.clear();
    return next;
}

Result<Document> apply(const Document& document, const SetOperator& action) {
    const auto op = find_operator(action.id);
    if (!op) return tl::unexpected<Error>(op.error());
    Document next = document;
    next.operator_id = std::string((*op)->id);
    return next;
}

Result<Document> apply(const Document& document, const SetParams& action) {
    if (const auto checked = check_params(action.params); !checked)
        return tl::unexpected<Error>(checked.error());
    Document next = document;
    next.params = action.params;
    return next;
}

/// Nothing, or why there is no such input cell.
Result<void> check_cell(const Shape& shape, int channel, int row, int col) {
    if (channel >= 0 && channel < shape.c && row >= 0 && row < shape.h && col >= 0 && col < shape.w)
        return {};
    return fail(ErrorCode::bad_argument,
                "there is no input cell (" + std::to_string(row) + ", " + std::to_string(col) + ")",
                "choose a cell of the input");
}

Result<Document> apply(const Document& document, const PaintLine& line) {
    const Shape& shape = document.shape();
    const auto checked =
        check_cell(shape, line.channel, line.from_row, line.from_col).and_then([&] {
            return check_cell(shape, line.channel, line.to_row, line.to_col);
        });
    if (!checked) return tl::unexpected<Error>(checked.error());
    Values values = *document.input;
    const int rows = line.to_row - line.from_row;
    const int cols = line.to_col - line.from_col;
    const int steps = std::max({std::abs(rows), std::abs(cols), 1});
    for (int i = 0; i <= steps; ++i) {
        const double part = static_cast<double>(i) / steps;
        values.at(0, line.channel, line.from_row + static_cast<int>(std::lround(rows * part)),
                  line.from_col + static_cast<int>(std::lround(cols * part))) = line.value;
    }
    return with_input(document, std::move(values));
}

Result<Document> apply(const Document& document, const SetCell& action) {
    return apply(document, PaintLine{action.channel, action.row, action.col, action.row, action.col,
                                     action.value, action.gesture});
}

Result<Document> apply(const Document& document, const ResizeInput& action) {
    const Shape to{1, action.channels, action.rows, action.cols};
    if (const auto checked = check_input(to); !checked)
        return tl::unexpected<Error>(checked.error());
    const Shape& from = document.shape();
    Values values(to);
    for (int c = 0; c < std::min(from.c, to.c); ++c) {
        const int h = std::min(from.h, to.h);
        const int w = std::min(from.w, to.w);
        values.plane(0, c).topLeftCorner(h, w) = document.input->plane(0, c).topLeftCorner(h, w);
    }
    Document next = with_input(document, std::move(values));
    if (to.c != from.c) {
        next.picture = document.picture && (to.c == 1 || to.c == 3);
        next.channel_names = default_channel_names(to.c, next.picture);
    }
    return next;
}

Result<Document> apply(const Document& document, const FillInput& action) {
    const Fill* fill = find_fill(action.id);
    if (fill == nullptr)
        return poolscope::fail(ErrorCode::bad_argument, "there is no fill '" + action.id + "'",
                               "choose one of the list");
    Document next = with_input(document, make_fill(document.shape(), *fill, action.seed));
    next.seed = action.seed;
    next.picture = false;
    next.channel_names = default_channel_names(document.shape().c, false);
    return next;
}

Result<Document> apply(const Document& document, const ReplaceInput& action) {
    if (!action.input)
        return fail(ErrorCode::empty_input, "the input has no cells", "give at least one number");
    const Shape& shape = action.input->shape();
    if (const auto checked = check_input(shape); !checked)
        return tl::unexpected<Error>(checked.error());
    Document next = document;
    next.input = action.input;
    next.picture = action.picture;
    next.source = action.source;
    next.channel_names = action.channel_names.size() == static_cast<std::size_t>(shape.c)
                             ? action.channel_names
                             : default_channel_names(shape.c, action.picture);
    return next;
}

}  // namespace

Result<Document> update(const Document& document, const DocumentAction& action) {
    return std::visit([&](const auto& one) { return apply(document, one); }, action);
}

}  // namespace poolscope::model
