/// Small pictures as files of every format that is read, encoded by others than the reader.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace poolscope::io {

/// Pixels of `channels` bytes each, row by row.
struct TestPixels {
    int width = 0;
    int height = 0;
    int channels = 3;
    std::vector<std::uint8_t> values;
};

/// A gradient in which every value differs from its neighbours.
[[nodiscard]] TestPixels gradient(int width, int height, int channels);

[[nodiscard]] std::string png_file(const TestPixels& pixels);
[[nodiscard]] std::string jpeg_file(const TestPixels& pixels);
[[nodiscard]] std::string bmp_file(const TestPixels& pixels);
[[nodiscard]] std::string tga_file(const TestPixels& pixels);
/// PGM for one channel, PPM for three.
[[nodiscard]] std::string pnm_file(const TestPixels& pixels);
/// Of three channels or four.
[[nodiscard]] std::string webp_file(const TestPixels& pixels, bool lossless);
/// One frame of up to 128 colours: `pixels` of one channel are shown as grey.
[[nodiscard]] std::string gif_file(const TestPixels& pixels);

}  // namespace poolscope::io
