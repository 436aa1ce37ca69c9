/// Writes ledgers: the columns are one list, which every format goes through.
#include "export/ledger.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "export/json_text.hpp"
#include "i18n/tr.hpp"

namespace poolscope::exporting {

namespace {

using i18n::tr;
using i18n::word;

std::string joined(std::initializer_list<std::string> parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
    return text;
}

/// "64 x 112 x 112"; a flat output is its length, and a batch stands before.
std::string extents(const Shape& shape) {
    const std::string planes =
        shape.h == 1 && shape.w == 1
            ? std::to_string(shape.c)
            : joined({std::to_string(shape.c), std::to_string(shape.h), std::to_string(shape.w)},
                     " x ");
    return shape.n == 1 ? planes : std::to_string(shape.n) + " x " + planes;
}

/// Both axes as one where they agree; "-" where there is no such number.
std::string pair_of(const std::optional<int>& rows, const std::optional<int>& cols) {
    const auto text = [](const std::optional<int>& one) {
        return one ? std::to_string(*one) : std::string("-");
    };
    return rows == cols ? text(rows) : joined({text(rows), text(cols)}, " x ");
}

std::int64_t bytes_of(const Shape& shape) {
    return static_cast<std::int64_t>(shape.count() * sizeof(float));
}

struct Column {
    const char* heading;
    bool is_number;
    std::string (*text)(const LedgerRow& row);
    std::int64_t (*summed)(const LedgerRow& row);  ///< null: there is no sum
};

constexpr std::array columns{
    Column{word("layer"), false, [](const LedgerRow& row) { return row.name; }, nullptr},
    Column{word("kind"), false, [](const LedgerRow& row) { return row.kind; }, nullptr},
    Column{word("output"), false, [](const LedgerRow& row) { return extents(row.output); },
           nullptr},
    Column{word("parameters"), true,
           [](const LedgerRow& row) { return std::to_string(row.costs.parameters); },
           [](const LedgerRow& row) { return row.costs.parameters; }},
    Column{word("multiply-adds"), true,
           [](const LedgerRow& row) { return std::to_string(row.costs.macs); },
           [](const LedgerRow& row) { return row.costs.macs; }},
    Column{word("cells pooled"), true,
           [](const LedgerRow& row) { return std::to_string(row.costs.taps); },
           [](const LedgerRow& row) { return row.costs.taps; }},
    Column{word("bytes"), true,
           [](const LedgerRow& row) { return std::to_string(bytes_of(row.output)); },
           [](const LedgerRow& row) { return bytes_of(row.output); }},
    Column{word("receptive field"), true,
           [](const LedgerRow& row) { return pair_of(row.costs.rows.size, row.costs.cols.size); },
           nullptr},
    Column{word("jump"), true,
           [](const LedgerRow& row) { return pair_of(row.costs.rows.jump, row.costs.cols.jump); },
           nullptr}};

std::int64_t sum_of(const std::vector<LedgerRow>& rows,
                    std::int64_t (*summed)(const LedgerRow& row)) {
    std::int64_t sum = 0;
    for (const LedgerRow& row : rows) sum += summed(row);
    return sum;
}

using Line = std::array<std::string, columns.size()>;

/// The headings, a line a layer, and the sums.
std::vector<Line> lines_of(const std::vector<LedgerRow>& rows) {
    std::vector<Line> lines(rows.size() + 2);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = columns[i];
        lines.front()[i] = tr(column.heading);
        for (std::size_t row = 0; row < rows.size(); ++row)
            lines[row + 1][i] = column.text(rows[row]);
        if (column.summed != nullptr) lines.back()[i] = std::to_string(sum_of(rows, column.summed));
    }
    lines.back()[0] = tr("all");
    return lines;
}

/// Characters, not bytes: a Chinese one is counted as two columns wide.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80)
            width += 1;
        else if (byte >= 0xE0)
            width += 2;
        else if (byte >= 0xC0)
            width += 1;
    }
    return width;
}

std::string table_text(const std::vector<Line>& lines) {
    std::array<std::size_t, columns.size()> widths{};
    for (const Line& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], width_of(line[i]));
    std::string text;
    for (const Line& line : lines) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string blanks(widths[i] - width_of(line[i]), ' ');
            row +=
                (i > 0 ? "  " : "") + (columns[i].is_number ? blanks + line[i] : line[i] + blanks);
        }
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + '\n';
    }
    return text;
}

/// `text` with a backslash before each of `signs`.
std::string escaped(std::string_view text, std::string_view signs) {
    std::string safe;
    for (const char c : text) {
        if (signs.find(c) != std::string_view::npos) safe += '\\';
        safe += c;
    }
    return safe;
}

std::string markdown_text(const std::vector<Line>& lines) {
    std::string text;
    for (std::size_t row = 0; row < lines.size(); ++row) {
        text += '|';
        for (const std::string& cell : lines[row]) text += ' ' + escaped(cell, "|_*`\\") + " |";
        text += '\n';
        if (row > 0) continue;
        for (const Column& column : columns) text += column.is_number ? "| ---: " : "| --- ";
        text += "|\n";
    }
    return text;
}

std::string latex_text(const std::vector<Line>& lines) {
    std::string text = "\\begin{tabular}{";
    for (const Column& column : columns) text += column.is_number ? 'r' : 'l';
    text += "}\n\\hline\n";
    for (std::size_t row = 0; row < lines.size(); ++row) {
        if (row + 1 == lines.size()) text += "\\hline\n";
        for (std::size_t i = 0; i < columns.size(); ++i)
            text += (i > 0 ? " & " : "") + escaped(lines[row][i], "#$%&_{}");
        text += row == 0 ? " \\\\\n\\hline\n" : " \\\\\n";
    }
    return text + "\\hline\n\\end{tabular}\n";
}

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

std::string csv_text(const std::vector<LedgerRow>& rows) {
    std::string text =
        "name,kind,n,c,h,w,parameters,macs,taps,bytes,receptive_field_h,receptive_field_w,jump_h,"
        "jump_w\n";
    for (const LedgerRow& row : rows) {
        const Shape& out = row.output;
        const auto jump = [](const std::optional<int>& one) {
            return one ? std::to_string(*one) : std::string();
        };
        text += joined({csv_cell(row.name), row.kind, std::to_string(out.n), std::to_string(out.c),
                        std::to_string(out.h), std::to_string(out.w),
                        std::to_string(row.costs.parameters), std::to_string(row.costs.macs),
                        std::to_string(row.costs.taps), std::to_string(bytes_of(out)),
                        std::to_string(row.costs.rows.size), std::to_string(row.costs.cols.size),
                        jump(row.costs.rows.jump), jump(row.costs.cols.jump)},
                       ",") +
                "\n";
    }
    return text;
}

std::string json_shape(const Shape& shape) {
    return '[' +
           joined({std::to_string(shape.n), std::to_string(shape.c), std::to_string(shape.h),
                   std::to_string(shape.w)},
                  ", ") +
           ']';
}

std::string json_pair(const std::optional<int>& rows, const std::optional<int>& cols) {
    const auto text = [](const std::optional<int>& one) {
        return one ? std::to_string(*one) : std::string("null");
    };
    return '[' + joined({text(rows), text(cols)}, ", ") + ']';
}

std::string json_row(const LedgerRow& row) {
    const LayerCosts& costs = row.costs;
    return "    {\"name\": " + json_text(row.name) + ", \"kind\": " + json_text(row.kind) +
           ", \"input_shape\": " + json_shape(row.input) +
           ", \"output_shape\": " + json_shape(row.output) +
           ", \"parameters\": " + std::to_string(costs.parameters) +
           ", \"macs\": " + std::to_string(costs.macs) +
           ", \"taps\": " + std::to_string(costs.taps) +
           ", \"receptive_field\": " + json_pair(costs.rows.size, costs.cols.size) +
           ", \"jump\": " + json_pair(costs.rows.jump, costs.cols.jump) + "}";
}

std::string json_ledger(const std::vector<LedgerRow>& rows) {
    std::string text = "{\n  \"layers\": [\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        text += json_row(rows[i]) + (i + 1 < rows.size() ? ",\n" : "\n");
    const auto sum = [&rows](std::int64_t (*summed)(const LedgerRow& row)) {
        return std::to_string(sum_of(rows, summed));
    };
    return text + "  ],\n  \"parameters\": " +
           sum([](const LedgerRow& row) { return row.costs.parameters; }) +
           ",\n  \"macs\": " + sum([](const LedgerRow& row) { return row.costs.macs; }) + "\n}\n";
}

}  // namespace

std::vector<LedgerRow> ledger_of(const Network& network, const Shape& input,
                                 const NetworkShapes& shapes) {
    const auto costs = costs_of(network, input, shapes);
    std::vector<LedgerRow> rows;
    for (std::size_t i = 0; i < shapes.outputs.size(); ++i) {
        const NetworkLayer& one = network.layers[i];
        const int from = one.inputs.empty() ? network_input : one.inputs.front();
        rows.push_back(
            {one.name, std::string(kind_id(one.layer)),
             from == network_input ? input : shapes.outputs[static_cast<std::size_t>(from)],
             shapes.outputs[i], costs[i]});
    }
    return rows;
}

std::string ledger_text(const std::vector<LedgerRow>& rows, LedgerFormat format) {
    switch (format) {
        case LedgerFormat::table:
            return table_text(lines_of(rows));
        case LedgerFormat::json:
            return json_ledger(rows);
        case LedgerFormat::csv:
            return csv_text(rows);
        case LedgerFormat::markdown:
            return markdown_text(lines_of(rows));
        case LedgerFormat::latex:
            return latex_text(lines_of(rows));
    }
    return {};
}

}  // namespace poolscope::exporting
