/// Writes copies beside the interface, never in its way.
#include "session/autosave.hpp"

#include <algorithm>
#include <exception>
#include <limits>

#include "io/load.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

constexpr double poll = 0.1;  ///< seconds between looks at a writing thread

/// Told once: then the person knows.
void fail_once(Session& session, const Error& error) {
    if (!session.autosave.failed) session.report(error);
    session.autosave.failed = true;
}

/// What came of the thread, where it is done.
void collect(Session& session) {
    Autosave& autosave = session.autosave;
    const auto done = autosave.writing.take();
    if (!done) return;
    if (!*done) return fail_once(session, done->error());
    autosave.kept_revision = autosave.writing_revision;
    if (autosave.opened) io::drop_copy(*autosave.opened);
    autosave.opened.reset();
}

void begin_writing(Session& session) {
    Autosave& autosave = session.autosave;
    if (!autosave.slot) {
        auto slot = io::RecoverySlot::open(session.services.recovery_folder);
        if (!slot) return fail_once(session, slot.error());
        autosave.slot.emplace(std::move(*slot));
    }
    autosave.writing_revision = session.store.revision();
    autosave.writing.start([slot = &*autosave.slot, document = session.whole(),
                            view = session.view(),
                            file = session.store.file()](const StopQuery&) -> Result<void> {
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

void keep_unsaved(Session& session) {
    Autosave& autosave = session.autosave;
    if (session.services.recovery_folder.empty()) return;
    collect(session);
    if (autosave.writing.started() || autosave.failed) {
        autosave.due.reset();
        return;
    }
    if (!session.store.modified()) {
        autosave.due.reset();
        if (autosave.kept_revision != 0) autosave.slot->drop();
        autosave.kept_revision = 0;
        if (autosave.opened) io::drop_copy(*autosave.opened);
        autosave.opened.reset();
        return;
    }
    if (session.store.revision() == autosave.kept_revision) {
        autosave.due.reset();
        return;
    }
    if (!autosave.due) autosave.due = session.now + autosave_seconds;
    if (session.now < *autosave.due) return;
    autosave.due.reset();
    begin_writing(session);
}

void leave_copy(Session& session) {
    Autosave& autosave = session.autosave;
    if (session.services.recovery_folder.empty() || autosave.failed || !session.store.modified())
        return;
    const auto wait = [&] {
        autosave.writing.wait();
        collect(session);
    };
    wait();
    if (session.store.revision() != autosave.kept_revision) begin_writing(session);
    wait();
    if (autosave.slot) autosave.slot->leave();
}

void offer_left_copies(Session& session) {
    if (session.services.recovery_folder.empty()) return;
    auto left = io::left_copies(session.services.recovery_folder);
    // One that is open already is not asked about again.
    std::erase_if(left, [&](const io::LeftCopy& one) {
        return session.autosave.opened && session.autosave.opened->place == one.place;
    });
    if (!left.empty()) session.ask(RecoveredPrompt{std::move(left.front())});
}

void open_left_copy(Session& session, const io::LeftCopy& copy) {
    auto opened = io::open_document(copy.scene);
    if (!opened) return session.report(opened.error());
    // Its large grids lie with the copy, which goes.
    if (opened->document.source.string().starts_with(copy.place.string()))
        opened->document.source.clear();
    show_document(session, std::move(*opened), copy.file);
    session.store.mark_unsaved();
    session.autosave.opened = copy;
}

}  // namespace poolscope::session
