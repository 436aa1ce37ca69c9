/// Settles a plan over what it draws, and draws it.
#include <algorithm>

#include "drawing/memo.hpp"
#include "export/exporter.hpp"
#include "export/writing.hpp"
#include "i18n/language.hpp"
#include "theme/theme.hpp"

namespace poolscope::exporting {

drawing::Size layout_of(const model::ExportPlan& plan) {
    if (plan.fits) return {848, 752};
    return {static_cast<float>(plan.width), static_cast<float>(plan.height)};
}

drawing::Drawing drawing_of(const Request& request, const Moment& moment) {
    model::ViewState view = request.view;
    view.step = moment.step;
    view.glide = {.from = moment.from, .share = moment.glide};
    return drawing::build_drawing({request.run, view, request.figure,
                                   i18n::language_or_default(request.language), request.memo.get()},
                                  theme::theme_or_default(request.theme), layout_of(request));
}

Request request_of(const Exporter& exporter, model::ExportPlan plan, model::Run run,
                   model::ViewState view, model::Figure figure) {
    Request request{std::move(plan), std::move(run), std::move(view), std::move(figure)};
    request.memo = std::make_shared<drawing::Memo>();
    if (request.language.empty()) request.language = i18n::language().id;
    request.transparent = request.transparent && exporter.transparent;
    request.outlines = request.outlines && exporter.outlines;
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
