/// Files that are not read, by what they begin with: named as what they are, with what to do.
#pragma once

#include <optional>

#include "io/files.hpp"

namespace poolscope::io {

/// What a file is that no reader here takes; nothing where that is not known.
[[nodiscard]] std::optional<Error> foreign_file(Bytes bytes);

}  // namespace poolscope::io
