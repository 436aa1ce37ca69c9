/// The scales of gradients: what the colours of a way back stand for, from the lowest to the
/// highest, with their numbers.
#include <algorithm>

#include "drawing/number.hpp"
#include "drawing/sketch.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {
namespace {

constexpr float ramp_height = 14;
constexpr int slices = 32;

/// One scale, in words and numbers.
struct Scale {
    const char* name;
    const ColorScale& colors;
    std::string low, high;  ///< empty where no gradient is but 0

    Scale(const char* says, const ColorScale& scale) : name(says), colors(scale) {
        const float most = scale.range().high;
        if (most > 0) {
            low = format_value(-double{most});
            high = format_value(double{most});
        }
    }
};

std::vector<Scale> scales_of(const Sketch& sketch) {
    if (sketch.grid_colors.range() == sketch.output_colors.range())
        return {{tr("legend|gradient"), sketch.grid_colors}};
    return {{tr("legend|input gradient"), sketch.grid_colors},
            {tr("legend|output gradient"), sketch.output_colors}};
}

/// Lays scales out in a line of words.
struct Measures {
    float size = 0;  ///< px an em

    [[nodiscard]] float text(const std::string& words) const {
        return theme::text_width(words, size, Font::regular);
    }
    [[nodiscard]] float gap() const { return size * 0.6F; }
    [[nodiscard]] float between() const { return size * 2.4F; }
    [[nodiscard]] float ramp(const Scale& scale) const {
        return scale.high.empty() ? ramp_height : size * 7;
    }
    /// All but the name.
    [[nodiscard]] float bar(const Scale& scale) const {
        const float low = scale.low.empty() ? 0 : text(scale.low) + gap();
        const float high = scale.high.empty() ? 0 : text(scale.high) + gap();
        return low + ramp(scale) + high;
    }
    /// The name in so many px with all the rest.
    [[nodiscard]] std::string name(const Scale& scale, float room) const {
        return shortened(scale.name, room - gap() - bar(scale), size, Font::regular);
    }
    [[nodiscard]] float width(const Scale& scale, float room) const {
        return text(name(scale, room)) + gap() + bar(scale);
    }
    /// What stands before the colours.
    [[nodiscard]] float lead(const Scale& scale, float room) const {
        const float low = scale.low.empty() ? 0 : text(scale.low) + gap();
        return text(name(scale, room)) + gap() + low;
    }
};

/// The colours from end to end, and 0 in their middle.
void draw_ramp(const Sketch& sketch, const ColorScale& colors, const Rect& rect, float size) {
    const auto& table = colors.map()->colors;
    const auto color = [&](int i) {
        return table[static_cast<std::size_t>(i * (static_cast<int>(table.size()) - 1) /
                                              (slices - 1))];
    };
    const bool flat = !(colors.range().high > 0);
    // Each slice lies over the rest of those before it, so that no seam shows between them.
    for (int i = 0; i < (flat ? 1 : slices); ++i) {
        const float from = rect.w * static_cast<float>(i) / slices;
        sketch.canvas.box({{rect.x + from, rect.y, rect.w - from, rect.h},
                           0,
                           flat ? table[table.size() / 2] : color(i),
                           Pattern::none,
                           {},
                           {}});
    }
    sketch.canvas.box({rect, 0, {0, 0, 0, 0}, Pattern::none, {}, {sketch.theme.line_strong, 1}});
    sketch.canvas.text(rect.center(), size, Align::middle, "0",
                       text_on_gradient(table[table.size() / 2]));
}

void draw_scale(const Sketch& sketch, const Scale& scale, Point at, const Measures& measures,
                float room) {
    float x = at.x;
    const auto put = [&](const std::string& words, Color color) {
        if (words.empty()) return;
        sketch.canvas.text({x, at.y}, measures.size, Align::start, words, color);
        x += measures.text(words) + measures.gap();
    };
    put(measures.name(scale, room), sketch.theme.text_muted);
    put(scale.low, sketch.theme.text);
    const float ramp = measures.ramp(scale);
    draw_ramp(sketch, scale.colors, {x, at.y - ramp_height / 2, ramp, ramp_height}, measures.size);
    x += ramp + measures.gap();
    put(scale.high, sketch.theme.text);
}

}  // namespace

int scale_count(const DrawingInput& input, const ShownGrid& grid) {
    if (!grid.gradient()) return 0;
    return grid.largest == input.figure.backward->largest_output ? 1 : 2;
}

void draw_gradient_scales(const Sketch& sketch, const Layout& layout) {
    const Rect& area = layout.legend;
    const Measures measures{layout.legend_size};
    const std::vector<Scale> scales = scales_of(sketch);
    const auto rows = static_cast<std::size_t>(layout.scale_rows);
    const std::size_t abreast = (scales.size() + rows - 1) / rows;
    const auto count = static_cast<float>(abreast);
    const float room = (area.w - (count - 1) * measures.between()) / count;
    // Scales below each other have their colours below each other.
    float lead = 0, rest = 0;
    for (const Scale& scale : scales) {
        lead = std::max(lead, measures.lead(scale, room));
        rest = std::max(rest, measures.width(scale, room) - measures.lead(scale, room));
    }
    const bool aligned = abreast == 1 && lead + rest <= area.w;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t first = row * abreast;
        const std::size_t end = std::min(first + abreast, scales.size());
        float width = -measures.between();
        for (std::size_t i = first; i < end; ++i)
            width += measures.between() + measures.width(scales[i], room);
        const float pitch = area.h / static_cast<float>(layout.legend_rows);
        Point at{area.center().x - width / 2, area.y + (static_cast<float>(row) + 0.5F) * pitch};
        if (aligned)
            at.x = area.center().x - (lead + rest) / 2 + lead - measures.lead(scales[first], room);
        for (std::size_t i = first; i < end; ++i) {
            draw_scale(sketch, scales[i], at, measures, room);
            at.x += measures.width(scales[i], room) + measures.between();
        }
    }
}

}  // namespace poolscope::drawing
