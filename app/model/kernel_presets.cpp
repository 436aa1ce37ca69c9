/// The explicit list of presets. A kernel is not flipped: what its positive numbers cover counts
/// up, so that Sobel's x answers above 0 where the picture grows brighter to the right.
#include "model/kernel_presets.hpp"

#include <algorithm>

#include "poolscope/message.hpp"
#include "support/random.hpp"

namespace poolscope::model {

namespace {

using Numbers = std::vector<double>;

/// 1, 2, 1 of three; what smooths along an axis.
Numbers binomial(int count) {
    Numbers row{1};
    while (static_cast<int>(row.size()) < count) {
        Numbers next(row.size() + 1, 0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            next[i] += row[i];
            next[i + 1] += row[i];
        }
        row = std::move(next);
    }
    return row;
}

/// -1, 0, 1 of three, -1, -2, 0, 2, 1 of five: the difference of a binomial row's neighbours.
Numbers smooth_slope(int count) {
    const Numbers row = binomial(count - 1);
    Numbers slope(row.size() + 1, 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
        slope[i] -= row[i];
        slope[i + 1] += row[i];
    }
    return slope;
}

/// -1, 0, 1 of three, -2, -1, 0, 1, 2 of five, -1, 1 of two.
Numbers even_slope(int count) {
    Numbers slope;
    for (int i = 0; i < count; ++i)
        slope.push_back(count % 2 == 1 ? i - count / 2 : 2 * i - (count - 1));
    return slope;
}

Numbers ones(int count) {
    return Numbers(static_cast<std::size_t>(count), 1.0);
}

/// rows[i] * cols[j] * factor.
std::vector<float> outer(const Numbers& rows, const Numbers& cols, double factor = 1) {
    std::vector<float> numbers;
    for (const double row : rows)
        for (const double col : cols) numbers.push_back(static_cast<float>(row * col * factor));
    return numbers;
}

double sum_of(const Numbers& row) {
    double sum = 0;
    for (const double one : row) sum += one;
    return sum;
}

/// A kernel of zeros, and where its middle is: before the middle where there is no cell in it.
class Stencil {
public:
    explicit Stencil(const Extent& size)
        : size_(size),
          numbers_(static_cast<std::size_t>(size.h) * static_cast<std::size_t>(size.w), 0.0F) {}

    /// Adds to the number so many rows and columns from the middle.
    void add(int row, int col, float number) {
        const int r = (size_.h - 1) / 2 + row, c = (size_.w - 1) / 2 + col;
        numbers_[static_cast<std::size_t>(r) * static_cast<std::size_t>(size_.w) +
                 static_cast<std::size_t>(c)] += number;
    }
    /// Adds factor times 1, -2, 1 through the middle, along both axes.
    void add_curvature(float factor) {
        const auto along = [&](int rows, int cols) {
            add(-rows, -cols, factor);
            add(rows, cols, factor);
            add(0, 0, -2 * factor);
        };
        along(1, 0);
        along(0, 1);
    }
    [[nodiscard]] std::vector<float> take() { return std::move(numbers_); }

private:
    Extent size_;
    std::vector<float> numbers_;
};

std::vector<float> identity(const KernelAsked& asked) {
    Stencil stencil(asked.size);
    stencil.add(0, 0, 1);
    return stencil.take();
}

std::vector<float> box(const KernelAsked& asked) {
    const Numbers rows = ones(asked.size.h), cols = ones(asked.size.w);
    return outer(rows, cols, 1 / (sum_of(rows) * sum_of(cols)));
}

std::vector<float> gaussian(const KernelAsked& asked) {
    const Numbers rows = binomial(asked.size.h), cols = binomial(asked.size.w);
    return outer(rows, cols, 1 / (sum_of(rows) * sum_of(cols)));
}

std::vector<float> sobel_x(const KernelAsked& asked) {
    return outer(binomial(asked.size.h), smooth_slope(asked.size.w));
}
std::vector<float> sobel_y(const KernelAsked& asked) {
    return outer(smooth_slope(asked.size.h), binomial(asked.size.w));
}
std::vector<float> prewitt_x(const KernelAsked& asked) {
    return outer(ones(asked.size.h), even_slope(asked.size.w));
}
std::vector<float> prewitt_y(const KernelAsked& asked) {
    return outer(even_slope(asked.size.h), ones(asked.size.w));
}

std::vector<float> laplacian(const KernelAsked& asked) {
    Stencil stencil(asked.size);
    stencil.add_curvature(1);
    return stencil.take();
}

std::vector<float> sharpen(const KernelAsked& asked) {
    Stencil stencil(asked.size);
    stencil.add(0, 0, 1);
    stencil.add_curvature(-1);
    return stencil.take();
}

std::vector<float> emboss(const KernelAsked& asked) {
    Stencil stencil(asked.size);
    for (int row = -1; row <= 1; ++row)
        for (int col = -1; col <= 1; ++col) stencil.add(row, col, static_cast<float>(row + col));
    stencil.add(0, 0, 1);
    return stencil.take();
}

std::vector<float> pair_edge(const KernelAsked& asked) {
    Stencil stencil(asked.size);
    stencil.add(0, 0, 1);
    stencil.add(0, 1, -1);
    return stencil.take();
}

std::vector<float> random(const KernelAsked& asked) {
    std::vector<float> numbers;
    const auto count =
        static_cast<std::uint64_t>(asked.size.h) * static_cast<std::uint64_t>(asked.size.w);
    for (std::uint64_t place = 0; place < count; ++place)
        numbers.push_back(
            static_cast<float>((2 * unit_draw(asked.seed, {place}) - 1) * asked.bound));
    return numbers;
}

constexpr Extent wide{1, 2};
constexpr Extent high{2, 1};
constexpr Extent square{3, 3};

}  // namespace

std::span<const KernelPreset> kernel_presets() {
    static const std::vector<KernelPreset> list{
        {.id = "identity",
         .name = word("Identity"),
         .note = word("The cell in the middle as it is"),
         .numbers = identity},
        {.id = "box",
         .name = word("Box blur"),
         .note = word("The mean of all cells: blurs"),
         .numbers = box},
        {.id = "gaussian",
         .name = word("Gaussian blur"),
         .note = word("A mean in which cells near the middle count more: blurs"),
         .numbers = gaussian},
        {.id = "sobel_x",
         .name = word("Sobel, x"),
         .note = word("Upright edges: positive where it grows brighter to the right"),
         .least = wide,
         .numbers = sobel_x},
        {.id = "sobel_y",
         .name = word("Sobel, y"),
         .note = word("Level edges: positive where it grows brighter downwards"),
         .least = high,
         .numbers = sobel_y},
        {.id = "prewitt_x",
         .name = word("Prewitt, x"),
         .note = word("Upright edges, all rows alike"),
         .least = wide,
         .numbers = prewitt_x},
        {.id = "prewitt_y",
         .name = word("Prewitt, y"),
         .note = word("Level edges, all columns alike"),
         .least = high,
         .numbers = prewitt_y},
        {.id = "laplacian",
         .name = word("Laplacian"),
         .note = word("Dots and edges of any direction: the neighbours less the middle"),
         .least = square,
         .numbers = laplacian},
        {.id = "sharpen",
         .name = word("Sharpen"),
         .note = word("The middle less its Laplacian: edges stand out"),
         .least = square,
         .numbers = sharpen},
        {.id = "emboss",
         .name = word("Emboss"),
         .note = word("As if lit from a corner"),
         .least = square,
         .numbers = emboss},
        {.id = "pair",
         .name = word("Edge [1, −1]"),
         .note = word("A cell less its right neighbour, as in Dive into Deep Learning"),
         .least = wide,
         .numbers = pair_edge},
        {.id = "random",
         .name = word("Random"),
         .note = word("Numbers drawn from a seed, as before training"),
         .drawn = true,
         .numbers = random},
    };
    return list;
}

bool has_room(const KernelPreset& preset, const Extent& size) {
    return size.h >= preset.least.h && size.w >= preset.least.w && size.h <= most_preset_side &&
           size.w <= most_preset_side;
}

const KernelPreset* preset_with(std::span<const float> numbers, const Extent& size) {
    for (const KernelPreset& preset : kernel_presets())
        if (!preset.drawn && has_room(preset, size) &&
            std::ranges::equal(preset.numbers({.size = size}), numbers))
            return &preset;
    return nullptr;
}

}  // namespace poolscope::model
