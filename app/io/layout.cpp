/// Moves the channels from one end of an array's axes to the other, and tells which end is theirs.
#include "io/layout.hpp"

#include <algorithm>

namespace poolscope::io {
namespace {

/// The cells of (n, h, w, c) as (n, c, h, w); `from` has them as (n, c, h, w), its c being H and so
/// on.
template <class Scalar>
Tensor<Scalar> moved_first(const Tensor<Scalar>& from) {
    const Shape shape = channels_first_shape(from.shape());
    Tensor<Scalar> to(shape);
    for (int n = 0; n < shape.n; ++n) {
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col)
                for (int c = 0; c < shape.c; ++c) to.at(n, c, row, col) = from.at(n, row, col, c);
        }
    }
    return to;
}

template <class Scalar>
Tensor<Scalar> moved_last(const Tensor<Scalar>& from) {
    const Shape& shape = from.shape();
    Tensor<Scalar> to({shape.n, shape.h, shape.w, shape.c});
    for (int n = 0; n < shape.n; ++n) {
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col)
                for (int c = 0; c < shape.c; ++c) to.at(n, row, col, c) = from.at(n, c, row, col);
        }
    }
    return to;
}

bool counts_colors(int channels) {
    return channels == 1 || channels == 3 || channels == 4;
}

/// How far a plane is from a square: 1 for one, 2 for twice as long as it is wide.
double stretch(int a, int b) {
    return static_cast<double>(std::max(a, b)) / std::min(a, b);
}

}  // namespace

Result<Layout> parse_layout(std::string_view text) {
    if (text == "nchw") return Layout::nchw;
    if (text == "nhwc") return Layout::nhwc;
    return fail(ErrorCode::bad_argument, say("there is no layout \"{0}\"", text),
                say("use nchw or nhwc"));
}

std::string_view layout_name(Layout layout) {
    return layout == Layout::nhwc ? "nhwc" : "nchw";
}

AnyTensor to_nchw(AnyTensor tensor, int rank, Layout layout) {
    if (layout == Layout::nchw || rank < 3) return tensor;
    return std::visit([](const auto& values) -> AnyTensor { return moved_first(values); }, tensor);
}

AnyTensor from_nchw(AnyTensor tensor, int rank, Layout layout) {
    if (layout == Layout::nchw || rank < 3) return tensor;
    return std::visit([](const auto& values) -> AnyTensor { return moved_last(values); }, tensor);
}

Tensor<float> channels_first(const Tensor<float>& read_as_nchw) {
    return moved_first(read_as_nchw);
}

Shape channels_first_shape(const Shape& read_as_nchw) {
    const Shape& read = read_as_nchw;
    return {read.n, read.w, read.c, read.h};
}

bool other_layout_fits(const Shape& shape, Layout layout) {
    if (shape.c < 1 || shape.h < 1 || shape.w < 1) return false;
    // The other planes and channels. Rows of one cell are signals, whose channels come first.
    const bool first = layout == Layout::nchw;
    const int channels = first ? shape.w : shape.h;
    const int rows = first ? shape.c : shape.w;
    const int cols = first ? shape.h : shape.c;
    return counts_colors(channels) && rows > 1 && cols > 1 &&
           stretch(rows, cols) < stretch(shape.h, shape.w);
}

Message planes_text(const Shape& shape) {
    return shape.c == 1 ? say("1 channel of {0} x {1} cells", shape.h, shape.w)
                        : say("{0} channels of {1} x {2} cells", shape.c, shape.h, shape.w);
}

}  // namespace poolscope::io
