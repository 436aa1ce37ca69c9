/// Words of several looks laid out in lines, which are drawn as far as they are in sight.
#pragma once

#include <string>
#include <vector>

#include "io/markdown.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

/// Laid out once for a width; its places are window pixels from its own top left.
class FlowingText {
public:
    explicit FlowingText(float width) : width_(width) {}

    /// Appends a block below those before.
    void add(Frame& frame, const io::MarkdownBlock& block);
    /// Draws the lines between two heights, from `at` on.
    void draw(Ui& ui, ImVec2 at, float from, float to) const;

    [[nodiscard]] float height() const { return height_; }
    /// Where the block begins that is added next.
    [[nodiscard]] float next_top() const { return height_; }

private:
    struct Part {
        float x = 0;
        float y = 0;  ///< of its line's middle
        std::string text;
        TextLook look;
    };
    struct Rule {
        float y = 0;
    };
    float flow(Frame& frame, const io::MarkdownLine& line, float left, float top, float room,
               const TextLook& look);
    void add_row(Frame& frame, const io::MarkdownBlock& block);
    void add_code(Frame& frame, const io::MarkdownBlock& block);

    float width_;
    float height_ = 0;
    std::vector<Part> parts_;
    std::vector<Rule> rules_;  ///< lines across, below rows of tables
};

}  // namespace poolscope::ui
