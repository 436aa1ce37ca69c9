/// What holds of every picture that is read.
#pragma once

#include "fuzz/fuzz.hpp"
#include "io/image.hpp"
#include "model/document.hpp"

namespace poolscope::fuzz {

inline void check_picture(std::string_view bytes, io::ImageHint hint) {
    const auto image = io::read_image(io::as_bytes(bytes), hint);
    if (!image) return check_error(image.error());
    const Shape& shape = image->values.shape();
    must(shape.n == 1 && (shape.c == 1 || shape.c == 3));
    must(model::check_input(shape).has_value());
    for (const float value : image->values.cells()) must(value >= 0.0F && value <= 255.0F);
    // Reduced it is half as large, and its last pixel alone can be read.
    const auto size = io::image_size(io::as_bytes(bytes), hint);
    must(size && size->width == shape.w && size->height == shape.h);
    const auto half = io::read_image(io::as_bytes(bytes), hint, {}, {.reduce = 2});
    must(half && half->values.shape() == Shape{1, shape.c, (shape.h + 1) / 2, (shape.w + 1) / 2});
    const model::Crop last{shape.w - 1, shape.h - 1, 1, 1};
    const auto pixel = io::read_image(io::as_bytes(bytes), hint, {}, {.crop = last});
    must(pixel && pixel->values.at(0, 0, 0, 0) == image->values.at(0, 0, shape.h - 1, shape.w - 1));
}

}  // namespace poolscope::fuzz
