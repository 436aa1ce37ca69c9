/// WebP by libwebp; of an animation the first frame, as it lies on the canvas.
#include <webp/decode.h>
#include <webp/demux.h>

#include <algorithm>
#include <memory>

#include "io/picture_decoders.hpp"
#include "io/pictures/byte_reader.hpp"

namespace poolscope::io {

namespace {

constexpr std::string_view endings[] = {".webp"};

/// A file is given to the decoder in as many parts, between which it may be stopped. A part that
/// ends too early for libwebp is read again with the next, so there must not be too many.
constexpr std::size_t parts = 32;
constexpr std::size_t least_part = std::size_t{16} << 10;

const std::uint8_t* data_of(Bytes bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

bool begins(Bytes bytes) {
    const auto text = as_text(bytes);
    return text.starts_with("RIFF") && text.size() >= 12 && text.substr(8, 4) == "WEBP";
}

Result<PixelExtent> extent(Bytes bytes) {
    WebPBitstreamFeatures features;
    const auto status = WebPGetFeatures(data_of(bytes), bytes.size(), &features);
    if (status == VP8_STATUS_NOT_ENOUGH_DATA) return picture_cut_short();
    if (status != VP8_STATUS_OK) return damaged_picture();
    return PixelExtent{features.width, features.height};
}

struct Closer {
    void operator()(WebPDemuxer* demuxer) const { WebPDemuxDelete(demuxer); }
    void operator()(WebPIDecoder* decoder) const { WebPIDelete(decoder); }
};

/// Where a frame lies on the canvas, and what it is decoded from.
struct Frame {
    std::size_t offset = 0;  ///< of its first byte on the canvas
    Bytes data;
};

/// The whole file is looked at, so that none is cut short behind its first frame either.
Result<Frame> first_frame(Bytes bytes, const PixelExtent& canvas) {
    const WebPData data{data_of(bytes), bytes.size()};
    WebPDemuxState state{};
    const std::unique_ptr<WebPDemuxer, Closer> demuxer(WebPDemuxPartial(&data, &state));
    if (state == WEBP_DEMUX_PARSING_HEADER || state == WEBP_DEMUX_PARSED_HEADER)
        return picture_cut_short();
    WebPIterator frame{};
    if (demuxer == nullptr || WebPDemuxGetFrame(demuxer.get(), 1, &frame) == 0)
        return damaged_picture();
    const bool fits = frame.x_offset >= 0 && frame.y_offset >= 0 &&
                      frame.width <= canvas.width - frame.x_offset &&
                      frame.height <= canvas.height - frame.y_offset;
    const auto at =
        static_cast<std::size_t>(frame.y_offset) * static_cast<std::size_t>(canvas.width) +
        static_cast<std::size_t>(frame.x_offset);
    // The fragment lies within `bytes`, not within the iterator.
    const Frame found{at * 4, std::as_bytes(std::span(frame.fragment.bytes, frame.fragment.size))};
    WebPDemuxReleaseIterator(&frame);
    if (!fits) return damaged_picture();
    return found;
}

/// Decodes into the canvas, part by part.
Result<void> draw(const Frame& frame, DecodedPixels& canvas, const StopQuery& stop) {
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0) return damaged_picture();
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {canvas.values.data() + frame.offset, canvas.width * 4,
                            canvas.values.size() - frame.offset};
    const std::unique_ptr<WebPIDecoder, Closer> decoder(WebPIDecode(nullptr, 0, &config));
    if (decoder == nullptr) return damaged_picture();
    const auto size = frame.data.size();
    const auto part = std::max(least_part, size / parts);
    for (std::size_t given = 0; given < size;) {
        if (is_stopped(stop)) return reading_cancelled();
        given += std::min(part, size - given);
        const auto status = WebPIUpdate(decoder.get(), data_of(frame.data), given);
        if (status == VP8_STATUS_OK) return {};
        if (status != VP8_STATUS_SUSPENDED) return damaged_picture();
    }
    return picture_cut_short();
}

Result<DecodedPixels> decode(Bytes bytes, const StopQuery& stop) {
    const auto size = extent(bytes);
    if (!size) return error_of(size);
    const auto frame = first_frame(bytes, *size);
    if (!frame) return error_of(frame);
    DecodedPixels canvas{size->width, size->height, 4, {}};
    canvas.values.resize(static_cast<std::size_t>(size->width) *
                         static_cast<std::size_t>(size->height) * 4);
    if (auto drawn = draw(*frame, canvas, stop); !drawn) return error_of(drawn);
    return canvas;
}

/// The data of the chunk EXIF of the container.
Bytes exif(Bytes bytes) {
    ByteReader reader(bytes);
    reader.skip(12);
    while (!reader.ran_out() && !reader.rest().empty()) {
        const auto name = as_text(reader.take(4));
        const std::size_t length = reader.u32();
        const auto data = reader.take(length);
        if (name == "EXIF") return data;
        if (length % 2 == 1 && !reader.rest().empty()) reader.skip(1);
    }
    return {};
}

}  // namespace

const PictureDecoder webp_decoder{"WebP", endings, begins, extent, decode, nullptr, exif};

}  // namespace poolscope::io
