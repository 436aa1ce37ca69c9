/// The one owner of the state.
#include "model/store.hpp"

#include <new>
#include <utility>

namespace poolscope::model {

namespace {

/// Actions of one drag carry its number; others stand alone.
std::uint64_t gesture_of(const DocumentAction& action) {
    return std::visit(
        [](const auto& one) -> std::uint64_t {
            if constexpr (
                requires { one.gesture; })
                return one.gesture;
            return 0;
        },
        action);
}

}  // namespace

Store::Store() : history_(default_document()) {}

const Run& Store::run() {
    return cache_.get(document(), revision());
}

const Figure& Store::figure() {
    return figures_.get(run(), revision(), view());
}

Result<void> Store::apply(const Action& action) {
    if (const auto* one = std::get_if<DocumentAction>(&action)) {
        // A size dragged back and forth gives back the cells that it cut off on the way.
        const auto* resize = std::get_if<ResizeInput>(one);
        const Document& base = resize ? history_.base_of(resize->gesture) : document();
        auto next = update(base, *one);
        if (!next) return error_of(next);
        if (!(*next == document())) history_.push(std::move(*next), gesture_of(*one));
    } else if (std::holds_alternative<Undo>(action)) {
        history_.undo();
    } else if (std::holds_alternative<Redo>(action)) {
        history_.redo();
    }
    // The document or the figure may have changed under the view: an empty tick puts it back
    // within bounds.
    const auto* view_action = std::get_if<ViewAction>(&action);
    if (view_action) viewing_ = update(viewing_, *view_action, run(), figure());
    viewing_ = update(viewing_, Tick{}, run(), figure());
    return {};
}

Result<void> Store::dispatch(const Action& action) {
    try {
        return apply(action);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for this"),
                    say("make the input smaller"));
    }
}

void Store::open(Document document, ViewState view, std::filesystem::path file) {
    history_.restart(std::move(document));
    saved_revision_ = history_.revision();
    file_ = std::move(file);
    viewing_ = {std::move(view), {}, std::move(viewing_.preferences)};
    (void)dispatch(ViewAction(Tick{}));
}

void Store::mark_saved(std::filesystem::path file) {
    saved_revision_ = history_.revision();
    file_ = std::move(file);
    history_.end_gesture();
}

}  // namespace poolscope::model
