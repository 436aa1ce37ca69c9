/// What a file will hold: the exporter writes the first of it to a temporary folder, and what it
/// wrote is read back.
#pragma once

#include <string>
#include <vector>

#include "export/exporter.hpp"
#include "export/movies.hpp"

namespace poolscope::exporting {

struct Preview {
    std::vector<Decoded> frames;     ///< at most preview_side pixels a side
    std::vector<std::string> lines;  ///< the first, of a file of numbers
    double bytes = 0;                ///< about what all of it will take
    int width = 0;                   ///< pixels of the file itself; 0 where it has none
    int height = 0;
    std::size_t files = 1;
    std::size_t count = 1;  ///< frames of an animation
    double seconds = 0;     ///< that an animation takes, and its last frame stays
    bool whole = true;      ///< frames are all of it
};

inline constexpr int preview_side = 960;

/// `request.target` is not touched. Formats that nothing here reads back (PDF, TikZ) are shown as
/// the same drawing in PNG. Errors: those of the exporter, and unwritable where there is no
/// temporary folder.
[[nodiscard]] Result<Preview> make_preview(const Exporter& exporter, const Request& request,
                                           const Progress& progress);

}  // namespace poolscope::exporting
