/// `poolscope steps SCENE`: every step as a line of text, or as a row of CSV. Steps are counted
/// from 1 within their channel, as in the caption; rows and columns from 0.
#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/scene_argument.hpp"
#include "cli/stdout_text.hpp"
#include "poolscope/stepping.hpp"
#include "scene/formula.hpp"
#include "scene/layer_text.hpp"

namespace poolscope::cli {
namespace {

struct StepsArguments {
    std::string scene;
    bool csv = false;
};

/// Appends `fields` as one row of CSV; empty optionals leave their field empty.
class CsvRow {
public:
    template <class Number>
    CsvRow& add(Number number) {
        char digits[32];
        return add_text({digits, std::to_chars(digits, digits + sizeof digits, number).ptr});
    }
    CsvRow& add_text(std::string_view text) {
        line_ += line_.empty() ? "" : ",";
        line_ += text;
        return *this;
    }
    /// A field that may hold commas or quotes.
    CsvRow& add_quoted(std::string_view text) {
        if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
            return add_text(text);
        }
        std::string quoted = "\"";
        for (const char c : text) {
            quoted += c == '"' ? "\"\"" : std::string(1, c);
        }
        return add_text(quoted + '"');
    }
    [[nodiscard]] std::string line() && { return std::move(line_) + '\n'; }

private:
    std::string line_;
};

constexpr std::string_view csv_header =
    "step,channel,out_row,out_col,row_first,row_last,row_step,col_first,col_last,col_step,"
    "read,real,padding,overhang,selected_row,selected_col,ties,divisor,running,output\n";

std::string csv_line(const Step<float>& step, std::size_t number, const std::string& channel) {
    const Reduction<float>& result = step.reduction;
    CsvRow row;
    row.add(number).add_quoted(channel).add(step.out_row).add(step.out_col);
    for (const AxisSpan& span : {step.window.rows, step.window.cols}) {
        row.add(span.start).add(span.last()).add(span.step);
    }
    row.add(step.folded).add(step.counts.real).add(step.counts.padding).add(step.counts.overhang);
    if (result.selected) {
        const auto& winner = step.taps[*result.selected];
        row.add(winner.row).add(winner.col).add(result.ties.size()).add_text("");
    } else {
        row.add_text("").add_text("").add_text("").add(result.divisor);
    }
    row.add(result.running).add(result.output);
    return std::move(row).line();
}

std::string text_line(const OpenedScene& scene, const Operator& op, const Step<float>& step,
                      std::size_t index) {
    const model::Document& document = scene.document();
    std::string line;
    if (document.shape().c > 1) {
        line = "channel " + document.channel_names[static_cast<std::size_t>(step.c)] + " · ";
    }
    line +=
        scene::step_caption(op, document.params, step, {index, scene.steps, scene.view().grain});
    line += " · " + scene::plain_text(
                        scene::formula_pieces(scene::make_formula(op, document.params, step)));
    return line + '\n';
}

Outcome run(const StepsArguments& arguments) {
    const auto scene = open_scene(arguments.scene, false);
    if (!scene) {
        return tl::unexpected(scene.error());
    }
    const model::Document& document = scene->document();
    const Operator& op = model::operator_of(document);
    const auto steps = make_steps(*document.input, op, document.params, scene->view().grain);
    if (!steps) {
        return input_fault(steps.error());
    }
    StdoutText out;
    bool open = !arguments.csv || out.write(csv_header);
    for (std::size_t i = 0; open && i < steps->size(); ++i) {
        const Step<float> step = (*steps)[i];
        const std::size_t index = i % scene->steps;
        const auto channel = static_cast<std::size_t>(step.c);
        open = out.write(arguments.csv ? csv_line(step, index + 1, document.channel_names[channel])
                                       : text_line(*scene, op, step, index));
    }
    if (const auto written = out.finish(); !written) {
        return input_fault(written.error());
    }
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<StepsArguments>();
    app.add_option("SCENE", arguments->scene, "scene, picture, .npy or .csv")
        ->required()
        ->type_name("");
    app.add_flag("--csv", arguments->csv, "one row of CSV a step");
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command steps_command{"steps", "Print every step as text", attach};

}  // namespace poolscope::cli
