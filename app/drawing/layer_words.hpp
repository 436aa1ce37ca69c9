/// A layer's parameters in words, field by field.
#pragma once

#include <string>
#include <vector>

#include "model/view_state.hpp"
#include "poolscope/dialect.hpp"

namespace poolscope::drawing {

/// "Max", "kernel_size 3 × 2", "stride 2", ...: what the layer's operator and placement use.
[[nodiscard]] std::vector<std::string> layer_words(const Layer& layer);

/// An operator within a line: in lower case, but for symbols and names with capitals of their own.
[[nodiscard]] std::string name_in_line(const Operator& op);

/// Which of a layer's fields a line does not tell.
using FieldSet = std::vector<FieldId>;

/// Those that a student is asked for.
[[nodiscard]] FieldSet hidden_fields(const model::Prediction& prediction);

/// The layer as it stands above its grids: "max", "3 × 3", "stride 2", "padding 1"; a question mark
/// for each hidden field.
[[nodiscard]] std::vector<std::string> line_words(const Layer& layer, const FieldSet& hidden = {});

}  // namespace poolscope::drawing
