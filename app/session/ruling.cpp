/// Asks the model and the dialect what they would make of other parameters.
#include "session/ruling.hpp"

#include "i18n/tr.hpp"
#include "model/action.hpp"
#include "session/lesson_commands.hpp"

namespace poolscope::session {

Ruling ruling_on(const model::Document& document, const PoolParams& params) {
    const auto next = model::update(document, model::SetParams{params, 0});
    if (!next) return {false, i18n::tr_error(next.error())};
    const Operator& op = *document.layer().op;
    const bool taken_back =
        next->layer().params == document.layer().params && !(params == document.layer().params);
    if (taken_back) {
        const auto adapted = document.layer().dialect->adapt({&op, params}, document.shape());
        return {false, adapted && !adapted->changes.empty()
                           ? joined(adapted->changes)
                           : i18n::trf("the rules of {0} fix it",
                                       i18n::tr_name(document.layer().dialect->name))};
    }
    const auto placed = make_geometry({&op, next->layer().params}, document.shape());
    if (placed || !make_geometry(document.layer(), document.shape())) return {};
    return {false, i18n::tr_error(placed.error())};
}

Ruling ruling_on(const Session& session, const PoolParams& params) {
    const lessons::Page* page = session.classroom.shown_page();
    if (page != nullptr &&
        !lessons::allows(page->may_change, session.document(), model::SetParams{params, 0}))
        return {false, said(session, lessons::allowed_text(page->may_change))};
    return ruling_on(session.document(), params);
}

std::string lock_on(const Session& session, std::string_view part) {
    const lessons::Page* page = session.classroom.shown_page();
    if (page == nullptr || page->may_change.has(part)) return {};
    return said(session, lessons::allowed_text(page->may_change));
}

std::string refusal_of(const model::Document& document, const PoolParams& params) {
    const auto checked =
        document.layer().dialect->check({document.layer().op, params}, document.shape());
    return checked ? std::string() : i18n::tr(checked.error().located());
}

std::string joined(const std::vector<Message>& sentences) {
    std::string text;
    for (const Message& sentence : sentences)
        text += (text.empty() ? "" : i18n::tr("; ")) + i18n::tr(sentence);
    return text;
}

}  // namespace poolscope::session
