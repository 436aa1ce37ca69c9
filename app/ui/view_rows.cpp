/// The View menu: stepping, modes, zoom, channels, and how the interface looks.
#include <algorithm>
#include <cmath>

#include "io/settings.hpp"
#include "theme/theme.hpp"
#include "ui/action_rows.hpp"
#include "ui/files.hpp"
#include "ui/speeds.hpp"

namespace poolscope::ui {

namespace {

bool has_channels(const Ui& ui) {
    return ui.document().shape().c > 1;
}
bool has_samples(const Ui& ui) {
    return ui.document().shape().n > 1;
}

void zoom_by(Ui& ui, float factor) {
    const model::ViewState& view = ui.view();
    ui.emit(model::SetZoom{view.camera.zoom * factor, view.camera.center_x, view.camera.center_y});
}

void next_sample(Ui& ui, int by) {
    const int count = ui.document().shape().n;
    ui.emit(model::SetSample{(ui.view().sample + by + count) % count});
}

template <model::Mode mode>
void show_mode(Ui& ui) {
    ui.emit(model::SetMode{mode});
}
template <model::Mode mode>
bool shows_mode(const Ui& ui) {
    return ui.view().mode == mode;
}

void next_channel(Ui& ui, int by) {
    const int count = ui.document().shape().c;
    ui.emit(model::SetChannel{(ui.view().channel + by + count) % count, false});
}

constexpr double ui_scale_step = 0.25;

void set_ui_scale(Ui& ui, double to) {
    ui.settings.ui_scale = std::clamp(to, io::least_ui_scale, io::most_ui_scale);
    std::erase_if(ui.messages, [](const Notice& one) { return !one.is_error; });
    ui.save_settings();
}

/// The interface as it is on show, 1 for as large as designed; the window may have no room for what
/// was chosen.
double shown_ui_scale(const Ui& ui) {
    return std::min(ui.settings.ui_scale, static_cast<double>(ui.scale / ui.screen_scale));
}

void make_larger(Ui& ui) {
    const double shown = shown_ui_scale(ui);
    if (shown > ui.settings.ui_scale - 0.001)
        return set_ui_scale(ui, ui.settings.ui_scale + ui_scale_step);
    const auto percent = std::lround(shown * 100);
    if (ui.show_panels)
        return ui.say([percent] {
            return trf(
                "The interface is at {0} %, all that this window has room for: hide the "
                "side panels ({1}), or make the window larger",
                percent, name_of(action_row("view.panels").shortcut));
        });
    ui.say([percent] {
        return trf(
            "The interface is at {0} %, all that this window has room for: make the window "
            "larger",
            percent);
    });
}

void make_smaller(Ui& ui) {
    const double shown = std::ceil(shown_ui_scale(ui) / ui_scale_step) * ui_scale_step;
    set_ui_scale(ui, std::min(ui.settings.ui_scale, shown) - ui_scale_step);
}

void next_language(Ui& ui) {
    const auto all = i18n::languages();
    const auto at = static_cast<std::size_t>(&i18n::language() - all.data());
    choose_language(ui, all[(at + 1) % all.size()].id);
}

bool in_projector(const Ui& ui) {
    return ui.projector;
}

void toggle_motion(Ui& ui) {
    ui.settings.reduced_motion = !ui.settings.reduced_motion;
    ui.emit(model::SetGlides{!ui.settings.reduced_motion});
    ui.save_settings();
}

void next_theme(Ui& ui) {
    const auto themes = theme::themes();
    const auto at = std::find(themes.begin(), themes.end(), ui.theme);
    const std::size_t next = (static_cast<std::size_t>(at - themes.begin()) + 1) % themes.size();
    choose_theme(ui, themes[next]->id);
}

/// The next speed of the list, if there is one.
void change_speed(Ui& ui, int by) {
    const auto at =
        std::ranges::find(speeds, ui.preferences().speed, &Speed::factor) - speeds.begin();
    const auto next = std::clamp<std::ptrdiff_t>(at + by, 0, std::ssize(speeds) - 1);
    ui.emit(model::SetSpeed{speeds[static_cast<std::size_t>(next)].factor});
}

const ActionRow rows[] = {
    // View
    {.id = "play.toggle",
     .label = word("Play or pause"),
     .menu = Menu::view,
     .shortcut = plain(Key::space),
     .run = [](Ui& ui) { ui.emit(model::SetPlaying{!ui.playback().playing}); }},
    {.id = "play.first",
     .label = word("First step"),
     .menu = Menu::view,
     .shortcut = plain(Key::home),
     .run = [](Ui& ui) { ui.emit(model::Seek{0}); }},
    {.id = "play.back",
     .label = word("Step back"),
     .menu = Menu::view,
     .shortcut = plain(Key::left),
     .run = [](Ui& ui) { ui.emit(model::StepBy{-1}); },
     .enabled = no_selection},
    {.id = "play.forward",
     .label = word("Step forward"),
     .menu = Menu::view,
     .shortcut = plain(Key::right),
     .run = [](Ui& ui) { ui.emit(model::StepBy{1}); },
     .enabled = no_selection},
    {.id = "play.last",
     .label = word("Last step"),
     .menu = Menu::view,
     .shortcut = plain(Key::end),
     .run = [](Ui& ui) { ui.emit(model::SeekEnd{}); }},
    {.id = "play.slower",
     .label = word("Slower"),
     .menu = Menu::view,
     .shortcut = plain(Key::left_bracket),
     .run = [](Ui& ui) { change_speed(ui, -1); }},
    {.id = "play.faster",
     .label = word("Faster"),
     .menu = Menu::view,
     .shortcut = plain(Key::right_bracket),
     .run = [](Ui& ui) { change_speed(ui, 1); }},
    {.id = "play.loop",
     .label = word("Loop"),
     .menu = Menu::view,
     .shortcut = plain(Key::l),
     .run = [](Ui& ui) { ui.emit(model::SetLoop{!ui.preferences().loop}); },
     .checked = [](const Ui& ui) { return ui.preferences().loop; }},
    {.id = "mode.forward",
     .label = word("Forward"),
     .menu = Menu::view,
     .shortcut = plain(Key::f),
     .run = show_mode<model::Mode::forward>,
     .checked = shows_mode<model::Mode::forward>,
     .begins_group = true},
    {.id = "mode.backward",
     .label = word("Backward"),
     .menu = Menu::view,
     .shortcut = plain(Key::b),
     .run = show_mode<model::Mode::backward>,
     .checked = shows_mode<model::Mode::backward>},
    {.id = "mode.compare",
     .label = word("Compare frameworks"),
     .menu = Menu::view,
     .shortcut = plain(Key::c),
     .run = show_mode<model::Mode::compare>,
     .checked = shows_mode<model::Mode::compare>},
    {.id = "mode.stages",
     .label = word("In stages"),
     .menu = Menu::view,
     .shortcut = plain(Key::s),
     .run = show_mode<model::Mode::stages>,
     .checked = shows_mode<model::Mode::stages>},
    {.id = "view.readers",
     .label = word("How often each cell is read"),
     .menu = Menu::view,
     .shortcut = plain(Key::r),
     .run = [](Ui& ui) { ui.emit(model::SetCountsReaders{!ui.view().counts_readers}); },
     .enabled = [](const Ui& ui) { return ui.view().mode == model::Mode::forward; },
     .checked = [](const Ui& ui) { return ui.view().counts_readers; }},
    {.id = "view.zoom_in",
     .label = word("Zoom in"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::equal),
     .run = [](Ui& ui) { zoom_by(ui, 1.5F); },
     .begins_group = true},
    {.id = "view.zoom_out",
     .label = word("Zoom out"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::minus),
     .run = [](Ui& ui) { zoom_by(ui, 1 / 1.5F); },
     .enabled = [](const Ui& ui) { return ui.view().camera.zoom > 1; }},
    {.id = "view.zoom_fit",
     .label = word("Fit the window"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::digit_0),
     .run = [](Ui& ui) { ui.emit(model::SetZoom{}); }},
    {.id = "play.remote_forward",
     .label = word("Step forward, by a presenter's remote"),
     .shortcut = plain(Key::page_down),
     .run = [](Ui& ui) { ui.emit(model::StepBy{1}); },
     .enabled = in_projector},
    {.id = "play.remote_back",
     .label = word("Step back, by a presenter's remote"),
     .shortcut = plain(Key::page_up),
     .run = [](Ui& ui) { ui.emit(model::StepBy{-1}); },
     .enabled = in_projector},
    {.id = "view.channel_next",
     .label = word("Next channel"),
     .menu = Menu::view,
     .shortcut = plain(Key::page_down),
     .run = [](Ui& ui) { next_channel(ui, 1); },
     .enabled = has_channels,
     .begins_group = true},
    {.id = "view.channel_previous",
     .label = word("Previous channel"),
     .menu = Menu::view,
     .shortcut = plain(Key::page_up),
     .run = [](Ui& ui) { next_channel(ui, -1); },
     .enabled = has_channels},
    {.id = "view.channels_all",
     .label = word("All channels"),
     .menu = Menu::view,
     .shortcut = plain(Key::a),
     .run =
         [](Ui& ui) {
             ui.emit(model::SetChannel{ui.view().channel, !ui.view().all_channels});
         },
     .enabled = has_channels,
     .checked = [](const Ui& ui) { return ui.view().all_channels; }},
    {.id = "view.sample_next",
     .label = word("Next sample"),
     .shortcut = shifted(Key::page_down),
     .run = [](Ui& ui) { next_sample(ui, 1); },
     .enabled = has_samples},
    {.id = "view.sample_previous",
     .label = word("Previous sample"),
     .shortcut = shifted(Key::page_up),
     .run = [](Ui& ui) { next_sample(ui, -1); },
     .enabled = has_samples},
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
     .run = next_theme},
    {.id = "view.language_next",
     .label = word("Next language"),
     .shortcut = ctrl_shift(Key::l),
     .run = next_language},
    {.id = "view.projector",
     .label = word("Projector"),
     .menu = Menu::view,
     .shortcut = plain(Key::f11),
     .run = [](Ui& ui) { ui.projector = !ui.projector; },
     .checked = in_projector},
    {.id = "view.motion",
     .label = word("Reduced motion"),
     .menu = Menu::view,
     .run = toggle_motion,
     .checked = [](const Ui& ui) { return ui.settings.reduced_motion; }},
    {.id = "view.panels",
     .label = word("Side panels"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::e),
     .run =
         [](Ui& ui) {
             ui.show_panels = ui.settings.side_panels = !ui.show_panels;
             ui.save_settings();
         },
     .checked = [](const Ui& ui) { return ui.show_panels; }},
    {.id = "view.larger",
     .label = word("Larger interface"),
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::equal),
     .run = make_larger,
     .enabled = [](const Ui& ui) { return shown_ui_scale(ui) < io::most_ui_scale; }},
    {.id = "view.smaller",
     .label = word("Smaller interface"),
     .menu = Menu::view,
     .shortcut = ctrl_shift(Key::minus),
     .run = make_smaller,
     .enabled = [](const Ui& ui) { return ui.settings.ui_scale > io::least_ui_scale; }},
};

}  // namespace

std::span<const ActionRow> view_rows() {
    return rows;
}

}  // namespace poolscope::ui
