/// Reads the options of `render`, and refuses those that the output does not know. Steps are
/// counted from 1, as in the caption.
#include "cli/render_options.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/language_option.hpp"
#include "export/medium.hpp"
#include "export/timeline.hpp"
#include "i18n/tr.hpp"
#include "io/folders.hpp"
#include "paint/pixels.hpp"

namespace poolscope::cli {
namespace {

using exporting::Exporter;
using exporting::Kind;
using i18n::tr;

constexpr double smallest_scale = 0.25, largest_scale = 16;

/// The ids of a list: "light, dark".
template <class List>
std::string ids_of(const List& list, std::string_view separator) {
    std::string ids;
    for (const auto& item : list) ids += (ids.empty() ? "" : std::string(separator)) + item;
    return ids;
}

std::vector<std::string> theme_ids() {
    std::vector<std::string> ids;
    for (const theme::Theme* theme : theme::themes()) ids.emplace_back(theme->id);
    return ids;
}

std::vector<std::string> selection_ids() {
    std::vector<std::string> ids;
    for (const drawing::Selection& selection : drawing::selections())
        ids.emplace_back(selection.id);
    return ids;
}

std::vector<std::string> medium_ids() {
    std::vector<std::string> ids;
    for (const exporting::Medium& medium : exporting::media()) ids.emplace_back(medium.id);
    return ids;
}

/// ".png", ".tex", ...: each once.
std::vector<std::string> extensions() {
    std::vector<std::string> all;
    for (const Exporter* exporter : exporting::exporters()) {
        const std::string extension(exporter->extension);
        if (std::ranges::find(all, extension) == all.end()) all.push_back(extension);
    }
    return all;
}

tl::unexpected<Error> wrong(Message what, Message remedy) {
    return fail(ErrorCode::bad_argument, std::move(what), std::move(remedy));
}

/// `text`, or the first of the list where it is empty.
Result<std::string> parse_id(const std::string& text, const char* what,
                             const std::vector<std::string>& ids) {
    if (text.empty()) return ids.front();
    if (std::ranges::find(ids, text) != ids.end()) return text;
    return wrong(say("there is no {0} \"{1}\"", named(what), text),
                 say("use one of: {0}", ids_of(ids, ", ")));
}

/// The folder or file, and who writes it.
Result<void> parse_target(const RenderArguments& given, model::ExportPlan& plan) {
    if (given.frames) {
        if (!given.frames->empty() && !given.output.empty())
            return wrong(say("--frames and -o both say where the pictures go"),
                         say("leave one of them out"));
        plan.format = "png-frames";
        plan.target = given.frames->empty() ? given.output : *given.frames;
        if (plan.target.empty())
            return wrong(say("--frames names no folder"), say("write --frames DIR"));
        return {};
    }
    if (given.output.empty()) return wrong(say("there is no -o FILE"), say("name a file to write"));
    plan.target = given.output;
    const Exporter* exporter = plan.target.has_extension() ? exporting::exporter_for(plan.target)
                                                           : exporting::exporters().front();
    if (exporter == nullptr)
        return wrong(say("-o {0} is no name of a file that render writes", given.output),
                     say("end it in one of: {0}", ids_of(extensions(), ", ")));
    plan.format = exporter->id;
    if (!plan.target.has_extension() && !io::is_device(plan.target))
        plan.target = exporting::with_extension(plan.target, *exporter);
    return {};
}

/// An option and the outputs that know it.
struct Known {
    const char* option;
    bool given;
    bool fits;
    const char* where;
};

Result<void> check_options(const RenderArguments& given, const Exporter& exporter) {
    const bool drawn = exporter.drawn(), moves = exporter.kind == Kind::animation;
    const bool picture = exporter.kind == Kind::picture, sheet = given.plan.sheet;
    const char* const drawings = word("drawings, and the output holds the numbers of every step");
    const char* const animations = word("animations (.gif, .mp4, .webm, .webp, .apng)");
    const auto typed = [&](const char* option, bool fits, const char* where) {
        return Known{option, !given.text(option).empty(), fits, where};
    };
    const std::array known{
        typed("--step", picture && !sheet,
              drawn ? word("a picture of one step; --steps A:B names a range") : drawings),
        typed("--steps", exporter.takes_range() && (!picture || sheet),
              drawn ? word("animations, --frames and --sheet; --step names one")
                    : word("what has rows for steps (.json)")),
        Known{"--sheet", sheet, picture, word("pictures (.png, .svg, .pdf, .tex)")},
        typed("--only", drawn, drawings),
        typed("--scale", drawn, drawings),
        typed("--size", drawn, drawings),
        Known{"--theme", !given.plan.theme.empty(), drawn, drawings},
        Known{"--lang", !given.plan.language.empty(), drawn, drawings},
        Known{"--transparent", given.plan.transparent, exporter.transparent,
              word("pictures, --frames, .webp and .apng")},
        typed("--text", exporter.outlines, ".svg"),
        Known{"--snippet", given.plan.snippet, exporter.snippet, ".tex"},
        Known{"--glide", given.plan.glide, moves, animations},
        typed("--fps", moves, animations),
        typed("--hold", moves, animations),
        typed("--loop", exporter.repeats,
              word("GIF, WebP and APNG; a video is repeated by what plays it")),
        typed("--pace", moves && given.plan.glide, word("animations with --glide"))};
    if (const std::string seen = given.scene.view.first(); !seen.empty() && !drawn)
        return wrong(say("{0} is for {1}", seen, named(drawings)), say("leave it out"));
    for (const Known& one : known)
        if (one.given && !one.fits)
            return wrong(say("{0} is for {1}", one.option, named(one.where)), say("leave it out"));
    return {};
}

/// Leaves `value` as it is where the option does not stand there.
template <class Value>
Result<void> read(const RenderArguments& given, const char* option, Value& value) {
    const std::string& text = given.text(option);
    if (text.empty()) return {};
    if constexpr (std::is_same_v<Value, int>)
        return parse_int(text, option).map([&](int number) { value = number; });
    else
        return parse_number(text, option).map([&](double number) { value = number; });
}

Result<void> parse_scale(const RenderArguments& given, model::ExportPlan& plan) {
    double scale = plan.scale;
    return read(given, "--scale", scale).and_then([&]() -> Result<void> {
        if (scale < smallest_scale || scale > largest_scale)
            return wrong(say("--scale {0} is out of range", given.text("--scale")),
                         say("give a number from 0.25 to 16"));
        plan.scale = static_cast<float>(scale);
        return {};
    });
}

Result<void> parse_size(const RenderArguments& given, model::ExportPlan& plan) {
    const std::string& text = given.text("--size");
    if (exporting::find_medium(text) != nullptr) {
        plan.medium = text;
        if (given.text("--scale").empty()) return {};
        return wrong(say("--size {0} says how large it is, and --scale says it again", text),
                     say("leave --scale out, or give --size in pixels"));
    }
    plan.fits = text.empty();
    if (!plan.fits) {
        const int smallest = model::offered_side.low;
        auto size = cli::parse_size(text, "--size");
        if (!size) {
            size.error().remedy =
                say("{0}, or one of: {1}", size.error().remedy, ids_of(medium_ids(), ", "));
            return error_of(size);
        }
        if (std::min(size->w, size->h) < smallest ||
            std::max(size->w, size->h) > paint::max_picture_side)
            return wrong(
                say("--size {0} is out of range", text),
                say("give sides from {0} to {1} pixels", smallest, paint::max_picture_side));
        plan.width = size->w;
        plan.height = size->h;
    }
    const drawing::Size layout = exporting::layout_of(plan);
    if (std::max(layout.w, layout.h) * plan.scale > static_cast<float>(paint::max_picture_side))
        return wrong(
            say("the picture would be more than {0} pixels on a side", paint::max_picture_side),
            say("make --size or --scale smaller"));
    return {};
}

Result<void> parse_motion(const RenderArguments& given, model::ExportPlan& plan) {
    return read(given, "--fps", plan.glide ? plan.glide_fps : plan.fps)
        .and_then([&] { return read(given, "--pace", plan.pace); })
        .and_then([&] { return read(given, "--hold", plan.hold); })
        .and_then([&] { return read(given, "--loop", plan.loops); })
        .and_then([&] { return exporting::check_motion(plan); });
}

Result<void> parse_grain(const std::string& text, std::optional<Grain>& grain) {
    if (text.empty()) return {};
    return parse_id(text, word("grain"), {"window", "cell"}).map([&](const std::string& id) {
        grain = id == "cell" ? Grain::cell : Grain::window;
    });
}

/// A step's number, from 1 to `steps`; `otherwise` where there is no text.
Result<int> parse_step(const std::string& text, const char* option, std::size_t steps,
                       int otherwise) {
    if (text.empty()) return otherwise;
    return parse_int(text, option).and_then([&](int step) -> Result<int> {
        if (step < 1 || static_cast<std::size_t>(step) > steps)
            return wrong(say("there is no step {0}", text),
                         say("give a number from 1 to {0}", steps));
        return step;
    });
}

}  // namespace

Result<model::ExportPlan> parse_render(const RenderArguments& given) {
    model::ExportPlan plan = given.plan;
    if (given.frames && !given.text("--step").empty())
        return wrong(say("--frames writes every step, and --step names one"),
                     say("leave one of them out"));
    return parse_target(given, plan)
        .and_then([&] { return check_options(given, exporting::exporter_of(plan)); })
        .and_then([&] { return parse_id(plan.theme, word("theme"), theme_ids()); })
        .map([&](const std::string& theme) { plan.theme = theme; })
        .and_then(
            [&] { return parse_id(given.text("--only"), word("selection"), selection_ids()); })
        .map([&](const std::string& only) { plan.only = only; })
        .and_then([&] { return parse_scale(given, plan); })
        .and_then([&] { return parse_size(given, plan); })
        .and_then([&] { return parse_motion(given, plan); })
        .and_then([&] { return parse_grain(given.text("--by"), plan.grain); })
        .and_then([&] {
            return parse_id(given.text("--text"), word("form of text"), {"text", "paths"});
        })
        .map([&](const std::string& text) { plan.outlines = text == "paths"; })
        .map([&] { return plan; });
}

Result<void> parse_range(const RenderArguments& given, std::size_t steps, model::ExportPlan& plan) {
    const bool one = exporting::exporter_of(plan).kind == Kind::picture && !plan.sheet;
    const std::string& text = given.text(one ? "--step" : "--steps");
    plan.range = one ? model::ExportRange::shown : model::ExportRange::all;
    if (text.empty()) return {};
    plan.range = model::ExportRange::part;
    const std::size_t colon = text.find(':');
    if (!one && colon == std::string::npos)
        return wrong(say("--steps {0} is no range", text), say("write it as 5:12, 5: or :12"));
    const auto from = one ? parse_step(text, "--step", steps, 1)
                          : parse_step(text.substr(0, colon), "--steps", steps, 1);
    if (!from) return error_of(from);
    const auto to =
        one ? from : parse_step(text.substr(colon + 1), "--steps", steps, static_cast<int>(steps));
    if (!to) return error_of(to);
    if (*to < *from)
        return wrong(say("--steps {0} holds no step", text), say("put the smaller number first"));
    plan.from = *from;
    plan.to = *to;
    return {};
}

void add_render_options(CLI::App& app, RenderArguments& arguments) {
    model::ExportPlan& plan = arguments.plan;
    const auto add = [&](const char* name, std::string& value, const char* help, std::string type) {
        return app.add_option(name, value, help)->type_name(std::move(type));
    };
    const auto add_text = [&](const char* name, const char* help, std::string type) {
        add(name, arguments.texts[name], help, std::move(type));
    };
    add("-o,--output", arguments.output,
        tr("where it goes: .png (also where nothing is said) .svg .pdf .tex draw one step, .gif "
           ".mp4 "
           ".webm .webp .apng move, .npy and .csv hold the output, .json every step"),
        "FILE");
    app.add_option("--frames", arguments.frames,
                   tr("one picture a step, into this folder or that of -o"))
        ->type_name("DIR")
        ->expected(0, 1);
    add_text("--step", tr("the step to show, from 1 (default: the scene's own)"), "K");
    add_text("--steps", tr("the steps to show, from A to B (default: all)"), "A:B");
    app.add_flag("--sheet", plan.sheet, tr("all the steps on one page"));
    add_text("--by", tr("step by window or by cell (default: the scene's own)"), "window|cell");
    add_text("--fps", tr("frames a second (default: 2, a frame a step; with --glide 25)"), "F");
    app.add_flag("--glide", plan.glide, tr("the window glides from step to step"));
    add_text("--pace", tr("steps a second with --glide (default: 1)"), "S");
    add_text("--hold", tr("seconds that the last frame stays (default: 2)"), "S");
    add_text("--loop", tr("how often it plays (default: 0, for ever)"), "N");
    add_text("--scale", tr("pixels a logical pixel (default: 1)"), "S");
    add_text("--only",
             tr("what is shown, from everything, which is the default, to grids without words"),
             ids_of(selection_ids(), "|"));
    add_text("--size",
             tr("logical pixels of the drawing (default: laid out in 848x752, and cut to what is "
                "drawn), or what it is made for: a slide of 16 : 9, a column of 8.4 cm, a handout "
                "of 17 cm"),
             "WxH|" + ids_of(medium_ids(), "|"));
    add("--theme", plan.theme, tr("colours (default: light)"), ids_of(theme_ids(), "|"));
    add_language_option(app, plan.language);
    app.add_flag("--transparent", plan.transparent, tr("leave the background out"));
    add_text(
        "--text",
        tr("letters as text in the drawing's own fonts, which is the default, or as paths (SVG)"),
        "text|paths");
    app.add_flag("--snippet", plan.snippet,
                 tr("a picture for a document to take in, not a document (.tex)"));
    add_view_options(app, arguments.scene.view);
    add_scene_arguments(app, arguments.scene);
}

}  // namespace poolscope::cli
