/// ImGui frames without a display: drawn by OpenGL on an EGL surfaceless context, or run and
/// dropped.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "platform/gui.hpp"
#include "platform/read_back.hpp"
#include "poolscope/error.hpp"

namespace poolscope::platform {

/// One frame's outside: its size in pixels, its time, and what the hand did.
struct HeadlessFrame {
    int width = 1440;
    int height = 900;
    float seconds = 1.0F / 60;
    std::vector<InputEvent> input{};
};

struct HeadlessHooks {
    std::function<bool()> prepare;            ///< outside a frame; true where the fonts changed
    std::function<void(const KeyDown&)> key;  ///< a key went down
    std::function<void()> draw;               ///< inside a frame
};

class Headless {
public:
    /// Makes the ImGui context and, for Renderer::opengl, an OpenGL 3.3 core context, which stays
    /// current. Errors: no_display where there is no EGL, no surfaceless platform or no OpenGL 3.3.
    [[nodiscard]] static Result<std::unique_ptr<Headless>> open(Renderer renderer);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    /// Runs frames until all of `frame.input` is taken: one at least. Empty hooks are left out.
    void run(const HeadlessFrame& frame, const HeadlessHooks& hooks);

    /// Waits until what was drawn is on the picture.
    void finish() const;
    /// What the last frame drew; empty without OpenGL or before the first frame.
    [[nodiscard]] ReadBack picture() const;

private:
    struct Context;
    explicit Headless(std::unique_ptr<Context> context, Renderer renderer);
    std::unique_ptr<Context> context_;
    Gui gui_;
};

}  // namespace poolscope::platform
