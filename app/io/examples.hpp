/// The scenes that the program carries: the worked examples of the teaching texts, and one for each
/// thing to see.
#pragma once

#include <span>
#include <string_view>

#include "io/load.hpp"

namespace poolscope::io {

/// One row of the list, in menu order.
struct Example {
    std::string_view id;    ///< its file is assets/scenes/ID.pool.toml
    std::string_view name;  ///< as in a menu
};

/// The explicit list; the first is the scene that the program opens with.
[[nodiscard]] std::span<const Example> examples();

/// Opens a carried scene as a new, unsaved document. Error: not_found where no example has this id.
[[nodiscard]] Result<OpenedDocument> open_example(std::string_view id);

}  // namespace poolscope::io
