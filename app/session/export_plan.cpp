/// Proposes plans, and makes requests of them.
#include "session/export_plan.hpp"

#include "io/folders.hpp"
#include "model/figure.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

fs::path base_folder(Session& session) {
    return session.settings.last_folder.empty() ? io::working_folder()
                                                : session.settings.last_folder;
}

}  // namespace

std::size_t steps_of(Session& session) {
    return exporting::steps_in(session.store.figure(), session.store.run(), session.view().grain);
}

void propose_target(Session& session, ExportPlan& plan) {
    if (plan.own_target) return;
    const exporting::Exporter& exporter = exporting::exporter_of(plan);
    const std::string stem = fs::path(document_name(session)).stem().string();
    std::string name = stem;
    if (exporter.folder())
        name += "-frames";
    else if (!exporter.drawn())
        name += "-" + std::string(exporter.id.substr(0, exporter.id.rfind('-')));
    else if (plan.range == ExportRange::shown)
        name += "-step-" + std::to_string(session.view().step + 1);
    else if (exporter.kind == exporting::Kind::picture)
        name += "-steps";
    plan.target = exporting::with_extension(base_folder(session) / name, exporter);
}

void name_target(Session& session, ExportPlan& plan) {
    plan.own_target = true;
    const exporting::Exporter* named = exporting::exporter_for(plan.target);
    if (named == nullptr || exporting::exporter_of(plan).folder()) return;
    if (named->extension != exporting::exporter_of(plan).extension)
        choose_exporter(session, plan, *named);
}

void choose_exporter(Session& session, ExportPlan& plan, const exporting::Exporter& exporter) {
    plan.format = exporter.id;
    const bool picture = exporter.kind == exporting::Kind::picture;
    if (picture && plan.range != ExportRange::shown && !plan.sheet) plan.range = ExportRange::shown;
    if (!picture && plan.range == ExportRange::shown) plan.range = ExportRange::all;
    if (!exporter.takes_range()) plan.range = ExportRange::all;
    // In capitals it is right too.
    const bool wrong = exporting::with_extension(plan.target, exporter) != plan.target;
    if (plan.own_target && (wrong || exporter.folder())) {
        fs::path file = plan.target;
        if (exporting::exporter_for(file) != nullptr) file.replace_extension();
        plan.target = exporting::with_extension(std::move(file), exporter);
    }
    propose_target(session, plan);
}

ExportPlan first_plan(Session& session, const exporting::Exporter* exporter) {
    ExportPlan plan = session.settings.exporting;
    plan.own_target = false;
    plan.range = plan.sheet ? ExportRange::all : ExportRange::shown;
    plan.from = 1;
    plan.to = static_cast<int>(steps_of(session));
    choose_exporter(session, plan, exporter == nullptr ? exporting::exporter_of(plan) : *exporter);
    return plan;
}

exporting::Request request_of(Session& session, ExportPlan plan) {
    const exporting::Exporter& exporter = exporting::exporter_of(plan);
    plan.target = exporting::with_extension(std::move(plan.target), exporter);
    if (plan.theme.empty()) plan.theme = session.preferences().theme;
    model::ViewState view = session.view();
    view.pointer.hover.reset();
    view.pointer.selected.reset();
    return exporting::request_of(exporter, std::move(plan), session.store.run(), std::move(view),
                                 session.store.figure());
}

}  // namespace poolscope::session
