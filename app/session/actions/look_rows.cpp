/// The end of the View menu: how the interface looks.
#include <algorithm>
#include <cmath>

#include "io/settings.hpp"
#include "session/actions/action_rows.hpp"
#include "session/files.hpp"
#include "session/projector.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

constexpr double ui_scale_step = 0.25;

void set_ui_scale(Session& session, double to) {
    session.settings.ui_scale = std::clamp(to, io::least_ui_scale, io::most_ui_scale);
    std::erase_if(session.notices, [](const Notice& one) { return !one.is_error; });
    session.save_settings();
}

/// The interface as it is on show, 1 for as large as designed; the window may have no room for what
/// was chosen.
double shown_ui_scale(const Session& session) {
    return std::min(session.settings.ui_scale, session.drawn_scale);
}

void make_larger(Session& session) {
    const double shown = shown_ui_scale(session);
    if (shown > session.settings.ui_scale - 0.001)
        return set_ui_scale(session, session.settings.ui_scale + ui_scale_step);
    const auto percent = std::lround(shown * 100);
    if (session.show_panels)
        return session.say([percent] {
            return trf(
                "The interface is at {0} %, all that this window has room for: hide the "
                "side panels ({1}), or make the window larger",
                percent, name_of(action_row("view.panels").shortcut));
        });
    session.say([percent] {
        return trf(
            "The interface is at {0} %, all that this window has room for: make the window "
            "larger",
            percent);
    });
}

void make_smaller(Session& session) {
    const double shown = std::ceil(shown_ui_scale(session) / ui_scale_step) * ui_scale_step;
    set_ui_scale(session, std::min(session.settings.ui_scale, shown) - ui_scale_step);
}

void next_language(Session& session) {
    const auto all = i18n::languages();
    const auto at = static_cast<std::size_t>(&i18n::language() - all.data());
    choose_language(session, all[(at + 1) % all.size()].id);
}

void toggle_motion(Session& session) {
    session.settings.reduced_motion = !session.settings.reduced_motion;
    session.emit(model::SetGlides{!session.settings.reduced_motion});
    session.save_settings();
}

void next_theme(Session& session) {
    const auto themes = theme::themes();
    const auto* shown = &theme::theme_or_default(session.preferences().theme);
    const auto at = std::find(themes.begin(), themes.end(), shown);
    const std::size_t next = (static_cast<std::size_t>(at - themes.begin()) + 1) % themes.size();
    choose_theme(session, themes[next]->id);
}

const ActionRow rows[] = {
    {.id = "view.colormap",
     .label = word("Colour map"),
     .menu = Menu::view,
     .submenu = Submenu::colormap,
     .begins_group = true},
    {.id = "view.theme", .label = word("Theme"), .menu = Menu::view, .submenu = Submenu::theme},
    {.id = "view.language",
     .label = word("Language"),
     .menu = Menu::view,
     .submenu = Submenu::language},
    {.id = "view.theme_next",
     .label = word("Next theme"),
     .shortcut = ctrl_shift(Key::t),
     .run = next_theme,
     .at_any_time = true},
    {.id = "view.language_next",
     .label = word("Next language"),
     .shortcut = ctrl_shift(Key::l),
     .run = next_language,
     .at_any_time = true},
    {.id = "view.projector",
     .label = word("Projector"),
     .menu = Menu::view,
     .shortcut = plain(Key::f11),
     .run =
         [](Session& session) {
             if (session.projector)
                 leave_projector(session);
             else
                 enter_projector(session);
         },
     .checked = in_projector},
    {.id = "view.present",
     .label = word("Begin before a room, by a presenter's remote"),
     .shortcut = plain(Key::f5),
     .run = enter_projector,
     .enabled = [](const Session& session) { return !session.projector; }},
    {.id = "view.motion",
     .label = word("Reduced motion"),
     .menu = Menu::view,
     .run = toggle_motion,
     .checked = [](const Session& session) { return session.settings.reduced_motion; }},
    {.id = "view.panels",
     .label = word("Side panels"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::e),
     .run =
         [](Session& session) {
             session.show_panels = session.settings.side_panels = !session.show_panels;
             session.save_settings();
         },
     .checked = [](const Session& session) { return session.show_panels; }},
    {.id = "view.larger",
     .label = word("Larger interface"),
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::equal),
     .run = make_larger,
     .enabled = [](const Session& session) { return shown_ui_scale(session) < io::most_ui_scale; }},
    {.id = "view.smaller",
     .label = word("Smaller interface"),
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::minus),
     .run = make_smaller,
     .enabled =
         [](const Session& session) { return session.settings.ui_scale > io::least_ui_scale; }},
};

}  // namespace

std::span<const ActionRow> look_rows() {
    return rows;
}

}  // namespace poolscope::session
