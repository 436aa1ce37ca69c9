/// Fuzzes the readers of pictures that have a mark of their own.
#include "fuzz/picture.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::check_picture(fuzz::as_text(data, size), io::ImageHint::none);
    return 0;
}
