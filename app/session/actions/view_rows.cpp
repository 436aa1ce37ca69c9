/// The View menu: stepping, modes, zoom and channels; then come look_rows().
#include <algorithm>

#include "session/actions/action_rows.hpp"
#include "session/actions/speeds.hpp"
#include "session/lesson_commands.hpp"
#include "session/pointed_cell.hpp"
#include "session/projector.hpp"

namespace poolscope::session {

namespace {

bool has_channels(const Session& session) {
    return session.document().shape().c > 1;
}
bool has_samples(const Session& session) {
    return session.document().shape().n > 1;
}

void zoom_by(Session& session, float factor) {
    const model::ViewState& view = session.view();
    session.emit(
        model::SetZoom{view.camera.zoom * factor, view.camera.center_x, view.camera.center_y});
}

void next_sample(Session& session, int by) {
    const int count = session.document().shape().n;
    session.emit(model::SetSample{(session.view().sample + by + count) % count});
}

template <model::Mode mode>
void show_mode(Session& session) {
    session.emit(model::SetMode{mode});
}
template <model::Mode mode>
bool shows_mode(const Session& session) {
    return session.view().mode == mode;
}

bool shows_picture(const Session& session) {
    return session.document().picture && session.view().mode == model::Mode::forward;
}

/// Shows a picture so, or again beside its output.
template <model::PictureView wanted>
void toggle_picture(Session& session) {
    const bool shown = session.view().picture_view == wanted;
    session.emit(model::SetPictureView{shown ? model::PictureView::beside : wanted});
}
template <model::PictureView wanted>
bool shows_picture_so(const Session& session) {
    return session.view().picture_view == wanted;
}

bool has_divider(const Session& session) {
    return shows_picture_so<model::PictureView::over>(session) && shows_picture(session);
}

void move_divider(Session& session, float by) {
    session.emit(model::SetDivider{session.view().divider + by});
}

void next_channel(Session& session, int by) {
    const int count = session.document().shape().c;
    session.emit(model::SetChannel{(session.view().channel + by + count) % count, false});
}

constexpr float divider_step = 0.05F;  ///< of the picture's width

/// The next speed of the list, if there is one.
void change_speed(Session& session, int by) {
    const auto shown = std::ranges::find_if(
        speeds, [&](const Speed& one) { return one.is_of(session.preferences()); });
    const auto next =
        std::clamp<std::ptrdiff_t>(shown - speeds.begin() + by, 0, std::ssize(speeds) - 1);
    const Speed& speed = speeds[static_cast<std::size_t>(next)];
    session.emit(model::SetSpeed{speed.factor, speed.pace});
}

/// What moves among the steps; while it would tell an answer it is said so, and nothing moves.
void step(Session& session, model::ViewAction action) {
    if (!hides_steps(session)) return session.emit(std::move(action));
    session.say_in_lesson([] { return std::string(tr(steps_would_tell)); });
}

const ActionRow rows[] = {
    // View
    {.id = "play.toggle",
     .label = word("Play or pause"),
     .menu = Menu::steps,
     .shortcut = plain(Key::space),
     .run =
         [](Session& session) { step(session, model::SetPlaying{!session.playback().playing}); }},
    {.id = "play.first",
     .label = word("First step"),
     .menu = Menu::steps,
     .shortcut = plain(Key::home),
     .run = [](Session& session) { step(session, model::Seek{0}); }},
    {.id = "play.back",
     .label = word("Step back"),
     .menu = Menu::steps,
     .shortcut = plain(Key::left),
     .run = [](Session& session) { step(session, model::StepBy{-1}); }},
    {.id = "play.forward",
     .label = word("Step forward"),
     .menu = Menu::steps,
     .shortcut = plain(Key::right),
     .run = [](Session& session) { step(session, model::StepBy{1}); }},
    {.id = "play.row_back",
     .label = word("Up a row of windows"),
     .menu = Menu::steps,
     .shortcut = plain(Key::up),
     .run = [](Session& session) { step(session, model::StepByRow{-1}); }},
    {.id = "play.row_forward",
     .label = word("Down a row of windows"),
     .menu = Menu::steps,
     .shortcut = plain(Key::down),
     .run = [](Session& session) { step(session, model::StepByRow{1}); }},
    {.id = "play.last",
     .label = word("Last step"),
     .menu = Menu::steps,
     .shortcut = plain(Key::end),
     .run = [](Session& session) { step(session, model::SeekEnd{}); }},
    {.id = "play.slower",
     .label = word("Slower"),
     .menu = Menu::steps,
     .shortcut = plain(Key::left_bracket),
     .run = [](Session& session) { change_speed(session, -1); }},
    {.id = "play.faster",
     .label = word("Faster"),
     .menu = Menu::steps,
     .shortcut = plain(Key::right_bracket),
     .run = [](Session& session) { change_speed(session, 1); }},
    {.id = "play.loop",
     .label = word("Loop"),
     .menu = Menu::steps,
     .shortcut = plain(Key::l),
     .run = [](Session& session) { session.emit(model::SetLoop{!session.preferences().loop}); },
     .checked = [](const Session& session) { return session.preferences().loop; }},
    {.id = "view.go_to",
     .label = word("Bring the window to the cell"),
     .menu = Menu::steps,
     .shortcut = shifted(Key::enter),
     .other_shortcut = plain(Key::enter),
     .run = [](Session& session) { bring_window_to(session, *pointed_cell(session)); },
     .enabled =
         [](const Session& session) {
             return session.has_steps && pointed_cell(session).has_value();
         }},
    {.id = "view.black",
     .label = word("Black screen, before a room"),
     .shortcut = plain(Key::period),
     .other_shortcut = plain(Key::b),
     .run = [](Session& session) { show_black(session, true); },
     .enabled = in_projector},
    {.id = "mode.forward",
     .label = word("Forward"),
     .menu = Menu::view,
     .shortcut = plain(Key::f),
     .run = show_mode<model::Mode::forward>,
     .checked = shows_mode<model::Mode::forward>},
    {.id = "mode.backward",
     .label = word("Backward"),
     .menu = Menu::view,
     .shortcut = plain(Key::b),
     .other_shortcut = shifted(Key::b),  // the plain key is the remote's before a room
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
    // Not first: Right, which goes on to the next menu, would open it.
    {.id = "view.steps",
     .label = word("Steps"),
     .menu = Menu::view,
     .submenu = Submenu::steps,
     .begins_group = true},
    {.id = "view.readers",
     .label = word("How often each cell is read"),
     .menu = Menu::view,
     .shortcut = plain(Key::r),
     .run =
         [](Session& session) {
             session.emit(model::SetCountsReaders{!session.view().counts_readers});
         },
     .enabled = [](const Session& session) { return session.view().mode == model::Mode::forward; },
     .checked = [](const Session& session) { return session.view().counts_readers; }},
    {.id = "view.before_after",
     .label = word("Before and after"),
     .menu = Menu::view,
     .shortcut = plain(Key::d),
     .run = toggle_picture<model::PictureView::over>,
     .enabled = shows_picture,
     .checked = shows_picture_so<model::PictureView::over>},
    {.id = "view.true_size",
     .label = word("Output at its true size"),
     .menu = Menu::view,
     .shortcut = plain(Key::t),
     .run = toggle_picture<model::PictureView::true_size>,
     .enabled = shows_picture,
     .checked = shows_picture_so<model::PictureView::true_size>},
    {.id = "view.divider_left",
     .label = word("Move the divider to the left"),
     .shortcut = shifted(Key::left),
     .run = [](Session& session) { move_divider(session, -divider_step); },
     .enabled = has_divider},
    {.id = "view.divider_right",
     .label = word("Move the divider to the right"),
     .shortcut = shifted(Key::right),
     .run = [](Session& session) { move_divider(session, divider_step); },
     .enabled = has_divider},
    {.id = "view.indices",
     .label = word("Row and column numbers"),
     .menu = Menu::view,
     .run = [](Session& session) { session.emit(model::SetIndices{!session.view().indices}); },
     .checked = [](const Session& session) { return session.view().indices; }},
    {.id = "view.lens",
     .label = word("Lens on the window"),
     .menu = Menu::view,
     .shortcut = plain(Key::z),
     .run = [](Session& session) { session.emit(model::SetLens{!session.view().lens}); },
     .enabled = [](const Session& session) { return session.has_steps; },
     .checked = [](const Session& session) { return session.view().lens; }},
    {.id = "view.zoom_in",
     .label = word("Zoom in"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::equal),
     .run = [](Session& session) { zoom_by(session, 1.5F); },
     .begins_group = true},
    {.id = "view.zoom_out",
     .label = word("Zoom out"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::minus),
     .run = [](Session& session) { zoom_by(session, 1 / 1.5F); },
     .enabled = [](const Session& session) { return session.view().camera.zoom > 1; }},
    {.id = "view.zoom_fit",
     .label = word("Fit the window"),
     .menu = Menu::view,
     .shortcut = ctrl(Key::digit_0),
     .run = [](Session& session) { session.emit(model::SetZoom{}); }},
    {.id = "play.remote_forward",
     .label = word("Step forward, by a presenter's remote"),
     .shortcut = plain(Key::page_down),
     .run = [](Session& session) { step(session, model::StepBy{1}); },
     .enabled = in_projector},
    {.id = "play.remote_back",
     .label = word("Step back, by a presenter's remote"),
     .shortcut = plain(Key::page_up),
     .run = [](Session& session) { step(session, model::StepBy{-1}); },
     .enabled = in_projector},
    {.id = "view.channel_next",
     .label = word("Next channel"),
     .menu = Menu::view,
     .shortcut = plain(Key::page_down),
     .run = [](Session& session) { next_channel(session, 1); },
     .enabled = has_channels,
     .begins_group = true},
    {.id = "view.channel_previous",
     .label = word("Previous channel"),
     .menu = Menu::view,
     .shortcut = plain(Key::page_up),
     .run = [](Session& session) { next_channel(session, -1); },
     .enabled = has_channels},
    {.id = "view.channels_all",
     .label = word("All channels"),
     .menu = Menu::view,
     .shortcut = plain(Key::a),
     .run =
         [](Session& session) {
             session.emit(model::SetChannel{session.view().channel, !session.view().all_channels});
         },
     .enabled = has_channels,
     .checked = [](const Session& session) { return session.view().all_channels; }},
    {.id = "view.sample_next",
     .label = word("Next sample"),
     .shortcut = shifted(Key::page_down),
     .run = [](Session& session) { next_sample(session, 1); },
     .enabled = has_samples},
    {.id = "view.sample_previous",
     .label = word("Previous sample"),
     .shortcut = shifted(Key::page_up),
     .run = [](Session& session) { next_sample(session, -1); },
     .enabled = has_samples},
};

}  // namespace

std::span<const ActionRow> view_rows() {
    return rows;
}

}  // namespace poolscope::session
