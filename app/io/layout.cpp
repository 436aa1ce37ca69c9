/// Moves the channels from one end of an array's axes to the other.
#include "cli/layout.hpp"

namespace poolscope::cli {
namespace {

/// The cells of (n, h, w, c) as (n, c, h, w); `shape` is what was read, its c being H and so on.
template <class Scalar>
Tensor<Scalar> channels_first(const Tensor<Scalar>& from) {
    const Shape& read = from.shape();
    const Shape shape{read.n, read.w, read.c, read.h};
    Tensor<Scalar> to(shape);
    for (int n = 0; n < shape.n; ++n) {
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col) {
                for (int c = 0; c < shape.c; ++c) {
                    to.at(n, c, row, col) = from.at(n, row, col, c);
                }
            }
        }
    }
    return to;
}

template <class Scalar>
Tensor<Scalar> channels_last(const Tensor<Scalar>& from) {
    const Shape& shape = from.shape();
    Tensor<Scalar> to({shape.n, shape.h, shape.w, shape.c});
    for (int n = 0; n < shape.n; ++n) {
        for (int row = 0; row < shape.h; ++row) {
            for (int col = 0; col < shape.w; ++col) {
                for (int c = 0; c < shape.c; ++c) {
                    to.at(n, row, col, c) = from.at(n, c, row, col);
                }
            }
        }
    }
    return to;
}

}  // namespace

Result<Layout> parse_layout(std::string_view text) {
    if (text == "nchw") {
        return Layout::nchw;
    }
    if (text == "nhwc") {
        return Layout::nhwc;
    }
    return fail(ErrorCode::bad_argument, say("there is no layout \"{0}\"", text),
                say("use nchw or nhwc"));
}

io::AnyTensor to_nchw(io::AnyTensor tensor, int rank, Layout layout) {
    if (layout == Layout::nchw || rank < 3) {
        return tensor;
    }
    return std::visit([](const auto& values) -> io::AnyTensor { return channels_first(values); },
                      tensor);
}

io::AnyTensor from_nchw(io::AnyTensor tensor, int rank, Layout layout) {
    if (layout == Layout::nchw || rank < 3) {
        return tensor;
    }
    return std::visit([](const auto& values) -> io::AnyTensor { return channels_last(values); },
                      tensor);
}

}  // namespace poolscope::cli
