/// Words that are not clicked: headings, lines, wrapped text, and code on a sunken ground.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "drawing/layer_text.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

/// A panel's heading in small capitals ("OUTPUT SIZE"). Its anchor is `id`; `beside` is what stands
/// at its right, in window pixels.
void heading(Frame& frame, std::string_view id, std::string_view text, float beside = 0);

/// Text over as many lines as the panel's width asks for.
void paragraph(Frame& frame, std::string_view id, std::string_view text, bool faint = false);

/// Lines of fixed-width text on a sunken ground, wrapped at blanks with a hanging indent.
void code_block(Ui& ui, std::string_view id, std::span<const drawing::Pieces> lines);

/// Plain lines as pieces.
[[nodiscard]] std::vector<drawing::Pieces> as_pieces(std::span<const std::string> lines);

/// A label at the left of a row `height` logical pixels high, with room for `control_width` window
/// pixels at its right, where the cursor is left.
void row_label(Frame& frame, std::string_view id, std::string_view text, float control_width,
               bool enabled = true, float height = 30);

}  // namespace poolscope::ui
