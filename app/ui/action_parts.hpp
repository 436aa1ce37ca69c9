/// What the rows of the action table run and ask: only actions.cpp reads it.
#pragma once

#include <algorithm>

#include "ui/actions.hpp"
#include "ui/classes.hpp"
#include "ui/files.hpp"

namespace poolscope::ui::parts {

constexpr KeyPress plain(Key key) {
    return {key, false, false, false};
}
constexpr KeyPress ctrl(Key key) {
    return {key, true, false, false};
}
constexpr KeyPress ctrl_shift(Key key) {
    return {key, true, true, false};
}
constexpr KeyPress shifted(Key key) {
    return {key, false, true, false};
}

inline bool has_selection(const Ui& ui) {
    return ui.view().selected.has_value();
}
inline bool no_selection(const Ui& ui) {
    return !has_selection(ui);
}
inline bool has_mark(const Ui& ui) {
    return has_selection(ui) || ui.view().pin.has_value();
}
inline bool can_release(const Ui& ui) {
    return has_mark(ui) || !ui.messages.empty() || ui.projector;
}
inline bool has_channels(const Ui& ui) {
    return ui.document().shape().c > 1;
}
inline bool has_samples(const Ui& ui) {
    return ui.document().shape().n > 1;
}

inline void zoom_by(Ui& ui, float factor) {
    const model::ViewState& view = ui.view();
    ui.emit(model::SetZoom{view.zoom * factor, view.center_x, view.center_y});
}

inline void next_sample(Ui& ui, int by) {
    const int count = ui.document().shape().n;
    ui.emit(model::SetSample{(ui.view().sample + by + count) % count});
}

template <model::Mode mode>
inline void show_mode(Ui& ui) {
    ui.emit(model::SetMode{mode});
}
template <model::Mode mode>
inline bool shows_mode(const Ui& ui) {
    return ui.view().mode == mode;
}

inline void next_channel(Ui& ui, int by) {
    const int count = ui.document().shape().c;
    ui.emit(model::SetChannel{(ui.view().channel + by + count) % count, false});
}

inline void set_ui_scale(Ui& ui, double to) {
    ui.settings.ui_scale = std::clamp(to, io::least_ui_scale, io::most_ui_scale);
    ui.save_settings();
}

inline void next_language(Ui& ui) {
    const auto all = i18n::languages();
    const auto at = static_cast<std::size_t>(&i18n::language() - all.data());
    choose_language(ui, all[(at + 1) % all.size()].id);
}

inline bool in_projector(const Ui& ui) {
    return ui.projector;
}

inline void toggle_motion(Ui& ui) {
    ui.settings.reduced_motion = !ui.settings.reduced_motion;
    ui.emit(model::SetGlides{!ui.settings.reduced_motion});
    ui.save_settings();
}

inline void next_theme(Ui& ui) {
    const auto themes = theme::themes();
    const auto at = std::find(themes.begin(), themes.end(), ui.theme);
    const std::size_t next = (static_cast<std::size_t>(at - themes.begin()) + 1) % themes.size();
    choose_theme(ui, themes[next]->id);
}

inline bool asks_for_typing(const Ui& ui) {
    return asks_for(ui, lessons::Form::number) || asks_for(ui, lessons::Form::size);
}

template <std::size_t option>
inline void choose_option(Ui& ui) {
    ui.emit(lessons::ClassAction(lessons::GiveAnswer{lessons::ChoiceAnswer{option}}));
}
template <std::size_t option>
inline bool has_option(const Ui& ui) {
    return asks_for(ui, lessons::Form::choice) && !ui.view().selected &&
           option < ui.classroom.put->question.options.size();
}

inline bool in_lesson(const Ui& ui) {
    return ui.classroom.activity == lessons::Activity::lesson;
}

}  // namespace poolscope::ui::parts
