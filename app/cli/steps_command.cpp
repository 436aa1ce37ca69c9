/// `poolscope steps SCENE`: every step as a line of text, or as a row of CSV. Steps are counted
/// from 1 within their channel, as in the caption; rows and columns from 0.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/scene_argument.hpp"
#include "cli/stdout_text.hpp"
#include "drawing/formula.hpp"
#include "drawing/layer_text.hpp"
#include "export/trace.hpp"
#include "i18n/tr.hpp"
#include "poolscope/stepping.hpp"
#include "support/digits.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;

struct StepsArguments {
    SceneArguments scene;
    bool csv = false;
};

/// The shortest digits that read back as the same number.
std::string digits_of(double number) {
    char digits[32];
    return {digits, to_digits(digits, digits + sizeof digits, number).ptr};
}

/// The weights of the taps folded so far, with spaces between.
std::string weights_text(const Step<float>& step) {
    std::string text;
    for (const double weight : step.reduction.weights)
        text += (text.empty() ? "" : " ") + digits_of(weight);
    return text;
}

std::string text_line(const OpenedScene& scene, const Operator& op, const Step<float>& step,
                      std::size_t index) {
    const model::Document& document = scene.run.document;
    std::string line;
    if (document.shape().n > 1) line = trf("sample {0} · ", step.n);
    if (scene.run.results.geometry->output.c > 1) {
        line += trf("channel {0} · ",
                    drawing::channel_names_read(document, *scene.run.results.geometry, step));
    }
    const Geometry geometry =
        plane_geometry(*scene.run.results.geometry, document.layer().params, step.n, step.c);
    line += drawing::step_caption(document.layer(), step,
                                  {index, scene.steps, scene.view.grain, &geometry});
    line += " · " + drawing::plain_text(
                        drawing::formula_pieces(drawing::make_formula(document.layer(), step)));
    if (exporting::draws_each_step(op)) line += trf(" · draw {0}", digits_of(step.draw));
    if (op.weighs) line += trf(" · weights {0}", weights_text(step));
    return line + '\n';
}

Outcome run(const StepsArguments& arguments) {
    const auto scene = open_scene(arguments.scene, false);
    if (!scene) return error_of(scene);
    const model::Document& document = scene->run.document;
    const Operator& op = *document.layer().op;
    const auto input = document.input->whole();
    const auto steps = make_steps(*input, document.layer(), scene->view.grain);
    if (!steps) return input_fault(steps.error());
    const exporting::Trace trace{document, *steps};
    StdoutText out;
    bool open = !arguments.csv || out.write(exporting::trace_csv_header());
    for (std::size_t i = 0; open && i < steps->size(); ++i) {
        const Step<float> step = (*steps)[i];
        open = out.write(arguments.csv ? exporting::trace_csv_row(trace, step)
                                       : text_line(*scene, op, step, i % scene->steps));
    }
    if (const auto written = out.finish(); !written) return input_fault(written.error());
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<StepsArguments>();
    app.add_flag("--csv", arguments->csv, tr("one row of CSV a step"));
    add_scene_arguments(app, arguments->scene);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command steps_command{"steps", word("Print every step as text"), attach};

}  // namespace poolscope::cli
