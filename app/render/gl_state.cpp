/// Reads and writes OpenGL's state.
#include "render/gl_state.hpp"

#include <glad/gl.h>

namespace poolscope::render {

namespace {

constexpr std::array<GLenum, 4> switches{GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE};

int integer(GLenum name) {
    GLint value = 0;
    glGetIntegerv(name, &value);
    return value;
}

GLenum unit_name(int unit) {
    return GL_TEXTURE0 + static_cast<GLenum>(unit);
}

}  // namespace

SavedGlState::SavedGlState() {
    active_ = integer(GL_ACTIVE_TEXTURE);
    for (int unit = 0; unit < units; ++unit) {
        glActiveTexture(unit_name(unit));
        units_[static_cast<std::size_t>(unit)] = {integer(GL_TEXTURE_BINDING_2D),
                                                  integer(GL_SAMPLER_BINDING)};
    }
    glGetIntegerv(GL_VIEWPORT, viewport_.data());
    glGetFloatv(GL_COLOR_CLEAR_VALUE, clear_color_.data());
    for (std::size_t i = 0; i < switches.size(); ++i) enabled_[i] = glIsEnabled(switches[i]);
    draw_framebuffer_ = integer(GL_DRAW_FRAMEBUFFER_BINDING);
    read_framebuffer_ = integer(GL_READ_FRAMEBUFFER_BINDING);
    program_ = integer(GL_CURRENT_PROGRAM);
    vertex_array_ = integer(GL_VERTEX_ARRAY_BINDING);
    unpack_alignment_ = integer(GL_UNPACK_ALIGNMENT);
    unpack_row_length_ = integer(GL_UNPACK_ROW_LENGTH);
}

SavedGlState::~SavedGlState() {
    glPixelStorei(GL_UNPACK_ALIGNMENT, unpack_alignment_);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, unpack_row_length_);
    glBindVertexArray(static_cast<GLuint>(vertex_array_));
    glUseProgram(static_cast<GLuint>(program_));
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(draw_framebuffer_));
    glBindFramebuffer(GL_READ_FRAMEBUFFER, static_cast<GLuint>(read_framebuffer_));
    for (std::size_t i = 0; i < switches.size(); ++i)
        if (enabled_[i] != GL_FALSE)
            glEnable(switches[i]);
        else
            glDisable(switches[i]);
    glClearColor(clear_color_[0], clear_color_[1], clear_color_[2], clear_color_[3]);
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    for (int unit = 0; unit < units; ++unit) {
        glActiveTexture(unit_name(unit));
        const Unit& was = units_[static_cast<std::size_t>(unit)];
        glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(was.texture));
        glBindSampler(static_cast<GLuint>(unit), static_cast<GLuint>(was.sampler));
    }
    glActiveTexture(static_cast<GLenum>(active_));
}

}  // namespace poolscope::render
