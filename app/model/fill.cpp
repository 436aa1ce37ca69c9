/// Inputs made by rule.
#include "model/fill.hpp"

#include <random>

namespace poolscope::model {

namespace {

/// A whole number in 0 .. bound - 1. The standard's distributions differ between libraries; this
/// does not.
float draw(std::mt19937& generator, std::uint32_t bound) {
    const std::uint64_t wide = static_cast<std::uint64_t>(generator()) * bound;
    return static_cast<float>(wide >> 32);
}

float value_at(FillKind kind, const Shape& shape, int c, int row, int col,
               std::mt19937& generator) {
    const int index = (c * shape.h + row) * shape.w + col;
    switch (kind) {
        case FillKind::range:
            return static_cast<float>(index);
        case FillKind::random:
            return draw(generator, 10);
        case FillKind::edge:
            return col + c < shape.w / 2 ? 0.0F : 9.0F;
        case FillKind::checkerboard:
            return (row + col + c) % 2 == 0 ? 0.0F : 9.0F;
        case FillKind::ties:
            return 1.0F + draw(generator, 3);
        case FillKind::negatives:
            return -static_cast<float>(1 + (index * 7 + 3) % 9);
    }
    return 0.0F;
}

}  // namespace

Values make_fill(const Shape& shape, const FillInput& fill) {
    Values values(shape);
    std::mt19937 generator(static_cast<std::mt19937::result_type>(fill.seed));
    for (int c = 0; c < shape.c; ++c)
        for (int row = 0; row < shape.h; ++row)
            for (int col = 0; col < shape.w; ++col)
                values.at(0, c, row, col) = value_at(fill.kind, shape, c, row, col, generator);
    return values;
}

}  // namespace poolscope::model
