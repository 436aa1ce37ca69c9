/// Pictures that look well-formed and are not: a decoder that fills in what is missing would show
/// half a picture, and say nothing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "io/image.hpp"
#include "io/picture_bytes.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

Result<Image> read(const std::string& file) {
    return read_image(as_bytes(file));
}

TEST(BrokenPictures, AreRefusedWhole) {
    const TempFolder folder;
    const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                "/tests/io/picture_files.py broken " + folder.path().string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::istringstream index(std::string(as_text(*read_file(folder / "index.txt", 1 << 20))));
    int files = 0;
    std::string name;
    for (std::string says; index >> name && std::getline(index >> std::ws, says); ++files) {
        const auto bytes = read_file(folder / name, 1 << 20);
        const auto image = read_image(*bytes);
        EXPECT_EQ(image.has_value(), says == "fine") << name;
        if (image) continue;
        EXPECT_NE(image.error().located().english().find(says), std::string::npos)
            << name << ": " << image.error().message();
        expect_sentence(image.error());
    }
    EXPECT_EQ(files, 29);
}

TEST(BrokenPictures, OfBitsShiftedTooFar) {
    // A refinement scan that says so brought stb_image 2.27 to shift by 34 bits.
    const auto bytes = read_file(
        std::filesystem::path(POOLSCOPE_SOURCE_DIR) / "tests/io/data/shifts-too-far.jpg", 1 << 20);
    ASSERT_TRUE(bytes);
    expect_error(read_image(*bytes), ErrorCode::bad_format, "damaged");
}

TEST(BrokenPictures, OfTablesThatAreTooFull) {
    const auto good = jpeg_file(gradient(16, 16, 1));
    const auto table = good.find("\xFF\xC4");
    const auto scan = good.find("\xFF\xDA");
    ASSERT_TRUE(table != std::string::npos && scan != std::string::npos);
    auto full = good;
    for (std::size_t i = 0; i < 16; ++i) full[table + 5 + i] = '\xFF';
    expect_error(read(full), ErrorCode::bad_format, "damaged");
    const std::string too_many =
        "\xFF\xC4\x10\x03" + std::string(1, '\0') + std::string(16, '\xFF');
    expect_error(read(good.substr(0, scan) + too_many + std::string(std::size_t{16} * 255, 'x') +
                      good.substr(scan)),
                 ErrorCode::bad_format, "damaged");
    // Its length ends before its counts do.
    expect_error(read(good.substr(0, scan) + std::string("\xFF\xC4\0\x03", 4) +
                      std::string(1, '\0') + std::string(16, '\xFF') + good.substr(scan)),
                 ErrorCode::bad_format, "damaged");
    // The same bytes in a comment harm nobody.
    const std::string comment = "\xFF\xFE" + std::string("\0\x17", 2) + too_many.substr(0, 21);
    const auto commented = read(good.substr(0, 2) + comment + good.substr(2));
    EXPECT_TRUE(commented) << commented.error().message();
}

}  // namespace
}  // namespace poolscope::io
