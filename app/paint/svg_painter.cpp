/// Writes each primitive of a drawing as an SVG element (see svg_painter.hpp).
#include "paint/svg_painter.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string_view>

#include "paint/heatmap_image.hpp"
#include "paint/patterns.hpp"
#include "support/digits.hpp"

namespace poolscope::paint {

namespace {

using drawing::Box;
using drawing::Point;
using drawing::Rect;
using drawing::Stroke;
using theme::Color;
using theme::Font;

/// At most three decimals, the same in every locale.
std::string number(float value) {
    std::array<char, 64> digits{};
    const auto end =
        to_digits(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 3)
            .ptr;
    std::string text(digits.data(), end);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + value + '"';
}
std::string attribute(const char* name, float value) {
    return attribute(name, number(value));
}

std::string place(const Rect& rect) {
    return attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.w) +
           attribute("height", rect.h);
}

std::string hex(Color color) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t part : {color.r, color.g, color.b}) {
        text += digits[part >> 4U];
        text += digits[part & 15U];
    }
    return text;
}

/// ` fill="#102030" fill-opacity="0.5"`, or the same of the stroke.
std::string paint(const std::string& what, Color color) {
    std::string text = attribute(what.c_str(), hex(color));
    if (color.a != 255)
        text += attribute((what + "-opacity").c_str(), static_cast<float>(color.a) / 255);
    return text;
}

std::string pen(const Stroke& stroke) {
    std::string text = paint("stroke", stroke.color) + attribute("stroke-width", stroke.width);
    if (stroke.dash > 0)
        text += attribute("stroke-dasharray", number(stroke.dash) + " " + number(stroke.gap));
    return text;
}

/// Text as it may stand in an element or in an attribute.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                // No other control character may stand in XML.
                safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return safe;
}

std::string base64(std::span<const std::byte> bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto three = bytes.subspan(i, std::min<std::size_t>(bytes.size() - i, 3));
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < three.size(); ++k)
            bits |= std::to_integer<std::uint32_t>(three[k]) << (16 - 8 * k);
        // A byte more than the bytes in digits, and a sign for each that is missing.
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= three.size() ? digits[(bits >> (18 - 6 * k)) & 63U] : '=';
    }
    return text;
}

std::string class_of(Font font) {
    return "f" + std::to_string(static_cast<int>(font));
}

/// Collects the elements, and the characters that they show.
class Writer {
public:
    /// `scale`: pixels a logical pixel.
    Writer(const SvgOptions& options, const Embedding& embedding)
        : options_(options), embedding_(embedding) {}

    void operator()(const Box& box) {
        const float radius = corner_radius(box);
        const std::string shape =
            "<rect" + place(box.rect) + (radius > 0 ? attribute("rx", radius) : "");
        if (box.fill.a > 0) add(shape + paint("fill", box.fill));
        draw_pattern(box);
        if (visible(box.stroke)) add(shape + attribute("fill", "none") + pen(box.stroke));
    }

    void operator()(const drawing::Line& line) {
        if (!visible(line.stroke)) return;
        add("<line" + attribute("x1", line.a.x) + attribute("y1", line.a.y) +
            attribute("x2", line.b.x) + attribute("y2", line.b.y) + pen(line.stroke));
    }

    void operator()(const drawing::Polygon& polygon) {
        std::string points;
        for (const Point& p : polygon.points)
            points += (points.empty() ? "" : " ") + number(p.x) + "," + number(p.y);
        add("<polygon" + attribute("points", points) + paint("fill", polygon.fill));
    }

    void operator()(const drawing::Text& text) {
        if (text.spans.empty() || !(text.size > 0)) return;
        if (options_.text_as_paths) return add_outlines(text);
        auto [x, baseline] = drawing::start_of(text);
        // On whole pixels, as in pictures.
        baseline = std::round(baseline * options_.scale) / options_.scale;
        elements_ += "<text" + attribute("y", baseline) + attribute("font-size", text.size) +
                     " text-anchor=\"middle\" lengthAdjust=\"spacingAndGlyphs\">";
        for (const drawing::TextSpan& span : text.spans) x = add_span(span, text.size, x);
        elements_ += "</text>\n";
    }

    void operator()(const drawing::Heatmap& heatmap) {
        const HeatmapImage image = heatmap_image(heatmap);
        if (image.pixels.rgba.empty()) return;
        const auto png = embedding_.png(image.pixels);
        if (!png) {
            if (result) result = tl::unexpected(png.error());
            return;
        }
        begin_clip(heatmap.rect);
        add("<image" + place(image.rect) + attribute("preserveAspectRatio", "none") +
            attribute("image-rendering", "pixelated") +
            attribute("href", "data:image/png;base64," + base64(*png)));
        end_clip();
    }

    void operator()(const drawing::ClipBegin& clip) { begin_clip(clip.rect); }
    void operator()(const drawing::ClipEnd&) { end_clip(); }

    void close_clips() {
        while (depth_ > 0) end_clip();
    }
    void background(const Rect& all, Color color) {
        add("<rect" + place(all) + paint("fill", color));
    }

    [[nodiscard]] const std::string& elements() const { return elements_; }
    [[nodiscard]] const std::map<Font, std::set<char32_t>>& characters() const {
        return characters_;
    }

    Result<void> result;

private:
    static bool visible(const Stroke& stroke) { return stroke.width > 0 && stroke.color.a > 0; }
    void add(const std::string& element) { elements_ += element + "/>\n"; }

    /// Writes a line as paths, with its words for those who cannot see them.
    void add_outlines(const drawing::Text& text) {
        const auto lines = embedding_.outlines(text);
        if (!lines) {
            if (result) result = tl::unexpected(lines.error());
            return;
        }
        std::string words;
        for (const drawing::TextSpan& span : text.spans) words += escaped(span.text);
        elements_ += "<g role=\"img\"" + attribute("aria-label", words) + ">\n";
        for (const Outline& line : *lines) {
            std::string path;
            for (const PathPiece& piece : line.path) {
                path += piece.kind;
                for (std::size_t i = 0; i < piece.points.size(); ++i)
                    path += (i == 0 ? "" : " ") + number(piece.points[i].x) + " " +
                            number(piece.points[i].y);
            }
            if (!path.empty()) add("<path" + attribute("d", path) + paint("fill", line.color));
        }
        elements_ += "</g>\n";
    }

    /// Writes a run of words from `x` on, a piece for each of them and for each font that it takes,
    /// so that what a viewer rounds does not add up; where it ends. A piece is placed by its middle
    /// and says how wide it is: a viewer that takes fonts of its own squeezes it to that width, or
    /// at least keeps it where it belongs.
    float add_span(const drawing::TextSpan& span, float size, float x) {
        std::string_view rest = span.text;
        std::string piece;
        Font font = span.font;
        float start = x;
        const auto flush = [&] {
            if (!piece.empty())
                elements_ += "<tspan" + attribute("x", (start + x) / 2) +
                             attribute("textLength", x - start) +
                             attribute("class", class_of(font)) + paint("fill", span.color) + ">" +
                             piece + "</tspan>";
            piece.clear();
            start = x;
        };
        while (!rest.empty()) {
            const std::string_view before = rest;
            const char32_t character = theme::next_character(rest);
            const Font its_font = theme::font_for(character, span.font);
            if (its_font != font) flush();
            font = its_font;
            characters_[font].insert(character);
            piece += escaped(before.substr(0, before.size() - rest.size()));
            x += theme::advance(character, span.font) * size;
            if (character == ' ') flush();
        }
        flush();
        return x;
    }

    void draw_pattern(const Box& box) {
        std::string path;
        for (const Segment& line : pattern_lines(box))
            path += "M" + number(line.a.x) + " " + number(line.a.y) + "L" + number(line.b.x) + " " +
                    number(line.b.y);
        if (!path.empty())
            add("<path" + attribute("d", path) + pen({box.pattern_color, pattern_line_width}));
        for (const Point& dot : pattern_dots(box))
            add("<circle" + attribute("cx", dot.x) + attribute("cy", dot.y) +
                attribute("r", pattern_dot_radius) + paint("fill", box.pattern_color));
    }

    void begin_clip(const Rect& rect) {
        const std::string id = "clip" + std::to_string(++clips_);
        elements_ += "<clipPath id=\"" + id + "\"><rect" + place(rect) + "/></clipPath>\n<g" +
                     attribute("clip-path", "url(#" + id + ")") + ">\n";
        ++depth_;
    }
    void end_clip() {
        if (depth_ == 0) return;
        elements_ += "</g>\n";
        --depth_;
    }

    const SvgOptions& options_;
    const Embedding& embedding_;
    std::string elements_;
    std::map<Font, std::set<char32_t>> characters_;
    int clips_ = 0;
    int depth_ = 0;
};

/// The fonts as CSS: where to find each, and the class that asks for it. Kerning and ligatures are
/// off, as everywhere in the program.
Result<std::string> style_of(const std::map<Font, std::set<char32_t>>& characters,
                             const Embedding& embedding) {
    std::string style =
        "text{white-space:pre;font-kerning:none;font-variant-ligatures:none;"
        "font-feature-settings:\"kern\" 0,\"liga\" 0,\"clig\" 0,\"calt\" 0,\"ccmp\" 0}\n";
    for (const auto& [font, used] : characters) {
        const auto subset = embedding.font(font, used);
        if (!subset) return error_of(subset);
        const theme::FontName name = theme::font_name(font);
        const std::string family = "font-family:\"" + std::string(name.family) + '"';
        const std::string weight = ";font-weight:" + std::to_string(name.weight);
        const bool cff = subset->size() > 3 && (*subset)[0] == std::byte{'O'};
        style.append("@font-face{").append(family).append(weight);
        style.append(";src:url(data:font/").append(cff ? "otf" : "ttf").append(";base64,");
        style.append(base64(*subset)).append(")}\n.");
        style.append(class_of(font))
            .append("{")
            .append(family)
            .append(",Helvetica,Arial,sans-serif")
            .append(weight);
        style.append("}\n");
    }
    return style;
}

}  // namespace

Result<std::string> paint_to_svg(const drawing::Drawing& drawing, const Embedding& embedding,
                                 const SvgOptions& options) {
    Writer writer(options, embedding);
    const Rect all{0, 0, drawing.size.w, drawing.size.h};
    if (!options.transparent) writer.background(all, drawing.background);
    for (const drawing::Primitive& primitive : drawing.primitives) {
        if (options.stop && options.stop()) return cancelled();
        std::visit(writer, primitive);
    }
    writer.close_clips();
    return writer.result.and_then([&] { return style_of(writer.characters(), embedding); })
        .map([&](const std::string& style) {
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\"" +
                   attribute("width", all.w * options.scale) +
                   attribute("height", all.h * options.scale) +
                   attribute("viewBox", "0 0 " + number(all.w) + " " + number(all.h)) +
                   " xml:space=\"preserve\">\n<style>\n" + style + "</style>\n" +
                   writer.elements() + "</svg>\n";
        });
}

}  // namespace poolscope::paint
