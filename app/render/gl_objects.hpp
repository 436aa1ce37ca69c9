/// Owning handles for OpenGL's objects; each needs its context current when it dies.
#pragma once

#include <glad/gl.h>

#include <string_view>
#include <utility>

#include "poolscope/error.hpp"

namespace poolscope::render {

/// A texture, framebuffer, vertex array or program by its name; 0 is none.
template <void (*Delete)(GLuint)>
class GlObject {
public:
    GlObject() = default;
    explicit GlObject(GLuint name) : name_(name) {}
    GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
    GlObject& operator=(GlObject&& other) noexcept {
        std::swap(name_, other.name_);
        return *this;
    }
    ~GlObject() {
        if (name_ != 0) Delete(name_);
    }
    [[nodiscard]] GLuint name() const { return name_; }

private:
    GLuint name_ = 0;
};

inline void delete_texture(GLuint name) {
    glDeleteTextures(1, &name);
}
inline void delete_framebuffer(GLuint name) {
    glDeleteFramebuffers(1, &name);
}
inline void delete_vertex_array(GLuint name) {
    glDeleteVertexArrays(1, &name);
}
inline void delete_program(GLuint name) {
    glDeleteProgram(name);
}

using Texture = GlObject<delete_texture>;
using FramebufferObject = GlObject<delete_framebuffer>;
using VertexArray = GlObject<delete_vertex_array>;
using Program = GlObject<delete_program>;

[[nodiscard]] Texture make_texture();
[[nodiscard]] FramebufferObject make_framebuffer();
[[nodiscard]] VertexArray make_vertex_array();

/// Compiles and links two shaders that the program carries, by asset name. Errors: no_display with
/// the driver's own words where it refuses them.
[[nodiscard]] Result<Program> make_program(std::string_view vertex_asset,
                                           std::string_view fragment_asset);

}  // namespace poolscope::render
