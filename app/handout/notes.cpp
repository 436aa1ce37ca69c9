/// Lays notes out on pages (see notes.hpp).
#include "handout/notes.hpp"

#include <algorithm>
#include <utility>

#include "drawing/canvas.hpp"
#include "handout/ink.hpp"
#include "handout/pages.hpp"

namespace poolscope::handout {

namespace {

using drawing::Align;
using drawing::Canvas;
using drawing::Font;
using drawing::Point;

constexpr float header_height = 30;
constexpr float pitch = 13;  ///< between lines, as a share of a size of 9.5

/// How a kind of note stands on the page.
struct Look {
    float size = body_size;
    Font face = Font::regular;
    float indent = 0;
    float above = 4;  ///< free space before it
    const char* sign = "";
    bool keeps_next = false;
};

Look look_of(Note::Kind kind) {
    switch (kind) {
        case Note::Kind::heading:
            return {heading_size, Font::semibold, 0, 14, "", true};
        case Note::Kind::question:
            return {body_size, Font::semibold, 0, 8, "", true};
        case Note::Kind::answer:
            return {body_size, Font::regular, 12, 3, "✓"};
        case Note::Kind::point:
            return {body_size, Font::regular, 12, 2, "–"};
        case Note::Kind::paragraph:
            break;
    }
    return {};
}

/// A note in lines.
struct Laid {
    Look look;
    std::vector<std::string> lines;
    [[nodiscard]] float line_pitch() const { return pitch * look.size / body_size; }
    [[nodiscard]] float height() const {
        return look.above + line_pitch() * static_cast<float>(lines.size());
    }
};

Laid laid(const Note& note, float width) {
    const Look look = look_of(note.kind);
    return {look, drawing::wrapped(note.text, width - look.indent, look.size, look.face)};
}

void draw(Canvas& canvas, const Laid& note, Point at) {
    float y = at.y + note.look.above;
    if (note.look.sign[0] != '\0')
        canvas.text({at.x, y + note.line_pitch() / 2}, note.look.size, Align::start, note.look.sign,
                    muted);
    for (const std::string& line : note.lines) {
        canvas.text({at.x + note.look.indent, y + note.line_pitch() / 2}, note.look.size,
                    Align::start, line, black, note.look.face);
        y += note.line_pitch();
    }
}

void draw_header(Canvas& canvas, const Notes& notes, const Paper& paper) {
    const float right = paper.size.w - margin;
    canvas.text({margin, margin + 8}, title_size, Align::start,
                drawing::shortened(notes.title, right - margin, title_size, Font::semibold), black,
                Font::semibold);
    canvas.line({margin, margin + 22}, {right, margin + 22}, {black, 0.8F});
}

/// How high the notes from `first` on are that stay together.
float height_together(const std::vector<Laid>& notes, std::size_t first) {
    float height = notes[first].height();
    while (notes[first].look.keeps_next && first + 1 < notes.size())
        height += notes[++first].height();
    return height;
}

}  // namespace

std::vector<drawing::Drawing> lay_out(const Notes& notes) {
    const Paper& paper = notes.paper != nullptr ? *notes.paper : papers().front();
    const float width = paper.size.w - 2 * margin;
    const float top = margin + header_height;
    const float bottom = paper.size.h - margin - footer_height;
    std::vector<Laid> all;
    for (const Note& note : notes.notes) all.push_back(laid(note, width));
    std::vector<Canvas> canvases(1);
    float y = top;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (y > top && y + height_together(all, i) > bottom) {
            canvases.emplace_back();
            y = top;
        }
        draw(canvases.back(), all[i], {margin, y});
        y += all[i].height();
    }
    for (Canvas& canvas : canvases) draw_header(canvas, notes, paper);
    return pages_of(std::move(canvases), paper, notes.footnote);
}

}  // namespace poolscope::handout
