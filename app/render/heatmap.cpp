/// Keeps drawn heatmaps, and draws those that are new or changed.
#include "render/heatmap.hpp"

#include <algorithm>
#include <array>

#include "paint/cell_marks.hpp"
#include "render/gl_state.hpp"
#include "render/same_values.hpp"
#include "theme/colormap.hpp"

namespace poolscope::render {

namespace {

constexpr int colours_unit = 3;
constexpr std::uint64_t frames_kept = 2;

/// Whether both draw the same pixels; opacity is applied later.
bool same_picture(const drawing::Heatmap& a, const drawing::Heatmap& b) {
    return a.region == b.region && a.sample == b.sample && a.channel == b.channel &&
           a.colormap == b.colormap && a.low == b.low && a.high == b.high && a.mark == b.mark &&
           a.sparse == b.sparse;
}

/// Planes of up to so many cells are read in a moment.
constexpr std::size_t immediate_plane = std::size_t{1} << 22;

/// The level whose cells are at most half as large as a pixel; 0 where the plane's are larger, or
/// few. A level holds means, which no mark is.
int level_for(const drawing::Heatmap& heatmap, int width, int height) {
    if (heatmap.mark > 0 || heatmap.values->shape().plane_count() <= immediate_plane) return 0;
    const float step = std::min(heatmap.region.w / static_cast<float>(width),
                                heatmap.region.h / static_cast<float>(height));
    const Shape& shape = heatmap.values->shape();
    int level = 0;
    while (step >= static_cast<float>(4 << level) && std::max(shape.w, shape.h) >> (level + 1) > 0)
        ++level;
    return level;
}

/// The cells of a plane under a part of it.
CellBlock cells_under(const drawing::Rect& region, const Shape& shape) {
    const auto run = [](float from, float length, int count) {
        // One more on each side: the shader rounds by itself.
        const int begin = std::clamp(static_cast<int>(from) - 1, 0, count - 1);
        const int end = std::clamp(static_cast<int>(from + length) + 2, begin + 1, count);
        return std::pair{begin, end - begin};
    };
    const auto [x, width] = run(region.x, region.w, shape.w);
    const auto [y, height] = run(region.y, region.h, shape.h);
    return {x, y, width, height};
}

void bind(int unit, GLuint texture) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, texture);
    glBindSampler(static_cast<GLuint>(unit), 0);
}

}  // namespace

Result<std::unique_ptr<HeatmapRenderer>> HeatmapRenderer::create() {
    auto program = make_program("shaders/heatmap.vert", "shaders/heatmap.frag");
    if (!program) return error_of(program);
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

std::optional<paint::TextureName> HeatmapRenderer::image(const drawing::Heatmap& heatmap, int width,
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

HeatmapRenderer::Drawn* HeatmapRenderer::find(const drawing::Heatmap& heatmap, int width,
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

bool HeatmapRenderer::draw(const Drawn& onto, const drawing::Heatmap& heatmap) {
    const Shape& shape = heatmap.values->shape();
    const bool colour = theme::colormap_or_default(heatmap.colormap).as_color && shape.c >= 3;
    if (!colour && (heatmap.channel < 0 || heatmap.channel >= shape.c)) return false;
    if (heatmap.sample < 0 || heatmap.sample >= shape.n) return false;
    const auto planes = planes_of(heatmap, colour, onto.width, onto.height);
    if (!planes) return false;
    const GLuint map = colours(heatmap.colormap);
    for (int i = 0; i < colours_unit; ++i)
        bind(i, planes->parts[static_cast<std::size_t>(i)].texture);
    bind(colours_unit, map);

    for (const GLenum off :
         std::initializer_list<GLenum>{GL_BLEND, GL_SCISSOR_TEST, GL_DEPTH_TEST, GL_CULL_FACE})
        glDisable(off);
    glBindFramebuffer(GL_FRAMEBUFFER, onto.framebuffer.name());
    glViewport(0, 0, onto.width, onto.height);
    glUseProgram(program_.name());
    const auto place = [&](const char* name) {
        return glGetUniformLocation(program_.name(), name);
    };
    glUniform1i(place("as_colour"), colour ? 1 : 0);
    glUniform1i(place("sparse"), heatmap.sparse ? 1 : 0);
    glUniform4f(place("region"), planes->region.x, planes->region.y, planes->region.w,
                planes->region.h);
    glUniform2f(place("target"), static_cast<float>(onto.width), static_cast<float>(onto.height));
    glUniform2f(place("cells"), static_cast<float>(planes->width),
                static_cast<float>(planes->height));
    for (int i = 0; i < colours_unit; ++i) {
        const CellBlock& block = planes->parts[static_cast<std::size_t>(i)].block;
        glUniform2i(place(("corners[" + std::to_string(i) + "]").c_str()), block.x, block.y);
    }
    glUniform1f(place("low"), heatmap.low);
    glUniform1f(place("high"), heatmap.high);
    glBindVertexArray(vertices_.name());
    glDrawArrays(GL_TRIANGLES, 0, 3);
    ++draws_;
    return true;
}

std::optional<HeatmapRenderer::Planes> HeatmapRenderer::planes_of(const drawing::Heatmap& heatmap,
                                                                  bool colour, int width,
                                                                  int height) {
    const Shape& shape = heatmap.values->shape();
    const int first = heatmap.sample * shape.c;
    std::array<int, colours_unit> channels{first, first + 1, first + 2};
    if (!colour) channels[0] = first + heatmap.channel;
    const std::span<const int> shown(channels.data(), colour ? channels.size() : 1);
    glActiveTexture(GL_TEXTURE0);
    if (heatmap.region.w > static_cast<float>(width) ||
        heatmap.region.h > static_cast<float>(height) || heatmap.mark > 1)
        return pixels_of(heatmap, shown, width, height);
    Planes planes{.parts = {}, .region = heatmap.region, .width = shape.w, .height = shape.h};
    for (std::size_t i = 0; i < planes.parts.size(); ++i) {
        planes.parts[i] = i < shown.size() ? planes_.part(heatmap.values, shown[i],
                                                          cells_under(heatmap.region, shape))
                                           : planes.parts[0];
        if (planes.parts[i].texture == 0) return std::nullopt;
    }
    return planes;
}

std::optional<HeatmapRenderer::Planes> HeatmapRenderer::pixels_of(const drawing::Heatmap& heatmap,
                                                                  std::span<const int> channels,
                                                                  int width, int height) {
    const Shape& shape = heatmap.values->shape();
    const int number = level_for(heatmap, width, height);
    const auto whole = number == 0 ? heatmap.values->whole() : nullptr;
    Planes planes;
    for (std::size_t i = 0; i < channels.size(); ++i) {
        const paint::PlaneCells level = whole ? paint::plane_cells(*whole, channels[i])
                                              : levels_.level(heatmap.values, channels[i], number);
        const float across = static_cast<float>(level.width) / static_cast<float>(shape.w);
        const float down = static_cast<float>(level.height) / static_cast<float>(shape.h);
        const drawing::Rect region{heatmap.region.x * across, heatmap.region.y * down,
                                   heatmap.region.w * across, heatmap.region.h * down};
        const paint::PixelValues seen =
            paint::pixel_values(level, region, width, height, heatmap.mark);
        if (seen.values.empty()) return std::nullopt;
        if (pixels_[i].write(seen.values.data(), seen.width, seen.height)) ++pixels_made_;
        planes.parts[i] = {pixels_[i].name(), {0, 0, seen.width, seen.height}};
        planes.region = {static_cast<float>(-seen.x), static_cast<float>(-seen.y),
                         static_cast<float>(width), static_cast<float>(height)};
        planes.width = seen.width;
        planes.height = seen.height;
        ++pixel_uploads_;
        uploaded_pixels_ += seen.values.size();
    }
    for (std::size_t i = channels.size(); i < planes.parts.size(); ++i)
        planes.parts[i] = planes.parts[0];
    return planes;
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
    static_assert(sizeof(table) == std::size_t{256} * 4, "colours are uploaded as they lie");
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 256, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, table.data());
    return texture.name();
}

void HeatmapRenderer::next_frame() {
    ++frame_;
    planes_.next_frame();
    levels_.next_frame();
    std::erase_if(drawn_, [&](const auto& drawn) { return drawn->used + frames_kept < frame_; });
}

}  // namespace poolscope::render
