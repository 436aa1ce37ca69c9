/// Turns choices into an order.
#include "session/export_choice.hpp"

#include <algorithm>

#include "i18n/language.hpp"
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

/// The first step, from 0, and how many.
std::pair<std::size_t, std::size_t> range_of(Session& session, const ExportChoice& choice) {
    const std::size_t steps = steps_of(session);
    switch (choice.range) {
        case ExportRange::shown:
            return {std::min(session.view().step, steps - 1), 1};
        case ExportRange::all:
            return {0, choice.exporter->drawn() ? steps : exporting::every_step};
        case ExportRange::part:
            break;
    }
    const auto bounded = [&](int step) {
        return static_cast<std::size_t>(std::clamp(step, 1, static_cast<int>(steps)));
    };
    const std::size_t first = bounded(choice.first), last = bounded(choice.last);
    return {std::min(first, last) - 1, std::max(first, last) - std::min(first, last) + 1};
}

}  // namespace

std::size_t steps_of(Session& session) {
    return std::max<std::size_t>(
        figure_steps(session.store.figure(), session.store.run().results, session.view().grain), 1);
}

void propose_target(Session& session, ExportChoice& choice) {
    if (choice.own_target) return;
    const exporting::Exporter& exporter = *choice.exporter;
    const std::string stem = fs::path(document_name(session)).stem().string();
    std::string name = stem;
    if (exporter.folder())
        name += "-frames";
    else if (!exporter.drawn())
        name += "-" + std::string(exporter.id.substr(0, exporter.id.rfind('-')));
    else if (choice.range == ExportRange::shown)
        name += "-step-" + std::to_string(session.view().step + 1);
    else if (exporter.kind == exporting::Kind::picture)
        name += "-steps";
    choice.target = exporting::with_extension(base_folder(session) / name, exporter).string();
}

void name_target(Session& session, ExportChoice& choice) {
    choice.own_target = true;
    const exporting::Exporter* named = exporting::exporter_for(choice.target);
    if (named == nullptr || choice.exporter->folder()) return;
    if (named->extension != choice.exporter->extension) choose_exporter(session, choice, *named);
}

void choose_exporter(Session& session, ExportChoice& choice, const exporting::Exporter& exporter) {
    choice.exporter = &exporter;
    choice.look.format = exporter.id;
    const bool picture = exporter.kind == exporting::Kind::picture;
    if (picture && choice.range != ExportRange::shown && !choice.look.sheet)
        choice.range = ExportRange::shown;
    if (!picture && choice.range == ExportRange::shown) choice.range = ExportRange::all;
    if (!exporter.takes_range()) choice.range = ExportRange::all;
    // In capitals it is right too.
    const bool wrong = exporting::with_extension(choice.target, exporter) != choice.target;
    if (choice.own_target && (wrong || exporter.folder())) {
        fs::path file = choice.target;
        if (exporting::exporter_for(file) != nullptr) file.replace_extension();
        choice.target = exporting::with_extension(std::move(file), exporter).string();
    }
    propose_target(session, choice);
}

ExportChoice first_choice(Session& session, const exporting::Exporter* exporter) {
    ExportChoice choice;
    choice.look = session.settings.exporting;
    if (exporter == nullptr) exporter = exporting::find_exporter(choice.look.format);
    if (exporter == nullptr) exporter = exporting::exporters().front();
    choice.range = choice.look.sheet ? ExportRange::all : ExportRange::shown;
    choice.last = static_cast<int>(steps_of(session));
    choose_exporter(session, choice, *exporter);
    return choice;
}

ExportOrder order_of(Session& session, const ExportChoice& choice) {
    const io::ExportSettings& look = choice.look;
    const exporting::Exporter& exporter = *choice.exporter;
    ExportOrder order;
    order.exporter = &exporter;
    order.view = session.view();
    order.view.pointer.hover.reset();
    order.view.pointer.selected.reset();
    order.run = session.store.run();
    order.figure = session.store.figure();
    order.theme = look.theme.empty() ? session.preferences().theme : look.theme;
    order.language = look.language.empty() ? i18n::language().id : look.language;
    order.size = look.fits
                     ? exporting::cut_layout
                     : scene::Size{static_cast<float>(look.width), static_cast<float>(look.height)};
    exporting::Request& request = order.request;
    std::tie(request.first, request.count) = range_of(session, choice);
    request.target = exporting::with_extension(choice.target, exporter);
    request.scale = static_cast<float>(look.scale);
    request.transparent = look.transparent && exporter.transparent;
    request.crop = look.fits;
    request.sheet = exporter.kind == exporting::Kind::picture && choice.range != ExportRange::shown;
    request.motion = {.glide = look.glide,
                      .fps = static_cast<double>(look.glide ? look.glide_fps : look.fps),
                      .pace = static_cast<double>(look.pace),
                      .hold = static_cast<double>(look.hold),
                      .loops = look.loops};
    return order;
}

}  // namespace poolscope::session
