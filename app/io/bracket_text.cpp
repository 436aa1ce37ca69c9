/// A reader of nested brackets that keeps no tree: cells go to one list, and each level remembers
/// its extent.
#include "io/bracket_text.hpp"

#include <array>
#include <optional>
#include <vector>

#include "io/number_text.hpp"

namespace poolscope::io {

namespace {

constexpr int max_depth = 4;
constexpr std::string_view spaces = " \t\r\n";
constexpr std::string_view calls[] = {"np.array(",         "numpy.array(",  "array(",
                                      "torch.tensor(",     "torch.Tensor(", "tensor(",
                                      "torch.FloatTensor("};

std::string_view without_leading_spaces(std::string_view text) {
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

tl::unexpected<Error> bad_brackets(Message what) {
    return fail(ErrorCode::bad_format, std::move(what),
                say("paste the whole grid, from its first bracket to its last"));
}

/// Reads one bracketed grid from the front of a text.
class BracketReader {
public:
    explicit BracketReader(std::string_view text) : rest_(text) {}

    Result<Tensor<double>> read() {
        auto opened = read_opening();
        if (!opened) return error_of(opened);
        while (depth_ > 0)
            if (auto went = read_token(); !went) return error_of(went);
        if (auto closed = read_closing(); !closed) return error_of(closed);
        return finish();
    }

private:
    [[nodiscard]] bool take(std::string_view token) {
        rest_ = without_leading_spaces(rest_);
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }

    /// The call around the grid and PyTorch's scale ("1.00000e-02 *").
    Result<void> read_opening() {
        for (const auto call : calls)
            if (take(call)) {
                in_call_ = true;
                break;
            }
        rest_ = without_leading_spaces(rest_);
        if (const auto star = rest_.substr(0, 40).find('*');
            star != std::string_view::npos && !rest_.starts_with('[')) {
            const auto scale = read_wide_number(rest_.substr(0, star));
            if (!scale) return bad_brackets(scale.error().what);
            scale_ = *scale;
            rest_.remove_prefix(star + 1);
        }
        if (take("[")) return open();
        return bad_brackets(say("the text has no bracket where the grid begins"));
    }

    /// What may follow the grid: nothing, or the rest of the call's arguments.
    Result<void> read_closing() {
        rest_ = without_leading_spaces(rest_);
        if (in_call_) {
            const auto end = rest_.rfind(')');
            if (end == std::string_view::npos)
                return bad_brackets(say("the text ends before its closing parenthesis"));
            if (rest_.substr(0, end).find_first_of("[]") != std::string_view::npos)
                return bad_brackets(say("the text holds a second grid"));
            rest_.remove_prefix(end + 1);
            rest_ = without_leading_spaces(rest_);
        }
        if (!rest_.empty() && rest_ != ";")
            return bad_brackets(say("the text goes on after the grid with {0}",
                                    quoted_excerpt(rest_.substr(0, rest_.find('\n')))));
        return {};
    }

    Result<void> open() {
        if (depth_ == max_depth)
            return fail(ErrorCode::unsupported, say("the grid is nested more than 4 levels deep"),
                        say("paste one (C, H, W) grid"));
        if (leaf_depth_ && depth_ >= *leaf_depth_) return ragged_depth();
        if (depth_ > 0) ++counts_[static_cast<std::size_t>(depth_ - 1)];
        counts_[static_cast<std::size_t>(depth_)] = 0;
        ++depth_;
        return {};
    }

    Result<void> close() {
        const auto level = static_cast<std::size_t>(depth_ - 1);
        const bool is_leaf = !leaf_depth_ || depth_ == *leaf_depth_;
        if (is_leaf) {
            leaf_depth_ = depth_;
            ++rows_;
        } else if (counts_[level] == 0) {
            return ragged_depth();
        }
        if (!extents_[level]) extents_[level] = counts_[level];
        if (*extents_[level] != counts_[level]) return ragged(level);
        --depth_;
        return {};
    }

    [[nodiscard]] Result<void> ragged(std::size_t level) const {
        const auto have = std::to_string(counts_[level]);
        const auto want = std::to_string(*extents_[level]);
        if (depth_ == *leaf_depth_)
            return fail(ErrorCode::bad_format,
                        say("row {0} has {1} cells where row 1 has {2}", rows_, have, want),
                        say("give every row the same number of cells"));
        return fail(
            ErrorCode::bad_format,
            say("the part that ends with row {0} has {1} rows or channels where the first has {2}",
                rows_, have, want),
            say("give every channel the same number of rows"));
    }

    [[nodiscard]] Result<void> ragged_depth() const {
        return fail(ErrorCode::bad_format, say("row {0} is nested unlike the first", rows_ + 1),
                    say("give every row the same number of brackets"));
    }

    Result<void> read_token() {
        rest_ = without_leading_spaces(rest_);
        if (rest_.empty()) return bad_brackets(say("the text ends before its closing bracket"));
        if (take("[")) return open();
        if (take("]")) return close();
        if (take(",")) return {};
        return read_cell();
    }

    /// A number, or a call around one: float('nan'), np.float32(1.5).
    Result<void> read_cell() {
        if (rest_.starts_with("...") || rest_.starts_with("…"))
            return fail(ErrorCode::bad_format, say("the print-out leaves cells out (\"...\")"),
                        say("print it whole: np.set_printoptions(threshold=np.inf) or "
                            "torch.set_printoptions(profile=\"full\")"));
        auto text = rest_.substr(0, rest_.find_first_of(", \t\r\n[]()"));
        if (text.empty())
            return bad_brackets(say("the grid holds {0}", quoted_excerpt(rest_.substr(0, 1))));
        rest_.remove_prefix(text.size());
        if (!rest_.starts_with('(')) return add_cell(text, false);

        const bool negative = text.starts_with('-');
        if (negative) text.remove_prefix(1);
        if (!text.starts_with("float") && !text.starts_with("np."))
            return bad_brackets(say("the grid holds {0}", quoted_excerpt(text)));
        const auto end = rest_.find(')');
        if (end == std::string_view::npos)
            return bad_brackets(say("the text ends inside a parenthesis"));
        auto inner = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        const auto is_quote = [](char c) { return c == '\'' || c == '"'; };
        if (inner.size() >= 2 && is_quote(inner.front()) && inner.back() == inner.front())
            inner = inner.substr(1, inner.size() - 2);
        return add_cell(inner, negative);
    }

    Result<void> add_cell(std::string_view text, bool negative) {
        if (leaf_depth_ && depth_ != *leaf_depth_) return ragged_depth();
        leaf_depth_ = depth_;
        auto& count = counts_[static_cast<std::size_t>(depth_ - 1)];
        ++count;
        const auto value = read_wide_number(text);
        if (!value)
            return fail(value.error().code,
                        say("row {0}, column {1}: {2}", rows_ + 1, count, value.error().what),
                        say("put a number there"));
        cells_.push_back((negative ? -*value : *value) * scale_);
        return {};
    }

    Result<Tensor<double>> finish() {
        if (cells_.empty())
            return fail(ErrorCode::empty_input, say("the grid has no cells"),
                        say("give at least one number"));
        std::array<int, 4> shape{1, 1, 1, 1};
        const auto levels = static_cast<std::size_t>(*leaf_depth_);
        for (std::size_t level = 0; level < levels; ++level)
            shape[level + 4 - levels] = static_cast<int>(*extents_[level]);
        return Tensor<double>({shape[0], shape[1], shape[2], shape[3]}, std::move(cells_));
    }

    std::string_view rest_;
    bool in_call_ = false;
    double scale_ = 1.0;
    int depth_ = 0;                                ///< brackets that are open
    std::optional<int> leaf_depth_;                ///< how deep the cells lie
    std::array<std::size_t, max_depth> counts_{};  ///< items so far in each open bracket
    std::array<std::optional<std::size_t>, max_depth>
        extents_;           ///< items that each level's first bracket had
    std::size_t rows_ = 0;  ///< innermost brackets closed
    std::vector<double> cells_;
};

}  // namespace

bool looks_bracketed(std::string_view text) {
    text = without_leading_spaces(text);
    if (text.starts_with('[')) return true;
    for (const auto call : calls)
        if (text.starts_with(call)) return true;
    return false;
}

Result<Tensor<double>> read_bracketed(std::string_view text) {
    return BracketReader(text).read();
}

}  // namespace poolscope::io
