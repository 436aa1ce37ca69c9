/// Formulas and words as LaTeX: every operator's, from the pieces that it gives for the screen.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "drawing/latex.hpp"
#include "drawing/shown_formula.hpp"
#include "scenes.hpp"

namespace poolscope::drawing {
namespace {

namespace fs = std::filesystem;

/// The formula of one window over 2 x 2 cells.
std::string formula_of(const char* op, PoolParams params = {}) {
    NamedScene scene;
    scene.document = document_of(2, 2, {1, 8, -3, 4});
    scene.document.layer() = settled({*find_operator(op), params});
    const auto results = results_of(scene);
    const auto formula = shown_formula({{scene.document, results}, scene.view, {}});
    return formula ? latex_formula(formula_pieces(*formula)) : "none";
}

TEST(Latex, SaysWhatTheScreenSays) {
    EXPECT_EQ(formula_of("max"), R"(\max ( 1, \mathbf{8}, -3, 4 ) = 8)");
    EXPECT_EQ(formula_of("avg"), "( 1 + 8 - 3 + 4 ) / 4 = 2.5");
    EXPECT_EQ(formula_of("median"),
              R"(\operatorname{median}( \mathbf{1}, 8, -3, \mathbf{4} ) = 2.5)");
    EXPECT_EQ(formula_of("mixed"),
              R"(0.5\cdot \mathbf{8} + 0.5\cdot ( 1 + \mathbf{8} - 3 + 4 ) / 4 = 5.25)");
}

TEST(Latex, PowersReachOverWhatTheyRaise) {
    EXPECT_EQ(formula_of("lp"),
              R"(( |1|^{2} + |8|^{2} + |-3|^{2} + |4|^{2} )^{1/2} \approx  9.487)");
    PoolParams params;
    params.norm = 2.5;
    EXPECT_THAT(formula_of("lp", params), testing::HasSubstr("|8|^{2.5} + "));
    params.norm = std::numeric_limits<double>::infinity();
    EXPECT_THAT(formula_of("lp", params), testing::HasSubstr(R"(|8|^{p} + )"));
    EXPECT_THAT(formula_of("lp", params),
                testing::StartsWith(R"(\lim _{ p\rightarrow \infty  } ( )"));
    EXPECT_THAT(formula_of("lse"), testing::HasSubstr(R"(e^{1\cdot -3} + )"));
}

TEST(Latex, AWindowWithoutDataIsSaidInWords) {
    EXPECT_EQ(latex_formula({{"maximum", Role::word},
                             {" of no real cell", Role::plain},
                             {" = ", Role::plain},
                             {"−∞", Role::result}}),
              R"(\operatorname{maximum}\text{ of no real cell} = -\infty )");
}

TEST(Latex, WordsAreEscaped) {
    EXPECT_EQ(latex_words("kernel_size 3 × 2, 50 %"), R"(kernel\_size 3 $\times $ 2, 50 \%)");
    EXPECT_EQ(latex_words(R"(a\b{c}$&#~^)"),
              R"(a\textbackslash{}b\{c\}\$\&\#\textasciitilde{}\textasciicircum{})");
    EXPECT_EQ(latex_words("Größe −∞ → 1"), R"(Größe $-$$\infty $ $\rightarrow $ 1)");
    EXPECT_EQ(latex_words("池化 \xFF"), "池化 ?");
}

TEST(Latex, AFigureOfSeveralLayersHasNoOneFormula) {
    NamedScene scene;
    scene.document = document_of(2, 2, {1, 2, 3, 4});
    const auto results = results_of(scene);
    model::Figure figure;
    figure.subjects.emplace_back();
    EXPECT_FALSE(shown_formula({{scene.document, results}, scene.view, figure}));
}

/// Every formula of every operator in one document.
std::string document_of_formulas() {
    std::string text =
        "\\documentclass{article}\\usepackage[utf8]{inputenc}"
        "\\usepackage{amsmath}\\begin{document}\n";
    for (const NamedScene& scene : named_scenes()) {
        const auto results = results_of(scene);
        const auto formula = shown_formula({{scene.document, results}, scene.view, {}});
        if (!formula || formula->items.size() > 64) continue;
        text += "\\[ " + latex_formula(formula_pieces(*formula)) + " \\]\n";
        text += latex_words(scene.name) + "\n";
    }
    return text + "\\end{document}\n";
}

TEST(Latex, PdflatexTakesEveryFormula) {
    const fs::path folder = fs::path(testing::TempDir()) / "poolscope-latex-formulas";
    fs::create_directories(folder);
    std::ofstream(folder / "all.tex") << document_of_formulas();
    const std::string command = "cd " + folder.string() +
                                " && pdflatex -halt-on-error -interaction=nonstopmode all.tex"
                                " > out.txt 2>&1";
    const int status = std::system(command.c_str());
    EXPECT_EQ(status, 0) << "see " << folder / "out.txt";
    if (status == 0) fs::remove_all(folder);
}

}  // namespace
}  // namespace poolscope::drawing
