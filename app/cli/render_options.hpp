/// What `poolscope render` is asked for: the words of the command line, and what they mean.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "cli/reading_options.hpp"
#include "cli/scene_argument.hpp"
#include "export/exporter.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// As they stand on the command line; empty where they do not.
struct RenderArguments {
    std::string scene;
    std::string output;
    std::optional<std::string> frames;  ///< its folder; "" where -o names it
    std::string step, steps, by;
    std::string fps, pace, hold, loop;
    std::string scale, size, theme, lang;
    bool glide = false, sheet = false, transparent = false;
    ReadingArguments reading;
};

void add_render_options(CLI::App& app, RenderArguments& arguments);

/// How a drawing looks.
struct Look {
    const theme::Theme* theme = nullptr;
    scene::Size size;   ///< logical pixels that it is laid out in
    bool crop = false;  ///< to what is drawn
    float scale = 1;
};

/// What can be told before the scene is read.
struct RenderOrder {
    const exporting::Exporter* exporter = nullptr;
    std::string target;
    Look look;
    exporting::Motion motion;
    std::optional<Grain> grain;
    bool sheet = false;
    bool transparent = false;
};

/// Errors, all the command's fault: words that are no value, and options that the output does not
/// know.
[[nodiscard]] Result<RenderOrder> parse_render(const RenderArguments& arguments);

/// The first step, from 0, and how many. Errors: as above, where the scene has no such steps.
[[nodiscard]] Result<std::pair<std::size_t, std::size_t>> parse_range(
    const RenderArguments& arguments, const exporting::Exporter& exporter, std::size_t scene_step,
    std::size_t steps);

}  // namespace poolscope::cli
