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

/// What one picture shows: a step, or the window on its way there from another.
struct Moment {
    std::size_t step = 0;
    std::size_t from = 0;  ///< the step the window comes from
    float glide = 1;       ///< 0 at `from` .. 1 at `step`
    bool operator==(const Moment&) const = default;
};

/// The view as it is at that moment.
[[nodiscard]] inline model::ViewState view_at(model::ViewState view, const Moment& moment) {
    view.step = moment.step;
    view.glide.from = moment.from;
    view.glide.share = moment.glide;
    return view;
}

/// What a drawing that is cut to its content is laid out in, logical pixels.
inline constexpr scene::Size cut_layout{848, 752};

/// How an animation moves.
struct Motion {
    bool glide = false;  ///< else each frame is a step
    double fps = 2;      ///< frames a second
    double pace = 1;     ///< steps a second while gliding
    double hold = 2;     ///< seconds that the last frame stays, at least its own time
    int loops = 0;       ///< how often it plays; 0: for ever
    bool operator==(const Motion&) const = default;
};

/// A count of steps that leaves none out.
inline constexpr std::size_t every_step = static_cast<std::size_t>(-1);

/// Which steps go where, and how they look.
struct Request {
    /// The drawing; called on several threads at once.
    std::function<scene::Scene(const Moment& moment)> scene_at;
    std::size_t first = 0;
    std::size_t count = 1;
    std::filesystem::path target;  ///< a file, or a folder, as the exporter says
    float scale = 1;               ///< pixels (points in PDF and TikZ) a logical pixel
    bool transparent = false;      ///< leaves the background out
    bool crop = false;             ///< to what is drawn in any of the steps, with a margin
    bool sheet = false;            ///< a picture shows all the steps as tiles, not the first
    Motion motion;
    /// The layer itself, for exporters of numbers; not owned, never null there.
    const model::Run* run = nullptr;
    Grain grain = Grain::window;
};

/// What an export is at: it may wait for its layer and look over its steps before it writes.
enum class Phase { layer, steps, file };

/// How far it is there, in steps, frames or rows.
struct Advance {
    Phase phase = Phase::file;
    std::size_t done = 0;
    std::size_t total = 0;
};

/// Told how far the export is; false cancels it.
using Progress = std::function<bool(const Advance& advance)>;

enum class Kind {
    picture,    ///< one step, or a sheet of them
    pictures,   ///< one a step, in a folder
    animation,  ///< steps in time
    data,       ///< numbers: size, scale and theme mean nothing
};

/// One row of the exporters' list.
struct Exporter {
    std::string_view id;         ///< "png", "png-frames"
    std::string_view name;       ///< as in a menu
    std::string_view extension;  ///< of the file, with its dot; of the files in it, for a folder
    Kind kind = Kind::picture;
    bool transparent = false;  ///< it can leave the background out
    bool vector = false;       ///< its size is no number of pixels
    bool repeats = false;      ///< it says how often it plays
    bool stepwise = false;     ///< of numbers: those of each step in the range
    /// All of it or nothing: on an error or when cancelled, no file is left behind and none is
    /// replaced. Errors: bad_argument for no step, cancelled, unwritable, unsupported where the
    /// system lacks an encoder, too_large, and what painting gives.
    Result<void> (*run)(const Request& request, const Progress& progress);

    [[nodiscard]] bool folder() const { return kind == Kind::pictures; }
    [[nodiscard]] bool drawn() const { return kind != Kind::data; }
    [[nodiscard]] bool takes_range() const { return drawn() || stepwise; }
};

/// The explicit list of exporters, in menu order.
[[nodiscard]] std::span<const Exporter* const> exporters();

/// The exporter of that id; null where there is none.
[[nodiscard]] const Exporter* find_exporter(std::string_view id);

/// The exporter of single files that a file's name asks for by its extension, in any case; null
/// where none does.
[[nodiscard]] const Exporter* exporter_for(const std::filesystem::path& file);

/// `file`, with the exporter's extension added where it has no such one.
[[nodiscard]] std::filesystem::path with_extension(std::filesystem::path file,
                                                   const Exporter& exporter);

/// The first file there is that the export would write over; empty where there is none.
[[nodiscard]] std::filesystem::path in_the_way(const Exporter& exporter, const Request& request);

}  // namespace poolscope::exporting
