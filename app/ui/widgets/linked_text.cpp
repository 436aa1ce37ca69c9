/// Lays text out word by word (character by character in Chinese), so that terms can be clicked.
#include "ui/widgets/linked_text.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "lessons/glossary.hpp"
#include "theme/line_break.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

constexpr float line_pitch = 1.5F;  ///< ems
constexpr std::size_t no_term = static_cast<std::size_t>(-1);

/// A run that is drawn as a whole.
struct Run {
    std::string_view text;
    std::size_t term = no_term;
    bool spaced = false;  ///< a blank stands before it
    bool glued = false;   ///< no line ends before it
    float x = 0;
    int line = 0;
    float width = 0;
};

bool closes(char32_t c) {
    constexpr std::u32string_view marks = U"，。、；：？！」』》〉）】”’…—.,;:?!)]}";
    return marks.find(c) != std::u32string_view::npos;
}

bool opens(char32_t c) {
    constexpr std::u32string_view marks = U"「『《〈（【“‘([{";
    return marks.find(c) != std::u32string_view::npos;
}

/// Splits text at blanks, between Chinese characters, and where terms begin and end.
class Splitter {
public:
    Splitter(std::string_view text, std::string_view language)
        : text_(text), places_(lessons::terms_in(text, language)) {}

    std::vector<Run> split() {
        std::string_view rest = text_;
        while (!rest.empty()) {
            const std::size_t at = text_.size() - rest.size();
            const char32_t c = theme::next_character(rest);
            const std::size_t end = text_.size() - rest.size();
            if (c == U' ') {
                finish(at);
                spaced_ = true;
                begin_ = end;
                before_ = c;
                continue;
            }
            if (at > begin_ && (breaks(c) || edge(at))) finish(at);
            if (at == begin_) open(at, c);
            before_ = c;
        }
        finish(text_.size());
        return std::move(runs_);
    }

private:
    /// Between Chinese characters, and between them and words.
    [[nodiscard]] bool breaks(char32_t c) const {
        return theme::is_ideographic(c) || theme::is_ideographic(before_);
    }

    [[nodiscard]] bool edge(std::size_t at) const {
        for (const lessons::TermPlace& place : places_)
            if (place.begin == at || place.end == at) return true;
        return false;
    }

    [[nodiscard]] std::size_t term_at(std::size_t at) const {
        for (const lessons::TermPlace& place : places_)
            if (at >= place.begin && at < place.end) return place.term;
        return no_term;
    }

    void open(std::size_t at, char32_t c) {
        const bool first = runs_.empty() || spaced_;
        const bool wide = theme::is_ideographic(c) || theme::is_ideographic(before_);
        glued_ = !first && (!wide || closes(c) || opens(before_));
        term_ = term_at(at);
    }

    void finish(std::size_t end) {
        if (end > begin_) {
            runs_.push_back({text_.substr(begin_, end - begin_), term_, spaced_, glued_});
            spaced_ = false;
        }
        begin_ = end;
    }

    std::string_view text_;
    std::vector<lessons::TermPlace> places_;
    std::vector<Run> runs_;
    std::size_t begin_ = 0;
    std::size_t term_ = no_term;
    char32_t before_ = U' ';
    bool spaced_ = false;
    bool glued_ = false;
};

/// Gives each run its place; returns the number of lines.
int place(Ui& ui, std::vector<Run>& runs, float width, const TextLook& look) {
    const float blank = width_of(ui, " ", look.face, look.size);
    float x = 0;
    int line = 0;
    for (std::size_t i = 0; i < runs.size();) {
        std::size_t end = i + 1;
        while (end < runs.size() && runs[end].glued) ++end;
        float length = 0;
        for (std::size_t k = i; k < end; ++k) {
            runs[k].width = width_of(ui, runs[k].text, look.face, look.size);
            length += runs[k].width;
        }
        if (runs[i].spaced && x > 0) x += blank;
        if (x > 0 && x + length > width) {
            x = 0;
            ++line;
        }
        for (; i < end; ++i) {
            runs[i].x = x;
            runs[i].line = line;
            x += runs[i].width;
        }
    }
    return line + 1;
}

/// A term under its runs: a dotted line, its meaning, and a click.
void link(Ui& ui, const std::string& id, const Run& run, ImVec2 min, ImVec2 max, std::size_t part,
          std::string_view language) {
    const lessons::Term& term = lessons::glossary()[run.term];
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = max.y - ui.px(2);
    const int dots = static_cast<int>(std::ceil((max.x - min.x) / ui.px(4)));
    for (int i = 0; i < dots; ++i) {
        const float x = min.x + static_cast<float>(i) * ui.px(4);
        list.AddRectFilled({x, y}, {std::min(x + ui.px(2), max.x), y + ui.px(1)},
                           u32(ui.theme->accent));
    }
    const std::string name = id + ".term." + std::string(term.id);
    ImGui::SetCursorScreenPos(min);
    bool clicked = ImGui::InvisibleButton((name + "." + std::to_string(part)).c_str(),
                                          {max.x - min.x, max.y - min.y});
    if (part == 0) clicked |= focus_item(ui, name);
    if (part == 0 || ui.anchors.find(name) == nullptr) anchor_item(ui, name);
    tooltip(ui, name,
            std::string(term.name(language)) + " · " +
                std::string(term.name(lessons::other_language(language))) + "\n" +
                std::string(term.meaning_in(language)));
    if (clicked) ui.ask(GlossaryQuestion{run.term, std::string(language)});
}

}  // namespace

void linked_paragraph(Ui& ui, std::string_view id, std::string_view text,
                      std::string_view language) {
    const TextLook look = body(ui);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float pitch = ui.px(look.size * line_pitch);
    std::vector<Run> runs = Splitter(text, language).split();
    const int lines = place(ui, runs, width, look);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float widest = 0;
    std::size_t part = 0;
    for (const Run& run : runs) {
        const float top = at.y + pitch * static_cast<float>(run.line);
        TextLook own = look;
        if (run.term != no_term) own.color = ui.theme->accent;
        draw_text(ui, list, at.x + run.x, top + pitch / 2, run.text, own);
        widest = std::max(widest, run.x + run.width);
        if (run.term != no_term)
            link(ui, std::string(id), run, {at.x + run.x, top},
                 {at.x + run.x + run.width, top + pitch}, part++, language);
    }
    ImGui::SetCursorScreenPos(at);
    const float height = pitch * static_cast<float>(lines);
    ImGui::Dummy({width, height});
    anchor(ui, id, at, {at.x + width, at.y + height}, AnchorKind::text, widest);
}

}  // namespace poolscope::ui
