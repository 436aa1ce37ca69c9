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
}

}  // namespace poolscope::fuzz
