/// The [layer] of a scene.
#pragma once

#include <string_view>

#include "io/scene_file.hpp"
#include "io/toml_text.hpp"

namespace poolscope::io {

/// How a scene writes PaddingMode in place of numbers; empty for numbers.
[[nodiscard]] std::string_view padding_name(PaddingMode mode);

/// How a scene writes a placement that can be chosen; empty for one that an operator is bound to.
[[nodiscard]] std::string_view placement_name(Placement placement);

/// 3 or [3, 2] (rows, columns), where `key` is there.
[[nodiscard]] Result<void> read_extent(Section& section, std::string_view key, Extent& out);

/// 1, [1, 2] (rows, columns), [1, 2, 1, 2] (top, left, bottom, right) or a name, where there is a
/// padding.
[[nodiscard]] Result<void> read_padding(Section& section, Padding& padding, PaddingMode& mode);

/// Reads a pooling layer's keys into `layer`, over an input of shape `input`, and lets its dialect
/// apply its rules. Errors: bad_format with the line, unknown_operator, those of `reader`.
[[nodiscard]] Result<void> read_layer(Section& section, const InputReader& reader,
                                      const Shape& input, Layer& layer);

/// The name of a file in quotes; a scene's is refused.
[[nodiscard]] Result<std::string> read_file_name(const toml::node& node);

/// The grid that a scene names as `node`: a name in quotes, read as it is now.
[[nodiscard]] Result<LoadedInput> read_named_file(const toml::node& node, const InputReader& reader,
                                                  const model::Reading& how);

}  // namespace poolscope::io
