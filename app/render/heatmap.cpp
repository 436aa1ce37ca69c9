/// Keeps drawn heatmaps, and draws those that are new or changed.
#include "render/heatmap.hpp"

#include <algorithm>
#include <array>

#include "render/gl_state.hpp"
#include "theme/colormap.hpp"

namespace poolscope::render {

namespace {

constexpr int colours_unit = 3;
constexpr std::uint64_t frames_kept = 2;

/// Whether both draw the same pixels; opacity is applied later.
bool same_picture(const scene::Heatmap& a, const scene::Heatmap& b) {
    return a.region == b.region && a.sample == b.sample && a.channel == b.channel &&
           a.colormap == b.colormap && a.low == b.low && a.high == b.high;
}

bool same_values(const std::weak_ptr<const model::Values>& a, const model::SharedValues& b) {
    return !a.owner_before(b) && !b.owner_before(a);
}

void bind(int unit, GLuint texture) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, texture);
    glBindSampler(static_cast<GLuint>(unit), 0);
}

}  // namespace

Result<std::unique_ptr<HeatmapRenderer>> HeatmapRenderer::create() {
    auto program = make_program("shaders/heatmap.vert", "shaders/heatmap.frag");
    if (!program) return tl::unexpected(program.error());
    return std::unique_ptr<HeatmapRenderer>(new HeatmapRenderer(std::move(*program)));
}

HeatmapRenderer::HeatmapRenderer(Program program)
    : program_(std::move(program)), vertices_(make_vertex_array()) {
    const SavedGlState saved;
    glUseProgram(program_.name());
    for (int i = 0; i < colours_unit; ++i) {
        const std::string name = "planes[" + std::to_string(i) + "]";
        glUniform1i(glGetUniformLocation(program_.name(), name.c_str()), i);
    }
    glUniform1i(glGetUniformLocation(program_.name(), "colours"), colours_unit);
}

std::optional<paint::TextureName> HeatmapRenderer::image(const scene::Heatmap& heatmap, int width,
                                                         int height) {
    if (heatmap.values == nullptr || width < 1 || height < 1) return std::nullopt;
    Drawn* drawn = find(heatmap, width, height);
    if (drawn == nullptr) {
        const SavedGlState saved;
        drawn = &free_target(width, height);
        if (!draw(*drawn, heatmap)) return std::nullopt;
        drawn->heatmap = heatmap;
        drawn->heatmap.values = nullptr;
        drawn->values = heatmap.values;
    }
    drawn->used = frame_;
    return drawn->texture.name();
}

HeatmapRenderer::Drawn* HeatmapRenderer::find(const scene::Heatmap& heatmap, int width,
                                              int height) {
    const auto found = std::find_if(drawn_.begin(), drawn_.end(), [&](const auto& drawn) {
        return drawn->width == width && drawn->height == height &&
               same_picture(drawn->heatmap, heatmap) && same_values(drawn->values, heatmap.values);
    });
    return found != drawn_.end() ? found->get() : nullptr;
}

/// A target of this size that the last frame did not show, or a new one.
HeatmapRenderer::Drawn& HeatmapRenderer::free_target(int width, int height) {
    for (const auto& drawn : drawn_) {
        const bool fits = drawn->width == width && drawn->height == height;
        if (fits && drawn->used + 1 < frame_) return *drawn;
    }
    auto made = std::make_unique<Drawn>();
    made->width = width;
    made->height = height;
    made->texture = make_texture();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, made->texture.name());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    made->framebuffer = make_framebuffer();
    glBindFramebuffer(GL_FRAMEBUFFER, made->framebuffer.name());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D,
                           made->texture.name(), 0);
    drawn_.push_back(std::move(made));
    return *drawn_.back();
}

bool HeatmapRenderer::draw(const Drawn& onto, const scene::Heatmap& heatmap) {
    const Shape& shape = heatmap.values->shape();
    const bool colour = theme::colormap_or_default(heatmap.colormap).as_color && shape.c >= 3;
    if (!colour && (heatmap.channel < 0 || heatmap.channel >= shape.c)) return false;
    if (heatmap.sample < 0 || heatmap.sample >= shape.n) return false;
    const int first = heatmap.sample * shape.c;
    glActiveTexture(GL_TEXTURE0);
    std::array<GLuint, colours_unit> planes{};
    for (int i = 0; i < colours_unit; ++i) {
        auto& plane = planes[static_cast<std::size_t>(i)];
        plane = i == 0 || colour
                    ? planes_.texture(heatmap.values, first + (colour ? i : heatmap.channel))
                    : planes[0];
        if (plane == 0) return false;
    }
    const GLuint map = colours(heatmap.colormap);
    for (int i = 0; i < colours_unit; ++i) bind(i, planes[static_cast<std::size_t>(i)]);
    bind(colours_unit, map);

    for (const GLenum off : {GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE})
        glDisable(off);
    glBindFramebuffer(GL_FRAMEBUFFER, onto.framebuffer.name());
    glViewport(0, 0, onto.width, onto.height);
    glUseProgram(program_.name());
    const auto place = [&](const char* name) {
        return glGetUniformLocation(program_.name(), name);
    };
    glUniform1i(place("as_colour"), colour ? 1 : 0);
    glUniform4f(place("region"), heatmap.region.x, heatmap.region.y, heatmap.region.w,
                heatmap.region.h);
    glUniform2f(place("target"), static_cast<float>(onto.width), static_cast<float>(onto.height));
    glUniform1f(place("low"), heatmap.low);
    glUniform1f(place("high"), heatmap.high);
    glBindVertexArray(vertices_.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    ++draws_;
    return true;
}

GLuint HeatmapRenderer::colours(const std::string& id) {
    Texture& texture = colours_[id];
    if (texture.name() != 0) return texture.name();
    texture = make_texture();
    glBindTexture(GL_TEXTURE_2D, texture.name());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    const auto& table = theme::colormap_or_default(id).colors;
    static_assert(sizeof(table) == 256 * 4, "colours are uploaded as they lie");
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 256, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, table.data());
    return texture.name();
}

void HeatmapRenderer::next_frame() {
    ++frame_;
    planes_.next_frame();
    std::erase_if(drawn_, [&](const auto& drawn) { return drawn->used + frames_kept < frame_; });
}

}  // namespace poolscope::render
