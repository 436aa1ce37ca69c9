/// What a scene writes of a pooling layer, and how it writes values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "poolscope/layer.hpp"

namespace poolscope::io {

[[nodiscard]] std::string value_text(const Extent& extent);
[[nodiscard]] std::string value_text(const Padding& pad);
[[nodiscard]] std::string value_text(PaddingMode mode);
[[nodiscard]] std::string value_text(bool value);
[[nodiscard]] std::string value_text(int value);
/// The shortest text that reads back as the same number.
[[nodiscard]] std::string value_text(double value);
[[nodiscard]] std::string value_text(float value);
/// TOML's integers end at 2^63; a seed above it loses its top bit.
[[nodiscard]] std::string value_text(std::uint64_t seed);

/// The lines of a layer's fields; its scores are numbers where `scores` names no file.
[[nodiscard]] std::string fields_text(const Layer& layer, const std::filesystem::path& scores);

}  // namespace poolscope::io
