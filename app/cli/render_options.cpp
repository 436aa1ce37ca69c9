/// Reads the options of `render`, and refuses those that the output does not know. Steps are
/// counted from 1, as in the caption.
#include "cli/render_options.hpp"

#include <algorithm>
#include <array>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/language_option.hpp"
#include "export/timeline.hpp"
#include "i18n/tr.hpp"
#include "io/folders.hpp"
#include "paint/pixels.hpp"

namespace poolscope::cli {
namespace {

using exporting::Exporter;
using exporting::Kind;
using i18n::tr;

constexpr int smallest_side = 320;
constexpr double smallest_scale = 0.25, largest_scale = 16;
constexpr double gliding_fps = 25;  ///< a GIF's delays are whole hundredths of a second

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
Result<void> parse_target(const RenderArguments& arguments, RenderOrder& order) {
    if (arguments.frames) {
        if (!arguments.frames->empty() && !arguments.output.empty())
            return wrong(say("--frames and -o both say where the pictures go"),
                         say("leave one of them out"));
        order.exporter = exporting::find_exporter("png-frames");
        order.target = arguments.frames->empty() ? arguments.output : *arguments.frames;
        if (order.target.empty())
            return wrong(say("--frames names no folder"), say("write --frames DIR"));
        return {};
    }
    if (arguments.output.empty())
        return wrong(say("there is no -o FILE"), say("name a file to write"));
    const std::filesystem::path file = arguments.output;
    order.target = arguments.output;
    if (!file.has_extension()) {
        order.exporter = exporting::exporters().front();
        if (!io::is_device(file))
            order.target = exporting::with_extension(file, *order.exporter).string();
        return {};
    }
    order.exporter = exporting::exporter_for(file);
    if (order.exporter == nullptr)
        return wrong(say("-o {0} is no name of a file that render writes", arguments.output),
                     say("end it in one of: {0}", ids_of(extensions(), ", ")));
    return {};
}

/// An option that was given, and the outputs that know it.
struct Known {
    const char* option;
    bool given;
    bool fits;
    const char* where;
};

Result<void> check_options(const RenderArguments& given, const Exporter& exporter) {
    const bool drawn = exporter.drawn(), moves = exporter.kind == Kind::animation;
    const bool picture = exporter.kind == Kind::picture;
    const char* const drawings = word("drawings, and the output holds the numbers of every step");
    const char* const animations = word("animations (.gif, .mp4, .webm, .webp, .apng)");
    const std::array known{
        Known{"--step", !given.step.empty(), picture && !given.sheet,
              drawn ? word("a picture of one step; --steps A:B names a range") : drawings},
        Known{"--steps", !given.steps.empty(), exporter.takes_range() && (!picture || given.sheet),
              drawn ? word("animations, --frames and --sheet; --step names one")
                    : word("what has rows for steps (.json)")},
        Known{"--sheet", given.sheet, picture, word("pictures (.png, .svg, .pdf, .tex)")},
        Known{"--scale", !given.scale.empty(), drawn, drawings},
        Known{"--size", !given.size.empty(), drawn, drawings},
        Known{"--theme", !given.theme.empty(), drawn, drawings},
        Known{"--lang", !given.lang.empty(), drawn, drawings},
        Known{"--transparent", given.transparent, exporter.transparent,
              word("pictures, --frames, .webp and .apng")},
        Known{"--glide", given.glide, moves, animations},
        Known{"--fps", !given.fps.empty(), moves, animations},
        Known{"--hold", !given.hold.empty(), moves, animations},
        Known{"--loop", !given.loop.empty(), exporter.repeats,
              word("GIF, WebP and APNG; a video is repeated by what plays it")},
        Known{"--pace", !given.pace.empty(), moves && given.glide,
              word("animations with --glide")}};
    for (const Known& one : known) {
        if (one.given && !one.fits)
            return wrong(say("{0} is for {1}", one.option, named(one.where)), say("leave it out"));
    }
    return {};
}

Result<void> parse_size(const RenderArguments& arguments, Look& look) {
    if (!arguments.scale.empty()) {
        const auto scale = parse_number(arguments.scale, "--scale");
        if (!scale) return tl::unexpected(scale.error());
        if (*scale < smallest_scale || *scale > largest_scale)
            return wrong(say("--scale {0} is out of range", arguments.scale),
                         say("give a number from 0.25 to 16"));
        look.scale = static_cast<float>(*scale);
    }
    look.size = exporting::cut_layout;
    look.crop = arguments.size.empty();
    if (!look.crop) {
        const auto size = cli::parse_size(arguments.size, "--size");
        if (!size) return tl::unexpected(size.error());
        if (std::min(size->w, size->h) < smallest_side ||
            std::max(size->w, size->h) > paint::max_picture_side)
            return wrong(
                say("--size {0} is out of range", arguments.size),
                say("give sides from {0} to {1} pixels", smallest_side, paint::max_picture_side));
        look.size = {static_cast<float>(size->w), static_cast<float>(size->h)};
    }
    if (std::max(look.size.w, look.size.h) * look.scale >
        static_cast<float>(paint::max_picture_side))
        return wrong(
            say("the picture would be more than {0} pixels on a side", paint::max_picture_side),
            say("make --size or --scale smaller"));
    return {};
}

Result<void> parse_look(const RenderArguments& arguments, RenderOrder& order) {
    return parse_id(arguments.theme, word("theme"), theme_ids())
        .and_then([&](const std::string& theme) {
            order.look.theme = &theme::theme_or_default(theme);
            return parse_size(arguments, order.look);
        });
}

/// Leaves `value` as it is where there is no text.
Result<void> parse_optional(const std::string& text, const char* option, double& value) {
    if (text.empty()) return {};
    return parse_number(text, option).map([&](double number) { value = number; });
}

Result<void> parse_motion(const RenderArguments& arguments, exporting::Motion& motion) {
    motion.glide = arguments.glide;
    if (motion.glide) motion.fps = gliding_fps;
    return parse_optional(arguments.fps, "--fps", motion.fps)
        .and_then([&] { return parse_optional(arguments.pace, "--pace", motion.pace); })
        .and_then([&] { return parse_optional(arguments.hold, "--hold", motion.hold); })
        .and_then([&]() -> Result<void> {
            if (arguments.loop.empty()) return {};
            return parse_int(arguments.loop, "--loop").map([&](int n) { motion.loops = n; });
        })
        .and_then([&] { return exporting::check_motion(motion); });
}

Result<void> parse_grain(const std::string& text, std::optional<Grain>& grain) {
    if (text.empty()) return {};
    return parse_id(text, word("grain"), {"window", "cell"}).map([&](const std::string& id) {
        grain = id == "cell" ? Grain::cell : Grain::window;
    });
}

/// A step's number, from 1 to `steps`.
Result<std::size_t> parse_step(const std::string& text, const char* option, std::size_t steps) {
    return parse_int(text, option).and_then([&](int step) -> Result<std::size_t> {
        if (step < 1 || static_cast<std::size_t>(step) > steps)
            return wrong(say("there is no step {0}", text),
                         say("give a number from 1 to {0}", steps));
        return static_cast<std::size_t>(step);
    });
}

}  // namespace

Result<RenderOrder> parse_render(const RenderArguments& arguments) {
    RenderOrder order;
    order.sheet = arguments.sheet;
    order.transparent = arguments.transparent;
    if (arguments.frames && !arguments.step.empty())
        return wrong(say("--frames writes every step, and --step names one"),
                     say("leave one of them out"));
    return parse_target(arguments, order)
        .and_then([&] { return check_options(arguments, *order.exporter); })
        .and_then([&] { return parse_look(arguments, order); })
        .and_then([&] { return parse_motion(arguments, order.motion); })
        .and_then([&] { return parse_grain(arguments.by, order.grain); })
        .map([&] { return order; });
}

Result<std::pair<std::size_t, std::size_t>> parse_range(const RenderArguments& arguments,
                                                        const Exporter& exporter,
                                                        std::size_t scene_step, std::size_t steps) {
    using Range = std::pair<std::size_t, std::size_t>;
    if (exporter.kind == Kind::picture && !arguments.sheet) {
        if (arguments.step.empty()) return Range{std::min(scene_step, steps - 1), 1};
        return parse_step(arguments.step, "--step", steps).map([](std::size_t step) {
            return Range{step - 1, 1};
        });
    }
    if (arguments.steps.empty()) return Range{0, exporter.drawn() ? steps : exporting::every_step};
    const std::string& text = arguments.steps;
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos)
        return wrong(say("--steps {0} is no range", text), say("write it as 5:12, 5: or :12"));
    const std::string first = text.substr(0, colon), last = text.substr(colon + 1);
    const auto from = first.empty() ? Result<std::size_t>(1) : parse_step(first, "--steps", steps);
    if (!from) return tl::unexpected(from.error());
    const auto to = last.empty() ? Result<std::size_t>(steps) : parse_step(last, "--steps", steps);
    if (!to) return tl::unexpected(to.error());
    if (*to < *from)
        return wrong(say("--steps {0} holds no step", text), say("put the smaller number first"));
    return Range{*from - 1, *to - *from + 1};
}

void add_render_options(CLI::App& app, RenderArguments& arguments) {
    const auto add = [&](const char* name, std::string& value, const char* help, std::string type) {
        return app.add_option(name, value, help)->type_name(std::move(type));
    };
    add("SCENE", arguments.scene, tr("scene, picture, .npy or .csv"), "")->required();
    add("-o,--output", arguments.output,
        tr("where it goes: .png (also where nothing is said) .svg .pdf .tex draw one step, .gif "
           ".mp4 "
           ".webm .webp .apng move, .npy and .csv hold the output, .json every step"),
        "FILE");
    app.add_option("--frames", arguments.frames,
                   tr("one picture a step, into this folder or that of -o"))
        ->type_name("DIR")
        ->expected(0, 1);
    add("--step", arguments.step, tr("the step to show, from 1 (default: the scene's own)"), "K");
    add("--steps", arguments.steps, tr("the steps to show, from A to B (default: all)"), "A:B");
    app.add_flag("--sheet", arguments.sheet, tr("all the steps on one page"));
    add("--by", arguments.by, tr("step by window or by cell (default: the scene's own)"),
        "window|cell");
    add("--fps", arguments.fps, tr("frames a second (default: 2, a frame a step; with --glide 25)"),
        "F");
    app.add_flag("--glide", arguments.glide, tr("the window glides from step to step"));
    add("--pace", arguments.pace, tr("steps a second with --glide (default: 1)"), "S");
    add("--hold", arguments.hold, tr("seconds that the last frame stays (default: 2)"), "S");
    add("--loop", arguments.loop, tr("how often it plays (default: 0, for ever)"), "N");
    add("--scale", arguments.scale, tr("pixels a logical pixel (default: 1)"), "S");
    add("--size", arguments.size,
        tr("logical pixels of the drawing (default: laid out in 848x752, and cut to what is "
           "drawn)"),
        "WxH");
    add("--theme", arguments.theme, tr("colours (default: light)"), ids_of(theme_ids(), "|"));
    add_language_option(app, arguments.lang);
    app.add_flag("--transparent", arguments.transparent, tr("leave the background out"));
}

}  // namespace poolscope::cli
