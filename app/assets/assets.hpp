/// The files that the program carries inside itself: fonts, shaders, pictures, scenes.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace poolscope::assets {

/// The bytes of the file `name` ("fonts/Inter-Regular.otf", "shaders/heatmap.frag", "images/..."),
/// as on disk when the program was built; they live as long as the program. Nothing where there is
/// no such file.
[[nodiscard]] std::optional<std::span<const std::byte>> find(std::string_view name);

/// The same as text; empty where there is no such file.
[[nodiscard]] std::string_view text(std::string_view name);

/// Every name, fonts and shaders first, then the files of assets/ in alphabetical order.
[[nodiscard]] std::vector<std::string_view> names();

}  // namespace poolscope::assets
