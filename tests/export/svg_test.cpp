/// SVG files show the scene's own texts and boxes, where the scene has them.
#include <cmath>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "drawing/canvas.hpp"
#include "paint/file/embedding.hpp"
#include "paint/svg_painter.hpp"
#include "scenes.hpp"

namespace poolscope::paint {
namespace {

class Svg : public testing::TestWithParam<drawing::NamedScene> {};

std::string words_of(const pugi::xml_node& text) {
    std::string words;
    for (const auto& piece : text.children("tspan")) words += piece.text().get();
    return words;
}

std::string words_of(const drawing::Text& text) {
    std::string words;
    for (const drawing::TextSpan& span : text.spans) words += span.text;
    return words;
}

/// Elements of one name in the drawing itself, at any depth, in order.
std::vector<pugi::xml_node> elements(const pugi::xml_node& svg, const std::string& name) {
    struct Walker : pugi::xml_tree_walker {
        std::string name;
        std::vector<pugi::xml_node> found;
        bool for_each(pugi::xml_node& node) override {
            const bool clip = std::string(node.parent().name()) == "clipPath";
            if (node.name() == name && !clip) found.push_back(node);
            return true;
        }
    } walker;
    walker.name = name;
    pugi::xml_node root = svg;
    root.traverse(walker);
    return walker.found;
}

TEST_P(Svg, ShowsTheScenesTextsAndBoxes) {
    const drawing::Drawing drawing = drawing::build(GetParam());
    const auto text = paint_to_svg(drawing, embedding());
    ASSERT_TRUE(text) << text.error().message();
    pugi::xml_document document;
    const auto parsed =
        document.load_string(text->c_str(), pugi::parse_full | pugi::parse_ws_pcdata);
    ASSERT_TRUE(parsed) << parsed.description();
    const pugi::xml_node svg = document.child("svg");
    EXPECT_FLOAT_EQ(svg.attribute("width").as_float(), drawing.size.w);

    std::vector<std::string> wanted;
    std::vector<drawing::Rect> boxes{{0, 0, drawing.size.w, drawing.size.h}};
    for (const drawing::Primitive& primitive : drawing.primitives) {
        if (const auto* one = std::get_if<drawing::Text>(&primitive); one && !one->spans.empty())
            wanted.push_back(words_of(*one));
        if (const auto* box = std::get_if<drawing::Box>(&primitive)) {
            if (box->fill.a > 0) boxes.push_back(box->rect);
            if (box->stroke.width > 0 && box->stroke.color.a > 0) boxes.push_back(box->rect);
        }
    }
    std::vector<std::string> shown;
    for (const auto& one : elements(svg, "text")) shown.push_back(words_of(one));
    EXPECT_EQ(shown, wanted);

    const auto rects = elements(svg, "rect");
    ASSERT_EQ(rects.size(), boxes.size());
    for (std::size_t i = 0; i < rects.size(); ++i) {
        EXPECT_NEAR(rects[i].attribute("x").as_float(), boxes[i].x, 0.001);
        EXPECT_NEAR(rects[i].attribute("y").as_float(), boxes[i].y, 0.001);
        EXPECT_NEAR(rects[i].attribute("width").as_float(), boxes[i].w, 0.001);
        EXPECT_NEAR(rects[i].attribute("height").as_float(), boxes[i].h, 0.001);
    }
}

TEST_P(Svg, WritesTheSameWordsAsPaths) {
    const drawing::Drawing drawing = drawing::build(GetParam());
    const auto text = paint_to_svg(drawing, embedding(), {.text_as_paths = true});
    ASSERT_TRUE(text) << text.error().message();
    EXPECT_EQ(text->find("@font-face"), std::string::npos);
    pugi::xml_document document;
    ASSERT_TRUE(document.load_string(text->c_str()));
    std::vector<std::string> shown;
    for (const auto& one : elements(document.child("svg"), "g"))
        if (one.attribute("aria-label")) {
            shown.emplace_back(one.attribute("aria-label").value());
            EXPECT_EQ(shown.back().find_first_not_of(' ') == std::string::npos,
                      one.child("path").empty());
        }
    std::vector<std::string> wanted;
    for (const drawing::Primitive& primitive : drawing.primitives)
        if (const auto* one = std::get_if<drawing::Text>(&primitive); one && !one->spans.empty())
            wanted.push_back(words_of(*one));
    EXPECT_EQ(shown, wanted);
}

TEST(SvgText, SignsOfXmlAreWrittenSo) {
    const std::string words = "a \"b\" <c> & 'd'";
    drawing::Canvas canvas;
    canvas.text({20, 20}, 12, drawing::Align::start, words, theme::Color{});
    const drawing::Drawing drawing{.size = {200, 40}, .primitives = canvas.take()};
    for (const bool as_paths : {false, true}) {
        const auto text = paint_to_svg(drawing, embedding(), {.text_as_paths = as_paths});
        ASSERT_TRUE(text) << text.error().message();
        pugi::xml_document document;
        ASSERT_TRUE(document.load_string(text->c_str(), pugi::parse_full | pugi::parse_ws_pcdata));
        const pugi::xml_node svg = document.child("svg");
        EXPECT_EQ(
            as_paths ? svg.child("g").attribute("aria-label").value() : words_of(svg.child("text")),
            words);
    }
}

INSTANTIATE_TEST_SUITE_P(Scenes, Svg, testing::ValuesIn(drawing::named_scenes()),
                         [](const auto& one) {
                             std::string name;
                             for (const char c : one.param.name)
                                 name += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                             return name;
                         });

}  // namespace
}  // namespace poolscope::paint
