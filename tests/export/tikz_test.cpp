/// TikZ files: what they draw, and that pdflatex and a reader of PDF agree.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/canvas.hpp"
#include "drawing/scenes.hpp"
#include "paint/tikz_painter.hpp"

namespace poolscope::exporting {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

drawing::Drawing scene_of(drawing::Canvas& canvas) {
    return {.size = {200, 100},
            .background = theme::rgb(0xFFFFFF),
            .primitives = canvas.take(),
            .hits = {},
            .content = {}};
}

std::string tikz_of(const drawing::Drawing& drawing, const paint::TikzOptions& options = {}) {
    const auto text = paint::paint_to_tikz(drawing, options);
    EXPECT_TRUE(text) << text.error().message();
    return text.value_or("");
}

TEST(Tikz, DrawsEachPrimitive) {
    drawing::Canvas canvas;
    canvas.clip_begin({1, 2, 30, 40});
    canvas.box({.rect = {10, 20, 30, 40},
                .radius = 3,
                .fill = theme::rgb(0x102030),
                .pattern = drawing::Pattern::none,
                .stroke = {theme::with_alpha(theme::rgb(0xFF0000), 0.5F), 2, 4, 3}});
    canvas.clip_end();
    canvas.line({0, 0}, {5.25F, 1e-9F}, {theme::rgb(0), 1});
    canvas.polygon({{0, 0}, {1, 0}, {0, 1}}, theme::rgb(0x0000FF));
    canvas.text({100, 50}, 14, drawing::Align::end, "−3 × 4_", theme::rgb(0),
                drawing::Font::semibold);
    const std::string text = tikz_of(scene_of(canvas));
    for (const char* part :
         {R"(\definecolor{c102030}{RGB}{16,32,48})", R"(\clip (1,2) rectangle (31,42);)",
          R"(\fill[fill=c102030,rounded corners=3bp] (10,20) rectangle (40,60);)",
          R"(\draw[draw=cFF0000,draw opacity=0.5,line width=2bp,dash pattern=on 4bp off 3bp,)",
          R"(dash pattern=on 4bp off 3bp,rounded corners=3bp] (10,20) rectangle (40,60);)",
          R"(\end{scope})", R"(\draw[draw=c000000,line width=1bp] (0,0) -- (5.25,0);)",
          R"(\fill[fill=c0000FF] (0,0) -- (1,0) -- (0,1) -- cycle;)",
          R"(\node[anchor=base east,font=\size{14}] at (100,)",
          R"({\color{c000000}\bfseries{}$-$3 $\times $ 4\_})", "paperwidth=200bp,paperheight=100bp",
          R"(\fill[fill=cFFFFFF] (0,0) rectangle (200,100);)"}) {
        EXPECT_THAT(text, HasSubstr(part));
    }
    EXPECT_THAT(text, testing::Not(HasSubstr("e-")));  // TeX reads no exponents
}

TEST(Tikz, ScaleAndTransparency) {
    drawing::Canvas canvas;
    canvas.line({0, 0}, {5, 5}, {theme::rgb(0), 1});
    const std::string text = tikz_of(scene_of(canvas), {.scale = 0.5F, .transparent = true});
    EXPECT_THAT(text, HasSubstr("[x=0.5bp,y=-0.5bp,"));
    EXPECT_THAT(text, HasSubstr("line width=0.5bp"));
    EXPECT_THAT(text, testing::Not(HasSubstr("cFFFFFF")));
}

drawing::Heatmap heatmap(int rows, int cols) {
    return {.rect = {0, 0, 100, 50},
            .region = {0, 0, static_cast<float>(cols), static_cast<float>(rows)},
            .values = std::make_shared<const Tensor<float>>(Shape{1, 1, rows, cols}, 0.5F),
            .channel = 0,
            .colormap = "viridis",
            .low = 0,
            .high = 1,
            .opacity = 1,
            .sample = 0};
}

TEST(Tikz, HeatmapsAreCellsUpToALimit) {
    drawing::Canvas canvas;
    canvas.heatmap(heatmap(2, 4));
    const std::string text = tikz_of(scene_of(canvas));
    EXPECT_THAT(text, HasSubstr("(75,25) rectangle (100,50);"));
    drawing::Canvas large;
    large.heatmap(heatmap(64, 64));
    EXPECT_TRUE(paint::paint_to_tikz(scene_of(large)));
    drawing::Canvas larger;
    larger.heatmap(heatmap(64, 65));
    const auto refused = paint::paint_to_tikz(scene_of(larger));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().message(),
              "the picture has more than 4096 cells, too many for TikZ: export a PDF and include "
              "that instead");
}

/// Runs a command in `folder`; its status.
int run_in(const fs::path& folder, const std::string& command) {
    return std::system(("cd '" + folder.string() + "' && " + command + " > log.txt 2>&1").c_str());
}

TEST(Tikz, PdflatexCompilesEveryKindOfDrawing) {
    const fs::path folder = fs::path(testing::TempDir()) / "poolscope-tikz";
    fs::create_directories(folder);
    for (const char* name : {"ceil-overhang-mean", "attention-padded-all", "nan-and-infinities",
                             "one-dimensional", "picture-zoomed", "error"}) {
        std::ofstream(folder / "figure.tex") << tikz_of(drawing::build(drawing::named_scene(name)));
        ASSERT_EQ(run_in(folder, "pdflatex -halt-on-error -interaction=nonstopmode figure.tex"), 0)
            << name << ": see " << folder / "log.txt";
        ASSERT_EQ(run_in(folder, "pdfinfo figure.pdf | grep 'Pages: *1$'"), 0) << name;
    }
    fs::remove_all(folder);
}

TEST(Tikz, PdflatexCompilesChinese) {
    const fs::path folder = fs::path(testing::TempDir()) / "poolscope-tikz-chinese";
    fs::create_directories(folder);
    drawing::Canvas canvas;
    canvas.text({20, 20}, 12, drawing::Align::start, "池化：第 1 步", theme::Color{});
    const std::string text = tikz_of(scene_of(canvas));
    EXPECT_THAT(text, HasSubstr("池化"));
    std::ofstream(folder / "figure.tex") << text;
    ASSERT_EQ(run_in(folder, "pdflatex -halt-on-error -interaction=nonstopmode figure.tex"), 0)
        << "see " << folder / "log.txt";
    ASSERT_EQ(run_in(folder, "pdftotext figure.pdf - | grep '池化.*步'"), 0);
    fs::remove_all(folder);
}

TEST(Tikz, ADocumentTakesSnippetsIn) {
    const fs::path folder = fs::path(testing::TempDir()) / "poolscope-tikz-snippet";
    fs::create_directories(folder);
    drawing::Canvas canvas;
    canvas.text({20, 20}, 12, drawing::Align::start, "池化 max_{i}", theme::rgb(0x123456));
    const std::string text = tikz_of(scene_of(canvas), {.snippet = true});
    EXPECT_THAT(text, Not(HasSubstr("\\documentclass")));
    EXPECT_THAT(text, Not(HasSubstr("\\begin{document}")));
    std::ofstream(folder / "figure.tex") << text;
    // Twice in a line, between words: it brings no space along, and leaves nothing behind.
    std::ofstream(folder / "paper.tex")
        << "\\documentclass{article}\n\\usepackage{amsmath,tikz}\n\\usepackage{CJKutf8}\n"
           "\\usepackage{fix-cm}\n\\begin{document}\n"
           "\\setbox0\\hbox{\\input{figure}}\\setbox1\\hbox{x\\input{figure}x}"
           "\\setbox2\\hbox{xx}\n"
           "\\typeout{Widths: \\the\\dimexpr\\wd1-\\wd2-\\wd0\\relax}\n"
           "\\typeout{Width: \\the\\wd0}\n"
           "\\ifdefined\\size\\errmessage{size is defined}\\fi\n\\end{document}\n";
    ASSERT_EQ(run_in(folder, "pdflatex -halt-on-error -interaction=nonstopmode paper.tex"), 0)
        << "see " << folder / "log.txt";
    // \\input ends in a space of the file that takes it in; the picture itself is 200 bp wide.
    EXPECT_EQ(run_in(folder, "grep -x 'Widths: 0.0pt' paper.log"), 0);
    EXPECT_EQ(run_in(folder, "grep 'Width: 200.7' paper.log"), 0);
    fs::remove_all(folder);
}

TEST(Tikz, OnlyChineseWordsNeedCjk) {
    drawing::Canvas canvas;
    canvas.text({20, 20}, 12, drawing::Align::start, "pooling", theme::Color{});
    EXPECT_THAT(tikz_of(scene_of(canvas)), Not(HasSubstr("CJK")));
}

}  // namespace
}  // namespace poolscope::exporting
