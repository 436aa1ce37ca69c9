/// All that the program does without a screen: the state and its files, the lesson that is played,
/// and what a person can ask for.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "i18n/tr.hpp"
#include "io/recent.hpp"
#include "io/settings.hpp"
#include "lessons/classroom.hpp"
#include "lessons/progress_file.hpp"
#include "model/store.hpp"
#include "session/autosave.hpp"
#include "session/brush.hpp"
#include "session/cell_editor.hpp"
#include "session/context_menu.hpp"
#include "session/ledger_exercise.hpp"
#include "session/lesson_state.hpp"
#include "session/prompts.hpp"
#include "session/services.hpp"
#include "session/tour.hpp"

namespace poolscope::session {

using i18n::tr;
using i18n::tr_error;
using i18n::tr_name;
using i18n::trf;
using i18n::trn;
using i18n::word;

/// A sentence for the person, kept until it was there to be read, or is dismissed.
struct Notice {
    std::string text;
    bool is_error = true;
    std::function<std::string()> words{};  ///< says it anew in the language that is spoken then
    std::filesystem::path file{};          ///< that it tells of: it can be shown in its folder
    double until = 0;                      ///< when it leaves by itself, of Session::now
    bool of_lesson = false;  ///< of the question or the scene on show, and goes with it
};

/// A step of the layer, and the output that it writes.
struct LayerStep {
    std::size_t step = 0;
    Grain grain = Grain::window;
    int row = 0;
    int col = 0;
};

struct Session {
    explicit Session(Services given);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Services services;
    model::Store store;
    io::Settings settings;
    io::RecentFiles recent;
    std::vector<Notice> notices;
    std::optional<Prompt> prompt;  ///< the person has not seen it yet
    Autosave autosave;
    TourState tour;
    lessons::Classroom classroom;
    std::vector<lessons::StudentProgress> classmates;  ///< others who learned here, newest first
    LessonState lesson;
    std::filesystem::path own_lesson;  ///< the teacher's own file, which pages were added to
    CellEditor editor;
    LedgerExercise ledger;
    LedgerKept ledger_kept;
    std::uint64_t documents = 0;  ///< put on show so far
    /// The network's file that the document was opened from; saving writes a scene.
    std::filesystem::path origin;

    // What a person chose, beside the settings.
    bool show_panels = true;
    bool projector = false;  ///< the stage alone, for a whole room
    bool black = false;      ///< the projector shows nothing until the next key
    Brush brush;
    bool linked_padding = true;
    /// Rows of the layer's numbers, by their ids, whose two change apart though they are equal.
    std::set<std::string, std::less<>> parted;
    std::string call_dialect = "pytorch";     ///< id of the framework whose call is shown
    std::string copy_format;                  ///< id of the form copied last
    std::optional<model::Layout> layout;      ///< of arrays that can be read either way
    std::string_view seeded_fill = "random";  ///< id of the fill that a new seed draws
    std::uint64_t weight_seed = 1;            ///< of weights that are drawn

    // What whoever has a screen sees to.
    bool menus_due = false;       ///< keys go to the menus
    std::optional<Spot> context;  ///< whose menu is to open
    bool screenshot_due = false;  ///< F12 was pressed
    bool quit = false;            ///< the window may close
    bool changed = true;          ///< something was changed: it is to be seen

    // What it tells.
    double now = 0;          ///< seconds since the start
    bool has_steps = false;  ///< the layer can be: there is something to step through
    /// The selected cell's number can be read: Enter types into it, else brings the window there.
    bool types_into_cells = true;
    /// How large the interface is drawn, 1 for as designed; a window may have no room for what was
    /// chosen.
    double drawn_scale = io::most_ui_scale;

    /// What is saved: of a network all its layers.
    [[nodiscard]] const model::Document& whole() const { return store.whole(); }
    /// What the stage shows: of a network one layer (see Store::document).
    [[nodiscard]] const model::Document& document() const { return store.document(); }
    [[nodiscard]] const model::ViewState& view() const { return store.view(); }
    [[nodiscard]] const model::Playback& playback() const { return store.playback(); }
    [[nodiscard]] const model::Preferences& preferences() const { return store.preferences(); }

    /// A moment begins, `seconds` after the one before: what plays moves on.
    void advance(double seconds);

    /// Puts an action in the queue.
    void emit(model::DocumentAction action);
    void emit(model::ViewAction action);
    void emit(model::Undo action);
    void emit(model::Redo action);
    void emit(lessons::ClassAction action);
    /// Applies what is queued; an error is reported. True where anything was.
    bool apply_queue();

    /// Asks the person, in place of what was not seen yet.
    void ask(Prompt next) { prompt = std::move(next); }
    /// Tells the person something, in another language once that is chosen; of a file that was
    /// written, where it lies.
    void say(std::function<std::string()> words, std::filesystem::path file = {});
    /// The same of the question or the scene on show, until that is done with.
    void say_in_lesson(std::function<std::string()> words);
    void report(const Error& error);
    void dismiss_notices() { notices.clear(); }
    /// While the person is at them none leaves, and each stays for a while after.
    void hold_notices();
    /// In the language that is spoken now.
    void reword_notices();

    /// A new number for the changes of one drag.
    [[nodiscard]] std::uint64_t new_gesture() { return ++gestures_; }

    void save_settings();
    void save_progress();

private:
    void load_progress();
    /// Back from an equivalence's stages to the step that was left for them.
    void come_back();
    /// Who learns now, and then the others.
    [[nodiscard]] lessons::Students students() const;
    /// As they are kept in the file, where another window may have put more.
    void take_students(lessons::Students all);
    void add_notice(Notice notice);
    void apply(const model::Action& action);
    void apply(const lessons::ClassAction& action);

    std::vector<std::variant<model::Action, lessons::ClassAction>> queue_;
    std::uint64_t gestures_ = 0;
    std::optional<LayerStep> before_stages_;
    lessons::Students kept_students_;  ///< as this window last read or wrote them
};

}  // namespace poolscope::session
