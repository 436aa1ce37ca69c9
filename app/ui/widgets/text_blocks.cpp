/// Headings, paragraphs, code and labels.
#include "ui/widgets/text_blocks.hpp"

#include <algorithm>
#include <cmath>

#include "theme/line_break.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr float tracking = 0.04F;  ///< of headings, in ems
constexpr float code_line = 1.65F;
constexpr float code_margin = 10;
constexpr float code_sizes[] = {code_size, code_size - 0.5F, code_size - 1};

/// A word of a code line and where it stands.
struct Word {
    std::string text;
    drawing::Role role;
    float x = 0;
    std::size_t line = 0;
    bool breaks = false;  ///< the line may end behind it, where no blank does
};

/// Appends a run without blanks within, in parts where it may break: between Chinese characters.
void add_parts(std::vector<Word>& words, std::string_view run, drawing::Role role) {
    const auto parts = theme::broken_lines(run, 0, 1, theme::Font::mono);
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= parts.size(); ++i) {
        const std::size_t end =
            i < parts.size() ? static_cast<std::size_t>(parts[i].data() - run.data()) : run.size();
        words.push_back(
            {std::string(run.substr(begin, end - begin)), role, 0, 0, i < parts.size()});
        begin = end;
    }
}

/// Splits pieces at blanks; a blank stays with the word before it.
std::vector<Word> words_of(const drawing::Pieces& pieces) {
    std::vector<Word> words;
    for (const drawing::Piece& piece : pieces) {
        std::size_t begin = 0;
        while (begin < piece.text.size()) {
            std::size_t end = piece.text.find_first_not_of(' ', begin);
            end = piece.text.find(' ', end == std::string::npos ? piece.text.size() : end);
            end = end == std::string::npos
                      ? piece.text.size()
                      : std::min(piece.text.find_first_not_of(' ', end), piece.text.size());
            add_parts(words, std::string_view(piece.text).substr(begin, end - begin), piece.role);
            begin = end;
        }
    }
    return words;
}

/// Lays out and draws code at one size.
class CodeWriter {
public:
    CodeWriter(Frame& frame, float size) : frame_(frame), size_(text_size(frame, size)) {}

    [[nodiscard]] float width(std::string_view text) const {
        return width_of(frame_, text, theme::Font::mono, size_);
    }
    [[nodiscard]] float trimmed_width(std::string_view text) const {
        while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
        return width(text);
    }
    [[nodiscard]] float line_width(const drawing::Pieces& pieces) const {
        return width(drawing::plain_text(pieces));
    }
    [[nodiscard]] float pitch() const { return frame_.px(size_ * code_line); }
    [[nodiscard]] float size() const { return size_; }

    /// Places the words in lines of `room`; returns the number of lines. Words that belong together
    /// (no blank between them) stay together.
    std::size_t wrap(std::vector<Word>& words, float room) const {
        const float indent = width("  ");
        float x = 0;
        std::size_t line = 0;
        for (std::size_t i = 0; i < words.size();) {
            std::size_t end = i + 1;
            const auto goes_on = [](const Word& word) {
                return word.text.back() != ' ' && !word.breaks;
            };
            while (end < words.size() && goes_on(words[end - 1])) ++end;
            float length = 0;
            for (std::size_t k = i; k < end; ++k)
                length += k + 1 < end ? width(words[k].text) : trimmed_width(words[k].text);
            if (x > indent && x + length > room) {
                ++line;
                x = indent;
            }
            for (; i < end; ++i) {
                words[i].x = x;
                words[i].line = line;
                x += width(words[i].text);
            }
        }
        return line + 1;
    }

private:
    Frame& frame_;
    float size_;
};

/// A little smaller where that spares breaking a line.
CodeWriter fitting_writer(Ui& ui, std::span<const drawing::Pieces> lines, float room) {
    for (const float size : code_sizes) {
        const CodeWriter writer(ui.frame, size);
        const bool fits = std::all_of(lines.begin(), lines.end(), [&](const drawing::Pieces& line) {
            return writer.line_width(line) <= room;
        });
        if (fits) return writer;
    }
    return {ui.frame, code_size};
}

theme::Color color_of(const theme::Theme& theme, drawing::Role role) {
    switch (role) {
        case drawing::Role::parameter:
            return theme.accent;
        case drawing::Role::winner:
            return theme.winner;
        case drawing::Role::faint:
            return theme.text_faint;
        case drawing::Role::note:
            return theme.text_muted;
        default:
            return theme.text;
    }
}

void draw_words(Frame& frame, const CodeWriter& writer, std::span<const Word> words,
                ImVec2 origin) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const Word& word : words) {
        // The fixed-width font has one weight: a result stands out in the other font.
        const bool result = word.role == drawing::Role::result;
        const TextLook look{color_of(*frame.theme, word.role),
                            result ? theme::Font::semibold : theme::Font::mono,
                            result ? writer.size() + 0.5F : writer.size()};
        const float middle = origin.y + writer.pitch() * (static_cast<float>(word.line) + 0.5F);
        draw_text(frame, list, origin.x + word.x, middle, word.text, look);
    }
}

}  // namespace

void heading(Frame& frame, std::string_view id, std::string_view text, float beside) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float height = frame.px(15);
    const TextLook look{frame.theme->text_faint, theme::Font::semibold, heading_size};
    const float apart = tracking * look.size * frame.scale;
    const float available = ImGui::GetContentRegionAvail().x;
    const float spaces = apart * static_cast<float>(text.size());
    const Fitted words = fitted(frame, text, available - beside - spaces, look, look.size);
    float x = min.x;
    for (std::string_view rest = words.text; !rest.empty();) {
        const std::string_view from = rest;
        (void)theme::next_character(rest);
        const std::string_view one = from.substr(0, from.size() - rest.size());
        draw_text(frame, *ImGui::GetWindowDrawList(), x, min.y + height / 2, one, look);
        x += width_of(frame, one, look.face, look.size) + apart;
    }
    ImGui::Dummy({available, height});
    anchor(frame, id, min, {std::min(x, min.x + available), min.y + height}, AnchorKind::text,
           {words, x - min.x - words.width});
    gap(frame, 8);
}

void paragraph(Frame& frame, std::string_view id, std::string_view text, bool faint) {
    const TextLook look{faint ? frame.theme->text_muted : frame.theme->text, theme::Font::regular,
                        faint ? small_size : body_size};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float needed = draw_wrapped(frame, *ImGui::GetWindowDrawList(), at, width, text, look);
    ImGui::Dummy({width, wrapped_height(frame, width, text, look)});
    anchor(frame, id, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), AnchorKind::text, needed);
}

void code_block(Ui& ui, std::string_view id, std::span<const drawing::Pieces> lines) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float margin = ui.px(code_margin);
    const CodeWriter writer = fitting_writer(ui, lines, width - 2 * margin);
    std::vector<Word> all;
    std::size_t line = 0;
    float widest = 0;
    for (const drawing::Pieces& pieces : lines) {
        std::vector<Word> words = words_of(pieces);
        const std::size_t used = writer.wrap(words, width - 2 * margin);
        for (Word& word : words) {
            word.line += line;
            widest = std::max(widest, word.x + writer.trimmed_width(word.text));
            all.push_back(std::move(word));
        }
        line += used;
    }
    const float height =
        writer.pitch() * static_cast<float>(std::max<std::size_t>(line, 1)) + ui.px(18);
    ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + width, min.y + height},
                                              u32(ui.frame.theme->panel_sunken), ui.px(8));
    draw_words(ui.frame, writer, all, {min.x + margin, min.y + ui.px(9)});
    ImGui::Dummy({width, height});
    anchor(ui.frame, id, min, {min.x + width, min.y + height}, AnchorKind::text,
           widest + 2 * margin);
}

std::vector<drawing::Pieces> as_pieces(std::span<const std::string> lines) {
    std::vector<drawing::Pieces> pieces;
    pieces.reserve(lines.size());
    for (const std::string& line : lines) pieces.push_back({{line, drawing::Role::plain}});
    return pieces;
}

void row_label(Frame& frame, std::string_view id, std::string_view text, float control_width,
               bool enabled, float height) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float room = std::max(width - control_width - frame.px(6), frame.px(20));
    TextLook look = body(frame);
    if (!enabled) look.color = frame.theme->pending_text;
    const Fitted words = fitted(frame, text, room, look, 11);
    draw_text(frame, *ImGui::GetWindowDrawList(), min.x, min.y + frame.px(height) / 2, words.text,
              words.look);
    anchor(frame, id, min, {min.x + room, min.y + frame.px(height)}, AnchorKind::text, words);
    ImGui::SetCursorScreenPos({min.x + width - control_width, min.y});
}

}  // namespace poolscope::ui
