/// Finds out which form a pasted text has, and reads the ones that lie in rows.
#include "io/text_grid.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "io/grids_in_text.hpp"
#include "io/number_text.hpp"
#include "model/document.hpp"
#include "poolscope/plain_code.hpp"

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

/// "1 234 5" with a no-break space before 234: a thousand, or two cells.
Result<void> check_grouped_digits(std::string_view text) {
    if (text.find_first_of("\t,;") != std::string_view::npos) return {};
    const auto digit = [&](std::size_t at) {
        return at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0;
    };
    for (const std::string_view space : {"\u00A0", "\u202F", "\u2009"}) {
        for (auto at = text.find(space); at != std::string_view::npos;
             at = text.find(space, at + 1)) {
            const std::size_t next = at + space.size();
            const bool grouped = at > 0 && digit(at - 1) && digit(next) && digit(next + 1) &&
                                 digit(next + 2) && !digit(next + 3);
            if (!grouped || text.find(' ') == std::string_view::npos) continue;
            return fail(ErrorCode::bad_format,
                        say("{0} may be a thousand or two cells",
                            quoted_excerpt(text.substr(at - 1, space.size() + 4))),
                        say("write the numbers without spaces in them"));
        }
    }
    return {};
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
    if (auto told = check_grouped_digits(text); !told) return tl::unexpected(told.error());
    const auto plain = plain_signs(text);
    auto grid = read_rows(plain ? std::string_view(*plain) : text);
    if (!grid && is_code(text))
        return fail(ErrorCode::bad_format, say("the text is code without a grid in brackets"),
                    say("run it and paste what it prints"));
    if (!grid) return tl::unexpected(grid.error());
    std::vector<TextGrid> one;
    one.push_back({.values = std::move(*grid), .source = {}});
    return one;
}

/// Whether PyTorch's C++ or an older PyTorch printed the text.
bool is_in_blocks(std::string_view text) {
    return text.find(".,.)") != std::string_view::npos ||
           text.find("Type{") != std::string_view::npos ||
           text.find("Tensor of size") != std::string_view::npos;
}

}  // namespace

Result<std::vector<TextGrid>> read_grids(std::string_view text) {
    const auto checked = checked_text(text);
    if (!checked) return tl::unexpected(checked.error());
    std::vector<TextGrid> none;
    auto grids = is_in_blocks(*checked) ? Result<std::vector<TextGrid>>(std::move(none))
                                        : find_grids(*checked);
    if (grids && grids->empty()) grids = read_rows_alone(*checked);
    if (!grids) return grids;
    for (const TextGrid& grid : *grids) {
        if (grid.values.shape().n > 1)
            return fail(ErrorCode::unsupported,
                        say("the text holds {0} samples", grid.values.shape().n),
                        say("paste one (C, H, W) grid, or save them all as .npy and open that"));
        if (auto fits = model::check_input(grid.values.shape()); !fits)
            return tl::unexpected(fits.error());
    }
    return grids;
}

Result<Tensor<float>> read_grid_text(std::string_view text) {
    auto grids = read_grids(text);
    if (!grids) return tl::unexpected(grids.error());
    if (grids->size() == 1) return std::move(grids->front().values);
    return fail(ErrorCode::bad_format,
                say("the text holds {0} grids, {1} and {2}", grids->size(), grids->front().source,
                    (*grids)[1].source),
                say("keep one of them"));
}

Result<Tensor<float>> read_csv(std::string_view text) {
    const auto checked = checked_text(text);
    if (!checked) return tl::unexpected(checked.error());
    const auto plain = plain_signs(*checked);
    auto grid = read_rows(plain ? std::string_view(*plain) : *checked);
    if (grid && grid->shape().c > 1)
        return fail(ErrorCode::bad_format,
                    say("the CSV holds {0} grids between empty lines", grid->shape().c),
                    say("keep one of them"));
    return grid;
}

}  // namespace poolscope::io
