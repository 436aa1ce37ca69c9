/// Makes OpenGL's objects.
#include "render/gl_objects.hpp"

#include <array>
#include <string>

#include "assets/assets.hpp"

namespace poolscope::render {

namespace {

using LogReader = void (*)(GLuint, GLsizei, GLsizei*, GLchar*);

tl::unexpected<Error> refused(std::string_view what, GLuint name, LogReader read_log) {
    std::array<GLchar, 512> log{};
    read_log(name, static_cast<GLsizei>(log.size()), nullptr, log.data());
    return fail(ErrorCode::no_display,
                say("the graphics driver refused {0} ({1})", what, log.data()),
                say("update the driver, or set LIBGL_ALWAYS_SOFTWARE=1 to draw without it"));
}

Result<GLuint> compile(GLenum kind, std::string_view asset) {
    const std::string_view source = assets::text(asset);
    const GLuint shader = glCreateShader(kind);
    const GLchar* text = source.data();
    const auto length = static_cast<GLint>(source.size());
    glShaderSource(shader, 1, &text, &length);
    glCompileShader(shader);
    GLint compiled = GL_FALSE;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled == GL_TRUE) return shader;
    auto error = refused(asset, shader, glGetShaderInfoLog);
    glDeleteShader(shader);
    return error;
}

}  // namespace

Texture make_texture() {
    GLuint name = 0;
    glGenTextures(1, &name);
    return Texture(name);
}

FramebufferObject make_framebuffer() {
    GLuint name = 0;
    glGenFramebuffers(1, &name);
    return FramebufferObject(name);
}

VertexArray make_vertex_array() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    return VertexArray(name);
}

Result<Program> make_program(std::string_view vertex_asset, std::string_view fragment_asset) {
    const auto vertex = compile(GL_VERTEX_SHADER, vertex_asset);
    if (!vertex) return error_of(vertex);
    const auto fragment = compile(GL_FRAGMENT_SHADER, fragment_asset);
    if (!fragment) {
        glDeleteShader(*vertex);
        return error_of(fragment);
    }
    Program program(glCreateProgram());
    glAttachShader(program.name(), *vertex);
    glAttachShader(program.name(), *fragment);
    glLinkProgram(program.name());
    glDeleteShader(*vertex);
    glDeleteShader(*fragment);
    GLint linked = GL_FALSE;
    glGetProgramiv(program.name(), GL_LINK_STATUS, &linked);
    if (linked != GL_TRUE) return refused(fragment_asset, program.name(), glGetProgramInfoLog);
    return program;
}

}  // namespace poolscope::render
