/// The list of picture formats, and the errors that they share.
#include "io/picture_decoders.hpp"

#include <array>

namespace poolscope::io {

std::span<const PictureDecoder* const> picture_decoders() {
    static constexpr std::array list{&png_decoder, &jpeg_decoder, &webp_decoder, &gif_decoder,
                                     &bmp_decoder, &pnm_decoder,  &tga_decoder};
    return list;
}

tl::unexpected<Error> damaged_picture() {
    return fail(ErrorCode::bad_format, say("the picture is damaged"), say("save it again, as PNG"));
}

tl::unexpected<Error> picture_cut_short() {
    return fail(ErrorCode::bad_format, say("the picture is cut short"),
                say("copy or download the file again"));
}

}  // namespace poolscope::io
