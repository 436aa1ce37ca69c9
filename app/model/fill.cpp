/// The explicit list of fills.
#include "model/fill.hpp"

#include <array>

namespace poolscope::model {

namespace {

/// A whole number in 0 .. bound - 1. The standard's distributions differ between libraries; this
/// does not.
float draw(std::mt19937& generator, std::uint32_t bound) {
    const std::uint64_t wide = static_cast<std::uint64_t>(generator()) * bound;
    return static_cast<float>(wide >> 32);
}

int index_of(const Shape& shape, int c, int row, int col) {
    return (c * shape.h + row) * shape.w + col;
}

constexpr std::array list{
    Fill{"range", word("Range"), word("0, 1, 2, … row by row"), false,
         [](const Shape& shape, int c, int row, int col, std::mt19937&) {
             return static_cast<float>(index_of(shape, c, row, col));
         }},
    Fill{"random", word("Random"),
         word("Whole numbers 0 to 9, drawn from the seed; again: the next seed"), true,
         [](const Shape&, int, int, int, std::mt19937& generator) { return draw(generator, 10); }},
    Fill{"edge", word("Edge"), word("0 on the left, 9 on the right"), false,
         [](const Shape& shape, int c, int, int col, std::mt19937&) {
             return col + c < shape.w / 2 ? 0.0F : 9.0F;
         }},
    Fill{"checkerboard", word("Checkerboard"), word("0 and 9 in turn"), false,
         [](const Shape&, int c, int row, int col, std::mt19937&) {
             return (row + col + c) % 2 == 0 ? 0.0F : 9.0F;
         }},
    Fill{"ties", word("Ties"), word("Only 1, 2 and 3, so that many cells tie; drawn from the seed"),
         true,
         [](const Shape&, int, int, int, std::mt19937& generator) {
             return 1.0F + draw(generator, 3);
         }},
    Fill{"negatives", word("Negatives"),
         word("Only negative numbers: zero padding would win a maximum"), false,
         [](const Shape& shape, int c, int row, int col, std::mt19937&) {
             return -static_cast<float>(1 +
                                        (index_of(shape, c, row, col) * std::int64_t{7} + 3) % 9);
         }},
};

}  // namespace

std::span<const Fill> fills() {
    return list;
}

const Fill* find_fill(std::string_view id) {
    for (const Fill& fill : list)
        if (fill.id == id) return &fill;
    return nullptr;
}

Values make_fill(const Shape& shape, const Fill& fill, std::uint64_t seed) {
    Values values(shape);
    std::mt19937 generator(static_cast<std::mt19937::result_type>(seed));
    for (int n = 0; n < shape.n; ++n)
        for (int c = 0; c < shape.c; ++c)
            for (int row = 0; row < shape.h; ++row)
                for (int col = 0; col < shape.w; ++col)
                    values.at(n, c, row, col) = fill.value(shape, c, row, col, generator);
    return values;
}

}  // namespace poolscope::model
