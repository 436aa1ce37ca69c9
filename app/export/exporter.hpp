/// What an exporter is: it paints steps from the same drawing as the screen, and never reads the
/// window.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "drawing/drawing.hpp"
#include "model/export_plan.hpp"
#include "poolscope/error.hpp"

namespace poolscope::exporting {

/// What one picture shows: a step, or the window on its way there from another.
struct Moment {
    std::size_t step = 0;
    std::size_t from = 0;  ///< the step the window comes from
    float glide = 1;       ///< 0 at `from` .. 1 at `step`
    bool operator==(const Moment&) const = default;
};

/// The size that the drawing is laid out in, logical pixels; one that is cut to what is drawn has
/// its own.
[[nodiscard]] drawing::Size layout_of(const model::ExportPlan& plan);

/// A count of steps that leaves none out.
inline constexpr std::size_t every_step = static_cast<std::size_t>(-1);

struct Request;

/// The request's layer and view at a moment, in its theme, language and size.
[[nodiscard]] drawing::Drawing drawing_of(const Request& request, const Moment& moment);

/// A plan with what it draws: copies, so that the person may go on.
struct Request : model::ExportPlan {
    model::Run run;         ///< a large one may still be computing: see await_layer()
    model::ViewState view;  ///< its step is not asked for
    model::Figure figure;   ///< of the view's mode
    std::shared_ptr<drawing::Memo> memo{};
    drawing::Parts parts{};    ///< those of the plan's selection
    drawing::Size layout{};    ///< that each step is laid out in; none: the plan's own
    bool keeps_width = false;  ///< what is cut to what is drawn is cut above and below alone
    double dots = 0;           ///< pixels an inch where it is shown; 0: unsaid
    std::size_t first = 0;
    std::size_t count = 1;
    /// The drawing; called on several threads at once.
    std::function<drawing::Drawing(const Request&, const Moment&)> draw = drawing_of;

    [[nodiscard]] drawing::Drawing drawing_at(const Moment& moment) const {
        return draw(*this, moment);
    }
};

/// The steps that can be shown, at least one.
[[nodiscard]] std::size_t steps_in(const model::Figure& figure, const model::Run& run, Grain grain);

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

/// Waits until the layer is computed. Errors: cancelled.
[[nodiscard]] Result<void> await_layer(Request& request, const Progress& progress);

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
    bool outlines = false;     ///< it can write letters as paths
    bool snippet = false;      ///< it can leave out what makes a document of the picture
    double units = 0;          ///< of its scale, in an inch; 0: pixels, of which it may have any
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

/// The plan as the exporter can follow it, with its range among the steps there are.
[[nodiscard]] Request request_of(const Exporter& exporter, model::ExportPlan plan, model::Run run,
                                 model::ViewState view, model::Figure figure);

/// The explicit list of exporters, in menu order.
[[nodiscard]] std::span<const Exporter* const> exporters();

/// The exporter of that id; null where there is none.
[[nodiscard]] const Exporter* find_exporter(std::string_view id);

/// The plan's exporter; the first of the list where it names none.
[[nodiscard]] const Exporter& exporter_of(const model::ExportPlan& plan);

/// The exporter of single files that a file's name asks for by its extension, in any case; null
/// where none does.
[[nodiscard]] const Exporter* exporter_for(const std::filesystem::path& file);

/// `file`, with the exporter's extension added where it has no such one.
[[nodiscard]] std::filesystem::path with_extension(std::filesystem::path file,
                                                   const Exporter& exporter);

/// The first file there is that the export would write over; empty where there is none.
[[nodiscard]] std::filesystem::path in_the_way(const Exporter& exporter, const Request& request);

}  // namespace poolscope::exporting
