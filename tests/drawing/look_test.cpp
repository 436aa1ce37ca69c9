/// What makes a drawing easy to read: even numbers, nothing over them, cells large enough for them,
/// names in bounds.
#include <map>

#include <gtest/gtest.h>

#include "drawing/pane_view.hpp"
#include "words.hpp"

namespace poolscope::drawing {
namespace {

/// The words that stand in cells of a drawing, with their places among the primitives.
struct CellText {
    model::CellRef cell;
    const Text* text;
    std::size_t index;
};

std::vector<CellText> cell_texts(const Drawing& drawing) {
    std::vector<CellText> found;
    for (std::size_t i = 0; i < drawing.primitives.size(); ++i) {
        const Text* text = std::get_if<Text>(&drawing.primitives[i]);
        if (text == nullptr || text->align != Align::middle) {
            continue;
        }
        if (const auto cell = hit_test(drawing, text->at)) {
            found.push_back({*cell, text, i});
        }
    }
    return found;
}

TEST(Look, NumbersOfAPaneHaveOneSize) {
    for (const NamedScene& scene : named_scenes()) {
        const Drawing drawing = build(scene);
        const Shape& shape = scene.document.shape();
        std::map<std::pair<model::Pane, int>, float> sizes;
        for (const CellText& number : cell_texts(drawing)) {
            const auto& [pane, channel, row, col] = number.cell;
            const bool outside = pane == model::Pane::input &&
                                 (row < 0 || col < 0 || row >= shape.h || col >= shape.w);
            const std::string words = words_of(*number.text);
            const auto rect = cell_rect(drawing, number.cell);
            const bool second = rect && number.text->at.y > rect->center().y + 1;  // a weight
            if (outside || second || words == "·" || words == "…") {
                continue;
            }
            const auto [first, fresh] = sizes.try_emplace({pane, channel}, number.text->size);
            EXPECT_FLOAT_EQ(number.text->size, first->second) << scene.name << ": " << words;
            EXPECT_GE(number.text->size, 9 - 0.01F);
        }
    }
}

TEST(Look, NumbersKeepTheirSizeFromStepToStep) {
    NamedScene scene{"", document_of(4, 4, {1, 1, 1, 1, 1, 1, 1, 1, 5, 1, 1, 1, 1, 2, 2, 2}), {}};
    scene.document.layer().op = *find_operator("avg");
    scene.document.layer().params.kernel_size = {3, 3};
    scene.document.layer().params.stride = {1, 1};
    std::map<model::Pane, float> sizes;
    for (std::size_t step = 0; step < 4; ++step) {
        scene.view.step = step;
        const Drawing drawing = build(scene);
        for (const CellText& number : cell_texts(drawing)) {
            const std::string words = words_of(*number.text);
            if (words != "·") {
                const auto [first, fresh] = sizes.try_emplace(number.cell.pane, number.text->size);
                EXPECT_FLOAT_EQ(number.text->size, first->second) << words << " at " << step;
            }
        }
    }
    EXPECT_EQ(sizes.size(), 2U);
}

TEST(Look, ConnectorsLieBeneathAllNumbers) {
    const Color color = theme::theme_or_default("light").window;
    for (const char* name : {"max-padded-one", "avg-unpadded-one", "ties", "many-channels"}) {
        NamedScene scene = named_scene(name);
        scene.view.all_channels = false;
        const Drawing drawing = build(scene);
        std::size_t last_line = 0;
        for (std::size_t i = 0; i < drawing.primitives.size(); ++i) {
            const Line* line = std::get_if<Line>(&drawing.primitives[i]);
            if (line != nullptr && line->stroke.color == color && line->stroke.dash > 0) {
                last_line = i;
            }
        }
        EXPECT_GT(last_line, 0U) << name;
        for (const CellText& number : cell_texts(drawing)) {
            EXPECT_GT(number.index, last_line) << name << ": " << words_of(*number.text);
        }
    }
}

TEST(Look, AllChannelsOfTheDefaultLayerCarryTheirNumbers) {
    NamedScene scene{"", grid_document(3, 6, 6), {}};
    scene.document.layer().params.kernel_size = {3, 3};
    scene.document.layer().params.padding = {1, 1, 1, 1};
    scene.view.all_channels = true;
    scene.view.step = 4;
    for (const Size size : {Size{688, 504}, Size{848, 752}}) {
        scene.size = size;
        const Drawing drawing = build(scene);
        ASSERT_EQ(drawing.hits.size(), 6U);
        for (const HitGrid& grid : drawing.hits) {
            EXPECT_GE(grid.cell, smallest_labelled_cell) << size.w << 'x' << size.h;
        }
        std::map<int, int> numbers;
        for (const CellText& number : cell_texts(drawing)) {
            numbers[number.cell.channel] += number.cell.pane == model::Pane::input ? 1 : 0;
        }
        for (int channel = 0; channel < 3; ++channel) {
            EXPECT_EQ(numbers[channel], 8 * 8) << channel << " at " << size.w << 'x' << size.h;
        }
    }
}

/// How many characters of UTF-8.
std::size_t characters(const std::string& text) {
    std::size_t count = 0;
    for (std::string_view rest = text; !rest.empty(); ++count) {
        (void)theme::next_character(rest);
    }
    return count;
}

TEST(Look, NamesAreShortAndPrintable) {
    NamedScene scene{"", grid_document(2, 4, 4), {}, {1600, 900}};
    scene.document.channel_names = {
        "a\x1b[31m\nb\x7f\xc2\x85"
        "c",
        std::string(60000, 'n')};
    for (const bool all : {false, true}) {
        scene.view.all_channels = all;
        for (const int channel : {0, 1}) {
            scene.view.channel = channel;
            bool named = false;
            for (const Text& text : free_texts(build(scene))) {
                const std::string words = words_of(text);
                for (const char c : words) {
                    EXPECT_FALSE(static_cast<unsigned char>(c) < 0x20 || c == 0x7F) << words;
                }
                EXPECT_EQ(words.find("\xc2\x85"), std::string::npos);
                EXPECT_LT(words.size(), 400U);
                const std::size_t name = words.find("hannel ");
                named = named || name != std::string::npos;
                if (name != std::string::npos && words.find("·") == std::string::npos) {
                    EXPECT_LE(characters(words), 24 + 8U) << words;
                }
            }
            EXPECT_TRUE(named);
        }
    }
}

}  // namespace
}  // namespace poolscope::drawing
