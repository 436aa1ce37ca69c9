/// Which picture formats are read, their bounds, and pixels laid over white into channels.
#include "io/image.hpp"

#include <vector>

#include "io/stb_image.hpp"
#include "model/document.hpp"

namespace poolscope::io {

namespace {

/// PBM and PAM have no values 0 .. 255; the others of the family that end in a digit are plain
/// text.
bool is_netpbm(std::string_view text) {
    return text.size() > 2 && text[0] == 'P' && text[1] >= '1' && text[1] <= '7' &&
           std::string_view(" \t\r\n#").find(text[2]) != std::string_view::npos;
}

Result<void> check_format(Bytes bytes, ImageHint hint) {
    const auto text = as_text(bytes);
    if (is_netpbm(text) && text[1] != '5' && text[1] != '6')
        return fail(
            ErrorCode::unsupported,
            "the picture is of the kind P" + std::string(1, text[1]) + ", which is not read",
            "save it as binary PGM or PPM, or as PNG");
    if (is_image(bytes) || hint == ImageHint::tga) return {};
    return fail(ErrorCode::unsupported, "this is no picture that is known",
                "save it as PNG, JPEG, BMP, GIF, TGA or PPM");
}

Result<void> check_extent(const PixelExtent& extent) {
    if (extent.width < 1 || extent.height < 1)
        return fail(ErrorCode::empty_input, "the picture has no pixels", "choose another picture");
    if (extent.width <= model::max_side && extent.height <= model::max_side) return {};
    const auto most = std::to_string(model::max_side);
    return fail(ErrorCode::too_large,
                "the picture has " + std::to_string(extent.width) + " x " +
                    std::to_string(extent.height) + " pixels",
                "make it " + most + " x " + most + " or smaller");
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
    const auto text = as_text(bytes);
    return text.starts_with("\x89PNG\r\n\x1A\n") || text.starts_with("\xFF\xD8\xFF") ||
           text.starts_with("GIF87a") || text.starts_with("GIF89a") ||
           (text.starts_with("BM") && text.size() >= 18) || is_netpbm(text);
}

Result<Image> read_image(Bytes bytes, ImageHint hint) {
    if (bytes.size() > max_image_bytes)
        return fail(ErrorCode::too_large, "the picture's file is larger than 256 MiB",
                    "save it as PNG or JPEG");
    if (auto known = check_format(bytes, hint); !known) return tl::unexpected(known.error());
    const auto extent = picture_extent(bytes);
    if (!extent) return tl::unexpected(extent.error());
    if (auto checked = check_extent(*extent); !checked) return tl::unexpected(checked.error());
    const auto pixels = decode_picture(bytes);
    if (!pixels) return tl::unexpected(pixels.error());
    return Image{to_planes(*pixels)};
}

}  // namespace poolscope::io
