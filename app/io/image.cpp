/// Which decoder reads a picture, the bounds of all, and pixels laid over white into channels.
#include "io/image.hpp"

#include <algorithm>

#include "io/picture_decoders.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

const PictureDecoder* decoder_of(Bytes bytes, ImageHint hint) {
    const auto decoders = picture_decoders();
    const auto fits = [&](const PictureDecoder* decoder) {
        if (decoder->begins == nullptr) return hint == ImageHint::tga;
        return decoder->begins(bytes);
    };
    const auto found = std::ranges::find_if(decoders, fits);
    return found == decoders.end() ? nullptr : *found;
}

Result<void> check_extent(const PixelExtent& extent) {
    if (extent.width < 1 || extent.height < 1)
        return fail(ErrorCode::empty_input, say("the picture has no pixels"),
                    say("choose another picture"));
    if (extent.width <= model::max_side && extent.height <= model::max_side) return {};
    const auto most = std::to_string(model::max_side);
    return fail(ErrorCode::too_large,
                say("the picture has {0} x {1} pixels", extent.width, extent.height),
                say("make it {0} x {1} or smaller", most, most));
}

/// Pixels as planes: alpha is laid over white.
Tensor<float> to_planes(const DecodedPixels& pixels) {
    const bool has_alpha = pixels.channels == 2 || pixels.channels == 4;
    const int planes = has_alpha ? pixels.channels - 1 : pixels.channels;
    Tensor<float> tensor({1, planes, pixels.height, pixels.width});
    const auto plane_count = tensor.shape().plane_count();
    const auto stride = static_cast<std::size_t>(pixels.channels);
    for (std::size_t c = 0; c < static_cast<std::size_t>(planes); ++c) {
        const auto plane = tensor.cells().subspan(c * plane_count, plane_count);
        for (std::size_t i = 0; i < plane_count; ++i) {
            const auto* pixel = pixels.values.data() + i * stride;
            const auto value = static_cast<float>(pixel[c]);
            const auto alpha = has_alpha ? static_cast<float>(pixel[stride - 1]) / 255.0F : 1.0F;
            plane[i] = value * alpha + 255.0F * (1.0F - alpha);
        }
    }
    return tensor;
}

}  // namespace

bool is_image(Bytes bytes) {
    return decoder_of(bytes, ImageHint::none) != nullptr;
}

bool is_image_ending(std::string_view ending) {
    return std::ranges::any_of(picture_decoders(), [&](const PictureDecoder* decoder) {
        return std::ranges::find(decoder->endings, ending) != decoder->endings.end();
    });
}

Result<Image> read_image(Bytes bytes, ImageHint hint, const StopQuery& stop) {
    if (bytes.size() > max_image_bytes)
        return fail(ErrorCode::too_large, say("the picture's file is larger than 256 MiB"),
                    say("save it as PNG or JPEG"));
    const auto* decoder = decoder_of(bytes, hint);
    if (decoder == nullptr)
        return fail(ErrorCode::unsupported, say("this is no picture that is known"),
                    say("save it as PNG, JPEG, WebP, BMP, GIF, TGA or PPM"));
    const auto extent = decoder->extent(bytes);
    if (!extent) return tl::unexpected(extent.error());
    if (auto checked = check_extent(*extent); !checked) return tl::unexpected(checked.error());
    const auto pixels = decoder->decode(bytes, stop);
    if (!pixels) return tl::unexpected(pixels.error());
    if (is_stopped(stop)) return reading_cancelled();
    return Image{to_planes(*pixels)};
}

}  // namespace poolscope::io
