/// Writes copies beside the interface, never in its way.
#include "ui/autosave.hpp"

#include <algorithm>
#include <exception>
#include <limits>

#include "io/load.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/files.hpp"

namespace poolscope::ui {

namespace {

constexpr double poll = 0.1;  ///< seconds between looks at a writing thread

/// Told once: then the person knows.
void fail_once(Ui& ui, const Error& error) {
    if (!ui.autosave.failed) ui.report(error);
    ui.autosave.failed = true;
}

/// What came of the thread, where it is done.
void collect(Ui& ui) {
    Autosave& autosave = ui.autosave;
    const auto done = autosave.writing.take();
    if (!done) return;
    if (!*done) return fail_once(ui, done->error());
    autosave.kept_revision = autosave.writing_revision;
    if (autosave.opened) io::drop_copy(*autosave.opened);
    autosave.opened.reset();
}

void begin_writing(Ui& ui) {
    Autosave& autosave = ui.autosave;
    if (!autosave.slot) {
        auto slot = io::RecoverySlot::open(ui.services.recovery_folder);
        if (!slot) return fail_once(ui, slot.error());
        autosave.slot.emplace(std::move(*slot));
    }
    autosave.writing_revision = ui.store.revision();
    autosave.writing.start([slot = &*autosave.slot, document = ui.document(), view = ui.view(),
                            file = ui.store.file()](const work::StopQuery&) -> Result<void> {
        try {
            return slot->keep(document, view, file);
        } catch (const std::exception&) {  // no memory
            return fail(ErrorCode::unwritable, say("there is not enough memory for this"),
                        say("make the input smaller"));
        }
    });
}

}  // namespace

double Autosave::wait_seconds(double now) const {
    if (writing.started()) return poll;
    return due ? std::max(*due - now, 0.0) : std::numeric_limits<double>::infinity();
}

void keep_unsaved(Ui& ui) {
    Autosave& autosave = ui.autosave;
    if (ui.services.recovery_folder.empty()) return;
    collect(ui);
    if (autosave.writing.started() || autosave.failed) {
        autosave.due.reset();
        return;
    }
    if (!ui.store.modified()) {
        autosave.due.reset();
        if (autosave.kept_revision != 0) autosave.slot->drop();
        autosave.kept_revision = 0;
        if (autosave.opened) io::drop_copy(*autosave.opened);
        autosave.opened.reset();
        return;
    }
    if (ui.store.revision() == autosave.kept_revision) {
        autosave.due.reset();
        return;
    }
    if (!autosave.due) autosave.due = ui.now + autosave_seconds;
    if (ui.now < *autosave.due) return;
    autosave.due.reset();
    begin_writing(ui);
}

void leave_copy(Ui& ui) {
    Autosave& autosave = ui.autosave;
    if (ui.services.recovery_folder.empty() || autosave.failed || !ui.store.modified()) return;
    const auto wait = [&] {
        autosave.writing.wait();
        collect(ui);
    };
    wait();
    if (ui.store.revision() != autosave.kept_revision) begin_writing(ui);
    wait();
    if (autosave.slot) autosave.slot->leave();
}

void offer_left_copies(Ui& ui) {
    if (ui.services.recovery_folder.empty()) return;
    auto left = io::left_copies(ui.services.recovery_folder);
    // One that is open already is not asked about again.
    std::erase_if(left, [&](const io::LeftCopy& one) {
        return ui.autosave.opened && ui.autosave.opened->place == one.place;
    });
    if (!left.empty()) ui.open_dialog(make_recovered_dialog(std::move(left.front())));
}

void open_left_copy(Ui& ui, const io::LeftCopy& copy) {
    auto opened = io::open_document(copy.scene);
    if (!opened) return ui.report(opened.error());
    // Its large grids lie with the copy, which goes.
    if (opened->document.source.string().starts_with(copy.place.string()))
        opened->document.source.clear();
    show_document(ui, std::move(*opened), copy.file);
    ui.store.mark_unsaved();
    ui.autosave.opened = copy;
}

}  // namespace poolscope::ui
