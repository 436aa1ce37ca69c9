/// A reader of nested brackets that keeps no tree: cells go to one list, and each level remembers
/// its extent.
#include "io/text/bracket_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "io/number_text.hpp"

namespace poolscope::io {

namespace {

constexpr int max_depth = 4;
constexpr std::size_t max_open = 16;  ///< brackets, with those that only group
constexpr std::string_view spaces = " \t\r\n";

/// What may stand around a cell or a row: float('nan'), np.float32(1.5), array([1, 2]).
constexpr std::string_view wrappers[] = {"float",  "int",    "array", "np.array", "torch.tensor",
                                         "tensor", "Tensor", "Array", "jnp.array"};

std::string_view without_leading_spaces(std::string_view text) {
    const auto first = text.find_first_not_of(spaces);
    return first == std::string_view::npos ? std::string_view{} : text.substr(first);
}

tl::unexpected<Error> bad_brackets(Message what) {
    return fail(ErrorCode::bad_format, std::move(what),
                say("paste the whole grid, from its first bracket to its last"));
}

bool is_wrapper(std::string_view name) {
    return name.starts_with("np.") || name.starts_with("numpy.") ||
           std::ranges::find(wrappers, name) != std::end(wrappers);
}

bool begins_number(std::string_view text) {
    if (text.empty()) return false;
    const auto first = static_cast<unsigned char>(text.front());
    if (std::isdigit(first) != 0 ||
        std::string_view("-+.").find(text.front()) != std::string_view::npos)
        return true;
    if (text.starts_with("∞")) return true;
    const auto word = text.substr(0, text.find_first_of(", \t\r\n[]()"));
    if (is_wrapper(word) && text.substr(word.size()).starts_with('(')) return true;
    return read_number(word).has_value();
}

/// Reads one bracketed grid from the front of a text.
class BracketReader {
public:
    explicit BracketReader(std::string_view text) : text_(text), rest_(text) {}

    Result<BracketGrid> read() {
        do {
            if (auto went = read_token(); !went) return error_of(went);
        } while (!open_.empty());
        return finish();
    }

private:
    /// A bracket that is open.
    struct Open {
        char close;
        bool level = true;     ///< an axis, and no mere parenthesis
        bool wrapper = false;  ///< of array(...), whose other arguments are passed over
        int items = 0;         ///< of a mere parenthesis, which holds one
    };

    [[nodiscard]] bool take(char token) {
        rest_ = without_leading_spaces(rest_);
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    Result<void> open(Open bracket) {
        if (open_.size() == max_open || (bracket.level && depth_ == max_depth))
            return fail(ErrorCode::unsupported, say("the grid is nested more than 4 levels deep"),
                        say("paste one (C, H, W) grid"));
        if (auto alone = add_item(); !alone) return alone;
        open_.push_back(bracket);
        after_comma_ = false;
        if (!bracket.level) return {};
        if (leaf_depth_ && depth_ >= *leaf_depth_) return ragged_depth();
        if (depth_ > 0) ++counts_[static_cast<std::size_t>(depth_ - 1)];
        counts_[static_cast<std::size_t>(depth_)] = 0;
        ++depth_;
        return {};
    }

    /// Counts what a mere parenthesis holds: (1 2) is no tuple and no number.
    Result<void> add_item() {
        if (open_.empty() || open_.back().level || ++open_.back().items == 1) return {};
        return bad_brackets(say("the grid holds {0}", quote("\"(\"")));
    }

    /// A parenthesis: a tuple where there is a comma at its level, else it groups.
    Result<void> open_parenthesis() {
        int depth = 1;
        for (const char c : rest_) {
            if (c == '(' || c == '[') ++depth;
            if (c == ')' || c == ']') --depth;
            if (depth == 0 || depth > static_cast<int>(max_open)) break;
            if (c == ',' && depth == 1) return open({')'});
        }
        return open({.close = ')', .level = false});
    }

    Result<void> close(char bracket) {
        if (open_.back().close != bracket)
            return bad_brackets(say("the grid holds {0}", quoted_excerpt({&bracket, 1})));
        const bool is_level = open_.back().level;
        open_.pop_back();
        after_comma_ = false;
        if (!is_level) return {};
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
        if (take('[')) return open({']'});
        if (take('(')) return open_parenthesis();
        if (take(']')) return close(']');
        if (take(')')) return close(')');
        if (take(',')) return pass_comma();
        after_comma_ = false;
        return read_cell();
    }

    Result<void> pass_comma() {
        const auto next = without_leading_spaces(rest_).substr(0, 1);
        const bool argument = !next.empty() && std::isalpha(static_cast<unsigned char>(next[0]));
        if (open_.back().wrapper && argument) {  // dtype=float32)
            rest_.remove_prefix(std::min(rest_.find(')'), rest_.size()));
            return {};
        }
        if (after_comma_)
            return fail(ErrorCode::bad_format,
                        say("row {0}, column {1}: {2}", rows_ + 1,
                            counts_[static_cast<std::size_t>(std::max(depth_ - 1, 0))] + 1,
                            say("it is empty")),
                        say("put a number there"));
        after_comma_ = true;
        return {};
    }

    /// A number, or a call around one: float('nan'), np.float32(1.5); or one around a row.
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
        if (!is_wrapper(text)) return bad_brackets(say("the grid holds {0}", quoted_excerpt(text)));
        const auto inside = without_leading_spaces(rest_.substr(1));
        if (!negative && (inside.starts_with('[') || inside.starts_with('('))) {
            rest_.remove_prefix(1);
            return open({.close = ')', .level = false, .wrapper = true});
        }
        const auto end = rest_.find(')');
        if (end == std::string_view::npos)
            return bad_brackets(say("the text ends inside a parenthesis"));
        auto inner = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + 1);
        inner = inner.substr(0, inner.find(','));  // tensor(1., dtype=...)
        const auto is_quote = [](char c) { return c == '\'' || c == '"'; };
        if (inner.size() >= 2 && is_quote(inner.front()) && inner.back() == inner.front())
            inner = inner.substr(1, inner.size() - 2);
        return add_cell(inner, negative);
    }

    Result<void> add_cell(std::string_view text, bool negative) {
        if (leaf_depth_ && depth_ != *leaf_depth_) return ragged_depth();
        if (auto alone = add_item(); !alone) return alone;
        leaf_depth_ = depth_;
        auto& count = counts_[static_cast<std::size_t>(std::max(depth_ - 1, 0))];
        ++count;
        const auto value = read_wide_number(text);
        if (!value)
            return fail(value.error().code,
                        say("row {0}, column {1}: {2}", rows_ + 1, count, value.error().what),
                        value.error().code == ErrorCode::too_large ? say("make it smaller")
                                                                   : say("put a number there"));
        cells_.push_back(negative ? -*value : *value);
        return {};
    }

    Result<BracketGrid> finish() {
        if (cells_.empty())
            return fail(ErrorCode::empty_input, say("the grid has no cells"),
                        say("give at least one number"));
        if (*leaf_depth_ == 0)  // (7), which only groups
            return bad_brackets(say("the text has no bracket where the grid begins"));
        BracketGrid grid{.numbers = {.axes = {}, .cells = std::move(cells_)},
                         .bytes = text_.size() - rest_.size()};
        for (int level = 0; level < *leaf_depth_; ++level)
            grid.numbers.axes.push_back(
                static_cast<int>(*extents_[static_cast<std::size_t>(level)]));
        return grid;
    }

    std::string_view text_;
    std::string_view rest_;
    std::vector<Open> open_;
    bool after_comma_ = false;
    int depth_ = 0;                                ///< axes that are open
    std::optional<int> leaf_depth_;                ///< how deep the cells lie
    std::array<std::size_t, max_depth> counts_{};  ///< items so far in each open bracket
    std::array<std::optional<std::size_t>, max_depth>
        extents_;           ///< items that each level's first bracket had
    std::size_t rows_ = 0;  ///< innermost brackets closed
    std::vector<double> cells_;
};

}  // namespace

bool opens_grid(std::string_view text, bool tuples) {
    std::size_t brackets = 0;
    std::size_t lists = 0;
    for (; brackets <= max_depth && (text.starts_with('[') || text.starts_with('(')); ++brackets) {
        lists += text.starts_with('[') ? 1 : 0;
        text = without_leading_spaces(text.substr(1));
    }
    if (brackets == 0 || (lists == 0 && brackets < 2 && !tuples)) return false;
    if (lists == 0 && brackets == 1 && text.substr(0, 64).find(',') == std::string_view::npos)
        return false;
    return brackets > max_depth || (lists > 0 && text.starts_with(']')) || begins_number(text);
}

Result<BracketGrid> read_brackets(std::string_view text) {
    return BracketReader(text).read();
}

}  // namespace poolscope::io
