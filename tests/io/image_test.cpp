/// Pictures: every format, grey, colour and transparency, and the files that are refused.
#include "io/image.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/picture_bytes.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAre;

Result<Image> read(const std::string& file, ImageHint hint = ImageHint::none) {
    return read_image(as_bytes(file), hint);
}

/// `file` decodes to `pixels`, give or take `tolerance`.
void expect_pixels(const std::string& file, const TestPixels& pixels, float tolerance,
                   ImageHint hint = ImageHint::none) {
    const auto image = read(file, hint);
    ASSERT_TRUE(image) << image.error().message();
    ASSERT_EQ(image->values.shape(), (Shape{1, pixels.channels, pixels.height, pixels.width}));
    auto expected = pixels.values.begin();
    for (int row = 0; row < pixels.height; ++row)
        for (int col = 0; col < pixels.width; ++col)
            for (int c = 0; c < pixels.channels; ++c) {
                ASSERT_NEAR(image->values.at(0, c, row, col), *expected++, tolerance)
                    << row << ", " << col << ", " << c;
            }
}

TEST(ReadImage, ReadsEveryFormat) {
    const auto grey = gradient(37, 23, 1);
    const auto color = gradient(37, 23, 3);
    expect_pixels(png_file(grey), grey, 0);
    expect_pixels(png_file(color), color, 0);
    expect_pixels(bmp_file(color), color, 0);
    expect_pixels(pnm_file(grey), grey, 0);
    expect_pixels(pnm_file(color), color, 0);
    expect_pixels(tga_file(grey), grey, 0, ImageHint::tga);
    expect_pixels(tga_file(color), color, 0, ImageHint::tga);
    // JPEG loses a little, and colours more than greys.
    TestPixels smooth{32, 32, 1, {}};
    for (int i = 0; i < 32 * 32; ++i)
        smooth.values.push_back(static_cast<std::uint8_t>(i / 32 * 4));
    const auto jpeg = read(jpeg_file(smooth));
    ASSERT_TRUE(jpeg);
    EXPECT_NEAR(jpeg->values.at(0, 0, 16, 16), 64, 6);
}

TEST(ReadImage, ReadsAGifsFrameAsColour) {
    const auto grey = gradient(37, 23, 1);
    const auto image = read(gif_file(grey));
    ASSERT_TRUE(image) << image.error().message();
    ASSERT_EQ(image->values.shape(), (Shape{1, 3, 23, 37}));
    for (int row = 0; row < 23; ++row)
        for (int col = 0; col < 37; ++col)
            ASSERT_EQ(image->values.at(0, 1, row, col),
                      grey.values[static_cast<std::size_t>(row * 37 + col)]);
}

TEST(ReadImage, LaysTransparencyOverWhite) {
    const auto color = read(png_file({3, 1, 4, {10, 20, 30, 255, 10, 20, 30, 0, 100, 0, 0, 51}}));
    ASSERT_TRUE(color);
    ASSERT_EQ(color->values.shape(), (Shape{1, 3, 1, 3}));
    EXPECT_THAT(color->values.cells(), ElementsAre(10, 255, 224, 20, 255, 204, 30, 255, 204));
    const auto grey = read(png_file({2, 1, 2, {10, 255, 10, 0}}));
    ASSERT_TRUE(grey);
    EXPECT_THAT(grey->values.cells(), ElementsAre(10, 255));
}

TEST(ReadImage, RefusesPicturesThatAreTooLarge) {
    // Sides are of any length, and grey pictures of more pixels than coloured ones.
    EXPECT_TRUE(read(pnm_file({99'999, 1, 1, std::vector<std::uint8_t>(99'999)})));
    expect_error(read("P5 8000 8000 255\n"), ErrorCode::bad_format, "cut short");
    expect_error(read("P6 8000 6000 255\n"), ErrorCode::too_large,
                 "8000 x 6000 pixels: reduce it: --reduce 2");
    expect_error(read("P6 11000 11000 255\n"), ErrorCode::too_large, "--reduce 3");
    expect_error(read("P5 20000 20000 255\n"), ErrorCode::too_large,
                 "20000 x 20000 pixels: make it smaller in another program");
}

TEST(ReadImage, ReadsAPart) {
    const auto file = pnm_file({3, 2, 1, {1, 2, 3, 4, 5, 6}});
    const auto part = [&](const model::Crop& crop, int reduce = 0) {
        return read_image(as_bytes(file), {}, {}, {.reduce = reduce, .crop = crop});
    };
    EXPECT_THAT(part({1, 0, 2, 2})->values.cells(), ElementsAre(2, 3, 5, 6));
    EXPECT_THAT(part({0, 1, 3, 1}, 2)->values.cells(), ElementsAre(5, 6));  // 4.5 and 6, rounded
    for (const model::Crop crop : {model::Crop{2, 0, 2, 2}, model::Crop{-1, 0, 2, 2},
                                   model::Crop{0, 0, 0, 1}, model::Crop{0, 0, 3, 3}})
        expect_error(part(crop), ErrorCode::bad_argument, "not within the picture of 3 x 2");
}

TEST(ReadImage, ScalesGreyToEightBits) {
    using namespace std::literals;
    const auto cells = [](std::string_view file) {
        const auto image = read(std::string(file));
        return image
                   ? std::vector<float>(image->values.cells().begin(), image->values.cells().end())
                   : std::vector<float>();
    };
    EXPECT_THAT(cells("P5\n4 1\n65535\n\1\0\2\0\x64\0\xC8\0"sv), ElementsAre(1, 2, 100, 200));
    EXPECT_THAT(cells("P5 4 1 15\n\0\1\7\xF"sv), ElementsAre(0, 17, 119, 255));
    EXPECT_THAT(cells("P5 2 1 1023\n\1\xFF\3\xFF"sv), ElementsAre(127, 255));
    expect_error(read("P5 1 1 15\n\x10"), ErrorCode::bad_format, "damaged");
}

TEST(ReadImage, NamesWhatIsNotRead) {
    using namespace std::literals;
    for (const auto& [bytes, says] :
         {std::pair{"\0\0\0\x18"
                    "ftypheic\0\0\0\0"sv,
                    "a HEIC picture"},
          std::pair{"\0\0\0\x1C"
                    "ftypavif"sv,
                    "an AVIF picture"},
          std::pair{"II*\0\x08\0\0\0"sv, "a TIFF picture"},
          std::pair{"MM\0*\0\0\0\x08"sv, "a TIFF picture"},
          std::pair{"<svg xmlns='http://www.w3.org/2000/svg'/>"sv, "an SVG drawing"},
          std::pair{"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- <b> -->\n<SVG>"sv, "an SVG drawing"},
          std::pair{"<!DOCTYPE html><title>404</title>"sv, "a web page"},
          std::pair{"\0\0\1\0\1\0"sv, "an icon (ICO)"}, std::pair{"%PDF-1.7"sv, "a PDF document"}})
        expect_error(read(std::string(bytes)), ErrorCode::unsupported, says);
}

TEST(ReadImage, RefusesHeadersThatPromiseTooMuch) {
    const auto pixels = gradient(16, 16, 3);
    const auto expect_too_large = [](std::string file, std::size_t at, std::string_view size,
                                     std::string_view says, ImageHint hint = ImageHint::none) {
        file.replace(at, size.size(), size);
        expect_error(read(file, hint), ErrorCode::too_large, says);
    };
    using namespace std::literals;
    const auto png = png_file(pixels);
    expect_too_large(png, 16, "\0\0\x7F\xFF\0\0\x7F\xFF"sv, "32767 x 32767 pixels");
    expect_too_large(png, 16, "\xFF\xFF\xFF\xFF\0\0\0\x01"sv, "2147483647 x 1 pixels");
    const auto jpeg = jpeg_file(pixels);
    const auto frame = jpeg.find("\xFF\xC0") + 5;
    expect_too_large(jpeg, frame, "\xFF\xFF\xFF\xFF"sv, "65535 x 65535 pixels");
    const auto webp = webp_file(pixels, false);
    expect_too_large(webp, webp.find("\x9D\x01\x2A"sv) + 3, "\xFF\x3F\xFF\x3F"sv,
                     "16383 x 16383 pixels");
    expect_too_large(gif_file(gradient(16, 16, 1)), 6, "\xFF\xFF\xFF\xFF"sv,
                     "65535 x 65535 pixels");
    const auto bmp = bmp_file(pixels);
    expect_too_large(bmp, 18, "\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F"sv,
                     "2147483647 x 2147483647 pixels");
    expect_too_large(bmp, 22, "\0\0\0\x80"sv, "16 x 2147483647 pixels");
    expect_too_large(tga_file(pixels), 12, "\xFF\xFF\xFF\xFF"sv, "65535 x 65535 pixels",
                     ImageHint::tga);
    expect_error(read("P5 99999999999999999999 1 255\n"), ErrorCode::too_large,
                 "2147483647 x 1 pixels");
}

TEST(ReadImage, RefusesWhatIsCutShort) {
    const auto pixels = gradient(29, 17, 3);
    const auto grey = gradient(29, 17, 1);
    for (const auto& [file, hint] :
         {std::pair{png_file(pixels), ImageHint::none},
          std::pair{jpeg_file(pixels), ImageHint::none},
          std::pair{bmp_file(pixels), ImageHint::none},
          std::pair{pnm_file(pixels), ImageHint::none}, std::pair{gif_file(grey), ImageHint::none},
          std::pair{webp_file(pixels, true), ImageHint::none},
          std::pair{webp_file(pixels, false), ImageHint::none},
          std::pair{tga_file(pixels), ImageHint::tga}}) {
        ASSERT_TRUE(read(file, hint));
        // A few bytes of padding or a trailer at the end hold no pixels.
        for (std::size_t size = 0; size + 8 < file.size(); size += 3) {
            const auto image = read(file.substr(0, size), hint);
            ASSERT_FALSE(image) << file.substr(0, 4) << " of " << size << " of " << file.size();
            expect_sentence(image.error());
        }
    }
}

/// A PNG that claims one pixel and unpacks to 600 MiB of zeros.
std::string unpacking_without_end() {
    std::string data = "\x78\x01";
    unsigned held = 0;
    unsigned count = 0;
    const auto add_bits = [&](std::string_view bits) {
        for (const char bit : bits) {
            held |= static_cast<unsigned>(bit - '0') << count;
            if (++count < 8) continue;
            data += static_cast<char>(held);
            held = count = 0;
        }
    };
    add_bits("110");       // the last block, with deflate's fixed codes
    add_bits("00110000");  // a zero
    for (int i = 0; i < (600 << 20) / 258; ++i) add_bits("1100010100000");  // 258 more of them
    add_bits("00000000000000");
    auto file = png_file(gradient(1, 1, 1));
    const auto at = file.find("IDAT");
    const auto size = data.size();
    for (std::size_t i = 0; i < 4; ++i)
        file[at - 4 + i] = static_cast<char>(size >> (24 - 8 * i) & 0xFFU);
    return file.substr(0, at + 4) + data + file.substr(file.find("IEND") - 8);
}

TEST(ReadImage, RefusesAPictureThatUnpacksWithoutEnd) {
    expect_error(read(unpacking_without_end()), ErrorCode::bad_format, "damaged");
}

TEST(ReadImage, RefusesWhatIsNoPicture) {
    for (const std::string text :
         {"", "B", "BM", "GIF8", "\x89PNG", "hello", "P", "P6", "{\"a\": 1}"}) {
        const auto image = read(text);
        ASSERT_FALSE(image) << text;
        expect_sentence(image.error());
    }
    expect_error(read("P3\n1 1\n255\n1 2 3\n"), ErrorCode::unsupported, "kind P3");
    expect_error(read("P4\n8 1\nx"), ErrorCode::unsupported, "kind P4");
    expect_error(read(std::string("P5 1 1 0\n\0", 10)), ErrorCode::bad_format, "damaged");
    expect_error(read("P5 1 1 65536\nab"), ErrorCode::bad_format, "damaged");
    expect_error(read("P5 1 # x\n"), ErrorCode::bad_format, "cut short");
    // Anything might be a TGA, so only a name makes it one.
    const auto tga = tga_file(gradient(5, 4, 3));
    expect_error(read(tga), ErrorCode::unsupported, "no picture");
    EXPECT_TRUE(read(tga, ImageHint::tga));
    expect_error(read(tga.substr(0, tga.size() / 2), ImageHint::tga), ErrorCode::bad_format,
                 "cut short");
    expect_error(read("garbage that is no TGA at all", ImageHint::tga), ErrorCode::bad_format,
                 "damaged");
}

}  // namespace
}  // namespace poolscope::io
