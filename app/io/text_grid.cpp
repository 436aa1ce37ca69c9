/// Finds out which form a pasted text has, and reads the ones that lie in rows.
#include "io/text_grid.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "io/bracket_text.hpp"
#include "io/narrow.hpp"
#include "io/number_text.hpp"
#include "io/plain_text.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

constexpr char any_spaces = ' ';

/// What stands between the cells of a row, and within a cell.
struct Layout {
    char delimiter = any_spaces;  ///< '\t', ';', ',' or any_spaces
    DecimalMark mark = DecimalMark::point;
};

/// "(0,.,.) =", which begins a channel in PyTorch's older print-outs and in its C++ ones.
bool is_block_heading(std::string_view line) {
    return line.starts_with('(') && line.find(".,.)") != std::string_view::npos &&
           line.ends_with('=');
}

/// "[ CPUFloatType{2,2} ]" or "[torch.FloatTensor of size 2x2]", which ends such a print-out.
bool is_block_ending(std::string_view line) {
    return line.starts_with('[') && line.ends_with(']') &&
           (line.find("Type{") != std::string_view::npos ||
            line.find("Tensor of size") != std::string_view::npos);
}

/// "1,234" between tabs or in quotes: a thousand in one country and a fraction in another.
bool is_ambiguous(std::string_view field) {
    if (field.starts_with('-')) field.remove_prefix(1);
    const auto comma = field.find(',');
    if (comma == std::string_view::npos || comma < 1 || comma > 3 || field.size() != comma + 4)
        return false;
    return field.front() >= '1' && field.front() <= '9';
}

/// "1 234" with a space that plain_text() keeps: one number with its digits grouped, or two.
bool may_be_two(std::string_view field) {
    return std::ranges::any_of(
        std::array{"\u00A0", "\u2007", "\u2009", "\u202F"},
        [&](std::string_view space) { return field.find(space) != std::string_view::npos; });
}

/// A row without what may stand at its end beside its last cell: spaces, tabs, semicolons.
std::string_view bare_row(std::string_view line) {
    const auto first = line.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    const auto last = line.find_last_not_of(" \t;");
    return last == std::string_view::npos ? std::string_view{}
                                          : line.substr(first, last + 1 - first);
}

/// Splits a line into cells; quotes may surround a cell.
class Fields {
public:
    Fields(std::string_view line, char delimiter) : rest_(line), delimiter_(delimiter) {}

    /// The next cell, or false at the line's end.
    [[nodiscard]] bool next(std::string_view& field) {
        if (delimiter_ == any_spaces) {
            rest_ = trimmed(rest_);
            if (rest_.empty()) return false;
            field = rest_.substr(0, rest_.find_first_of(" \t"));
            rest_.remove_prefix(field.size());
            return true;
        }
        if (ended_) return false;
        const auto start = rest_.find_first_not_of(' ');
        std::size_t from = 0;
        if (start != std::string_view::npos && rest_[start] == '"')
            from = std::min(rest_.find('"', start + 1), rest_.size());
        const auto end = rest_.find(delimiter_, from);
        ended_ = end == std::string_view::npos;
        field = trimmed(rest_.substr(0, end));
        if (!ended_) rest_.remove_prefix(end + 1);
        // A delimiter at the line's end adds no cell.
        if (ended_ && field.empty() && any_) return false;
        any_ = true;
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
            field = trimmed(field.substr(1, field.size() - 2));
        return true;
    }

private:
    std::string_view rest_;
    char delimiter_;
    bool any_ = false;
    bool ended_ = false;
};

/// Collects rows into channels of equal shape.
class RowReader {
public:
    explicit RowReader(Layout layout) : layout_(layout) {}

    Result<void> add_line(std::string_view line) {
        ++line_number_;
        const auto said = without_remark(line);
        const auto bare = bare_row(said);
        if (is_block_heading(bare)) {
            scale_ = 1.0;
            return end_channel();
        }
        // A line that is a remark is as good as not there.
        if (bare.empty()) return said.size() < line.size() ? Result<void>{} : end_channel();
        if (is_block_ending(bare)) return {};
        if (bare.ends_with('*')) {
            const auto scale = read_wide_number(bare.substr(0, bare.size() - 1));
            if (!scale) return at_cell(scale.error(), 1);
            scale_ = *scale;
            return {};
        }
        return add_row(bare);
    }

    Result<Tensor<double>> finish() {
        if (auto ended = end_channel(); !ended) return error_of(ended);
        if (cells_.empty())
            return fail(ErrorCode::empty_input, say("the text holds no cells"),
                        say("give at least one number"));
        const auto rows = static_cast<int>(channel_rows_);
        return Tensor<double>({1, static_cast<int>(channels_), rows, static_cast<int>(columns_)},
                              std::move(cells_));
    }

private:
    Result<void> add_row(std::string_view line) {
        Fields fields(line, layout_.delimiter);
        std::size_t column = 0;
        for (std::string_view field; fields.next(field);) {
            ++column;
            const auto value = read_cell(field);
            if (!value) return at_cell(value.error(), column);
            cells_.push_back(*value * scale_);
        }
        if (columns_ == 0) columns_ = column;
        if (column != columns_)
            return fail(ErrorCode::bad_format,
                        say("row {0} has {1} cells where the first has {2}", line_number_, column,
                            columns_),
                        say("give every row the same number of cells"));
        ++rows_;
        return {};
    }

    [[nodiscard]] Result<double> read_cell(std::string_view field) const {
        if (field.empty()) return fail(ErrorCode::bad_format, say("it is empty"));
        if (field == "..." || field == "…")
            return fail(ErrorCode::bad_format, say("cells are left out there"));
        if (layout_.delimiter != ';' && is_ambiguous(field))
            return fail(ErrorCode::bad_format,
                        say("{0} may be a thousand or a fraction", quoted_excerpt(field)));
        if (may_be_two(field))
            return fail(ErrorCode::bad_format,
                        say("{0} may be one number or two", quoted_excerpt(field)));
        return read_wide_number(field, layout_.mark);
    }

    [[nodiscard]] Result<void> at_cell(const Error& error, std::size_t column) const {
        return fail(error.code, say("row {0}, column {1}: {2}", line_number_, column, error.what),
                    say("put a number there, and leave headings out"));
    }

    Result<void> end_channel() {
        if (rows_ == 0) return {};
        if (channels_ == 0) channel_rows_ = rows_;
        if (rows_ != channel_rows_)
            return fail(
                ErrorCode::bad_format,
                say("the channel that ends before row {0} has {1} rows where the first has {2}",
                    line_number_, rows_, channel_rows_),
                say("give every channel the same number of rows, and leave empty lines out within "
                    "one"));
        ++channels_;
        rows_ = 0;
        return {};
    }

    Layout layout_;
    std::vector<double> cells_;
    double scale_ = 1.0;
    std::size_t line_number_ = 0;
    std::size_t rows_ = 0;  ///< of the channel being read
    std::size_t columns_ = 0;
    std::size_t channel_rows_ = 0;  ///< of the first channel
    std::size_t channels_ = 0;      ///< finished
};

Result<Tensor<double>> read_rows(std::string_view text, Layout layout) {
    RowReader reader(layout);
    while (!text.empty())
        if (auto added = reader.add_line(take_line(text)); !added) return error_of(added);
    return reader.finish();
}

/// What could stand between the cells, the likeliest first.
std::vector<Layout> layouts_of(std::string_view text) {
    if (text.find(".,.)") != std::string_view::npos || text.find("Type{") != std::string_view::npos)
        return {{}};
    std::vector<Layout> layouts;
    std::string found;
    for (auto rest = text; !rest.empty();)
        for (const char c : bare_row(without_remark(take_line(rest))))
            if ((c == '\t' || c == ';' || c == ',') && found.find(c) == std::string::npos)
                found += c;
    for (const char delimiter : {'\t', ';', ','})
        if (found.find(delimiter) != std::string::npos)
            layouts.push_back({delimiter, DecimalMark::comma});  // of ',' inside quotes only
    layouts.push_back({});
    if (found.find(',') != std::string::npos) layouts.push_back({any_spaces, DecimalMark::comma});
    return layouts;
}

/// Whether a layout cuts every row into the same number of cells, 2 or more.
bool cuts_evenly(std::string_view text, const Layout& layout) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const auto row = bare_row(without_remark(take_line(text)));
        if (row.empty()) continue;
        Fields fields(row, layout.delimiter);
        std::size_t count = 0;
        for (std::string_view field; fields.next(field);) ++count;
        if (columns == 0) columns = count;
        if (count != columns) return false;
    }
    return columns > 1;
}

/// "sep=;", by which a spreadsheet is told what stands between cells; taken off the front.
std::optional<Layout> take_separator(std::string_view& text) {
    auto rest = text;
    auto line = trimmed(take_line(rest));
    if (line.size() > 1 && line.front() == '"' && line.back() == '"')
        line = line.substr(1, line.size() - 2);
    if (!line.starts_with("sep=") || line.size() > 5) return std::nullopt;
    const char delimiter = line.size() == 5 ? line[4] : '\t';  // a tab was taken for a space
    text = rest;
    return Layout{delimiter, delimiter == ',' ? DecimalMark::point : DecimalMark::comma};
}

/// Rows under the first layout that cuts all of them alike into numbers; else what is wrong under
/// the one that comes nearest to it.
Result<Tensor<double>> read_rows(std::string_view text) {
    if (const auto said = take_separator(text)) return read_rows(text, *said);
    const auto layouts = layouts_of(text);
    for (const Layout& layout : layouts)
        if (auto grid = read_rows(text, layout)) return grid;
    const auto even = std::ranges::find_if(
        layouts, [&](const Layout& layout) { return cuts_evenly(text, layout); });
    return read_rows(text, even == layouts.end() ? layouts.front() : *even);
}

/// The text without its remarks, which a bracketed grid may have within it.
std::string without_remarks(std::string_view text) {
    std::string bare;
    bare.reserve(text.size());
    while (!text.empty()) {
        bare += without_remark(take_line(text));
        bare += '\n';
    }
    return bare;
}

/// `x = [[1, 2]]` without the name.
std::string_view without_assignment(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return text;
    auto end = first;
    const auto is_name = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    };
    while (end < text.size() && is_name(text[end])) ++end;
    const auto equals = text.find_first_not_of(' ', end);
    const bool assigns = end > first &&
                         std::isdigit(static_cast<unsigned char>(text[first])) == 0 &&
                         equals != std::string_view::npos && text[equals] == '=';
    return assigns ? text.substr(equals + 1) : text;
}

}  // namespace

bool is_text_ending(std::string_view ending) {
    return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

Result<Tensor<double>> read_wide_grid(std::string_view text) {
    const auto plain = plain_text(text);
    if (!plain) return error_of(plain);
    const auto bare = without_remarks(*plain);
    const auto unnamed = without_assignment(bare);
    auto grid = looks_bracketed(unnamed) ? read_bracketed(unnamed) : read_rows(*plain);
    if (grid && grid->shape().n > 1)
        return fail(ErrorCode::unsupported, say("the text holds {0} samples", grid->shape().n),
                    say("paste one (C, H, W) grid, or save them all as .npy and open that"));
    return grid;
}

Result<Tensor<float>> read_grid_text(std::string_view text) {
    auto grid = read_wide_grid(text);
    if (!grid) return error_of(grid);
    if (auto fits = model::check_input(grid->shape()); !fits) return error_of(fits);
    return narrowed(std::move(*grid)).map([](Narrowed&& narrow) {
        return std::move(narrow.values);
    });
}

Result<Tensor<double>> read_csv(std::string_view text) {
    const auto plain = plain_text(text);
    if (!plain) return error_of(plain);
    auto grid = read_rows(*plain);
    if (grid && grid->shape().c > 1)
        return fail(ErrorCode::bad_format,
                    say("the CSV holds {0} grids between empty lines", grid->shape().c),
                    say("keep one of them"));
    return grid;
}

}  // namespace poolscope::io
