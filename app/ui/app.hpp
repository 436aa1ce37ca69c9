/// The program's interface: everything that is seen and clicked, over one store. Knows ImGui, but
/// no window system and no OpenGL.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/drawing.hpp"
#include "lessons/classroom.hpp"
#include "model/store.hpp"
#include "paint/screen/font_cache.hpp"
#include "session/actions/keys.hpp"
#include "ui/frame/anchors.hpp"
#include "ui/services.hpp"

namespace poolscope::session {
struct Session;
}

namespace poolscope::ui {

using session::Key;
using session::KeyPress;

struct Ui;

/// Owned by the window's loop, which calls prepare(), then frame() between ImGui's NewFrame and
/// Render, and may sleep wait_seconds() between frames. An ImGui context must exist throughout.
class App {
public:
    explicit App(const Services& services);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Interface pixels a logical pixel: the screen's scale. The person's own comes on top.
    void set_screen_scale(float scale);

    /// Before NewFrame: builds missing fonts. True where the font texture must be uploaded anew.
    bool prepare();
    /// One frame. Applies what it changes before it returns.
    void frame();
    /// A frame that lacks glyphs is not fit to be seen: prepare() will build them.
    [[nodiscard]] const paint::FontCache& fonts() const;
    /// Seconds until another frame is wanted though nothing happens; infinity when idle.
    [[nodiscard]] double wait_seconds() const;

    /// A key went down or repeats; feed it as well as ImGui, before the frame.
    void key(const KeyPress& press);
    /// Files dropped on the window: the first is opened.
    void drop(const std::vector<std::filesystem::path>& paths);
    /// Opens a scene, picture or grid, an input as `how` says; asks about unsaved work first. An
    /// error is shown as a message.
    void open(const std::filesystem::path& path, const model::Reading& how = {});
    /// The person closes the window: true if it may close now, else unsaved work is asked about,
    /// and wants_quit() tells the answer.
    [[nodiscard]] bool may_close();
    [[nodiscard]] bool wants_quit() const;
    /// The program ends and nobody can be asked: unsaved work is left for the next start to offer,
    /// an export is cancelled.
    void end_now();
    /// "name* — Poolscope", the mark where there are unsaved changes.
    [[nodiscard]] std::string title() const;

    /// F12 was pressed: after drawing, give the window as PNG, or why it could not be read.
    [[nodiscard]] bool wants_screenshot() const;
    void give_screenshot(const Result<std::vector<std::byte>>& png);

    [[nodiscard]] model::Store& store();
    [[nodiscard]] const lessons::Classroom& classroom() const;
    /// Starts a lesson as a menu does.
    void start_lesson(lessons::SharedLesson lesson);
    [[nodiscard]] const AnchorMap& anchors() const;
    /// The window's pixels a logical pixel, the person's own scale included.
    [[nodiscard]] float scale() const;
    /// The same on the stage: larger for a projector.
    [[nodiscard]] float stage_scale() const;
    /// What the stage shows, in logical pixels from its top left.
    [[nodiscard]] const drawing::Drawing& stage_drawing() const;
    /// Logical pixels of the stage that its cells keep; see drawing::DrawingInput.
    [[nodiscard]] float least_cell() const;
    /// The projector is on: the window is to fill the screen.
    [[nodiscard]] bool wants_fullscreen() const;
    /// The explanation beside the pointer; empty where there is none.
    [[nodiscard]] const std::string& shown_tooltip() const;
    /// The control that has the keyboard's focus, by its anchor; empty where none has.
    [[nodiscard]] std::string_view focused() const;
    /// The messages shown, oldest first.
    [[nodiscard]] std::vector<std::string> messages() const;

private:
    std::unique_ptr<session::Session> session_;
    std::unique_ptr<Ui> ui_;
};

}  // namespace poolscope::ui
