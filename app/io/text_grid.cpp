/// Finds out which form a pasted text has, and reads the ones that lie in rows.
#include "io/text_grid.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

#include "io/narrow.hpp"
#include "io/number_text.hpp"
#include "io/text/grids_in_text.hpp"
#include "io/text/plain_text.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

constexpr char any_spaces = ' ';

/// What stands between the cells of a row, and within a cell.
struct Layout {
    char delimiter = any_spaces;  ///< '\t', ';', ',' or any_spaces
    DecimalMark mark = DecimalMark::point;
};

/// Whether PyTorch's C++ or an older PyTorch printed the text.
bool is_in_blocks(std::string_view text) {
    return text.find(".,.)") != std::string_view::npos ||
           text.find("Type{") != std::string_view::npos ||
           text.find("Tensor of size") != std::string_view::npos;
}

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
        return read_wide_number(field, layout_.mark);
    }

    [[nodiscard]] Result<void> at_cell(const Error& error, std::size_t column) const {
        return fail(error.code, say("row {0}, column {1}: {2}", line_number_, column, error.what),
                    error.code == ErrorCode::too_large
                        ? say("make it smaller")
                        : say("put a number there, and leave headings out"));
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
    if (is_in_blocks(text)) return {{}};
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
    for (const Layout& layout : layouts) {
        // "1,2" in a line of its own may be two cells as well as a fraction.
        const bool guessed = layout.delimiter == any_spaces && layout.mark == DecimalMark::comma;
        if (guessed && !cuts_evenly(text, layout)) continue;
        if (auto grid = read_rows(text, layout)) return grid;
    }
    const auto even = std::ranges::find_if(
        layouts, [&](const Layout& layout) { return cuts_evenly(text, layout); });
    return read_rows(text, even == layouts.end() ? layouts.front() : *even);
}

/// Whether a call stands in the first line: "np.arange(4)", "x = f(".
bool is_code(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    const auto line = text.substr(first, text.find_first_of("\r\n", first) - first);
    const auto open = line.find('(');
    return open != std::string_view::npos && open > 0 &&
           (std::isalnum(static_cast<unsigned char>(line[open - 1])) != 0 || line[open - 1] == '_');
}

Result<std::vector<TextGrid>> read_rows_alone(std::string_view text) {
    auto grid = read_rows(text);
    if (!grid && is_code(text))
        return fail(ErrorCode::bad_format, say("the text is code without a grid in brackets"),
                    say("run it and paste what it prints"));
    if (!grid) return error_of(grid);
    std::vector<TextGrid> one;
    one.push_back({.values = std::move(*grid), .source = {}});
    return one;
}

}  // namespace

bool is_text_ending(std::string_view ending) {
    return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

Result<std::vector<TextGrid>> read_grids(std::string_view text) {
    const auto plain = plain_text(text);
    if (!plain) return error_of(plain);
    auto grids =
        is_in_blocks(*plain) ? Result<std::vector<TextGrid>>(tl::in_place) : find_grids(*plain);
    if (grids && grids->empty()) grids = read_rows_alone(*plain);
    if (!grids) return grids;
    for (const TextGrid& grid : *grids)
        if (grid.values.shape().n > 1)
            return fail(ErrorCode::unsupported,
                        say("the text holds {0} samples", grid.values.shape().n),
                        say("paste one (C, H, W) grid, or save them all as .npy and open that"));
    return grids;
}

Result<TextGrid> read_only_grid(std::string_view text) {
    auto grids = read_grids(text);
    if (!grids) return error_of(grids);
    if (grids->size() == 1) return std::move(grids->front());
    return fail(ErrorCode::bad_format,
                say("the text holds {0} grids, {1} and {2}", grids->size(), grids->front().source,
                    (*grids)[1].source),
                say("keep one of them"));
}

Result<Tensor<float>> read_grid_text(std::string_view text) {
    auto grid = read_only_grid(text);
    if (!grid) return error_of(grid);
    if (auto fits = model::check_input(grid->values.shape()); !fits) return error_of(fits);
    return narrowed(std::move(grid->values)).map([](Narrowed&& narrow) {
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
