/// What an exporter is: it paints steps from the same scene as the screen, and never reads the
/// window.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

#include "poolscope/error.hpp"
#include "scene/scene.hpp"

namespace poolscope::exporting {

/// Which steps go where, and how large.
struct Request {
    std::function<scene::Scene(std::size_t step)> scene_at;
    std::size_t first = 0;
    std::size_t count = 1;
    std::filesystem::path target;  ///< a file, or a folder, as the exporter says
    float scale = 1;               ///< pixels a logical pixel
    bool transparent = false;      ///< leaves the background out
    /// The layer itself, for exporters of numbers; not owned, never null there.
    const model::Document* document = nullptr;
    const model::Results* results = nullptr;
    Grain grain = Grain::window;
};

/// Told after each step how many are done; false cancels.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

/// One row of the exporters' list.
struct Exporter {
    std::string_view id;         ///< "png", "png-frames"
    std::string_view name;       ///< as in a menu
    std::string_view extension;  ///< of the file, with its dot; of the files in it, for a folder
    bool folder = false;         ///< the target is a folder
    bool drawn = true;           ///< size, scale and step mean something
    /// All of it or nothing: on an error or when cancelled, no file is left behind and none is
    /// replaced. Errors: bad_argument for no step, cancelled, unwritable, and what painting gives.
    Result<void> (*run)(const Request& request, const Progress& progress);
};

/// The explicit list of exporters, in menu order.
[[nodiscard]] std::span<const Exporter* const> exporters();

}  // namespace poolscope::exporting
