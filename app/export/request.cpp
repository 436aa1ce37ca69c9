/// Settles a plan over what it draws, and draws it.
#include <algorithm>
#include <cmath>

#include "drawing/memo.hpp"
#include "drawing/placement.hpp"
#include "export/medium.hpp"
#include "export/picture.hpp"
#include "export/writing.hpp"
#include "i18n/language.hpp"
#include "theme/theme.hpp"

namespace poolscope::exporting {

/// In which a strip is laid out: wide and low, for each layer in it.
constexpr drawing::Size strip{600, 300};

namespace {

drawing::Size size_of(int width, int height) {
    return {static_cast<float>(width), static_cast<float>(height)};
}

/// Calls `draw(input, theme)` with what the request draws, seen so.
template <class Draw>
auto drawn(const Request& request, const model::ViewState& view, const Draw& draw) {
    return draw(drawing::DrawingInput{.run = request.run,
                                      .view = view,
                                      .figure = request.figure,
                                      .language = i18n::language_or_default(request.language),
                                      .memo = request.memo.get(),
                                      .parts = request.parts},
                theme::theme_or_default(request.theme));
}

/// Takes the measures of the plan's medium.
void settle_size(const Exporter& exporter, Request& request) {
    request.parts = drawing::parts_of(request.only);
    if (const Medium* medium = find_medium(request.medium)) {
        request.layout = size_of(medium->width, medium->height);
        request.scale = scale_for(*medium, exporter);
        if (exporter.units <= 0) request.dots = medium->dots;
        request.fits = request.keeps_width = request.parts.close = medium->free_height;
    } else if (request.fits && request.parts.layer == drawing::LayerPlace::between) {
        const std::size_t layers = std::max<std::size_t>(request.figure.subjects.size(), 1);
        request.layout = {strip.w, strip.h * static_cast<float>(layers)};
    }
}

}  // namespace

drawing::Size layout_of(const model::ExportPlan& plan) {
    return plan.fits ? drawing::Size{848, 752} : size_of(plan.width, plan.height);
}

drawing::Size layout_of(const Request& request) {
    const model::ExportPlan& plan = request;
    return request.layout.w > 0 ? request.layout : layout_of(plan);
}

drawing::Drawing drawing_of(const Request& request, const Moment& moment) {
    model::ViewState view = request.view;
    view.step = moment.step;
    view.glide = {.from = moment.from, .share = moment.glide};
    return drawn(request, view, [&](const auto& input, const theme::Theme& theme) {
        return drawing::build_drawing(input, theme, layout_of(request));
    });
}

drawing::SheetWords sheet_words_of(const Request& request, float width) {
    model::ViewState view = request.view;
    view.step = view.glide.from = request.first;
    return drawn(request, view, [&](const auto& input, const theme::Theme& theme) {
        return drawing::build_sheet_words(
            input, theme, {request.first, request.count, layout_of(request), width});
    });
}

float whole_pixels(const Request& request, float height) {
    return std::ceil(height * request.scale) / request.scale;
}

drawing::Rect shown_part(const Request& request, const drawing::Drawing& drawing) {
    const drawing::Rect whole{0, 0, drawing.size.w, drawing.size.h};
    if (!request.fits) return whole;
    drawing::Rect part = drawing::content_area(drawing);
    if (!request.keeps_width) return part;
    return {0, part.y, whole.w, whole_pixels(request, part.h)};
}

Request request_of(const Exporter& exporter, model::ExportPlan plan, model::Run run,
                   model::ViewState view, model::Figure figure) {
    Request request{std::move(plan), std::move(run), std::move(view), std::move(figure)};
    request.memo = std::make_shared<drawing::Memo>();
    if (request.language.empty()) request.language = i18n::language().id;
    request.transparent = request.transparent && exporter.transparent;
    request.outlines = request.outlines && exporter.outlines;
    request.snippet = request.snippet && exporter.snippet;
    if (exporter.drawn()) settle_size(exporter, request);
    request.sheet = request.sheet && exporter.kind == Kind::picture &&
                    request.range != model::ExportRange::shown;
    request.view.grain = request.grain.value_or(request.view.grain);
    const std::size_t steps = steps_in(request.figure, request.run, request.view.grain);
    if (request.range == model::ExportRange::shown) {
        request.first = std::min(request.view.step, steps - 1);
    } else if (request.range == model::ExportRange::all) {
        request.count = exporter.drawn() ? steps : every_step;
    } else {
        const auto bounded = [&](int step) {
            return static_cast<std::size_t>(std::clamp(step, 1, static_cast<int>(steps)));
        };
        const auto [first, last] = std::minmax({bounded(request.from), bounded(request.to)});
        request.first = first - 1;
        request.count = last - first + 1;
    }
    return request;
}

std::size_t steps_in(const model::Figure& figure, const model::Run& run, Grain grain) {
    return std::max<std::size_t>(figure_steps(figure, run.results, grain), 1);
}

Result<void> await_layer(Request& request, const Progress& progress) {
    constexpr Advance computing{.phase = Phase::layer};
    if (request.run.results.computing)
        request.run.results =
            model::complete(request.run, {.stop = [&] { return !go_on(progress, computing); }});
    return go_on(progress, computing);
}

}  // namespace poolscope::exporting
