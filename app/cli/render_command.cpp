/// `poolscope render SCENE -o FILE`: steps as pictures or numbers, with no display. Steps are
/// counted from 1, as in the caption; sizes are in logical pixels, `--scale` pixels of the picture
/// each.
#include <algorithm>
#include <csignal>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/language_option.hpp"
#include "cli/scene_argument.hpp"
#include "export/png.hpp"
#include "paint/cairo_painter.hpp"
#include "scene/scene.hpp"

namespace poolscope::cli {
namespace {

constexpr scene::Size default_size{848, 752};
constexpr int smallest_side = 320;
constexpr double largest_scale = 16;

struct RenderArguments {
    std::string scene;
    std::string output;
    std::string step;
    std::string scale;
    std::string size;
    std::string theme;
    std::string language;
    bool frames = false;
};

/// How the pictures are to look.
struct Look {
    const theme::Theme* theme = nullptr;
    scene::Size size = default_size;
    float scale = 1;
};

std::string theme_ids(std::string_view separator) {
    std::string ids;
    for (const theme::Theme* theme : theme::themes()) {
        ids += (ids.empty() ? "" : std::string(separator)) + std::string(theme->id);
    }
    return ids;
}

Result<const theme::Theme*> find_theme(const std::string& id) {
    for (const theme::Theme* theme : theme::themes()) {
        if (theme->id == id) {
            return theme;
        }
    }
    return fail(ErrorCode::bad_argument, "there is no theme \"" + id + '"',
                "use one of: " + theme_ids(", "));
}

Result<float> parse_scale(const std::string& text) {
    const auto scale = parse_number(text, "--scale");
    if (!scale) {
        return tl::unexpected(scale.error());
    }
    if (*scale < 0.25 || *scale > largest_scale) {
        return fail(ErrorCode::bad_argument, "--scale " + text + " is out of range",
                    "give a number from 0.25 to 16");
    }
    return static_cast<float>(*scale);
}

Result<scene::Size> parse_stage(const std::string& text) {
    const auto size = parse_size(text, "--size");
    if (!size) {
        return tl::unexpected(size.error());
    }
    if (std::min(size->w, size->h) < smallest_side ||
        std::max(size->w, size->h) > paint::max_picture_side) {
        return fail(ErrorCode::bad_argument, "--size " + text + " is out of range",
                    "give sides from " + std::to_string(smallest_side) + " to " +
                        std::to_string(paint::max_picture_side) + " pixels");
    }
    return scene::Size{static_cast<float>(size->w), static_cast<float>(size->h)};
}

Result<Look> parse_look(const RenderArguments& arguments, const std::string& scene_theme) {
    Look look;
    const auto theme = find_theme(arguments.theme.empty() ? scene_theme : arguments.theme);
    if (!theme) {
        return tl::unexpected(theme.error());
    }
    look.theme = *theme;
    if (!arguments.scale.empty()) {
        const auto scale = parse_scale(arguments.scale);
        if (!scale) {
            return tl::unexpected(scale.error());
        }
        look.scale = *scale;
    }
    if (!arguments.size.empty()) {
        const auto size = parse_stage(arguments.size);
        if (!size) {
            return tl::unexpected(size.error());
        }
        look.size = *size;
    }
    if (std::max(look.size.w, look.size.h) * look.scale >
        static_cast<float>(paint::max_picture_side)) {
        return fail(ErrorCode::bad_argument,
                    "the picture would be more than " + std::to_string(paint::max_picture_side) +
                        " pixels on a side",
                    "make --size or --scale smaller");
    }
    return look;
}

/// The step to show, from 0.
Result<std::size_t> parse_step(const std::string& text, const OpenedScene& scene) {
    if (text.empty()) {
        return std::min(scene.view().step, scene.steps - 1);
    }
    const auto step = parse_int(text, "--step");
    if (!step) {
        return tl::unexpected(step.error());
    }
    if (*step < 1 || static_cast<std::size_t>(*step) > scene.steps) {
        return fail(ErrorCode::bad_argument, "there is no step " + text,
                    "give a number from 1 to " + std::to_string(scene.steps));
    }
    return static_cast<std::size_t>(*step - 1);
}

scene::Scene drawing_of(const OpenedScene& scene, const Look& look, std::size_t step) {
    model::ViewState view = scene.view();
    view.step = step;
    view.glide = 1;
    return scene::build_scene({scene.document(), view, scene.results, scene.figure}, *look.theme,
                              look.size);
}

/// The exporter of single files that a file's name asks for; PNG's where it has no extension.
const exporting::Exporter* exporter_for(const std::string& file) {
    const std::string extension = std::filesystem::path(file).extension().string();
    for (const exporting::Exporter* exporter : exporting::exporters()) {
        const bool named = extension.empty() || exporter->extension == extension;
        if (!exporter->folder && named) {
            return exporter;
        }
    }
    return nullptr;
}

/// ".png, .tex, ...": each once.
std::string extensions(std::string_view separator) {
    std::string all;
    for (const exporting::Exporter* exporter : exporting::exporters()) {
        if (all.find(exporter->extension) == std::string::npos) {
            all += (all.empty() ? "" : std::string(separator)) + std::string(exporter->extension);
        }
    }
    return all;
}

/// The first option given that only drawings know.
std::string drawing_option(const RenderArguments& arguments) {
    return !arguments.step.empty()       ? "--step"
           : !arguments.scale.empty()    ? "--scale"
           : !arguments.size.empty()     ? "--size"
           : !arguments.theme.empty()    ? "--theme"
           : !arguments.language.empty() ? "--lang"
                                         : "";
}

volatile std::sig_atomic_t interrupted = 0;

/// Draws one step into a file, or all into a folder; Ctrl-C leaves nothing behind.
Outcome export_steps(const OpenedScene& scene, const Look& look, const RenderArguments& arguments) {
    exporting::Request request;
    request.scene_at = [&](std::size_t step) { return drawing_of(scene, look, step); };
    request.target = arguments.output;
    request.scale = look.scale;
    request.document = &scene.document();
    request.results = &scene.results;
    request.grain = scene.view().grain;
    if (arguments.frames) {
        request.count = scene.steps;
    } else if (const auto step = parse_step(arguments.step, scene)) {
        request.first = *step;
    } else {
        return command_fault(step.error());
    }
    std::signal(SIGINT, [](int) { interrupted = 1; });
    const exporting::Exporter& exporter =
        arguments.frames ? exporting::png_frames : *exporter_for(arguments.output);
    const auto done =
        exporter.run(request, [](std::size_t, std::size_t) { return interrupted == 0; });
    return done ? Outcome{} : input_fault(done.error());
}

Outcome run(const RenderArguments& arguments) {
    if (arguments.frames && !arguments.step.empty()) {
        return command_fault("--frames writes every step, and --step names one",
                             "leave one of them out");
    }
    const exporting::Exporter* exporter = exporter_for(arguments.output);
    if (!arguments.frames && exporter == nullptr) {
        return command_fault("-o " + arguments.output + " is no name of a file that render writes",
                             "end it in one of: " + extensions(", "));
    }
    if (!arguments.frames && !exporter->drawn) {
        if (const auto option = drawing_option(arguments); !option.empty()) {
            return command_fault(option + " is for drawings, and " + arguments.output +
                                     " holds the numbers of every step",
                                 "leave it out");
        }
    }
    const auto look = parse_look(arguments, std::string(theme::themes().front()->id));
    if (!look) {
        return command_fault(look.error());
    }
    if (const auto spoken = speak(arguments.language); !spoken) {
        return command_fault(spoken.error());
    }
    const auto scene = open_scene(arguments.scene, true);
    if (!scene) {
        return tl::unexpected(scene.error());
    }
    return export_steps(*scene, *look, arguments);
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<RenderArguments>();
    app.add_option("SCENE", arguments->scene, "scene, picture, .npy or .csv")
        ->required()
        ->type_name("");
    app.add_option("-o,--output", arguments->output,
                   "where it goes: .png and .tex draw one step, .npy and .csv hold the output, "
                   ".json every step; with --frames, the folder")
        ->required()
        ->type_name("FILE|DIR");
    app.add_option("--step", arguments->step, "the step to show, from 1 (default: the scene's own)")
        ->type_name("K");
    app.add_flag("--frames", arguments->frames, "one picture a step, into a folder");
    app.add_option("--scale", arguments->scale, "pixels a logical pixel (default: 1)")
        ->type_name("S");
    app.add_option("--size", arguments->size, "logical pixels of the drawing (default: 848x752)")
        ->type_name("WxH");
    app.add_option("--theme", arguments->theme, "colours (default: light)")
        ->type_name(theme_ids("|"));
    add_language_option(app, arguments->language);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command render_command{"render", "Draw steps as pictures, with no display", attach};

}  // namespace poolscope::cli
