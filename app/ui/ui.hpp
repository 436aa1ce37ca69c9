/// What every panel is given: the state to read, a way to emit actions, and the interface's own
/// state, which is neither saved nor undone.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "i18n/tr.hpp"
#include "io/recent.hpp"
#include "io/settings.hpp"
#include "model/store.hpp"
#include "paint/screen/imgui_painter.hpp"
#include "theme/theme.hpp"
#include "ui/anchors.hpp"
#include "ui/autosave.hpp"
#include "ui/cell_editor.hpp"
#include "ui/dialogs/dialog.hpp"
#include "ui/focus.hpp"
#include "ui/keys.hpp"
#include "ui/layout.hpp"
#include "ui/lesson_state.hpp"
#include "ui/services.hpp"
#include "ui/stage_state.hpp"
#include "ui/tour.hpp"

namespace poolscope::ui {

using i18n::tr;
using i18n::tr_error;
using i18n::tr_name;
using i18n::trf;
using i18n::trn;
using i18n::word;

/// A sentence for the person, kept until it is dismissed.
struct Notice {
    std::string text;
    bool is_error = true;
    std::function<std::string()> words{};  ///< says it anew in the language that is spoken then
};

/// The number box being typed into or dragged; there is at most one.
struct NumberState {
    std::string typing;  ///< the box's id; empty when none is
    std::string buffer;
    bool opening = false;    ///< takes the keyboard in the next frame
    bool open_next = false;  ///< Tab was pressed: the next box opens
    std::string dragging;
    int drag_start = 0;
    std::uint64_t gesture = 0;  ///< of the box in `last`, so that a run of changes is one undo step
    std::string last;
    std::string note_id;  ///< whose clamping is being explained
    std::string note;
    double note_until = 0;
};

/// The tooltip of the item under the pointer, shown once the pointer has rested.
struct TooltipState {
    std::string id;
    double since = 0;
    bool seen = false;     ///< the item was hovered in this frame
    bool pending = false;  ///< it will be shown, but not yet
    std::string shown;     ///< in this frame
    std::string before;    ///< in the last one: a new tooltip is only seen in its second frame
};

/// The list that is open below a button; there is at most one.
struct ListState {
    std::size_t focus = 0;  ///< which row the keys are at
    scene::Rect button;     ///< in window pixels
};

struct Ui {
    explicit Ui(Services given);
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    Services services;
    model::Store store;
    paint::FontCache fonts;
    io::Settings settings;
    io::RecentFiles recent;

    // This frame.
    AnchorMap anchors;
    const theme::Theme* theme = nullptr;
    float screen_scale = 1;
    float scale = 1;        ///< the window's pixels a logical pixel
    float stage_scale = 1;  ///< the same on the stage: larger for a projector
    float least_text = 0;   ///< no words of the panels are smaller, in logical pixels
    double now = 0;         ///< seconds since the start
    Layout layout;
    std::vector<KeyPress> keys;    ///< pressed since the last frame, not taken yet
    bool text_active = false;      ///< a text field has the keyboard
    bool text_was_active = false;  ///< one had it in the last frame
    std::string active_field;      ///< its id
    bool wheel_taken = false;      ///< by a widget: panels do not scroll
    bool wheel_was_taken = false;
    bool held = false;       ///< a button repeats while it is held
    bool has_steps = false;  ///< the layer can be: there is something to step through

    // The interface's own state.
    std::vector<Notice> messages;
    float message_height = 0;
    NumberState number;
    ListState list;
    TooltipState tooltip;
    FocusState focus;
    Autosave autosave;
    TourState tour;
    std::string menu_to_open;    ///< by a key: its id
    bool menus_by_keys = false;  ///< a key opened the menu, and the pointer has not moved since
    StageState stage;
    lessons::Classroom classroom;
    LessonState lesson;
    std::filesystem::path own_lesson;  ///< the teacher's own file, which scenes were added to
    CellEditor editor;
    bool editor_due = false;  ///< opens on the selected cell in the next frame
    std::unique_ptr<Dialog> dialog;
    std::unique_ptr<Dialog> next_dialog;  ///< takes over after this frame
    bool menu_open = false;
    bool show_panels = true;
    bool projector = false;  ///< the stage alone, for a whole room
    bool linked_padding = true;
    std::string call_dialect = "pytorch";     ///< id of the framework whose call is shown
    std::string copy_format;                  ///< id of the form copied last
    std::string_view seeded_fill = "random";  ///< id of the fill that a new seed draws
    bool screenshot_due = false;              ///< F12 was pressed
    bool starting = true;                     ///< no frame was drawn yet
    bool quit = false;                        ///< the window may close
    bool changed = true;  ///< the last frame changed something: another is wanted

    [[nodiscard]] const model::Document& document() const { return store.document(); }
    [[nodiscard]] const model::ViewState& view() const { return store.view(); }
    [[nodiscard]] const model::Playback& playback() const { return store.playback(); }
    [[nodiscard]] const model::Preferences& preferences() const { return store.preferences(); }

    /// Puts an action in the queue that is applied after the panels are drawn.
    void emit(model::DocumentAction action);
    void emit(model::ViewAction action);
    void emit(model::Undo action);
    void emit(model::Redo action);
    void emit(lessons::ClassAction action);
    /// Applies what is queued; an error becomes a message. True where anything was.
    bool apply_queue();

    /// Tells the person something, in another language once that is chosen.
    void say(std::function<std::string()> words);
    void report(const Error& error);
    void dismiss_messages() { messages.clear(); }
    /// In the language that is spoken now.
    void reword_messages();

    /// A new number for the changes of one drag.
    [[nodiscard]] std::uint64_t new_gesture() { return ++gestures_; }

    /// Takes a key press out of the queue, if it is there.
    bool take(Key key, bool ctrl = false, bool shift = false);

    [[nodiscard]] float px(float logical) const;

    void open_dialog(std::unique_ptr<Dialog> next) { next_dialog = std::move(next); }
    void save_settings();

private:
    void add_message(Notice message);
    void apply(const model::Action& action);
    void apply(const lessons::ClassAction& action);

    std::vector<std::variant<model::Action, lessons::ClassAction>> queue_;
    std::uint64_t gestures_ = 0;
};

}  // namespace poolscope::ui
