/// One pass over the text, which keeps the parentheses that are open.
#include "io/text/grids_in_text.hpp"

#include <algorithm>
#include <cctype>

#include "io/number_text.hpp"
#include "io/text/array_calls.hpp"
#include "io/text/array_code.hpp"
#include "io/text/bracket_text.hpp"
#include "support/plain_code.hpp"

namespace poolscope::io {

namespace {

constexpr std::size_t most_grids = 20;
constexpr std::size_t most_parentheses = 16;

/// Arguments whose numbers are no grid: `shape=(2, 2)`.
constexpr std::string_view attributes[] = {
    "shape", "size", "strides", "stride",      "padding",  "axis",        "axes",
    "dim",   "dims", "perm",    "kernel_size", "dilation", "output_size", "chunks"};

bool is_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The text without comments, which are blank then; it stays as long as it is.
std::string without_comments(std::string text) {
    bool comment = false;
    for (char& c : text) {
        if (c == '\n' || c == '\r') comment = false;
        if (c == '#') comment = true;
        if (comment) c = ' ';
    }
    return text;
}

/// Whether a call's numbers are axes: `x.reshape([2, 2])`, `tf.transpose(x, [1, 0])`.
bool takes_axes(std::string_view name) {
    constexpr std::string_view calls[] = {"reshape", "view",        "transpose", "permute",
                                          "squeeze", "expand_dims", "unsqueeze", "moveaxis"};
    const auto own =
        name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1);
    return std::ranges::find(calls, own) != std::end(calls);
}

/// Whether a call's name is an array's, and no library's: ".reshape", "x.reshape".
bool is_method(std::string_view name) {
    constexpr std::string_view libraries[] = {"np",  "numpy",  "torch", "tf", "tensorflow",
                                              "jnp", "paddle", "ops",   "mnp"};
    const auto root = name.substr(0, name.find('.'));
    return root.size() < name.size() && std::ranges::find(libraries, root) == std::end(libraries);
}

struct Found {
    NumbersInAxes numbers;
    GridPlace place;
};

class Finder {
public:
    Finder(std::string_view text, bool tuples) : text_(text), tuples_(tuples) {}

    Result<std::vector<Found>> run() {
        while (at_ < text_.size())
            if (auto went = step(); !went) return error_of(went);
        for (std::size_t i = 0; i < found_.size(); ++i) {
            found_[i].place.before = i == 0 ? 0 : found_[i - 1].place.end;
            found_[i].place.after =
                i + 1 == found_.size() ? text_.size() : found_[i + 1].place.begin;
        }
        return std::move(found_);
    }

private:
    Result<void> step() {
        const char c = text_[at_];
        if ((c == '[' || c == '(') && begins_grid()) return read_grid();
        if (c == '[' && begins_index()) return pass_brackets();
        if (c == '[') ++lists_;
        if (c == ']' && lists_ == 0)
            return fail(ErrorCode::bad_format, say("the text has a ']' that closes nothing"),
                        say("paste the whole grid, from its first bracket to its last"));
        if (c == ']') --lists_;
        if (c == '(' && parentheses_.size() == most_parentheses)
            return fail(ErrorCode::too_large, say("the text nests too many parentheses"),
                        say("paste the grid alone"));
        if (c == '(') parentheses_.push_back(at_);
        if (c == ')' && !parentheses_.empty()) parentheses_.pop_back();
        ++at_;
        return {};
    }

    /// Whether the '[' here takes a part of what stands before it: `x[0]`.
    [[nodiscard]] bool begins_index() const {
        if (at_ == 0) return false;
        const char last = text_[at_ - 1];
        return is_name(last) || last == ']' || last == ')';
    }

    [[nodiscard]] bool begins_grid() const {
        const bool call = text_[at_] == '(' && at_ > 0 && begins_index();
        if (call || (text_[at_] == '[' && begins_index()) || is_attribute()) return false;
        return opens_grid(text_.substr(at_), tuples_ && may_be_tuple());
    }

    /// Whether a tuple may stand here, and no words' parenthesis: "x = (1, 2)", not "of shape (1,
    /// 2)".
    [[nodiscard]] bool may_be_tuple() const {
        if (!parentheses_.empty()) {  // np.array((1, 2)), and not np.zeros((1, 2))
            const auto name = name_before(text_, parentheses_.back());
            if (!name.empty() && !makes_array(name) && !takes_axes(name)) return false;
        }
        const auto before = text_.substr(0, at_);
        const auto last = before.find_last_not_of(" \t");
        return last == std::string_view::npos ||
               std::string_view("=([:,\n\r").find(before[last]) != std::string_view::npos;
    }

    /// Whether the bracket here is an argument's that says no grid, or stands in Size(...).
    [[nodiscard]] bool is_attribute() const {
        if (!parentheses_.empty()) {
            const auto name = name_before(text_, parentheses_.back());
            if (name == "Size" || name.ends_with(".Size") || name == "TensorShape") return true;
            const auto first = text_.substr(parentheses_.back() + 1, at_ - parentheses_.back() - 1);
            if (takes_axes(name) && (is_method(name) || first.find(',') != std::string_view::npos))
                return true;
        }
        auto before = text_.substr(0, at_);
        if (!before.ends_with('=')) return false;
        before.remove_suffix(1);
        const auto word = name_before(before, before.size());
        return std::ranges::find(attributes, word) != std::end(attributes);
    }

    Result<void> pass_brackets() {
        int depth = 0;
        for (std::size_t at = at_; at < text_.size(); ++at) {
            depth += text_[at] == '[' ? 1 : 0;
            depth -= text_[at] == ']' ? 1 : 0;
            if (depth > 0) continue;
            at_ = at + 1;
            return {};
        }
        at_ = text_.size();
        return {};
    }

    Result<void> read_grid() {
        auto grid = read_brackets(text_.substr(at_));
        if (!grid && text_[at_] == '(') {  // a parenthesis of another kind
            if (parentheses_.size() < most_parentheses) parentheses_.push_back(at_);
            ++at_;
            return {};
        }
        if (!grid) return error_of(grid);
        if (found_.size() == most_grids)
            return fail(ErrorCode::too_large, say("the text holds more than {0} grids", most_grids),
                        say("keep one of them"));
        Found found{.numbers = std::move(grid->numbers), .place = {}};
        found.place.begin = at_;
        found.place.end = at_ + grid->bytes;
        found.place.parentheses = parentheses_;
        at_ = found.place.end;
        found_.push_back(std::move(found));
        return {};
    }

    std::string_view text_;
    bool tuples_;
    std::size_t at_ = 0;
    std::size_t lists_ = 0;  ///< brackets that are open and no grid's
    std::vector<std::size_t> parentheses_;
    std::vector<Found> found_;
};

/// The rows of one grid that are printed a list a line; no axes where they are no such rows.
NumbersInAxes rows_together(std::string_view text, const std::vector<Found>& found) {
    NumbersInAxes all;
    for (const Found& one : found) {
        const auto between = text.substr(one.place.before, one.place.begin - one.place.before);
        const bool next = between.find_first_not_of(" \t\r\n,") == std::string_view::npos;
        if (!next || one.numbers.axes.size() != 1 || one.numbers.axes != found.front().numbers.axes)
            return {};
        all.cells.insert(all.cells.end(), one.numbers.cells.begin(), one.numbers.cells.end());
    }
    all.axes = {static_cast<int>(found.size()), found.front().numbers.axes.front()};
    return all;
}

/// Nothing, or that there are rows of numbers beside the grids, as where a bracket was left out.
Result<void> check_rest(std::string_view text, const std::vector<Found>& found) {
    for (std::size_t i = 0; i <= found.size(); ++i) {
        const std::size_t begin = i == 0 ? 0 : found[i - 1].place.end;
        const std::size_t end = i == found.size() ? text.size() : found[i].place.begin;
        auto rest = text.substr(begin, end - begin);
        while (!rest.empty()) {
            const auto line = trimmed(rest.substr(0, rest.find_first_of("\r\n")));
            rest.remove_prefix(std::min(rest.find_first_of("\r\n"), rest.size() - 1) + 1);
            const bool numbers =
                line.find_first_not_of("0123456789.+-eE,; \t") == std::string_view::npos &&
                line.find_first_of("0123456789") != std::string_view::npos;
            if (!numbers || line.find_first_of(" ,;\t") == std::string_view::npos) continue;
            return fail(ErrorCode::bad_format,
                        say("the text has {0} beside its grid", quoted_excerpt(line)),
                        say("paste the whole grid, from its first bracket to its last"));
        }
    }
    return {};
}

/// Why a text that begins like a grid has none.
Result<void> check_beginning(std::string_view text) {
    text = trimmed(text.substr(std::min(text.find_first_not_of("\r\n"), text.size())));
    if (text.starts_with('[')) {
        if (auto grid = read_brackets(text); !grid) return error_of(grid);
    }
    const auto open = std::min(text.find('('), text.size());
    const auto name = name_before(text, open);
    const bool call = name.size() == open &&
                      (name.ends_with("array") || name.ends_with("ensor") || name == "Array");
    if (!call || open == text.size()) return {};
    return fail(ErrorCode::bad_format, say("the text has no bracket where the grid begins"),
                say("paste the whole grid, from its first bracket to its last"));
}

/// The beginning of `text` with single spaces in place of blanks and line breaks.
std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, 200)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank || !line.ends_with(' ')) line += blank ? ' ' : c;
    }
    return line;
}

Result<void> add(std::vector<TextGrid>& grids, NumbersInAxes numbers, std::string_view source) {
    auto values = std::move(numbers).tensor();
    if (!values) return error_of(values);
    const bool known = std::ranges::any_of(grids, [&](const TextGrid& one) {
        return one.values.shape() == values->shape() &&
               std::ranges::equal(one.values.cells(), values->cells());
    });
    if (known) return {};
    grids.push_back({.values = std::move(*values),
                     .source = quoted_excerpt(on_one_line(source)),
                     .bracketed = true});
    return {};
}

}  // namespace

Result<std::vector<TextGrid>> find_grids(std::string_view given) {
    const auto plain = plain_code(given);
    const auto signs = plain ? std::string_view(*plain) : given;
    const bool comments = signs.find('#') != std::string_view::npos;
    const std::string bare = comments ? without_comments(std::string(signs)) : std::string();
    const std::string_view text = comments ? std::string_view(bare) : signs;

    auto found = Finder(text, false).run();
    if (found && found->empty()) found = Finder(text, true).run();
    if (!found) return error_of(found);
    auto checked = found->empty() ? check_beginning(text) : check_rest(text, *found);
    if (!checked) return error_of(checked);
    std::vector<TextGrid> grids;
    if (found->size() > 1) {
        if (auto rows = rows_together(text, *found); !rows.axes.empty()) {
            const auto from = found->front().place.begin;
            const auto source = text.substr(from, found->back().place.end - from);
            if (auto added = add(grids, std::move(rows), source); !added) return error_of(added);
        }
    }
    for (Found& one : *found) {
        if (auto around = apply_code_around(one.numbers, text, one.place); !around)
            return error_of(around);
        const auto source = text.substr(one.place.begin, one.place.end - one.place.begin);
        if (auto added = add(grids, std::move(one.numbers), source); !added) return error_of(added);
    }
    return grids;
}

}  // namespace poolscope::io
