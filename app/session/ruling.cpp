/// Asks the model and the dialect what they would make of other parameters.
#include "session/ruling.hpp"

#include "i18n/tr.hpp"
#include "model/action.hpp"

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
