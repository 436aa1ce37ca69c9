/// Row-major cells: a reshape moves none, a permutation walks them once.
#include "io/text/numbers_in_axes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string>

namespace poolscope::io {

namespace {

std::string shape_text(std::span<const int> axes) {
    std::string text = "(";
    for (std::size_t i = 0; i < axes.size(); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(axes[i]);
    return text + (axes.size() == 1 ? ",)" : ")");
}

/// Axis `axis` of `count`, counted from the end where it is negative; none beyond them.
bool resolve(int& axis, std::size_t count) {
    if (axis < 0) axis += static_cast<int>(count);
    return axis >= 0 && axis < static_cast<int>(count);
}

bool swap_axes(NumbersInAxes& numbers, int a, int b) {
    const std::size_t count = numbers.axes.size();
    if (!resolve(a, count) || !resolve(b, count)) return false;
    std::vector<int> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[static_cast<std::size_t>(a)], order[static_cast<std::size_t>(b)]);
    return permute(numbers, order);
}

bool transpose(NumbersInAxes& numbers, std::span<const int> arguments, bool as_list) {
    if (arguments.empty()) {
        std::vector<int> order(numbers.axes.size());
        std::iota(order.rbegin(), order.rend(), 0);
        return permute(numbers, order);
    }
    // PyTorch's transpose(1, 2) swaps two axes; NumPy's (1, 0, 2) names all of them.
    if (!as_list && arguments.size() == 2) return swap_axes(numbers, arguments[0], arguments[1]);
    return permute(numbers, arguments);
}

bool squeeze(NumbersInAxes& numbers, std::span<const int> arguments) {
    std::vector<bool> away(numbers.axes.size());
    for (int axis : arguments) {
        if (!resolve(axis, numbers.axes.size())) return false;
        away[static_cast<std::size_t>(axis)] = true;
    }
    std::vector<int> kept;
    for (std::size_t i = 0; i < numbers.axes.size(); ++i) {
        const bool goes = numbers.axes[i] == 1 && (arguments.empty() || away[i]);
        if (!goes) kept.push_back(numbers.axes[i]);
    }
    if (kept.empty()) kept.push_back(1);
    numbers.axes = std::move(kept);
    return true;
}

bool unsqueeze(NumbersInAxes& numbers, std::span<const int> arguments) {
    if (arguments.size() != 1 || numbers.axes.size() == max_axes) return false;
    int at = arguments.front();
    if (!resolve(at, numbers.axes.size() + 1)) return false;
    numbers.axes.insert(numbers.axes.begin() + at, 1);
    return true;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

}  // namespace

Result<Tensor<double>> NumbersInAxes::tensor() && {
    if (axes.size() > 4) {
        return fail(ErrorCode::unsupported, say("the grid has {0} axes", axes.size()),
                    say("paste one (C, H, W) grid"));
    }
    std::array<int, 4> shape{1, 1, 1, 1};
    std::ranges::copy_backward(axes, shape.end());
    return Tensor<double>({shape[0], shape[1], shape[2], shape[3]}, std::move(cells));
}

Result<void> reshape(NumbersInAxes& numbers, std::span<const int> axes) {
    std::vector<int> shape(axes.begin(), axes.end());
    const auto count = static_cast<std::int64_t>(numbers.cells.size());
    std::int64_t product = 1;
    bool sensible = !shape.empty() && shape.size() <= max_axes;
    for (const int axis : shape) {
        sensible = sensible && (axis == -1 || axis > 0);
        if (axis > 0 && sensible) product *= axis;
        sensible = sensible && product <= count;
    }
    const auto open = std::ranges::count(shape, -1);
    sensible = sensible && open <= 1;
    if (sensible && open == 1) {
        sensible = count % product == 0;
        std::ranges::replace(shape, -1, static_cast<int>(count / product));
        product = sensible ? count : product;
    }
    if (!sensible || product != count) {
        return fail(ErrorCode::bad_shape,
                    say("the grid has {0} cells, which the shape {1} does not hold", count,
                        shape_text(axes)),
                    say("give a shape of as many cells"));
    }
    numbers.axes = std::move(shape);
    return {};
}

bool permute(NumbersInAxes& numbers, std::span<const int> order) {
    const std::size_t count = numbers.axes.size();
    if (order.size() != count || count > max_axes) return false;
    std::array<std::size_t, max_axes> steps{};
    std::array<bool, max_axes> taken{};
    std::vector<int> axes(count);
    for (std::size_t i = 0; i < count; ++i) {
        int from = order[i];
        if (!resolve(from, count) || taken[static_cast<std::size_t>(from)]) return false;
        taken[static_cast<std::size_t>(from)] = true;
        axes[i] = numbers.axes[static_cast<std::size_t>(from)];
        std::size_t step = 1;
        for (std::size_t j = static_cast<std::size_t>(from) + 1; j < count; ++j)
            step *= static_cast<std::size_t>(numbers.axes[j]);
        steps[i] = step;
    }
    std::vector<double> cells;
    cells.reserve(numbers.cells.size());
    std::array<int, max_axes> index{};
    std::size_t at = 0;
    while (cells.size() < numbers.cells.size()) {
        cells.push_back(numbers.cells[at]);
        for (std::size_t i = count; i-- > 0;) {
            at += steps[i];
            if (++index[i] < axes[i]) break;
            at -= steps[i] * static_cast<std::size_t>(axes[i]);
            index[i] = 0;
        }
    }
    numbers = {.axes = std::move(axes), .cells = std::move(cells)};
    return true;
}

Result<bool> apply_shaping(NumbersInAxes& numbers, std::string_view name,
                           std::span<const int> arguments, bool as_list) {
    if (is_one_of(name, {"reshape", "view"})) {
        if (arguments.empty()) return false;
        return reshape(numbers, arguments).map([] { return true; });
    }
    if (is_one_of(name, {"flatten", "ravel"})) {
        if (!arguments.empty()) return false;
        numbers.axes = {static_cast<int>(numbers.cells.size())};
        return true;
    }
    if (is_one_of(name, {"T", "t"})) return arguments.empty() && transpose(numbers, {}, false);
    if (name == "mT") return arguments.empty() && swap_axes(numbers, -1, -2);
    if (name == "transpose") return transpose(numbers, arguments, as_list);
    if (name == "permute") return permute(numbers, arguments);
    if (is_one_of(name, {"swapaxes", "swapdims"}))
        return arguments.size() == 2 && swap_axes(numbers, arguments[0], arguments[1]);
    if (name == "squeeze") return squeeze(numbers, arguments);
    if (is_one_of(name, {"unsqueeze", "expand_dims"})) return unsqueeze(numbers, arguments);
    return false;
}

}  // namespace poolscope::io
