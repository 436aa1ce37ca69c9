/// Draws text whose glossary terms can be clicked.
#include "ui/widgets/linked_text.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "lessons/glossary.hpp"
#include "theme/line_break.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"

namespace poolscope::ui {

namespace {

constexpr float line_pitch = 1.5F;  ///< ems
constexpr std::size_t no_term = static_cast<std::size_t>(-1);

/// A part of a line that is one term, or that lies between terms.
struct Run {
    std::string_view text;
    std::size_t term = no_term;
};

/// Splits a line of `text` where terms begin and end.
std::vector<Run> runs_of(std::string_view line, std::string_view text,
                         std::span<const lessons::TermPlace> terms) {
    const auto begin = static_cast<std::size_t>(line.data() - text.data());
    const std::size_t end = begin + line.size();
    std::vector<Run> runs;
    std::size_t at = begin;
    const auto add = [&](std::size_t to, std::size_t term) {
        if (to > at) runs.push_back({text.substr(at, to - at), term});
        at = std::max(at, to);
    };
    for (const lessons::TermPlace& place : terms) {
        if (place.end <= begin || place.begin >= end) continue;
        add(std::max(place.begin, begin), no_term);
        add(std::min(place.end, end), place.term);
    }
    add(end, no_term);
    return runs;
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
                           u32(ui.frame.theme->accent));
    }
    const std::string name = id + ".term." + std::string(term.id);
    ImGui::SetCursorScreenPos(min);
    bool clicked = ImGui::InvisibleButton((name + "." + std::to_string(part)).c_str(),
                                          {max.x - min.x, max.y - min.y});
    if (part == 0) clicked |= focus_item(ui.frame, name);
    if (part == 0 || ui.frame.anchors.find(name) == nullptr) anchor_item(ui.frame, name);
    tooltip(ui.frame, name,
            std::string(term.name(language)) + " · " +
                std::string(term.name(lessons::other_language(language))) + "\n" +
                std::string(term.meaning_in(language)));
    if (clicked) ui.session.ask(GlossaryPrompt{run.term, std::string(language)});
}

}  // namespace

void linked_paragraph(Ui& ui, std::string_view id, std::string_view text,
                      std::string_view language) {
    const TextLook look = body(ui.frame);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float pitch = ui.px(look.size * line_pitch);
    const auto terms = lessons::terms_in(text, language);
    const auto lines = theme::broken_lines(
        text, width, text_size(ui.frame, look.size) * ui.frame.scale, look.face);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    float widest = 0;
    float top = at.y;
    std::size_t part = 0;
    for (const std::string_view line : lines) {
        float x = at.x;
        for (const Run& run : runs_of(line, text, terms)) {
            TextLook own = look;
            if (run.term != no_term) own.color = ui.frame.theme->accent;
            draw_text(ui.frame, list, x, top + pitch / 2, run.text, own);
            const float right = x + width_of(ui.frame, run.text, look.face, look.size);
            if (run.term != no_term)
                link(ui, std::string(id), run, {x, top}, {right, top + pitch}, part++, language);
            x = right;
        }
        widest = std::max(widest, x - at.x);
        top += pitch;
    }
    ImGui::SetCursorScreenPos(at);
    const float height = top - at.y;
    ImGui::Dummy({width, height});
    anchor(ui.frame, id, at, {at.x + width, at.y + height}, AnchorKind::text, widest);
}

}  // namespace poolscope::ui
