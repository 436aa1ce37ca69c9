/// The plan of an export: what is written, of which steps, where it goes and how it looks. The
/// panel edits it, the settings keep it, the command line fills it, and exporters read it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "model/bounds.hpp"
#include "poolscope/stepping_fwd.hpp"

namespace poolscope::model {

/// Which steps: the shown one, all of them, or those from one to another.
enum class ExportRange { shown, all, part };

struct ExportPlan {
    // What is remembered: each_plan_field() lists it.
    std::string format = "png";  ///< an exporter's id
    std::string only = "all";    ///< which parts of the stage: the id of a drawing::Selection
    std::string medium{};        ///< an exporting::Medium's id, which says the size; empty: none
    bool fits = true;            ///< cut to what is drawn; else width x height
    int width = 1280;            ///< logical pixels
    int height = 720;
    float scale = 2;           ///< pixels (points in PDF and TikZ) a logical pixel
    std::string theme{};       ///< its id; empty: the one in use
    std::string language{};    ///< its id; empty: the one in use
    bool transparent = false;  ///< leaves the background out
    bool outlines = false;     ///< letters as paths, where the exporter can
    bool snippet = false;      ///< a picture for \input, not a document, where the exporter can
    bool sheet = false;        ///< a picture shows all the steps as tiles, not the first
    bool glide = false;        ///< else each frame is a step
    double fps = 2;            ///< without gliding: steps a second
    double glide_fps = 25;     ///< a GIF's delays are whole hundredths of a second
    double pace = 1;           ///< steps a second while gliding
    double hold = 2;           ///< seconds that the last frame stays, at least its own time
    int loops = 0;             ///< how often it plays; 0: for ever

    // What is of one export.
    std::filesystem::path target{};  ///< a file, or a folder, as the exporter says
    bool own_target = false;         ///< a person named it: it stays when the format changes
    ExportRange range = ExportRange::all;
    int from = 1;  ///< of a part, the first step, counted from 1
    int to = 1;
    std::optional<Grain> grain{};  ///< where it is not the view's own

    [[nodiscard]] double frame_rate() const { return glide ? glide_fps : fps; }
    bool operator==(const ExportPlan&) const = default;
};

/// The whole numbers that the panel and the settings offer.
inline constexpr IntRange offered_side{320, 4096}, offered_scale{1, 8}, offered_rate{1, 60},
    offered_hold{0, 60}, offered_loops{0, 10000};

/// Calls `each(key, field)`, and for a number `each(key, field, offered)`, of what is remembered.
template <class Plan, class Each>
void each_plan_field(Plan& plan, Each&& each) {
    each("format", plan.format);
    each("only", plan.only);
    each("medium", plan.medium);
    each("fits", plan.fits);
    each("width", plan.width, offered_side);
    each("height", plan.height, offered_side);
    each("scale", plan.scale, offered_scale);
    each("theme", plan.theme);
    each("language", plan.language);
    each("transparent", plan.transparent);
    each("outlines", plan.outlines);
    each("snippet", plan.snippet);
    each("sheet", plan.sheet);
    each("glide", plan.glide);
    each("fps", plan.fps, offered_rate);
    each("glide_fps", plan.glide_fps, offered_rate);
    each("pace", plan.pace, offered_rate);
    each("hold", plan.hold, offered_hold);
    each("loops", plan.loops, offered_loops);
}

}  // namespace poolscope::model
