/// Steps as rows of CSV (see trace.hpp).

#include "drawing/layer_text.hpp"
#include "export/trace.hpp"
#include "support/digits.hpp"

namespace poolscope::exporting {

namespace {

/// Fields with commas between, on one line.
class CsvRow {
public:
    template <class Number>
    CsvRow& add(Number number) {
        char digits[32];
        return add_text({digits, to_digits(digits, digits + sizeof digits, number).ptr});
    }
    CsvRow& add_text(std::string_view text) {
        line_ += line_.empty() ? "" : ",";
        line_ += text;
        return *this;
    }
    /// A field that may hold commas or quotes.
    CsvRow& add_quoted(std::string_view text) {
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) return add_text(text);
        std::string quoted = "\"";
        for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
        return add_text(quoted + '"');
    }
    /// Numbers with spaces between, as one field.
    template <class Numbers, class NumberOf>
    CsvRow& add_list(const Numbers& numbers, NumberOf number_of) {
        std::string text;
        for (const auto& one : numbers) {
            char digits[32];
            if (!text.empty()) text += ' ';
            text.append(digits, to_digits(digits, digits + sizeof digits, number_of(one)).ptr);
        }
        return add_text(text);
    }
    [[nodiscard]] std::string line() && { return std::move(line_) + '\n'; }

private:
    std::string line_;
};

std::string kinds_of(const Step<float>& step) {
    constexpr std::string_view letters = "rpo";
    std::string kinds;
    for (const Tap<float>& tap : step.taps) kinds += letters[static_cast<std::size_t>(tap.kind)];
    return kinds;
}

}  // namespace

std::string_view trace_csv_header() {
    return "step,channel,out_row,out_col,row_first,row_last,row_step,col_first,col_last,col_step,"
           "read,real,padding,overhang,selected_row,selected_col,ties,divisor,running,output,"
           "sample,selected_channel,draw,weights,tap_kinds,tap_values\n";
}

std::string trace_csv_row(const Trace& trace, const Step<float>& step) {
    const Operator& op = *trace.steps.layer().op;
    const Reduction<float>& result = step.reduction;
    CsvRow row;
    row.add(step.index % trace.steps.plane_size() + 1)
        .add_quoted(drawing::channel_names_read(trace.document, trace.steps.geometry(), step));
    row.add(step.out_row).add(step.out_col);
    for (const AxisSpan& span : {step.window.rows, step.window.cols})
        row.add(span.start).add(span.last()).add(span.step);
    row.add(step.folded).add(step.counts.real).add(step.counts.padding).add(step.counts.overhang);
    if (result.selected) {
        const auto& winner = step.taps[*result.selected];
        row.add(winner.row).add(winner.col).add(result.ties.size()).add_text("");
    } else {
        row.add_text("").add_text("").add_text("");
        op.averages() ? row.add(result.divisor) : row.add_text("");
    }
    row.add(result.running).add(result.output).add(step.n);
    result.selected ? row.add(step.taps[*result.selected].channel) : row.add_text("");
    draws_each_step(op) ? row.add(step.draw) : row.add_text("");
    const bool weighted = has_tap_weights(trace.steps.layer());
    if (weighted)
        row.add_list(step.taps, [](const Tap<float>& tap) { return tap.weight; });
    else
        row.add_list(result.weights, [](double weight) { return weight; });
    row.add_text(kinds_of(step));
    row.add_list(step.taps, [](const Tap<float>& tap) { return tap.value; });
    return std::move(row).line();
}

}  // namespace poolscope::exporting
