/// The explicit list of exporters.
#include <array>

#include "export/data.hpp"
#include "export/png.hpp"
#include "export/tikz.hpp"

namespace poolscope::exporting {

std::span<const Exporter* const> exporters() {
    static constexpr std::array list{&png_picture, &png_frames, &tikz_picture, &output_npy,
                                     &output_csv,  &trace_json, &trace_csv};
    return list;
}

}  // namespace poolscope::exporting
