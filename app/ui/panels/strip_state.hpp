/// What the strip of layers remembers between frames.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "drawing/strip.hpp"

namespace poolscope::ui {

/// All that the strip is a function of.
struct StripKey {
    std::uint64_t revision = 0;
    std::uint64_t outputs = 0;
    std::size_t at = 0;
    int sample = 0;
    std::vector<std::optional<drawing::MarkedCells>> marks{};
    model::SharedValues effective{};
    std::set<std::size_t> hidden{};
    const theme::Theme* theme = nullptr;
    const i18n::Language* language = nullptr;
    float width = 0;
    bool compact = false;
    bool operator==(const StripKey&) const = default;
};

struct StripState {
    drawing::Strip drawn;
    std::optional<StripKey> key;
    float scroll = 0;                    ///< logical pixels that are scrolled away at the left
    std::optional<std::size_t> dragged;  ///< the layer whose card is dragged
    std::size_t drop = 0;                ///< before which layer it would be dropped
};

}  // namespace poolscope::ui
