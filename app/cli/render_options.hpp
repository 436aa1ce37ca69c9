/// What `poolscope render` is asked for: the words of the command line as a plan.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "cli/scene_argument.hpp"
#include "export/exporter.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// As they stand on the command line.
struct RenderArguments {
    SceneArguments scene;
    std::string output;
    std::optional<std::string> frames;                      ///< its folder; "" where -o names it
    std::map<std::string, std::string, std::less<>> texts;  ///< of values to parse, by their option
    model::ExportPlan plan{.scale = 1};                     ///< flags, the theme and the language

    /// Empty where the option does not stand there.
    [[nodiscard]] const std::string& text(std::string_view option) const {
        return texts.find(option)->second;
    }
};

void add_render_options(CLI::App& app, RenderArguments& arguments);

/// All but the range. Errors, all the command's fault: words that are no value, and options that
/// the output does not know.
[[nodiscard]] Result<model::ExportPlan> parse_render(const RenderArguments& arguments);

/// The plan's range in a scene of that many steps. Errors: as above, where it has no such steps.
[[nodiscard]] Result<void> parse_range(const RenderArguments& arguments, std::size_t steps,
                                       model::ExportPlan& plan);

}  // namespace poolscope::cli
