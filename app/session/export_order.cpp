/// Gives an exporter the drawing of the order's own layer.
#include "session/export_order.hpp"

#include "export/writing.hpp"
#include "i18n/language.hpp"
#include "scene/memo.hpp"
#include "scene/scene.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

Result<exporting::Request> whole_request(ExportOrder& order, const exporting::Progress& progress) {
    constexpr exporting::Advance computing{.phase = exporting::Phase::layer};
    // A large layer may still be on its way in the window: here it is waited for.
    if (order.run.results.computing)
        order.run.results = model::complete(
            order.run, {.stop = [&] { return !exporting::go_on(progress, computing); }});
    if (auto on = exporting::go_on(progress, computing); !on) return tl::unexpected(on.error());
    exporting::Request request = order.request;
    request.run = &order.run;
    request.grain = order.view.grain;
    const i18n::Language& language = i18n::language_or_default(order.language);
    request.scene_at = [&order, &language,
                        memo = std::make_shared<scene::Memo>()](const exporting::Moment& moment) {
        const model::ViewState view = exporting::view_at(order.view, moment);
        return scene::build_scene({order.run, view, order.figure, language, memo.get()},
                                  theme::theme_or_default(order.theme), order.size);
    };
    return request;
}

}  // namespace poolscope::session
