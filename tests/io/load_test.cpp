/// Opening files of every kind, by content and by name.
#include "io/load.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/npy.hpp"
#include "io/npy_bytes.hpp"
#include "io/picture_bytes.hpp"
#include "io/temp_folder.hpp"
#include "model/run.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAre;

TEST(LoadInput, KnowsEachKind) {
    const TempFolder folder;
    const auto pixels = gradient(9, 7, 3);
    for (const auto& [name, text, channels, picture] :
         {std::tuple{"a.png", png_file(pixels), 3, true},
          std::tuple{"a.tga", tga_file(pixels), 3, true},
          std::tuple{"a.TGA", tga_file(pixels), 3, true},
          std::tuple{"a.webp", webp_file(pixels, true), 3, true},
          std::tuple{"webp.csv", webp_file(pixels, false), 3, true},
          std::tuple{"png.csv", png_file(pixels), 3, true},
          std::tuple{"a.npy",
                     std::string(as_text(write_npy(Tensor<std::int32_t>({1, 1, 7, 9}), 2))), 1,
                     false},
          std::tuple{"array", std::string(as_text(write_npy(Tensor<double>({1, 2, 7, 9}), 3))), 2,
                     false}}) {
        const auto file = folder.write(name, text);
        const auto loaded = load_input(file);
        ASSERT_TRUE(loaded) << name << loaded.error().message();
        EXPECT_EQ(loaded->values->shape(), (Shape{1, channels, 7, 9})) << name;
        EXPECT_EQ(loaded->channel_names.size(), static_cast<std::size_t>(channels));
        EXPECT_EQ(loaded->picture, picture) << name;
        EXPECT_EQ(loaded->source, file);
    }
    for (const auto* name : {"a.csv", "a.tsv", "a.txt", "a"}) {
        const auto loaded = load_input(folder.write(name, "1,2\n3,4\n"));
        ASSERT_TRUE(loaded) << name;
        EXPECT_THAT(loaded->values->whole()->cells(), ElementsAre(1, 2, 3, 4));
        EXPECT_FALSE(loaded->picture);
    }
}

TEST(LoadInput, NamesTheFileAndTheFault) {
    const TempFolder folder;
    const auto load = [&](std::string_view name, const std::string& text) {
        return load_input(folder.write(name, text));
    };
    expect_error(load("a.npy", "1,2"), ErrorCode::bad_format, "a.npy: this is no .npy file");
    expect_error(load("a.png", "hello"), ErrorCode::unsupported, "a.png: this is no picture");
    expect_error(load("a.webp", "1,2\n3,4\n"), ErrorCode::unsupported,
                 "a.webp: this is no picture");
    expect_error(load("a.csv", "x,y\n1,2\n"), ErrorCode::bad_format, "a.csv: row 1, column 1");
    expect_error(load("a.csv", ""), ErrorCode::empty_input, "no cells");
    expect_error(load("a.doc", "hello"), ErrorCode::unsupported, "no scene, picture, .npy or CSV");
    expect_error(load("a.bin", std::string("\0\1\2", 3)), ErrorCode::unsupported,
                 "no scene, picture");
    expect_error(load("e.npy", npy_file(npy_dictionary("|u1", "(0, 1, 1, 1)"), "")),
                 ErrorCode::empty_input, "e.npy: the input has no cells");
    expect_error(load("n.csv", "[[[[1]]], [[[2]]]]"), ErrorCode::bad_format, "n.csv");
    expect_error(load("n.txt", "[[[[1]]], [[[2]]]]"), ErrorCode::unsupported,
                 "n.txt: the text holds 2 samples");
    const auto most = model::max_cells + 1;
    expect_error(load("w.npy", npy_file(npy_dictionary("|u1", "(1, " + std::to_string(most) + ")"),
                                        std::string(most, 'x'))),
                 ErrorCode::too_large, "use at most 67108864 cells in all");
    expect_error(
        load("b.npy", npy_file(npy_dictionary("<f8", "(1, 2)"), raw_bytes<double>({1, 1e39}))),
        ErrorCode::too_large, "b.npy: row 1, column 2: 1e+39 is beyond");
    expect_error(load("a.jpg", std::string("\0\0\0\x18"
                                           "ftypheic",
                                           12)),
                 ErrorCode::unsupported, "a HEIC picture");
    expect_error(load_input(folder.path()), ErrorCode::unreadable, "is a folder");
    expect_error(load_input(folder / "none.png"), ErrorCode::not_found, "none.png");
    EXPECT_TRUE(load("one.npy", npy_file(npy_dictionary("|u1", "(1, 2, 1, 3)"), "abcdef")));
}

TEST(LoadInput, BoundsCellsNotSides) {
    const TempFolder folder;
    const auto open = [&](const std::string& shape, std::size_t cells) {
        return load_input(
            folder.write("a.npy", npy_file(npy_dictionary("|u1", shape), std::string(cells, 'x'))));
    };
    EXPECT_TRUE(open("(1, 512, 7, 7)", 512 * 49));
    EXPECT_TRUE(open("(5000, 300)", 1'500'000));
    EXPECT_TRUE(open("(1000000,)", 1'000'000));
    EXPECT_TRUE(open("(2000, 1, 2, 2)", 8000));
}

TEST(LoadInput, DoubtsTheLayoutThatFitsWorse) {
    const TempFolder folder;
    const auto file =
        folder.write("a.npy", npy_file(npy_dictionary("|u1", "(2, 2, 3)"),
                                       std::string("\1\2\3\4\5\6\7\x8\x9\xA\xB\xC", 12)));
    const auto open = [&](std::optional<model::Layout> layout) {
        return load_input(file, {}, {.layout = layout});
    };
    const auto doubted = open({});
    ASSERT_TRUE(doubted);
    EXPECT_TRUE(doubted->remarks.other_layout_fits);
    EXPECT_EQ(doubted->values->shape(), (Shape{1, 2, 2, 3}));
    const auto last = open(model::Layout::nhwc);
    ASSERT_TRUE(last);
    EXPECT_FALSE(last->remarks.other_layout_fits);
    EXPECT_EQ(last->values->shape(), (Shape{1, 3, 2, 2}));
    EXPECT_THAT(last->values->whole()->cells(), ElementsAre(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12));
    EXPECT_EQ(last->channel_names.size(), 3U);
    EXPECT_FALSE(open(model::Layout::nchw)->remarks.other_layout_fits);
    // Text between brackets has an order of axes, rows have none.
    EXPECT_TRUE(
        load_input(folder.write("b.txt", "[[[1, 2, 3], [1, 2, 3]], [[1, 2, 3], [1, 2, 3]]]"))
            ->remarks.other_layout_fits);
    EXPECT_FALSE(load_input(folder.write("c.txt", "1 2 3\n1 2 3\n\n1 2 3\n1 2 3\n"))
                     ->remarks.other_layout_fits);
    // A document over it names the file again only where a scene would read it so.
    EXPECT_EQ(document_of(*open(model::Layout::nchw)).source, file);
    EXPECT_TRUE(document_of(*last).source.empty());
}

TEST(LoadInput, RefusesWordsThatMeanNothingToAFile) {
    const TempFolder folder;
    const auto grid = folder.write("a.csv", "1,2\n");
    const auto picture = folder.write("a.png", png_file(gradient(4, 4, 3)));
    const auto refuses = [](const auto& file, const model::Reading& how, const char* word) {
        expect_error(load_input(file, {}, how), ErrorCode::bad_argument, word);
    };
    refuses(grid, {.array = "x"}, "array means nothing");
    refuses(grid, {.reduce = 2}, "reduce means nothing");
    refuses(grid, {.crop = model::Crop{0, 0, 1, 1}}, "crop means nothing");
    refuses(picture, {.layout = model::Layout::nhwc}, "layout means nothing");
    EXPECT_TRUE(load_input(picture, {}, {.reduce = 2}));
}

TEST(LoadInput, NotesWholeNumbersThatAreRounded) {
    const TempFolder folder;
    const auto note = [&](const char* name, const std::string& text) {
        const auto loaded = load_input(folder.write(name, text));
        return !loaded || loaded->remarks.notes.empty() ? std::string()
                                                        : loaded->remarks.notes.front().english();
    };
    EXPECT_EQ(note("a.csv", "1,16777217\n"),
              "1 whole number is rounded to float32: 16777217 became 16777216");
    EXPECT_EQ(note("a.npy", npy_file(npy_dictionary("<i8", "(2,)"),
                                     raw_bytes<std::int64_t>({16777217, 16777219}))),
              "2 whole numbers are rounded to float32: the first, 16777217, became 16777216");
    EXPECT_EQ(note("b.csv", "0.1,16777216,1e20\n"), "");
}

TEST(LoadInput, ReadsBatchesAndSingleRows) {
    const TempFolder folder;
    const auto batch = load_input(
        folder.write("n.npy", npy_file(npy_dictionary("|u1", "(2, 1, 1, 3)"), "abcdef")));
    ASSERT_TRUE(batch) << batch.error().message();
    EXPECT_EQ(batch->values->shape(), (Shape{2, 1, 1, 3}));
    EXPECT_THAT(batch->values->whole()->cells(), ElementsAre('a', 'b', 'c', 'd', 'e', 'f'));
    EXPECT_THAT(batch->channel_names, ElementsAre("0"));
    const auto row =
        load_input(folder.write("w.npy", npy_file(npy_dictionary("|u1", "(3,)"), "abc")));
    ASSERT_TRUE(row) << row.error().message();
    EXPECT_EQ(row->values->shape(), (Shape{1, 1, 1, 3}));
    const auto opened = open_document(folder / "n.npy");
    ASSERT_TRUE(opened);
    EXPECT_TRUE(model::compute_results(opened->document).output);
}

TEST(OpenDocument, PutsAGridUnderThePaddedMaximum) {
    const TempFolder folder;
    const auto opened = open_document(folder.write("a.csv", "1,2\n3,4\n"));
    ASSERT_TRUE(opened);
    EXPECT_FALSE(opened->is_scene);
    EXPECT_EQ(opened->document.layer().op->id, "max");
    EXPECT_EQ(opened->document.layer().params, model::default_document().layer().params);
}

TEST(OpenDocument, GivesEveryInputALegalLayer) {
    for (const bool picture : {false, true})
        for (const auto& [rows, cols] :
             {std::pair{1, 1}, std::pair{1, 4096}, std::pair{320, 480}, std::pair{4096, 4096}}) {
            LoadedInput input;
            input.values = std::make_shared<const model::Values>(Shape{1, 1, rows, cols});
            input.channel_names = {"0"};
            input.picture = picture;
            const auto document = document_of(std::move(input));
            EXPECT_TRUE(output_shape(document.shape(), document.layer().params))
                << rows << " x " << cols;
            const bool photo = picture && rows == 320;
            EXPECT_TRUE(!photo || document.layer().params.kernel_size == (Extent{8, 8}));
        }
}

TEST(OpenDocument, NamesTheSceneAndTheFault) {
    const TempFolder folder;
    expect_error(open_document(folder.write("a.pool.toml", "version = 9\n")),
                 ErrorCode::unsupported, "a.pool.toml: the scene has version 9");
    expect_error(open_document(folder.write("a.toml", "x = [\n")), ErrorCode::bad_format,
                 "a.toml: line");
    expect_error(open_document(folder / "none.pool.toml"), ErrorCode::not_found, "none.pool.toml");
}

}  // namespace
}  // namespace poolscope::io
