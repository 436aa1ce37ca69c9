/// Breaks lines greedily.
#include "theme/line_break.hpp"

#include <algorithm>

namespace poolscope::theme {

namespace {

/// What may not begin a line.
bool ends_something(char32_t c) {
    constexpr std::u32string_view signs = U"、。，．：；？！）］｝》〉」』】…”’%)]},.:;?!";
    return signs.find(c) != std::u32string_view::npos;
}

/// What may not end a line.
bool opens_something(char32_t c) {
    constexpr std::u32string_view signs = U"（［｛《〈「『【“‘([{";
    return signs.find(c) != std::u32string_view::npos;
}

/// One paragraph, taken character by character.
class Breaker {
public:
    Breaker(std::string_view text, float width, float size, Font font)
        : text_(text), width_(width / size), font_(font) {}

    void run(std::vector<std::string_view>& lines) {
        char32_t before = 0;
        std::string_view rest = text_;
        while (!rest.empty()) {
            const std::size_t at = text_.size() - rest.size();
            const char32_t c = next_character(rest);
            if (at > begin_ && may_break(before, c)) mark(at);
            if (c != U' ') word_ = c;
            if (before == U'/') slash_ = at;
            used_ += advance(c, font_);
            // A path that is too wide for a line goes on after one of its folders.
            if (used_ > width_ && width_ > 0 && !can_end_ && slash_ > begin_) mark(slash_);
            if (used_ > width_ && c != U' ' && can_end_) {
                lines.push_back(trimmed(text_.substr(begin_, end_ - begin_)));
                begin_ = end_;
                while (begin_ < text_.size() && text_[begin_] == ' ') ++begin_;
                used_ =
                    text_width(text_.substr(begin_, text_.size() - rest.size() - begin_), 1, font_);
                can_end_ = false;
            }
            before = c;
        }
        lines.push_back(text_.substr(begin_));
    }

private:
    /// Before `after`, which follows `before`. A number keeps its sign: "13 %", "3 × 3".
    [[nodiscard]] bool may_break(char32_t before, char32_t after) const {
        if (before == U' ') return after != U'%' && after != U'×' && word_ != U'×';
        if (after == U' ' || ends_something(after) || opens_something(before)) return false;
        return is_ideographic(before) || is_ideographic(after);
    }
    void mark(std::size_t at) {
        end_ = at;
        can_end_ = true;
    }
    static std::string_view trimmed(std::string_view line) {
        while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
        return line;
    }

    std::string_view text_;
    float width_;  ///< in ems
    Font font_;
    std::size_t begin_ = 0;  ///< of the line
    std::size_t end_ = 0;    ///< where it may end, as far as that is known
    bool can_end_ = false;
    std::size_t slash_ = 0;  ///< behind the last one
    float used_ = 0;         ///< ems
    char32_t word_ = 0;      ///< the last character that is no space
};

}  // namespace

bool is_ideographic(char32_t c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::vector<std::string_view> broken_lines(std::string_view text, float width, float size,
                                           Font font) {
    std::vector<std::string_view> lines;
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0 || end < text.size())
            Breaker(text.substr(0, end), width, size, font).run(lines);
        if (end == text.size()) return lines;
        text.remove_prefix(end + 1);
    }
}

}  // namespace poolscope::theme
