/// Writes each primitive of a drawing as a TikZ command (see tikz_painter.hpp).
#include "paint/tikz_painter.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include "drawing/latex.hpp"
#include "paint/heatmap_pixels.hpp"
#include "paint/patterns.hpp"
#include "support/digits.hpp"
#include "theme/fonts.hpp"
#include "theme/line_break.hpp"

namespace poolscope::paint {

namespace {

using drawing::Box;
using drawing::Point;
using drawing::Rect;
using drawing::Stroke;
using theme::Color;

/// At most two decimals, the same in every locale; TeX reads no exponents.
std::string number(float value) {
    char digits[64];
    const auto end =
        to_digits(digits, digits + sizeof digits, value, std::chars_format::fixed, 2).ptr;
    std::string text(digits, end);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string at(Point p) {
    return "(" + number(p.x) + "," + number(p.y) + ")";
}

std::string rectangle(const Rect& rect) {
    return at({rect.x, rect.y}) + " rectangle " + at({rect.right(), rect.bottom()});
}

bool has_ideographs(std::string_view text) {
    while (!text.empty())
        if (theme::is_ideographic(theme::next_character(text))) return true;
    return false;
}

/// Collects the commands, and the colours that they name.
class Writer {
public:
    void operator()(const Box& box) {
        const float radius = corner_radius(box);
        const std::string corners =
            radius > 0 ? ",rounded corners=" + number(radius * scale) + "bp" : std::string{};
        if (box.fill.a > 0)
            line("\\fill[" + paint("fill", box.fill) + corners + "] " + rectangle(box.rect));
        pattern(box);
        if (visible(box.stroke))
            line("\\draw[" + pen(box.stroke) + corners + "] " + rectangle(box.rect));
    }

    void operator()(const drawing::Line& one) {
        if (visible(one.stroke))
            line("\\draw[" + pen(one.stroke) + "] " + at(one.a) + " -- " + at(one.b));
    }

    void operator()(const drawing::Polygon& polygon) {
        std::string path;
        for (const Point& point : polygon.points) path += at(point) + " -- ";
        line("\\fill[" + paint("fill", polygon.fill) + "] " + path + "cycle");
    }

    void operator()(const drawing::Text& text) {
        if (text.spans.empty() || !(text.size > 0)) return;
        constexpr std::string_view anchors[] = {"base west", "base", "base east"};
        std::string words;
        for (const drawing::TextSpan& span : text.spans) {
            // The braces keep a space at the beginning, which \color would take away.
            words += "{\\color{" + name_of(span.color) + "}" + std::string(face_of(span.font)) +
                     "{}" + drawing::latex_words(span.text) + "}";
            chinese_ = chinese_ || has_ideographs(span.text);
        }
        const float digits = theme::font_metrics(theme::Font::regular).digit_height;
        const float baseline = text.at.y + text.size * digits / 2;
        line("\\node[anchor=" + std::string(anchors[static_cast<std::size_t>(text.align)]) +
             ",font=\\size{" + number(text.size * scale) + "}] at " + at({text.at.x, baseline}) +
             " {" + words + "}");
    }

    void operator()(const drawing::Heatmap& map) {
        if (map.values == nullptr || map.region.w <= 0 || map.region.h <= 0) return;
        // Whole cells, of which those at the edges are cut.
        const float left = std::floor(map.region.x), top = std::floor(map.region.y);
        const auto cols = static_cast<int>(std::ceil(map.region.right()) - left);
        const auto rows = static_cast<int>(std::ceil(map.region.bottom()) - top);
        if (!add_cells(rows, cols)) return;
        drawing::Heatmap whole = map;
        whole.region = {left, top, static_cast<float>(cols), static_cast<float>(rows)};
        const Pixels pixels = heatmap_pixels(whole, cols, rows);
        const float w = map.rect.w / map.region.w, h = map.rect.h / map.region.h;
        begin_clip(map.rect);
        for (int row = 0; row < rows; ++row) {
            for (int col = 0; col < cols; ++col) {
                const Rect cell{map.rect.x + (left + static_cast<float>(col) - map.region.x) * w,
                                map.rect.y + (top + static_cast<float>(row) - map.region.y) * h, w,
                                h};
                line("\\fill[" + paint("fill", pixels.at(col, row)) + "] " + rectangle(cell));
            }
        }
        end_clip();
    }

    void operator()(const drawing::ClipBegin& clip) { begin_clip(clip.rect); }
    void operator()(const drawing::ClipEnd&) { end_clip(); }

    void background(const Rect& page, Color color) {
        line("\\fill[" + paint("fill", color) + "] " + rectangle(page));
    }
    void close_clips() {
        while (depth_ > 0) end_clip();
    }

    [[nodiscard]] int cells() const { return cells_; }
    /// Some of the words are Chinese.
    [[nodiscard]] bool chinese() const { return chinese_; }
    [[nodiscard]] const std::string& commands() const { return commands_; }
    [[nodiscard]] std::string colors() const {
        std::string text;
        for (const Color color : colors_) {
            text += "\\definecolor{" + name(color) + "}{RGB}{" + std::to_string(color.r) + "," +
                    std::to_string(color.g) + "," + std::to_string(color.b) + "}%\n";
        }
        return text;
    }

    float scale = 1;

private:
    static bool visible(const Stroke& stroke) { return stroke.width > 0 && stroke.color.a > 0; }

    static std::string_view face_of(theme::Font font) {
        switch (font) {
            case theme::Font::semibold:
                return "\\bfseries";
            case theme::Font::mono:
                return "\\ttfamily";
            case theme::Font::han:
            case theme::Font::han_bold:
            case theme::Font::regular:
                break;
        }
        return "";
    }

    /// "c5A8ECA"
    static std::string name(Color color) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string text = "c";
        for (const std::uint8_t part : {color.r, color.g, color.b}) {
            text += digits[part >> 4U];
            text += digits[part & 15U];
        }
        return text;
    }

    /// The name of a colour, which is defined above the drawing.
    std::string name_of(Color color) {
        color.a = 255;
        const auto place = std::ranges::lower_bound(colors_, name(color), {}, name);
        if (place == colors_.end() || *place != color) colors_.insert(place, color);
        return name(color);
    }

    /// "fill=c5A8ECA,fill opacity=0.5"
    std::string paint(const std::string& what, Color color) {
        std::string text = what + "=" + name_of(color);
        if (color.a == 255) return text;
        return text + "," + what + " opacity=" + number(static_cast<float>(color.a) / 255);
    }

    std::string pen(const Stroke& stroke) {
        std::string text =
            paint("draw", stroke.color) + ",line width=" + number(stroke.width * scale) + "bp";
        if (stroke.dash > 0) {
            text += ",dash pattern=on " + number(stroke.dash * scale) + "bp off " +
                    number(stroke.gap * scale) + "bp";
        }
        return text;
    }

    void pattern(const Box& box) {
        for (const Segment& segment : pattern_lines(box))
            (*this)(drawing::Line{segment.a, segment.b, {box.pattern_color, pattern_line_width}});
        for (const Point& dot : pattern_dots(box)) {
            line("\\fill[" + paint("fill", box.pattern_color) + "] " + at(dot) +
                 " circle[radius=" + number(pattern_dot_radius * scale) + "bp]");
        }
    }

    /// False where that would be more cells than TeX can take.
    bool add_cells(int rows, int cols) {
        const auto more = std::int64_t{rows} * cols;
        cells_ = static_cast<int>(std::min<std::int64_t>(cells_ + more, most_tikz_cells + 1));
        return cells_ <= most_tikz_cells;
    }

    void begin_clip(const Rect& rect) {
        commands_ += "\\begin{scope}\n";
        line("\\clip " + rectangle(rect));
        ++depth_;
    }
    void end_clip() {
        if (depth_ == 0) return;
        commands_ += "\\end{scope}\n";
        --depth_;
    }

    void line(const std::string& command) { commands_ += command + ";\n"; }

    std::string commands_;
    std::vector<Color> colors_;  ///< by name
    int cells_ = 0;
    int depth_ = 0;
    bool chinese_ = false;
};

/// What Chinese words need, or what to do where it is not there.
constexpr std::string_view chinese_preamble =
    "\\IfFileExists{CJKutf8.sty}{\\usepackage{CJKutf8}}{\\PackageError{poolscope}"
    "{This picture has Chinese words, and CJKutf8 was not found}"
    "{Install it (Debian: latex-cjk-chinese, latex-cjk-chinese-arphic-gbsn00lp), or export the "
    "picture in English.}}\n";

std::string size_command() {
    return "\\def\\size#1{\\fontsize{#1bp}{#1bp}\\sffamily\\selectfont}%\n";
}

/// Everything before the drawing. The fonts are scalable ones, at any size.
std::string preamble(const drawing::Size& size, float scale) {
    return "\\documentclass{article}\n"
           "\\usepackage[utf8]{inputenc}\n"
           "\\usepackage{fix-cm}\n"
           "\\IfFileExists{lmodern.sty}{\\usepackage[T1]{fontenc}\\usepackage{lmodern}}{}\n"
           "\\usepackage{amsmath}\n"
           "\\usepackage{tikz}\n"
           "\\usepackage[paperwidth=" +
           number(size.w * scale) + "bp,paperheight=" + number(size.h * scale) +
           "bp,margin=0bp]{geometry}\n"
           "\\pagestyle{empty}\n" +
           size_command();
}

/// What stands above a picture that a document takes in, which has the packages. No line's end may
/// become a space beside the picture.
std::string snippet_head(bool chinese) {
    return std::string(
               "% Made with Poolscope, to be taken in with \\input. The document needs\n"
               "% \\usepackage{amsmath,tikz}") +
           (chinese ? " and \\usepackage{CJKutf8}" : "") +
           ", and fonts of any size: \\usepackage{fix-cm}, or lmodern.\n"
           "\\begingroup%\n" +
           size_command();
}

/// The picture itself.
std::string picture_of(const Writer& writer, const Rect& page) {
    const bool chinese = writer.chinese();
    return std::string(chinese ? "\\begin{CJK}{UTF8}{gbsn}" : "") +
           "\\begin{tikzpicture}[x=" + number(writer.scale) + "bp,y=-" + number(writer.scale) +
           "bp,every node/.style={inner sep=0pt,outer sep=0pt}]\n"
           "\\useasboundingbox " +
           rectangle(page) + ";\n" + writer.commands() + "\\end{tikzpicture}" +
           (chinese ? "%\n\\end{CJK}" : "");
}

}  // namespace

Result<std::string> paint_to_tikz(const drawing::Drawing& drawing, const TikzOptions& options) {
    Writer writer;
    writer.scale = options.scale;
    const Rect page{0, 0, drawing.size.w, drawing.size.h};
    if (!options.transparent) writer.background(page, drawing.background);
    for (const drawing::Primitive& primitive : drawing.primitives) {
        if (options.stop && options.stop()) return cancelled();
        std::visit(writer, primitive);
    }
    writer.close_clips();
    if (writer.cells() > most_tikz_cells) {
        return fail(ErrorCode::too_large,
                    say("the picture has more than {0} cells, too many for TikZ", most_tikz_cells),
                    say("export a PDF and include that instead"));
    }
    const bool chinese = writer.chinese();
    if (options.snippet)
        return snippet_head(chinese) + writer.colors() + picture_of(writer, page) +
               "%\n\\endgroup\n";
    return "% Made with Poolscope; compile with pdflatex.\n" +
           preamble(drawing.size, options.scale) + std::string(chinese ? chinese_preamble : "") +
           writer.colors() + "\\begin{document}\\noindent\n" + picture_of(writer, page) +
           "\n\\end{document}\n";
}

}  // namespace poolscope::paint
