/// What would come of other parameters: controls that the layer's rules forbid say why.
#pragma once

#include <string>
#include <vector>

#include "session/session.hpp"

namespace poolscope::session {

struct Ruling {
    bool allowed = true;
    std::string reason{};  ///< the framework's own, where it is not
};

/// Whether the document's layer may have `params`: not where its dialect refuses them or takes them
/// back, and not where a layer that can be placed no longer could.
[[nodiscard]] Ruling ruling_on(const model::Document& document, const PoolParams& params);

/// The same where a lesson is played, whose scene may lock what would change.
[[nodiscard]] Ruling ruling_on(const Session& session, const PoolParams& params);

/// Why the scene of the lesson on show locks `part`, one of lessons::changeable_parts(): what it
/// lets be changed. Empty where it does not.
[[nodiscard]] std::string lock_on(const Session& session, std::string_view part);

/// The reason that the document's dialect gives against `params`; empty where it has none.
[[nodiscard]] std::string refusal_of(const model::Document& document, const PoolParams& params);

/// Sentences of the rooms below in one line, in the language that is spoken: "a; b".
[[nodiscard]] std::string joined(const std::vector<Message>& sentences);

}  // namespace poolscope::session
