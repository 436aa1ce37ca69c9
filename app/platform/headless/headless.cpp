/// An OpenGL context from EGL's surfaceless platform, and a framebuffer to draw on.
#include "platform/headless/headless.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>

#include <array>
#include <string_view>

#include "platform/headless/framebuffer.hpp"
#include "platform/read_back.hpp"

namespace poolscope::platform {

namespace {

tl::unexpected<Error> no_opengl(Message what) {
    return fail(
        ErrorCode::no_display, std::move(what),
        say("install Mesa's software OpenGL (Debian's libegl1, libegl-mesa0 and libgl1-mesa-dri)"));
}

bool lists(const char* extensions, std::string_view name) {
    return extensions != nullptr &&
           std::string_view(extensions).find(name) != std::string_view::npos;
}

/// The surfaceless platform's display, initialised; EGL_NO_DISPLAY where there is none.
EGLDisplay open_display() {
    if (!lists(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS), "EGL_MESA_platform_surfaceless"))
        return EGL_NO_DISPLAY;
    const EGLDisplay display =
        eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    if (display == EGL_NO_DISPLAY || eglInitialize(display, nullptr, nullptr) != EGL_TRUE)
        return EGL_NO_DISPLAY;
    return display;
}

}  // namespace

struct Headless::Context {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    std::unique_ptr<Framebuffer> target;

    Context() = default;
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() {
        target.reset();
        if (display == EGL_NO_DISPLAY) return;
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        if (context != EGL_NO_CONTEXT) eglDestroyContext(display, context);
    }

    Result<void> make_current() {
        display = open_display();
        if (display == EGL_NO_DISPLAY) return no_opengl(say("EGL has no display-less platform"));
        eglBindAPI(EGL_OPENGL_API);
        static constexpr std::array<EGLint, 7> attributes{EGL_CONTEXT_MAJOR_VERSION,
                                                          3,
                                                          EGL_CONTEXT_MINOR_VERSION,
                                                          3,
                                                          EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                                          EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                                          EGL_NONE};
        context = eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, attributes.data());
        if (context == EGL_NO_CONTEXT) return no_opengl(say("EGL has no OpenGL 3.3"));
        if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) != EGL_TRUE)
            return no_opengl(say("EGL cannot draw without a surface"));
        if (gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress)) == 0 ||
            GLAD_GL_VERSION_3_3 == 0)
            return no_opengl(say("OpenGL 3.3 could not be loaded"));
        return {};
    }
};

Result<std::unique_ptr<Headless>> Headless::open(Renderer renderer) {
    auto context = std::make_unique<Context>();
    if (renderer == Renderer::opengl) {
        if (auto made = context->make_current(); !made) return error_of(made);
    }
    return std::unique_ptr<Headless>(new Headless(std::move(context), renderer));
}

Headless::Headless(std::unique_ptr<Context> context, Renderer renderer)
    : context_(std::move(context)), gui_(renderer) {}

Headless::~Headless() = default;

void Headless::run(const HeadlessFrame& frame, const HeadlessHooks& hooks) {
    for (const InputEvent& event : frame.input) gui_.input.push(event);
    const bool drawn = context_->context != EGL_NO_CONTEXT;
    auto& target = context_->target;
    if (drawn && (!target || target->width() != frame.width || target->height() != frame.height))
        target = std::make_unique<Framebuffer>(frame.width, frame.height);
    do {
        const bool fonts_changed = hooks.prepare && hooks.prepare();
        if (drawn) target->bind();
        gui_.input.feed(hooks.key);
        gui_.begin(static_cast<float>(frame.width), static_cast<float>(frame.height), frame.seconds,
                   fonts_changed);
        if (hooks.draw) hooks.draw();
        if (drawn) target->bind();
        gui_.end(frame.width, frame.height);
    } while (!gui_.input.empty());
}

void Headless::finish() const {
    if (context_->target) glFinish();
}

ReadBack Headless::picture() const {
    if (!context_->target) return {};
    context_->target->bind();
    return read_back(context_->target->width(), context_->target->height());
}

}  // namespace poolscope::platform
