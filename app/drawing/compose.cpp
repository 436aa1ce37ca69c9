/// The whole stage in every mode: one layer's drawing, or those of a figure's subjects (two
/// dialects, the stages of an equivalence) with what they come to below.
#include "drawing/drawing.hpp"

#include <algorithm>
#include <iterator>

#include "drawing/compose.hpp"
#include "drawing/conclusion.hpp"
#include "drawing/differences.hpp"
#include "drawing/layer_drawing.hpp"
#include "drawing/memo.hpp"
#include "drawing/placement.hpp"
#include "drawing/sketch.hpp"
#include "drawing/stage_room.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float name_size = 15;  ///< of a subject, px an em
constexpr float words_size = 14;
constexpr float header = 30;   ///< a subject's name, px
constexpr float margin = 20;   ///< left and right of the words
constexpr float pitch = 1.5F;  ///< from line to line, in ems

const model::Figure no_figure{};

/// `count` equal parts of `area`, abreast or one above the other.
std::vector<Rect> divided(const Rect& area, std::size_t count, bool abreast) {
    const auto parts = static_cast<float>(count);
    std::vector<Rect> rects;
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = static_cast<float>(i);
        rects.push_back(abreast
                            ? Rect{area.x + area.w * at / parts, area.y, area.w / parts, area.h}
                            : Rect{area.x, area.y + area.h * at / parts, area.w, area.h / parts});
    }
    return rects;
}

/// Where the layers and the words of the stage lie.
struct Places {
    LineRoom line{};
    float words = words_size;  ///< px an em
    Conclusion conclusion{};
    Rect footer{};                 ///< the conclusion's
    std::vector<Rect> subjects{};  ///< with their names
    LayerLook look{};              ///< of each
};

/// A subject's part of the stage, below its name.
Rect below_header(const DrawingInput& input, const Places& places, const Rect& area) {
    const float head = input.parts.titles ? header * places.words / words_size : 0;
    return {area.x, area.y + head, area.w, std::max(area.h - head, 1.0F)};
}

/// One subject as a layer, seen so; the line, the legend and the conclusion are for all of them.
DrawingInput layer_of(const DrawingInput& input, const model::Subject& subject,
                      const model::ViewState& view) {
    Parts own = input.parts;
    if (own.layer == LayerPlace::above) own.layer = LayerPlace::none;
    own.legend = false;
    return {*subject.run, view, no_figure, input.language, input.memo, input.least_cell, own};
}

/// The smallest of the subjects' cells in parts of this size, px.
float smallest_cell(const DrawingInput& input, const model::ViewState& view, const Rect& room,
                    const LayerLook& look) {
    float smallest = look.most_cell;
    for (const model::Subject& subject : input.figure.subjects)
        smallest = std::min(
            smallest, layer_cell_size(layer_of(input, subject, view), {room.w, room.h}, look));
    return smallest;
}

/// Divides the stage so that cells are as large as can be, and of one size.
Places divide(const DrawingInput& input, Size size) {
    const model::Figure& figure = input.figure;
    const bool line = input.parts.layer == LayerPlace::above;
    const Metrics m = metrics_for(size, 1, line);
    Places places{.words = words_size * m.words};
    if (line) places.line = line_room(size, m);
    places.conclusion = conclude(input, size.w - 2 * margin, places.words);
    const float lines = static_cast<float>(places.conclusion.lines.size());
    const float footer = lines * places.words * pitch;
    places.footer = {0, size.h - footer - margin / 2, size.w, footer};
    const float top = places.line.at.bottom();
    const Rect area{0, top, size.w, std::max(places.footer.y - top, 1.0F)};
    model::ViewState view = input.view;
    view.camera.zoom = 1;
    view.mode = model::Mode::forward;
    if (figure.compare) {
        std::vector<DrawingInput> layers;
        for (const model::Subject& subject : figure.subjects)
            layers.push_back(layer_of(input, subject, view));
        places.look.shared = shared_by(layers);
    }
    const std::size_t count = figure.subjects.size();
    const auto abreast = divided(area, count, true);
    const auto stacked = divided(area, count, false);
    const auto cell = [&](const std::vector<Rect>& areas) {
        return smallest_cell(input, view, below_header(input, places, areas.front()), places.look);
    };
    const float beside = cell(abreast);
    const float below = cell(stacked);
    places.subjects = beside > below ? abreast : stacked;
    places.look.most_cell = std::max(beside, below);
    return places;
}

/// The view of one subject at the figure's step.
model::ViewState view_of(const DrawingInput& input, std::size_t subject,
                         const model::SubjectStep& at) {
    const model::Figure& figure = input.figure;
    model::ViewState view = input.view;
    view.mode = model::Mode::forward;
    const auto from = model::subject_step(figure, subject, view.grain, view.glide.from);
    view.step = at.step;
    // A window glides only within its own layer.
    view.glide.from = from.begun && !from.ended ? from.step : at.step;
    if (at.ended) view.glide.share = 1;
    if (figure.mode == model::Mode::stages && (at.ended || !at.begun)) {
        view.pointer.hover.reset();
        view.pointer.pin.reset();
    }
    if (figure.mode == model::Mode::stages && subject > 0) view.pointer.selected.reset();
    if (figure.mode == model::Mode::stages && at.ended) view.lens = false;
    view.camera.zoom = 1;
    view.picture_view = model::PictureView::beside;
    return view;
}

/// What stands where a stage has nothing to show yet.
void draw_waiting(Canvas& canvas, const Theme& theme, const Rect& area, const Message& before,
                  float size) {
    const Rect box = grown(area, -margin);
    canvas.box({box, 10, {0, 0, 0, 0}, Pattern::none, {}, {theme.line_strong, 1, 4, 4}});
    canvas.text(box.center(), size, Align::middle,
                shortened(trf("begins when stage “{0}” is done", before), box.w - 2 * margin, size,
                          Font::regular),
                theme.text_faint);
}

/// A dialect's or a stage's name, and beside it a stage's layer. What a dialect changed is said
/// once, in the conclusion.
void draw_header(Canvas& canvas, const Theme& theme, const Rect& area,
                 const model::Subject& subject, bool with_layer, float words) {
    const float scale = words / words_size;
    const Point at{area.x + margin, area.y + header * scale / 2};
    const float size = name_size * scale;
    const std::string title = tr(subject.title);
    canvas.text(at, size, Align::start, title, theme.accent, Font::semibold);
    if (!with_layer) return;
    const float used = theme::text_width(title, size, Font::semibold) + margin / 2;
    constexpr float smallest = 9;
    const float room = area.w - 1.5F * margin - used;
    const std::string layer = tr(subject.subtitle);
    const float full = theme::text_width(layer, words - 1, Font::regular);
    const float fitted = std::clamp((words - 1) * room / full, smallest, words - 1);
    canvas.text({at.x + used, at.y}, fitted, Align::start,
                shortened(layer, room, fitted, Font::regular), theme.text_muted);
}

/// Each subject as a drawing of its own, and the conclusion below.
Drawing subjects_drawing(const DrawingInput& input, const Theme& theme, Size size) {
    const model::Figure& figure = input.figure;
    Drawing drawing{
        .size = size, .background = theme.background, .primitives = {}, .hits = {}, .content = {}};
    Canvas over;
    const Places places = divide(input, size);
    const bool stages = figure.mode == model::Mode::stages;
    draw_layer_line(over, theme, input, places.line);
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
        const model::Subject& subject = figure.subjects[i];
        const Rect room = below_header(input, places, places.subjects[i]);
        if (input.parts.titles)
            draw_header(over, theme, places.subjects[i], subject, stages, places.words);
        const auto at = model::subject_step(figure, i, input.view.grain, input.view.step);
        if (!at.begun) {
            draw_waiting(over, theme, room, figure.subjects[i - 1].title, places.words);
            continue;
        }
        const model::ViewState view = view_of(input, i, at);
        Drawing drawn = moved(
            layer_drawing(layer_of(input, subject, view), theme, {room.w, room.h}, places.look),
            {room.x, room.y});
        for (const HitGrid& grid : drawn.hits) {
            const bool input_pane = grid.pane == model::Pane::input;
            if (!input_pane && figure.compare && figure.compare->differs &&
                !input.view.prediction.hides_values)
                flag_differences(over, theme, *figure.compare->differs, input.view.sample, grid);
            // A later stage's input is what another stage wrote: it is not to be edited.
            if (!stages || (input_pane ? i == 0 : !at.ended)) drawing.hits.push_back(grid);
        }
        // Of stages, the window of the one that is stepped can be taken hold of.
        if (!at.ended || !stages)
            std::ranges::move(drawn.windows, std::back_inserter(drawing.windows));
        std::ranges::move(drawn.lenses, std::back_inserter(drawing.lenses));
        drawing.content = united(drawing.content, drawn.content);
        if (i == 0) drawing.colormap = drawn.colormap;
        std::ranges::move(drawn.primitives, std::back_inserter(drawing.primitives));
    }
    draw_conclusion(over, theme, places.conclusion, places.footer, places.words);
    drawing.content = intersection(united(drawing.content, grown(over.content(), margin)),
                                   Rect{0, 0, size.w, size.h});
    std::ranges::move(over.take(), std::back_inserter(drawing.primitives));
    return drawing;
}

}  // namespace

bool shows_one_layer(const DrawingInput& input) {
    return input.view.mode == model::Mode::forward || !input.geometry() || input.figure.backward;
}

model::ViewState layer_view(const DrawingInput& input) {
    // Where nothing is stepped through, the input stays in sight; where the output would be, its
    // size is asked for, or the reason stands there. The way back goes from window to window.
    model::ViewState view = input.view;
    if (input.figure.backward && view.mode != model::Mode::forward && input.geometry() != nullptr)
        view.grain = Grain::window;
    return view;
}

DrawingInput remembering(const DrawingInput& asked, Memo& otherwise) {
    return {asked.run,
            asked.view,
            asked.figure,
            asked.language,
            asked.memo != nullptr ? asked.memo : &otherwise,
            asked.least_cell,
            asked.parts};
}

float drawn_cell_size(const DrawingInput& asked, Size size) {
    const i18n::LanguageScope speaking(asked.language);
    Memo own;
    const DrawingInput input = remembering(asked, own);
    if (!shows_one_layer(input)) return divide(input, size).look.most_cell;
    model::ViewState view = input.view;
    view.camera.zoom = 1;
    return layer_cell_size(input.seen(view), size, {});
}

Drawing build_drawing(const DrawingInput& asked, const Theme& theme, Size size) {
    const i18n::LanguageScope speaking(asked.language);
    Memo own;
    const DrawingInput input = remembering(asked, own);
    if (!shows_one_layer(input)) return subjects_drawing(input, theme, size);
    const model::ViewState view = layer_view(input);
    return layer_drawing(input.seen(view), theme, size, {});
}

}  // namespace poolscope::drawing
