/// The real window: GLFW, OpenGL 3.3 and ImGui, drawn only when something happened or was asked
/// for.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "platform/input.hpp"
#include "platform/read_back.hpp"
#include "poolscope/error.hpp"

namespace poolscope::platform {

struct WindowOptions {
    int width = 1440;  ///< logical pixels; no larger than the screen allows
    int height = 900;
    std::string title;
    std::string class_name;  ///< by which a desktop knows the program
};

/// What the program does in the window's loop. All but `draw` may be left empty.
struct WindowHooks {
    std::function<bool()> prepare;  ///< outside an ImGui frame; true where the fonts changed
    std::function<void(const KeyDown&)>
        key;                     ///< a key went down, or repeats; before the frame that sees it
    std::function<void()> draw;  ///< inside an ImGui frame
    std::function<void()>
        drawn;  ///< after drawing, before it is shown: Window::picture() is this frame
    /// Seconds until another frame is wanted though nothing happens; infinity when idle.
    std::function<double()> wait_seconds;
    std::function<void(const std::vector<std::filesystem::path>&)>
        drop;                         ///< files dropped on the window
    std::function<bool()> may_close;  ///< the person closes the window: whether it may
    std::function<void()> ending;     ///< a signal ends the program: nobody can be asked
    /// Asked after drawing: the frame is not fit to be seen, as its fonts lack glyphs; the one
    /// before stays, and another follows at once.
    std::function<bool()> incomplete;
    std::function<bool()> fullscreen;  ///< asked after each frame: whether to fill the screen
    std::function<bool()> wants_quit;  ///< asked after each frame: whether to end
    std::function<std::string()> title;
};

class Window {
public:
    /// Opens the window and makes its OpenGL and ImGui contexts current; one at a time, on the main
    /// thread. Errors: no_display where there is no display or no OpenGL 3.3.
    [[nodiscard]] static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// ImGui's pixels a logical pixel, by the screen's own scale.
    [[nodiscard]] float scale() const;

    /// Runs frames until the window is closed.
    void run(const WindowHooks& hooks);

    /// Has the loop ask wait_seconds() anew. Any thread may call it.
    static void wake();

    /// What a desktop's portal calls this window ("x11:1a2b"); empty where it has no such name.
    [[nodiscard]] std::string portal_name() const;

    /// Whether a signal ends the program: `ending` comes once the frame at hand is done, in which
    /// what takes long is to be given up.
    [[nodiscard]] bool asked_to_end() const;

    /// What the frame now being drawn looks like; for WindowHooks::drawn.
    [[nodiscard]] ReadBack picture() const;

    /// Frames drawn so far.
    [[nodiscard]] std::uint64_t frames() const;

private:
    struct State;
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace poolscope::platform
