/// Which decoder reads a picture, the bounds of all, and pixels laid over white into channels.
#include "io/image.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "io/foreign_files.hpp"
#include "io/picture_decoders.hpp"
#include "io/pictures/orientation.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

using model::Crop;
using model::Reading;

const PictureDecoder* decoder_of(Bytes bytes, ImageHint hint) {
    const auto decoders = picture_decoders();
    const auto fits = [&](const PictureDecoder* decoder) {
        if (decoder->begins == nullptr) return hint == ImageHint::tga;
        return decoder->begins(bytes);
    };
    const auto found = std::ranges::find_if(decoders, fits);
    return found == decoders.end() ? nullptr : *found;
}

int divided_up(int side, int factor) {
    return static_cast<int>((std::int64_t{side} + factor - 1) / factor);
}

std::int64_t cells_of(int width, int height, int planes) {
    return std::int64_t{width} * height * planes;
}

/// What can be told of a picture before it is decoded.
struct Outline {
    const PictureDecoder* decoder = nullptr;
    Orientation orientation;
    PixelExtent extent;  ///< the right way up
};

Result<Outline> outline_of(Bytes bytes, ImageHint hint) {
    if (bytes.size() > max_image_bytes)
        return fail(ErrorCode::too_large, say("the picture's file is larger than 256 MiB"),
                    say("save it as PNG or JPEG"));
    const auto* decoder = decoder_of(bytes, hint);
    if (decoder == nullptr) {
        if (auto foreign = foreign_file(bytes)) return tl::unexpected(std::move(*foreign));
        return fail(ErrorCode::unsupported, say("this is no picture that is known"),
                    say("save it as PNG, JPEG, WebP, BMP, GIF, TGA or PPM"));
    }
    const auto stored = decoder->extent(bytes);
    if (!stored) return error_of(stored);
    if (stored->width < 1 || stored->height < 1)
        return fail(ErrorCode::empty_input, say("the picture has no pixels"),
                    say("choose another picture"));
    if (std::int64_t{stored->width} * stored->height > max_image_pixels)
        return fail(
            ErrorCode::too_large,
            say("the picture has {0} x {1} pixels", stored->width, stored->height),
            say("make it smaller in another program, to at most {0} pixels", max_image_pixels));
    const auto orientation =
        decoder->exif != nullptr ? read_orientation(decoder->exif(bytes)) : Orientation{};
    return Outline{decoder, orientation, orientation.of(*stored)};
}

/// The part that is read, of a picture the right way up. Error: what cannot be read so.
Result<Crop> checked_crop(const PixelExtent& whole, const Reading& how) {
    const Crop crop = how.crop.value_or(Crop{0, 0, whole.width, whole.height});
    if (crop.left < 0 || crop.top < 0 || crop.width < 1 || crop.height < 1 ||
        crop.width > whole.width - crop.left || crop.height > whole.height - crop.top)
        return fail(ErrorCode::bad_argument,
                    say("the crop is not within the picture of {0} x {1} pixels", whole.width,
                        whole.height),
                    say("give its left, top, width and height in pixels"));
    const int factor = std::max(how.reduce, 1);
    const auto cells =
        cells_of(divided_up(crop.width, factor), divided_up(crop.height, factor), whole.planes);
    if (cells <= static_cast<std::int64_t>(model::max_cells)) return crop;
    const int least = ImageSize{crop.width, crop.height, whole.planes}.least_reduction();
    return fail(ErrorCode::too_large,
                say("the picture has {0} x {1} pixels", crop.width, crop.height),
                say("reduce it: --reduce {0} on the command line, reduce = {0} in a scene", least));
}

/// Pixels the right way up: those at a row and a column of the picture that is meant.
class Upright {
public:
    Upright(const DecodedPixels& pixels, Orientation orientation)
        : pixels_(pixels), orientation_(orientation) {}

    /// The value of a plane, with alpha laid over white.
    [[nodiscard]] float value(int row, int col, std::size_t plane) const {
        if (orientation_.transposed) std::swap(row, col);
        if (orientation_.rows_reversed) row = pixels_.height - 1 - row;
        if (orientation_.cols_reversed) col = pixels_.width - 1 - col;
        const auto channels = static_cast<std::size_t>(pixels_.channels);
        const auto at = static_cast<std::size_t>(row) * static_cast<std::size_t>(pixels_.width) +
                        static_cast<std::size_t>(col);
        const auto* pixel = pixels_.values.data() + at * channels;
        const auto value = static_cast<float>(pixel[plane]);
        if (channels % 2 == 1) return value;
        const auto alpha = static_cast<float>(pixel[channels - 1]) / 255.0F;
        return value * alpha + 255.0F * (1.0F - alpha);
    }

private:
    const DecodedPixels& pixels_;
    Orientation orientation_;
};

/// The mean over a square of pixels, or over what of it lies within `crop`.
float mean_of(const Upright& pixels, const Crop& crop, int factor, int row, int col,
              std::size_t plane) {
    const int top = row * factor;
    const int left = col * factor;
    const int bottom = std::min(top + factor, crop.height);
    const int right = std::min(left + factor, crop.width);
    float sum = 0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) sum += pixels.value(crop.top + y, crop.left + x, plane);
    return std::round(sum / static_cast<float>((bottom - top) * (right - left)));
}

/// Pixels as planes.
Result<Image> to_planes(const DecodedPixels& pixels, Orientation orientation, const Crop& crop,
                        int factor, const StopQuery& stop) {
    const bool has_alpha = pixels.channels % 2 == 0;
    const int planes = has_alpha ? pixels.channels - 1 : pixels.channels;
    const Upright upright(pixels, orientation);
    Tensor<float> tensor(
        {1, planes, divided_up(crop.height, factor), divided_up(crop.width, factor)});
    const Shape& shape = tensor.shape();
    for (int c = 0; c < planes; ++c) {
        const auto plane = static_cast<std::size_t>(c);
        for (int row = 0; row < shape.h; ++row) {
            if (is_stopped(stop)) return reading_cancelled();
            for (int col = 0; col < shape.w; ++col)
                tensor.at(0, c, row, col) =
                    factor == 1 ? upright.value(crop.top + row, crop.left + col, plane)
                                : mean_of(upright, crop, factor, row, col, plane);
        }
    }
    return Image{std::move(tensor)};
}

/// By how much the decoder itself is to make the picture smaller: a part of the whole factor.
int decoders_part(const PictureDecoder& decoder, const Reading& how) {
    if (decoder.decode_smaller == nullptr || how.crop) return 1;
    for (const int part : {8, 4, 2})
        if (how.reduce % part == 0 && how.reduce > 0) return part;
    return 1;
}

}  // namespace

bool is_image(Bytes bytes) {
    return decoder_of(bytes, ImageHint::none) != nullptr;
}

std::vector<std::string_view> image_endings() {
    std::vector<std::string_view> all;
    for (const PictureDecoder* decoder : picture_decoders())
        all.insert(all.end(), decoder->endings.begin(), decoder->endings.end());
    return all;
}

bool is_image_ending(std::string_view ending) {
    const auto all = image_endings();
    return std::ranges::find(all, ending) != all.end();
}

int ImageSize::least_reduction() const {
    int factor = 1;
    while (cells_of(divided_up(width, factor), divided_up(height, factor), planes) >
           static_cast<std::int64_t>(model::max_cells))
        ++factor;
    return factor;
}

Result<ImageSize> image_size(Bytes bytes, ImageHint hint) {
    return outline_of(bytes, hint).map([](const Outline& outline) {
        return ImageSize{outline.extent.width, outline.extent.height, outline.extent.planes};
    });
}

Result<Image> read_image(Bytes bytes, ImageHint hint, const StopQuery& stop, const Reading& how) {
    const auto outline = outline_of(bytes, hint);
    if (!outline) return error_of(outline);
    auto crop = checked_crop(outline->extent, how);
    if (!crop) return error_of(crop);
    const int part = decoders_part(*outline->decoder, how);
    const auto pixels = part > 1 ? outline->decoder->decode_smaller(bytes, part, stop)
                                 : outline->decoder->decode(bytes, stop);
    if (!pixels) return error_of(pixels);
    if (is_stopped(stop)) return reading_cancelled();
    if (!how.crop) {  // the whole, of whatever size the decoder made it
        const auto size = outline->orientation.of({pixels->width, pixels->height});
        crop = Crop{0, 0, size.width, size.height};
    }
    return to_planes(*pixels, outline->orientation, *crop, std::max(how.reduce, 1) / part, stop);
}

}  // namespace poolscope::io
