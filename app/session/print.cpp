/// Lays the figure out on a page, and takes a handout as it is (see print.hpp).
#include "session/print.hpp"

#include <algorithm>
#include <cmath>

#include "export/exporter.hpp"
#include "export/handout.hpp"
#include "io/files.hpp"
#include "session/export_plan.hpp"
#include "session/files.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

/// What a figure needs to be laid out well, in logical pixels (see exporting::layout_of()).
constexpr double roomy_width = 848;
constexpr double roomy_height = 752;

/// As a file's name: a slash would be a folder.
std::string without_slashes(std::string name) {
    std::ranges::replace(name, '/', '-');
    return name;
}

/// The step that is shown, as the window shows it, but for dark colours.
exporting::Request figure_request(Session& session) {
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

Result<void> write_figure(exporting::Request request, const PageSize& page,
                          const std::filesystem::path& target, const StopQuery& stop) {
    const double scale = std::min(page.width / roomy_width, page.height / roomy_height);
    request.scale = static_cast<float>(scale);
    request.width = static_cast<int>(std::lround(page.width / scale));
    request.height = static_cast<int>(std::lround(page.height / scale));
    request.target = target;
    const exporting::Progress progress = [&](const exporting::Advance&) { return !stop(); };
    return exporting::await_layer(request, progress).and_then([&] {
        return exporting::exporter_of(request).run(request, progress);
    });
}

}  // namespace

PrintJob figure_job(Session& session) {
    PrintJob job;
    job.look.title =
        without_slashes(trf("{0}, step {1}", document_name(session), session.view().step + 1));
    job.file = job.look.title + ".pdf";
    job.write = [request = figure_request(session)](
                    const PageSize& page, const std::filesystem::path& target,
                    const StopQuery& stop) { return write_figure(request, page, target, stop); };
    return job;
}

Result<PrintJob> handout_job(const Session& session, const HandoutChoice& choice,
                             handout::Version version) {
    const auto sheet = make_sheet(session, choice);
    if (!sheet) return error_of(sheet);
    auto pdf = exporting::handout_pdf(*sheet, version);
    if (!pdf) return error_of(pdf);
    const bool key = version == handout::Version::key;
    PrintJob job;
    job.look = {sheet->title + (key ? tr(" (key)") : ""),
                sheet->paper->printers_name,
                {sheet->paper->size.w, sheet->paper->size.h}};
    job.file = key ? "handout-key.pdf" : "handout.pdf";
    job.write = [pdf = std::move(*pdf)](
                    const PageSize& /*page*/, const std::filesystem::path& target,
                    const StopQuery& /*stop*/) { return io::write_file_atomically(target, pdf); };
    return job;
}

}  // namespace poolscope::session
