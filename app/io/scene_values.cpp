/// Reads nested arrays of any even shape, and writes them.
#include "io/scene_values.hpp"

#include <array>
#include <cmath>
#include <vector>

#include "io/number_text.hpp"
#include "io/text_grid.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

/// An array that is unlike the first of its level, from the row up.
constexpr std::array uneven_levels{word("a row has {0} cells where the first has {1}"),
                                   word("a channel has {0} rows where the first has {1}"),
                                   word("a sample has {0} channels where the first has {1}"),
                                   word("a batch has {0} samples where the first has {1}")};

/// How deep the first number of `node` lies.
int depth_of(const toml::node& node) {
    int depth = 0;
    const toml::node* first = &node;
    while (const auto* array = first->as_array()) {
        ++depth;
        if (array->empty()) break;
        first = array->get(0);
    }
    return depth;
}

std::string nesting_text(int levels) {
    constexpr std::array<std::string_view, 4> axes{"[column]", "[row]", "[channel]", "[sample]"};
    std::string text;
    for (int level = levels; level-- > 0;) text += axes[static_cast<std::size_t>(level)];
    return text;
}

class NestedReader {
public:
    NestedReader(std::string_view name, int levels) : name_(name), levels_(levels) {}

    Result<Narrowed> read(const toml::node& node) {
        if (auto got = read_level(node, static_cast<std::size_t>(levels_)); !got)
            return error_of(got);
        const auto extent = [&](int axis) {
            return axis < levels_ ? static_cast<int>(extents_[static_cast<std::size_t>(axis)]) : 1;
        };
        const Shape shape{extent(3), extent(2), extent(1), extent(0)};
        if (auto fits = model::check_input(shape); !fits) return fail_at(node, fits.error());
        return narrowed(Tensor<double>(shape, std::move(cells_)));
    }

private:
    /// Reads an array of `level` levels; 0 is a number.
    Result<void> read_level(const toml::node& node, std::size_t level) {
        if (level == 0) return read_cell(node);
        const auto* array = node.as_array();
        if (array == nullptr)
            return fail_at(node, ErrorCode::bad_format,
                           say("{0} are not nested as {1}", name_, nesting_text(levels_)),
                           say("give every number the same number of brackets"));
        std::size_t& extent = extents_[level - 1];
        if (extent == 0 && array->empty())
            return fail_at(node, ErrorCode::empty_input, say("{0} hold no cells", name_),
                           say("give at least one number"));
        if (extent == 0) extent = array->size();
        if (array->empty() || array->size() != extent)
            return fail_at(node, ErrorCode::bad_format,
                           say(uneven_levels[level - 1], array->size(), extent),
                           say("give each the same number, 1 or more"));
        for (const auto& item : *array)
            if (auto got = read_level(item, level - 1); !got) return got;
        return {};
    }

    Result<void> read_cell(const toml::node& node) {
        double value = 0;
        if (const auto* whole = node.as_integer())
            value = static_cast<double>(**whole);
        else if (const auto* real = node.as_floating_point())
            value = **real;
        else
            return fail_at(node, ErrorCode::bad_format,
                           say("{0} hold something that is no number", name_),
                           say("put a number there"));
        if (is_beyond_float(value))
            return fail_at(node, ErrorCode::too_large,
                           say("{0} hold a number beyond what a float32 holds", name_),
                           say("make it smaller"));
        cells_.push_back(value);
        return {};
    }

    std::string name_;
    int levels_;
    std::array<std::size_t, 4> extents_{};  ///< columns, rows, channels, samples
    std::vector<double> cells_;
};

/// TOML knows no "-0" that is not an integer, and so no sign of it.
std::string cell_text(float value) {
    return value == 0.0F && std::signbit(value) ? "-0.0" : number_text(value);
}

class NestedWriter {
public:
    explicit NestedWriter(const Tensor<float>& values) : values_(&values) {}

    [[nodiscard]] std::string text(int levels) {
        std::string text;
        write(levels, 1, text);
        return text;
    }

private:
    void write(int level, std::size_t indent, std::string& text) {
        const Shape& shape = values_->shape();
        const std::array<int, 4> extents{shape.w, shape.h, shape.c, shape.n};
        const int extent = extents[static_cast<std::size_t>(level - 1)];
        text += '[';
        for (int i = 0; i < extent; ++i) {
            if (level == 1) {
                text += (i > 0 ? ", " : "") + cell_text(values_->cells()[next_++]);
                continue;
            }
            text += '\n' + std::string(2 * indent, ' ');
            write(level - 1, indent + 1, text);
            text += ',';
        }
        if (level > 1) text += '\n' + std::string(2 * (indent - 1), ' ');
        text += ']';
    }

    const Tensor<float>* values_;
    std::size_t next_ = 0;
};

}  // namespace

Result<Narrowed> read_nested(const toml::node& node, std::string_view name, int least, int most) {
    const int depth = depth_of(node);
    const auto* array = node.as_array();
    if (array == nullptr || array->empty())
        return fail_at(node, ErrorCode::empty_input, say("{0} hold no cells", name),
                       say("give at least one number"));
    if (depth < least || depth > most)
        return fail_at(node, ErrorCode::bad_format,
                       most > least ? say("{0} are not nested as {1}, {2} or {3}", name,
                                          nesting_text(2), nesting_text(3), nesting_text(4))
                                    : say("{0} are not nested as {1}", name, nesting_text(least)),
                       say("write [[1, 2], [3, 4]] for 2 x 2 cells"));
    return NestedReader(name, depth).read(node);
}

std::string nested_text(std::string_view name, const Tensor<float>& values, int levels) {
    return std::string(name) + " = " + NestedWriter(values).text(levels) + "\n";
}

}  // namespace poolscope::io
