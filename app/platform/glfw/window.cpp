/// GLFW's window and its loop.
#include "platform/glfw/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "platform/glfw/end_signals.hpp"
#include "platform/glfw/screens.hpp"
#include "platform/gui.hpp"
#include "platform/read_back.hpp"

// A GLFW that was built for Wayland alone lacks it; its header would bring Xlib's.
extern "C" [[gnu::weak]] unsigned long glfwGetX11Window(GLFWwindow* window);

namespace poolscope::platform {

namespace {

/// ImGui needs a few frames to settle after an event (hover, then layout, then tooltips).
constexpr int frames_after_event = 3;
/// While a text field is active its cursor blinks.
constexpr double blink_seconds = 0.2;

struct WindowDelete {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};
struct CursorDelete {
    void operator()(GLFWcursor* cursor) const { glfwDestroyCursor(cursor); }
};

bool start_glfw() {
#ifdef GLFW_PLATFORM
    // GLFW 3.4 tries Wayland where it finds no X display. Without the folder of its sockets that
    // can come to nothing, and Wayland's library would say so on standard error.
    if (std::getenv("XDG_RUNTIME_DIR") == nullptr) glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
#endif
    return glfwInit() == GLFW_TRUE;
}

/// Ends GLFW after everything made with it.
struct Library {
    bool ready = start_glfw();
    Library() = default;
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        if (ready) glfwTerminate();
    }
};

Error no_window(Message what, Message remedy) {
    const char* reason = nullptr;
    glfwGetError(&reason);
    if (reason != nullptr) what = say("{0} ({1})", std::move(what), reason);
    return {ErrorCode::no_display, std::move(what), std::move(remedy)};
}

Modifiers modifiers_of(int bits) {
    return {(bits & GLFW_MOD_CONTROL) != 0, (bits & GLFW_MOD_SHIFT) != 0,
            (bits & GLFW_MOD_ALT) != 0, (bits & GLFW_MOD_SUPER) != 0};
}

/// GLFW reports a modifier's own press without it: counts it in, and out when it is released.
Modifiers with_own(Modifiers modifiers, int key, bool down) {
    if (key == GLFW_KEY_LEFT_CONTROL || key == GLFW_KEY_RIGHT_CONTROL) modifiers.ctrl = down;
    if (key == GLFW_KEY_LEFT_SHIFT || key == GLFW_KEY_RIGHT_SHIFT) modifiers.shift = down;
    if (key == GLFW_KEY_LEFT_ALT || key == GLFW_KEY_RIGHT_ALT) modifiers.alt = down;
    if (key == GLFW_KEY_LEFT_SUPER || key == GLFW_KEY_RIGHT_SUPER) modifiers.super = down;
    return modifiers;
}

const char* clipboard_text(void* window) {
    const char* text = glfwGetClipboardString(static_cast<GLFWwindow*>(window));
    return text != nullptr ? text : "";
}
void set_clipboard_text(void* window, const char* text) {
    glfwSetClipboardString(static_cast<GLFWwindow*>(window), text);
}

/// Makes ImGui's clipboard the window's. ImGui 1.91.1 moved the place for it.
void use_clipboard_of(GLFWwindow* window) {
#if IMGUI_VERSION_NUM >= 19110
    ImGuiPlatformIO& to = ImGui::GetPlatformIO();
    to.Platform_ClipboardUserData = window;
    to.Platform_GetClipboardTextFn = [](ImGuiContext*) {
        return clipboard_text(ImGui::GetPlatformIO().Platform_ClipboardUserData);
    };
    to.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        set_clipboard_text(ImGui::GetPlatformIO().Platform_ClipboardUserData, text);
    };
#else
    ImGuiIO& to = ImGui::GetIO();
    to.ClipboardUserData = window;
    to.GetClipboardTextFn = clipboard_text;
    to.SetClipboardTextFn = set_clipboard_text;
#endif
}

void set_hints(const WindowOptions& options) {
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_API);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, options.class_name.c_str());
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, options.class_name.c_str());
}

}  // namespace

struct Window::State {
    EndSignals end_signals{glfwPostEmptyEvent};  ///< first: before OpenGL's threads
    Library library;
    std::unique_ptr<GLFWwindow, WindowDelete> window;
    std::array<std::unique_ptr<GLFWcursor, CursorDelete>, ImGuiMouseCursor_COUNT> cursors;
    std::unique_ptr<Gui> gui;
    std::vector<std::filesystem::path> dropped;
    std::string title;
    int frames_due = frames_after_event;
    double last_frame = 0;
    double shortest_frame = 1 / default_refresh;
    std::uint64_t frames = 0;

    static State& of(GLFWwindow* window) {
        return *static_cast<State*>(glfwGetWindowUserPointer(window));
    }

    void push(const InputEvent& event) {
        gui->input.push(event);
        frames_due = frames_after_event;
    }

    void listen();
    void make_cursors();
    void show_cursor();
    void wait(double seconds);
    void frame(const WindowHooks& hooks);
    void update_title(const WindowHooks& hooks);
    void fill_screen(bool wanted);

    bool fills_screen = false;
    std::array<int, 4> place{};  ///< of the window before it filled the screen
};

void Window::State::listen() {
    GLFWwindow* w = window.get();
    glfwSetWindowUserPointer(w, this);
    glfwSetCursorPosCallback(
        w,
        [](GLFWwindow* from, double x, double y) {
            of(from).push(MouseMove{static_cast<float>(x), static_cast<float>(y)});
        });
    glfwSetCursorEnterCallback(
        w,
        [](GLFWwindow* from, int entered) {
            if (entered == GLFW_FALSE) of(from).push(MouseLeave{});
        });
    glfwSetMouseButtonCallback(
        w,
        [](GLFWwindow* from, int button, int action, int) {
            of(from).push(MouseButton{button, action == GLFW_PRESS});
        });
    glfwSetScrollCallback(w, [](GLFWwindow* from, double x, double y) {
        of(from).push(MouseWheel{static_cast<float>(x), static_cast<float>(y)});
    });
    glfwSetKeyCallback(
        w,
        [](GLFWwindow* from, int key, int, int action, int bits) {
            const KeyAction what = action == GLFW_RELEASE  ? KeyAction::release
                                   : action == GLFW_REPEAT ? KeyAction::repeat
                                                           : KeyAction::press;
            of(from).push(
                KeyEvent{key, what, with_own(modifiers_of(bits), key, action != GLFW_RELEASE)});
        });
    glfwSetCharCallback(
        w, [](GLFWwindow* from,
              unsigned character) { of(from).push(Character{static_cast<char32_t>(character)}); });
    glfwSetWindowFocusCallback(
        w, [](GLFWwindow* from, int focused) { of(from).push(Focus{focused == GLFW_TRUE}); });
    glfwSetDropCallback(
        w,
        [](GLFWwindow* from, int count, const char** paths) {
            State& state = of(from);
            for (int i = 0; i < count; ++i) state.dropped.emplace_back(paths[i]);
            state.frames_due = frames_after_event;
        });
    const auto redraw = [](GLFWwindow* from) { of(from).frames_due = frames_after_event; };
    glfwSetWindowRefreshCallback(w, redraw);
    glfwSetWindowCloseCallback(w, redraw);
    glfwSetFramebufferSizeCallback(
        w, [](GLFWwindow* from, int, int) { of(from).frames_due = frames_after_event; });
}

void Window::State::make_cursors() {
    const auto make = [&](ImGuiMouseCursor which, int shape) {
        cursors[static_cast<std::size_t>(which)].reset(glfwCreateStandardCursor(shape));
    };
    make(ImGuiMouseCursor_Arrow, GLFW_ARROW_CURSOR);
    make(ImGuiMouseCursor_TextInput, GLFW_IBEAM_CURSOR);
    make(ImGuiMouseCursor_ResizeNS, GLFW_VRESIZE_CURSOR);
    make(ImGuiMouseCursor_ResizeEW, GLFW_HRESIZE_CURSOR);
    make(ImGuiMouseCursor_Hand, GLFW_HAND_CURSOR);
}

void Window::State::show_cursor() {
    const auto wanted = static_cast<std::size_t>(std::max(ImGui::GetMouseCursor(), 0));
    glfwSetCursor(window.get(), cursors[wanted] ? cursors[wanted].get() : cursors[0].get());
}

/// Sleeps until something happens, a frame is due, or `seconds` are over.
void Window::State::wait(double seconds) {
    if (!gui->input.empty()) frames_due = std::max(frames_due, 1);
    if (frames_due == 0) {
        if (seconds <= 0) {
            frames_due = 1;
        } else if (std::isinf(seconds)) {
            glfwWaitEvents();
        } else {
            const double until = glfwGetTime() + seconds;
            glfwWaitEventsTimeout(seconds);
            if (glfwGetTime() >= until) frames_due = std::max(frames_due, 1);
        }
    }
    // Where the display does not pace us (no vertical sync), the clock does.
    const double early = last_frame + shortest_frame - glfwGetTime();
    if (early > 0) glfwWaitEventsTimeout(early);
    glfwPollEvents();
}

void Window::State::frame(const WindowHooks& hooks) {
    int width = 0, height = 0, pixel_width = 0, pixel_height = 0;
    glfwGetWindowSize(window.get(), &width, &height);
    glfwGetFramebufferSize(window.get(), &pixel_width, &pixel_height);
    frames_due = std::max(0, frames_due - 1);
    if (pixel_width <= 0 || pixel_height <= 0) return;
    const double now = glfwGetTime();
    const auto seconds = static_cast<float>(now - last_frame);
    last_frame = now;

    const bool fonts_changed = hooks.prepare && hooks.prepare();
    gui->input.feed(hooks.key);
    gui->begin(static_cast<float>(width), static_cast<float>(height), seconds, fonts_changed);
    hooks.draw();
    if (hooks.incomplete && hooks.incomplete()) {
        ImGui::EndFrame();
        frames_due = std::max(frames_due, 1);
        return;
    }
    show_cursor();
    gui->end(pixel_width, pixel_height);
    if (hooks.drawn) hooks.drawn();
    glfwSwapBuffers(window.get());
    ++frames;
}

void Window::State::update_title(const WindowHooks& hooks) {
    if (!hooks.title) return;
    std::string wanted = hooks.title();
    if (wanted == title) return;
    title = std::move(wanted);
    glfwSetWindowTitle(window.get(), title.c_str());
}

/// Fills the screen that holds the window's middle, or puts it back where it was.
void Window::State::fill_screen(bool wanted) {
    if (wanted == fills_screen) return;
    fills_screen = wanted;
    frames_due = frames_after_event;
    if (!wanted) {
        glfwSetWindowMonitor(window.get(), nullptr, place[0], place[1], place[2], place[3], 0);
        return;
    }
    glfwGetWindowPos(window.get(), place.data(), &place[1]);
    glfwGetWindowSize(window.get(), &place[2], &place[3]);
    GLFWmonitor* screen = screen_at(place[0] + place[2] / 2, place[1] + place[3] / 2);
    const GLFWvidmode* mode = screen != nullptr ? glfwGetVideoMode(screen) : nullptr;
    if (mode != nullptr)
        glfwSetWindowMonitor(window.get(), screen, 0, 0, mode->width, mode->height,
                             mode->refreshRate);
}

Window::Window(std::unique_ptr<State> state) : state_(std::move(state)) {}

Window::~Window() {
    // ImGui's renderer deletes its OpenGL objects while there is a context.
    state_->gui.reset();
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    auto state = std::make_unique<State>();
    if (!state->library.ready) {
        return tl::unexpected(
            no_window(say("there is no display to open a window on"),
                      say("start from a desktop, or use `poolscope render` to draw without one")));
    }
    set_hints(options);
    const auto size = fitting_size({options.width, options.height});
    state->window.reset(
        glfwCreateWindow(size[0], size[1], options.title.c_str(), nullptr, nullptr));
    const Message remedy =
        say("update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw without one");
    if (state->window == nullptr)
        return tl::unexpected(no_window(say("this display has no OpenGL 3.3"), remedy));
    glfwMakeContextCurrent(state->window.get());
    if (gladLoadGL(glfwGetProcAddress) == 0 || GLAD_GL_VERSION_3_3 == 0)
        return tl::unexpected(no_window(say("OpenGL 3.3 could not be loaded"), remedy));
    glfwSwapInterval(1);
    state->shortest_frame = 0.9 / refresh_rate();
    state->title = options.title;
    state->gui = std::make_unique<Gui>(Renderer::opengl);
    ImGuiIO& io = ImGui::GetIO();
    io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
    use_clipboard_of(state->window.get());
    state->make_cursors();
    state->listen();
    return std::unique_ptr<Window>(new Window(std::move(state)));
}

float Window::scale() const {
    float x = 1, y = 1;
    glfwGetWindowContentScale(state_->window.get(), &x, &y);
    int width = 0, height = 0, pixel_width = 0, pixel_height = 0;
    glfwGetWindowSize(state_->window.get(), &width, &height);
    glfwGetFramebufferSize(state_->window.get(), &pixel_width, &pixel_height);
    if (width <= 0 || pixel_width <= 0) return x;
    return x * static_cast<float>(width) / static_cast<float>(pixel_width);
}

void Window::wake() {
    glfwPostEmptyEvent();
}

std::string Window::portal_name() const {
    const unsigned long id =
        glfwGetX11Window != nullptr ? glfwGetX11Window(state_->window.get()) : 0;
    if (id == 0) return {};
    std::array<char, 2 * sizeof id + 5> name{};
    std::snprintf(name.data(), name.size(), "x11:%lx", id);
    return name.data();
}

bool Window::asked_to_end() const {
    return state_->end_signals.come();
}

void Window::run(const WindowHooks& hooks) {
    GLFWwindow* window = state_->window.get();
    state_->last_frame = glfwGetTime() - state_->shortest_frame;
    while (true) {
        double seconds =
            hooks.wait_seconds ? hooks.wait_seconds() : std::numeric_limits<double>::infinity();
        if (ImGui::GetIO().WantTextInput) seconds = std::min(seconds, blink_seconds);
        if (ImGui::IsAnyMouseDown()) seconds = 0;
        const bool hidden = glfwGetWindowAttrib(window, GLFW_ICONIFIED) == GLFW_TRUE;
        state_->wait(hidden ? std::max(seconds, blink_seconds) : seconds);
        if (asked_to_end()) {
            if (hooks.ending) hooks.ending();
            return;
        }
        if (!state_->dropped.empty()) {
            const auto paths = std::exchange(state_->dropped, {});
            if (hooks.drop) hooks.drop(paths);
        }
        if (glfwWindowShouldClose(window) == GLFW_TRUE) {
            if (!hooks.may_close || hooks.may_close()) return;
            glfwSetWindowShouldClose(window, GLFW_FALSE);
            state_->frames_due = frames_after_event;
        }
        if (state_->frames_due == 0) continue;
        state_->frame(hooks);
        state_->update_title(hooks);
        if (hooks.fullscreen) state_->fill_screen(hooks.fullscreen());
        if (hooks.wants_quit && hooks.wants_quit()) return;
    }
}

ReadBack Window::picture() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(state_->window.get(), &width, &height);
    return read_back(width, height);
}

std::uint64_t Window::frames() const {
    return state_->frames;
}

}  // namespace poolscope::platform
