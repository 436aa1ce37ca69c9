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
    "read,real,padding,overhang,selected_row,selected_col,ties,divisor,running,output,"
    "sample,selected_channel,draw,weights\n";

/// Whether the steps of `op` each draw a number (a fractional layer draws for its windows alone).
bool draws(const Operator& op) {
    return op.seeded && !op.placement;
}

/// The shortest digits that read back as the same number.
std::string digits_of(double number) {
    char digits[32];
    return {digits, std::to_chars(digits, digits + sizeof digits, number).ptr};
}

/// The weights of the taps folded so far, with spaces between.
std::string weights_text(const Step<float>& step) {
    std::string text;
    for (const double weight : step.reduction.weights) {
        text += (text.empty() ? "" : " ") + digits_of(weight);
    }
    return text;
}

/// The names of the channels that the step reads: "R", or "0, 1" where it spans several.
std::string channel_of(const OpenedScene& scene, const Step<float>& step) {
    const int group = scene.results.geometry->channel_group;
    std::string text;
    for (int k = 0; k < group; ++k) {
        const auto channel = static_cast<std::size_t>(step.c * group + k);
        text += (text.empty() ? "" : ", ") + scene.document().channel_names[channel];
    }
    return text;
}

std::string csv_line(const Operator& op, const Step<float>& step, std::size_t number,
                     const std::string& channel) {
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
        row.add_text("").add_text("").add_text("");
        op.averages() ? row.add(result.divisor) : row.add_text("");
    }
    row.add(result.running).add(result.output).add(step.n);
    result.selected ? row.add(step.taps[*result.selected].channel) : row.add_text("");
    draws(op) ? row.add(step.draw) : row.add_text("");
    row.add_text(weights_text(step));
    return std::move(row).line();
}

std::string text_line(const OpenedScene& scene, const Operator& op, const Step<float>& step,
                      std::size_t index) {
    const model::Document& document = scene.document();
    std::string line;
    if (document.shape().n > 1) {
        line = "sample " + std::to_string(step.n) + " · ";
    }
    if (scene.results.geometry->output.c > 1) {
        line += "channel " + channel_of(scene, step) + " · ";
    }
    const Geometry geometry =
        plane_geometry(*scene.results.geometry, document.params, step.n, step.c);
    line += scene::step_caption(op, document.params, step,
                                {index, scene.steps, scene.view().grain, &geometry});
    line += " · " + scene::plain_text(
                        scene::formula_pieces(scene::make_formula(op, document.params, step)));
    if (draws(op)) {
        line += " · draw " + digits_of(step.draw);
    }
    if (op.weighs) {
        line += " · weights " + weights_text(step);
    }
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
        open = out.write(arguments.csv ? csv_line(op, step, index + 1, channel_of(*scene, step))
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
