/// Fuzzes the reader of TGA pictures, which are told by their name alone.
#include "fuzz/picture.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::check_picture(fuzz::as_text(data, size), io::ImageHint::tga);
    return 0;
}
