/// What figures are made for: how large they are there, so that their words can be read.
#pragma once

#include <span>
#include <string_view>

namespace poolscope::exporting {

struct Exporter;

/// One row of the list. A figure is laid out in so many logical pixels and as wide as the medium
/// has room for; what its words measure there follows.
struct Medium {
    std::string_view id;  ///< "column"
    const char* name;     ///< as in a menu: a word()
    int width;            ///< logical pixels
    int height;           ///< the most that a step takes
    int tallest;          ///< and a sheet of them
    bool free_height;     ///< it is only as tall as what is drawn
    double inches;        ///< how wide it is there
    double dots;          ///< pixels an inch of pictures that are made of pixels
};

/// The explicit list of media.
[[nodiscard]] std::span<const Medium> media();

/// The medium called `id`; null where there is none.
[[nodiscard]] const Medium* find_medium(std::string_view id);

/// What a logical pixel is scaled by in that format.
[[nodiscard]] float scale_for(const Medium& medium, const Exporter& exporter);

}  // namespace poolscope::exporting
