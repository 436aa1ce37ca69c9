/// Chooses palettes with FFmpeg's palettegen, and maps pixels to them (see palette.hpp).
#include "export/movie/palette.hpp"

#include <cstring>
#include <limits>

#include "export/movie/frame_convert.hpp"

namespace poolscope::exporting {

namespace {

constexpr std::size_t opaque_colors = 255;
/// The rest is for what lies between the exact ones: edges of letters and lines.
constexpr std::size_t most_exact = 176;
constexpr std::uint32_t opaque = 0xFF000000;

tl::unexpected<Error> no_palette(const Message& why) {
    return fail(ErrorCode::unsupported, say("FFmpeg could not choose the GIF's colours ({0})", why),
                say("choose another format"));
}

std::uint32_t word_of(theme::Color c) {
    return opaque | (std::uint32_t{c.r} << 16) | (std::uint32_t{c.g} << 8) | c.b;
}

int distance(std::uint32_t a, std::uint32_t b) {
    int sum = 0;
    for (const int shift : {0, 8, 16}) {
        const int d = static_cast<int>((a >> shift) & 0xFF) - static_cast<int>((b >> shift) & 0xFF);
        sum += d * d;
    }
    return sum;
}

/// Puts each exact colour in the place of the nearest one that is not exact itself.
void pin(Palette& palette, std::span<const theme::Color> exact) {
    std::array<bool, opaque_colors> pinned{};
    for (const theme::Color color : exact.first(std::min(exact.size(), most_exact))) {
        const std::uint32_t word = word_of(color);
        std::size_t best = 0;
        int least = std::numeric_limits<int>::max();
        for (std::size_t i = 0; i < opaque_colors; ++i) {
            const int d = distance(palette[i], word);
            if ((!pinned[i] || d == 0) && d < least) {
                least = d;
                best = i;
            }
        }
        palette[best] = word;
        pinned[best] = true;
    }
}

}  // namespace

Result<PaletteMaker> PaletteMaker::create(int width, int height) {
    if (auto found = find_ffmpeg(); !found) return error_of(found);
    PaletteMaker maker;
    maker.graph_.reset(ffmpeg().avfilter_graph_alloc());
    const AVFilter* generator = ffmpeg().avfilter_get_by_name("palettegen");
    if (generator == nullptr) return no_palette(say("it has no palettegen"));
    const std::string input = "video_size=" + std::to_string(width) + "x" + std::to_string(height) +
                              ":pix_fmt=bgra:time_base=1/1:pixel_aspect=1/1";
    AVFilterContext* palettegen = nullptr;
    const auto add = [&](AVFilterContext** filter, const char* name, const char* options) {
        return ffmpeg().avfilter_graph_create_filter(filter, ffmpeg().avfilter_get_by_name(name),
                                                     name, options, nullptr, maker.graph_.get());
    };
    int status = add(&maker.source_, "buffer", input.c_str());
    if (status >= 0)
        status = add(&palettegen, "palettegen", "max_colors=256:reserve_transparent=1");
    if (status >= 0) status = add(&maker.sink_, "buffersink", nullptr);
    if (status >= 0) status = ffmpeg().avfilter_link(maker.source_, 0, palettegen, 0);
    if (status >= 0) status = ffmpeg().avfilter_link(palettegen, 0, maker.sink_, 0);
    if (status >= 0) status = ffmpeg().avfilter_graph_config(maker.graph_.get(), nullptr);
    if (status < 0) return no_palette(quote(av_words(status)));
    return maker;
}

Result<void> PaletteMaker::add(const paint::FrameView& picture) {
    return straight_frame(pool_, picture)
        .and_then([&](const AvHandle<AVFrame>& frame) -> Result<void> {
            const int status = ffmpeg().av_buffersrc_write_frame(source_, frame.get());
            if (status < 0) return no_palette(quote(av_words(status)));
            return {};
        });
}

Result<Palette> PaletteMaker::finish(std::span<const theme::Color> exact) {
    int status = ffmpeg().av_buffersrc_add_frame(source_, nullptr);
    const AvHandle<AVFrame> chosen(ffmpeg().av_frame_alloc());
    if (status >= 0) status = ffmpeg().av_buffersink_get_frame(sink_, chosen.get());
    if (status < 0) return no_palette(quote(av_words(status)));
    Palette palette;
    for (std::size_t row = 0; row < 16; ++row) {
        std::memcpy(&palette[row * 16],
                    chosen->data[0] + static_cast<std::ptrdiff_t>(row) * chosen->linesize[0],
                    16 * sizeof palette[0]);
    }
    pin(palette, exact);
    palette.back() = 0;
    return palette;
}

std::uint8_t PaletteMap::nearest(std::uint32_t color) {
    const auto [entry, is_new] = known_.try_emplace(color, std::uint8_t{0});
    if (!is_new) return entry->second;
    int least = std::numeric_limits<int>::max();
    for (std::size_t i = 0; i < opaque_colors; ++i) {
        if (const int d = distance(palette_[i], color); d < least) {
            least = d;
            entry->second = static_cast<std::uint8_t>(i);
        }
    }
    return entry->second;
}

Result<AvHandle<AVFrame>> PaletteMap::operator()(const paint::FrameView& picture) {
    return pool_->get(picture.width, picture.height).map([&](AvHandle<AVFrame> frame) {
        std::memcpy(frame->data[1], palette_.data(), sizeof palette_);
        std::uint32_t last = 0;
        std::uint8_t index = nearest(last);
        for (int y = 0; y < picture.height; ++y) {
            const std::uint8_t* from = picture.data + std::ptrdiff_t{y} * picture.stride;
            std::uint8_t* to = frame->data[0] + std::ptrdiff_t{y} * frame->linesize[0];
            for (int x = 0; x < picture.width; ++x, from += 4) {
                std::uint32_t color = 0;
                std::memcpy(&color, from, 4);
                if (color != last) index = nearest(last = color);
                to[x] = index;
            }
        }
        return frame;
    });
}

}  // namespace poolscope::exporting
