/// The parts of the action table, one file each, and what they share.
#pragma once

#include "session/actions/actions.hpp"

namespace poolscope::session {

/// Answers to questions; they come before whatever else a key does.
[[nodiscard]] std::span<const ActionRow> answer_rows();
[[nodiscard]] std::span<const ActionRow> view_rows();
[[nodiscard]] std::span<const ActionRow> network_rows();
[[nodiscard]] std::span<const ActionRow> look_rows();
[[nodiscard]] std::span<const ActionRow> lesson_rows();

[[nodiscard]] constexpr KeyPress plain(Key key) {
    return {key, false, false, false};
}
[[nodiscard]] constexpr KeyPress ctrl(Key key) {
    return {key, true, false, false};
}
[[nodiscard]] constexpr KeyPress ctrl_shift(Key key) {
    return {key, true, true, false};
}
[[nodiscard]] constexpr KeyPress shifted(Key key) {
    return {key, false, true, false};
}

[[nodiscard]] inline bool has_selection(const Session& session) {
    return session.view().pointer.selected.has_value();
}
[[nodiscard]] inline bool no_selection(const Session& session) {
    return !has_selection(session);
}
[[nodiscard]] inline bool in_projector(const Session& session) {
    return session.projector;
}

}  // namespace poolscope::session
