/// Which parts of the stage a drawing has: the screen shows all of them, a figure fewer.
#pragma once

#include <span>
#include <string_view>

namespace poolscope::drawing {

/// Where the layer and its numbers stand.
enum class LayerPlace {
    none,
    above,    ///< in a line above the grids
    between,  ///< on an arrow from the input to the output beside it; above where they lie
              ///< otherwise
};

struct Parts {
    LayerPlace layer = LayerPlace::above;
    bool titles = true;   ///< names and sizes of panes, their rulers, names of dialects and stages
    bool indices = true;  ///< numbers of rows and columns, where the view has them
    bool formula = true;
    bool caption = true;     ///< the step in words
    bool conclusion = true;  ///< what several layers come to
    bool legend = true;      ///< with the scales of gradients
    bool close = false;      ///< what lies below the grids follows them closely, in lines enough
    bool operator==(const Parts&) const = default;
};

/// One row of the list of what a figure may show.
struct Selection {
    std::string_view id;  ///< "figure"
    const char* name;     ///< as in a menu: a word()
    Parts parts;
};

/// The explicit list: "all" first.
[[nodiscard]] std::span<const Selection> selections();

/// The parts of the selection called `id`; all of them where there is none.
[[nodiscard]] Parts parts_of(std::string_view id);

}  // namespace poolscope::drawing
