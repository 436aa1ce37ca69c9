/// The explicit list of exporters.
#include <array>

#include "export/png.hpp"

namespace poolscope::exporting {

std::span<const Exporter* const> exporters() {
    static constexpr std::array list{&png_picture, &png_frames};
    return list;
}

}  // namespace poolscope::exporting
