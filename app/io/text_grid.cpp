/// Finds out which form a pasted text has, and reads the ones that lie in rows.
#include "io/text_grid.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "io/bracket_text.hpp"
#include "io/number_text.hpp"
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

Layout layout_of(std::string_view text) {
    if (text.find(".,.)") != std::string_view::npos || text.find("Type{") != std::string_view::npos)
        return {};
    if (text.find('\t') != std::string_view::npos) return {'\t', DecimalMark::comma};
    if (text.find(';') != std::string_view::npos) return {';', DecimalMark::comma};
    if (text.find(',') != std::string_view::npos)
        return {',', DecimalMark::comma};  // inside quotes only
    return {};
}

/// "1,234" between tabs or in quotes: a thousand in one country and a fraction in another.
bool is_ambiguous(std::string_view field) {
    if (field.starts_with('-')) field.remove_prefix(1);
    const auto comma = field.find(',');
    if (comma == std::string_view::npos || comma < 1 || comma > 3 || field.size() != comma + 4)
        return false;
    return field.front() >= '1' && field.front() <= '9';
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
        line = layout_.delimiter == '\t' ? line : trimmed(line);
        const auto bare = trimmed(line);
        if (is_block_heading(bare)) {
            scale_ = 1.0F;
            return end_channel();
        }
        if (bare.empty()) return end_channel();
        if (is_block_ending(bare)) return {};
        if (bare.ends_with('*')) {
            const auto scale = read_number(bare.substr(0, bare.size() - 1));
            if (!scale) return at_cell(scale.error(), 1);
            scale_ = *scale;
            return {};
        }
        return add_row(line);
    }

    Result<Tensor<float>> finish() {
        if (auto ended = end_channel(); !ended) return tl::unexpected(ended.error());
        if (cells_.empty())
            return fail(ErrorCode::empty_input, say("the text holds no cells"),
                        say("give at least one number"));
        const auto rows = static_cast<int>(channel_rows_);
        return Tensor<float>({1, static_cast<int>(channels_), rows, static_cast<int>(columns_)},
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

    [[nodiscard]] Result<float> read_cell(std::string_view field) const {
        if (field.empty()) return fail(ErrorCode::bad_format, say("it is empty"));
        if (field == "..." || field == "…")
            return fail(ErrorCode::bad_format, say("cells are left out there"));
        if (layout_.delimiter != ';' && is_ambiguous(field))
            return fail(ErrorCode::bad_format,
                        say("{0} may be a thousand or a fraction", quoted_excerpt(field)));
        return read_number(field, layout_.mark);
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
    std::vector<float> cells_;
    float scale_ = 1.0F;
    std::size_t line_number_ = 0;
    std::size_t rows_ = 0;  ///< of the channel being read
    std::size_t columns_ = 0;
    std::size_t channel_rows_ = 0;  ///< of the first channel
    std::size_t channels_ = 0;      ///< finished
};

Result<Tensor<float>> read_rows(std::string_view text) {
    RowReader reader(layout_of(text));
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\r\n"), text.size());
        if (auto added = reader.add_line(text.substr(0, end)); !added)
            return tl::unexpected(added.error());
        text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2
                                                                : std::min(end + 1, text.size()));
    }
    return reader.finish();
}

/// The text without a byte order mark, or why it is no text.
Result<std::string_view> checked_text(std::string_view text) {
    if (text.size() > max_text_bytes)
        return fail(ErrorCode::too_large, say("the text is larger than 64 MiB"),
                    say("save it as .npy and open that"));
    if (text.substr(0, 2) == "\xFF\xFE" || text.substr(0, 2) == "\xFE\xFF")
        return fail(ErrorCode::unsupported, say("the text is UTF-16"), say("save it as UTF-8"));
    if (text.find('\0') != std::string_view::npos)
        return fail(ErrorCode::bad_format, say("this is no text"),
                    say("give numbers between tabs, commas or brackets"));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    return text;
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

Result<Tensor<float>> read_grid_text(std::string_view text) {
    const auto checked = checked_text(text);
    if (!checked) return tl::unexpected(checked.error());
    const auto bare = without_assignment(*checked);
    auto grid = looks_bracketed(bare) ? read_bracketed(bare) : read_rows(*checked);
    if (!grid) return grid;
    if (grid->shape().n > 1)
        return fail(ErrorCode::unsupported, say("the text holds {0} samples", grid->shape().n),
                    say("paste one (C, H, W) grid, or save them all as .npy and open that"));
    if (auto fits = model::check_input(grid->shape()); !fits) return tl::unexpected(fits.error());
    return grid;
}

Result<Tensor<float>> read_csv(std::string_view text) {
    const auto checked = checked_text(text);
    if (!checked) return tl::unexpected(checked.error());
    auto grid = read_rows(*checked);
    if (grid && grid->shape().c > 1)
        return fail(ErrorCode::bad_format,
                    say("the CSV holds {0} grids between empty lines", grid->shape().c),
                    say("keep one of them"));
    return grid;
}

}  // namespace poolscope::io
