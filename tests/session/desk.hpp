/// A session without a screen, with a clipboard of its own.
#pragma once

#include <string>
#include <string_view>

#include "session/actions/actions.hpp"

namespace poolscope::session {

class Desk {
    std::string clipboard_;  ///< first: the session's functions see it

public:
    explicit Desk(Services services = {}) : session(with_clipboard(std::move(services))) {
        session.advance(0);
    }

    Session session;

    /// Runs a row of the action table, and what it emits.
    void run(std::string_view id) {
        run_action(session, id);
        settle();
    }
    void press(const KeyPress& key, bool keys_taken = false) {
        run_key(session, key, keys_taken);
        settle();
    }
    template <class Action>
    void emit(const Action& action) {
        session.emit(action);
        settle();
    }
    /// An answer to a prompt.
    template <class Answer>
    void answer(const Answer& gives) {
        gives(session);
        settle();
    }
    /// The prompt that was asked, which is seen by this; null where it is another or none.
    template <class T>
    [[nodiscard]] std::optional<T> asked() {
        const auto prompt = std::exchange(session.prompt, std::nullopt);
        if (!prompt || !std::holds_alternative<T>(*prompt)) return std::nullopt;
        return std::get<T>(*prompt);
    }
    [[nodiscard]] float input(int row, int col) const {
        return session.document().input->at(0, 0, row, col);
    }
    void set_input(int row, int col, float value) {
        emit(model::DocumentAction(model::SetCell{.row = row, .col = col, .value = value}));
    }
    [[nodiscard]] std::string& clipboard() { return clipboard_; }

private:
    Services with_clipboard(Services services) {
        services.clipboard.get = [this] { return clipboard_; };
        services.clipboard.set = [this](const std::string& text) { clipboard_ = text; };
        return services;
    }
    void settle() {
        session.apply_queue();
        session.advance(0);
    }
};

}  // namespace poolscope::session
