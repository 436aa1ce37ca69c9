/// Encoders: stb_image_write, libwebp, and PNM and GIF by hand.
#include "io/picture_bytes.hpp"

#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#define STB_IMAGE_WRITE_IMPLEMENTATION
#include <stb/stb_image_write.h>
#include <webp/encode.h>

namespace poolscope::io {

namespace {

void append(void* out, void* data, int size) {
    static_cast<std::string*>(out)->append(static_cast<const char*>(data),
                                           static_cast<std::size_t>(size));
}

std::string two_bytes(int value) {
    return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8 & 0xFF)};
}

}  // namespace

TestPixels gradient(int width, int height, int channels) {
    TestPixels pixels{width, height, channels, {}};
    for (int row = 0; row < height; ++row)
        for (int col = 0; col < width; ++col)
            for (int c = 0; c < channels; ++c)
                pixels.values.push_back(
                    static_cast<std::uint8_t>((row * 29 + col * 13 + c * 71) % 128));
    return pixels;
}

std::string png_file(const TestPixels& pixels) {
    std::string file;
    stbi_write_png_to_func(append, &file, pixels.width, pixels.height, pixels.channels,
                           pixels.values.data(), 0);
    return file;
}

std::string jpeg_file(const TestPixels& pixels) {
    std::string file;
    stbi_write_jpg_to_func(append, &file, pixels.width, pixels.height, pixels.channels,
                           pixels.values.data(), 95);
    return file;
}

std::string bmp_file(const TestPixels& pixels) {
    std::string file;
    stbi_write_bmp_to_func(append, &file, pixels.width, pixels.height, pixels.channels,
                           pixels.values.data());
    return file;
}

std::string tga_file(const TestPixels& pixels) {
    std::string file;
    stbi_write_tga_to_func(append, &file, pixels.width, pixels.height, pixels.channels,
                           pixels.values.data());
    return file;
}

std::string pnm_file(const TestPixels& pixels) {
    std::string file = pixels.channels == 1 ? "P5\n" : "P6\n";
    file += std::to_string(pixels.width) + " " + std::to_string(pixels.height) + "\n255\n";
    return file.append(pixels.values.begin(), pixels.values.end());
}

std::string webp_file(const TestPixels& pixels, bool lossless) {
    const auto encode = pixels.channels == 4 ? WebPEncodeRGBA : WebPEncodeRGB;
    const auto encode_lossless =
        pixels.channels == 4 ? WebPEncodeLosslessRGBA : WebPEncodeLosslessRGB;
    std::uint8_t* data = nullptr;
    const auto* values = pixels.values.data();
    const int stride = pixels.width * pixels.channels;
    const auto size = lossless ? encode_lossless(values, pixels.width, pixels.height, stride, &data)
                               : encode(values, pixels.width, pixels.height, stride, 90, &data);
    std::string file(reinterpret_cast<const char*>(data), size);
    WebPFree(data);
    return file;
}

std::string gif_file(const TestPixels& pixels) {
    std::string file =
        "GIF89a" + two_bytes(pixels.width) + two_bytes(pixels.height) + std::string("\xF6\0\0", 3);
    for (int grey = 0; grey < 128; ++grey) file.append(3, static_cast<char>(grey));
    file += "," + two_bytes(0) + two_bytes(0) + two_bytes(pixels.width) + two_bytes(pixels.height) +
            '\0' + '\7';
    // Codes stay 8 bits wide where the table is cleared (code 128) before it outgrows them.
    std::string codes;
    for (std::size_t i = 0; i < pixels.values.size(); ++i) {
        if (i % 100 == 0) codes += '\x80';
        codes += static_cast<char>(pixels.values[i]);
    }
    codes += '\x81';
    for (std::size_t at = 0; at < codes.size(); at += 255) {
        const auto block = codes.substr(at, 255);
        file += static_cast<char>(block.size()) + block;
    }
    return file + '\0' + ';';
}

}  // namespace poolscope::io
