/// Lays the figure out on a page (see print.hpp).
#include "session/print.hpp"

#include <algorithm>
#include <cmath>

#include "session/export_plan.hpp"
#include "session/files.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

/// What a figure needs to be laid out well, in logical pixels (see exporting::layout_of()).
constexpr double roomy_width = 848;
constexpr double roomy_height = 752;

}  // namespace

std::string document_title(const Session& session) {
    // The name of a file too: a slash would be a folder.
    std::string name = trf("{0}, step {1}", document_name(session), session.view().step + 1);
    std::ranges::replace(name, '/', '-');
    return name;
}

exporting::Request print_request(Session& session) {
    ExportPlan plan = first_plan(session, exporting::find_exporter("pdf"));
    plan.range = ExportRange::shown;
    plan.sheet = false;
    plan.fits = false;
    plan.transparent = true;
    plan.outlines = false;
    plan.language.clear();
    plan.theme = theme::theme_or_default(session.preferences().theme).dark
                     ? std::string(theme::theme_or_default("light").id)
                     : session.preferences().theme;
    return request_of(session, std::move(plan));
}

Result<std::filesystem::path> write_page(exporting::Request request, const PageSize& page,
                                         const std::filesystem::path& file, const StopQuery& stop) {
    const double scale = std::min(page.width / roomy_width, page.height / roomy_height);
    request.scale = static_cast<float>(scale);
    request.width = static_cast<int>(std::lround(page.width / scale));
    request.height = static_cast<int>(std::lround(page.height / scale));
    request.target = file;
    const exporting::Progress progress = [&](const exporting::Advance&) { return !stop(); };
    return exporting::await_layer(request, progress)
        .and_then([&] { return exporting::exporter_of(request).run(request, progress); })
        .map([&] { return file; });
}

}  // namespace poolscope::session
