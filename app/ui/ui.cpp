/// The interface's state: the action queue, messages, keys and settings.
#include "ui/ui.hpp"

#include <algorithm>
#include <cmath>

namespace poolscope::ui {

namespace {

constexpr std::size_t max_messages = 3;

/// With a capital and a full stop; a file's or a field's name at the beginning stays as it is.
std::string as_sentence(std::string text) {
    const std::string_view first = std::string_view(text).substr(0, text.find(' '));
    const bool is_name = first.find_first_of("./_=") != std::string_view::npos;
    if (!is_name && !text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text + i18n::language().stop;
}

}  // namespace

Ui::Ui(Services given) : services(std::move(given)) {
    if (!services.settings_file.empty()) {
        if (auto loaded = io::load_settings(services.settings_file))
            settings = std::move(*loaded);
        else
            report(loaded.error());
    }
    if (!services.recent_file.empty()) {
        if (auto loaded = io::load_recent(services.recent_file))
            recent = std::move(*loaded);
        else
            report(loaded.error());
    }
    i18n::set_language(settings.language.empty() ? services.language : settings.language);
    theme = &theme::theme_or_default(settings.theme);
    emit(model::SetTheme{std::string(theme->id)});
    apply_queue();
}

void Ui::emit(model::DocumentAction action) {
    queue_.emplace_back(std::move(action));
}
void Ui::emit(model::ViewAction action) {
    queue_.emplace_back(std::move(action));
}
void Ui::emit(model::Undo action) {
    queue_.emplace_back(action);
}
void Ui::emit(model::Redo action) {
    queue_.emplace_back(action);
}

bool Ui::apply_queue() {
    // Applying an action never queues another.
    std::vector<model::Action> actions;
    actions.swap(queue_);
    for (const model::Action& action : actions)
        if (const auto done = store.dispatch(action); !done) report(done.error());
    return !actions.empty();
}

void Ui::add_message(Message message) {
    // A message told again moves to the end.
    std::erase_if(messages, [&](const Message& one) {
        return one.text == message.text || (!one.is_error && !message.is_error);
    });
    messages.push_back(std::move(message));
    if (messages.size() > max_messages) messages.erase(messages.begin());
}

void Ui::report(const Error& error) {
    add_message({as_sentence(tr_error(error)), true});
}

bool Ui::take(Key key, bool ctrl, bool shift) {
    const auto found = std::find(keys.begin(), keys.end(), KeyPress{key, ctrl, shift, false});
    if (found == keys.end()) return false;
    keys.erase(found);
    return true;
}

float Ui::px(float logical) const {
    return std::round(logical * scale);
}

void Ui::save_settings() {
    if (services.settings_file.empty()) return;
    if (const auto saved = io::save_settings(settings, services.settings_file); !saved)
        report(saved.error());
}

}  // namespace poolscope::ui
