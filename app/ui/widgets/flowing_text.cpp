/// Lays words out (see flowing_text.hpp).
#include "ui/widgets/flowing_text.hpp"

#include "ui/ui.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "theme/line_break.hpp"

namespace poolscope::ui {

namespace {

constexpr float line_pitch = 1.5F;  ///< ems
constexpr float block_gap = 10;     ///< logical pixels
constexpr float indent = 18;        ///< of an item

/// A run up to where a line may end.
struct Word {
    std::string_view text;  ///< without the blank behind it
    bool blank = false;     ///< one stands behind it
    bool ends = false;      ///< a line may end behind it
};

std::vector<Word> words_of(std::string_view run) {
    std::vector<Word> words;
    const auto parts = theme::broken_lines(run, 0, 1, theme::Font::regular);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::string_view part = parts[i];
        while (!part.empty() && part.back() == ' ')
            part.remove_suffix(1);  // the last keeps its own
        if (part.empty()) continue;
        const auto end = static_cast<std::size_t>(part.data() + part.size() - run.data());
        const bool blank = end < run.size() && (run[end] == ' ' || run[end] == '\n');
        words.push_back({part, blank, blank || i + 1 < parts.size()});
    }
    // What begins with a blank lets the line before it end.
    if (!run.empty() && (run.front() == ' ' || run.front() == '\n'))
        words.insert(words.begin(), Word{{}, true, true});
    return words;
}

TextLook look_of(const Frame& frame, const io::MarkdownRun& run, TextLook look) {
    if (run.strong) look.face = theme::Font::semibold;
    if (run.code) {
        look.face = theme::Font::mono;
        look.size -= 1;
    }
    if (!run.link.empty() && run.link.find("://") != std::string::npos)
        look.color = frame.theme->accent;
    return look;
}

}  // namespace

float FlowingText::flow(Frame& frame, const io::MarkdownLine& line, float left, float top,
                        float room, const TextLook& look) {
    const float pitch = frame.px(text_size(frame, look.size) * line_pitch);
    float x = 0, y = top + pitch / 2;
    float pending = 0;                 // the blank before the next word
    std::size_t tied = parts_.size();  // the words that stay together begin there
    for (const io::MarkdownRun& run : line) {
        const TextLook own = look_of(frame, run, look);
        for (const Word& word : words_of(run.text)) {
            if (!word.text.empty()) {
                const float width = width_of(frame, word.text, own.face, own.size);
                x += std::exchange(pending, 0.0F);
                parts_.push_back({left + x, y, std::string(word.text), own});
                x += width;
                if (x > room && tied < parts_.size() && parts_[tied].x > left) {
                    // The words that belong together go to the next line.
                    const float by = parts_[tied].x - left;
                    for (std::size_t i = tied; i < parts_.size(); ++i) {
                        parts_[i].x -= by;
                        parts_[i].y += pitch;
                    }
                    x -= by;
                    y += pitch;
                }
            }
            if (word.blank && x > 0) pending = width_of(frame, " ", own.face, own.size);
            if (word.ends) tied = parts_.size();
        }
    }
    return y + pitch / 2 - top;
}

void FlowingText::add_row(Frame& frame, const io::MarkdownBlock& block) {
    TextLook look = body(frame);
    if (block.kind == io::MarkdownBlock::Kind::header) look.face = theme::Font::semibold;
    const auto count = static_cast<float>(std::max<std::size_t>(block.cells.size(), 1));
    const float first = std::floor(width_ / (count + 1) * (count > 2 ? 1 : 1.2F));
    const float other = count > 1 ? (width_ - first) / (count - 1) : width_;
    float high = 0, left = 0;
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
        const float room = count > 1 ? (i == 0 ? first : other) : width_;
        high =
            std::max(high, flow(frame, block.cells[i], left, height_, room - frame.px(12), look));
        left += room;
    }
    height_ += high + frame.px(5);
    rules_.push_back({height_});
    height_ += frame.px(5);
}

void FlowingText::add_code(Frame& frame, const io::MarkdownBlock& block) {
    const TextLook look{frame.theme->text, theme::Font::mono, code_size};
    const float pitch = frame.px(text_size(frame, look.size) * line_pitch);
    for (const io::MarkdownRun& run : block.cells.front()) {
        std::string_view rest = run.text;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            parts_.push_back(
                {frame.px(indent), height_ + pitch / 2, std::string(rest.substr(0, end)), look});
            height_ += pitch;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    height_ += frame.px(block_gap);
}

void FlowingText::add(Frame& frame, const io::MarkdownBlock& block) {
    using Kind = io::MarkdownBlock::Kind;
    const bool row = block.kind == Kind::header || block.kind == Kind::row;
    if (row) return add_row(frame, block);
    if (block.kind == Kind::code) return add_code(frame, block);
    TextLook look = body(frame);
    float left =
        frame.px(indent) * static_cast<float>(block.kind == Kind::heading ? 0 : block.level);
    if (block.kind == Kind::heading) {
        look.face = theme::Font::semibold;
        look.size = block.level == 1 ? 20.0F : block.level == 2 ? 17.0F : 15.0F;
        if (height_ > 0) height_ += frame.px(14);
    }
    if (block.kind == Kind::item)
        parts_.push_back({left - frame.px(13),
                          height_ + frame.px(text_size(frame, look.size) * line_pitch) / 2, "•",
                          look});
    height_ += flow(frame, block.cells.front(), left, height_, width_ - left, look);
    height_ += frame.px(block.kind == Kind::item ? 4 : block_gap);
}

void FlowingText::draw(Ui& ui, ImVec2 at, float from, float to) const {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float margin = ui.px(30);
    for (const Part& part : parts_)
        if (part.y > from - margin && part.y < to + margin)
            draw_text(ui.frame, list, at.x + part.x, at.y + part.y, part.text, part.look);
    for (const Rule& rule : rules_)
        if (rule.y > from - margin && rule.y < to + margin)
            list.AddRectFilled({at.x, at.y + rule.y}, {at.x + width_, at.y + rule.y + ui.px(1)},
                               u32(ui.frame.theme->line));
}

}  // namespace poolscope::ui
