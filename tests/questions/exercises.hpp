/// What the tests of questions share: exercises of every kind, and every answer that can be given.
#pragma once

#include <gtest/gtest.h>

#include "drawing/scenes.hpp"
#include "questions/question.hpp"

namespace poolscope::questions {

[[nodiscard]] inline PoolParams windows(int kernel, int stride, int padding) {
    PoolParams params;
    params.kernel_size = {kernel, kernel};
    params.stride = {stride, stride};
    params.padding = {padding, padding, padding, padding};
    return params;
}

[[nodiscard]] inline model::Document layer(int rows, int cols, std::vector<float> cells,
                                           const char* op, const PoolParams& params) {
    model::Document document = drawing::document_of(rows, cols, std::move(cells));
    document.layer() = settled({*find_operator(op), params});
    return document;
}

[[nodiscard]] inline Exercise exercise_of(const model::Document& document, std::uint64_t seed = 1,
                                          int sample = 0) {
    auto made = make_exercise(document, sample, seed);
    if (!made) throw std::runtime_error(made.error().message());
    return *made;
}
[[nodiscard]] inline Exercise exercise_of(const drawing::NamedScene& named,
                                          std::uint64_t seed = 1) {
    return exercise_of(named.document, seed, named.view.sample);
}

/// Every scene that is small enough for paper.
[[nodiscard]] inline std::vector<drawing::NamedScene> paper_scenes() {
    std::vector<drawing::NamedScene> scenes = drawing::named_scenes();
    std::erase_if(scenes, [](const drawing::NamedScene& named) {
        return !make_exercise(named.document, named.view.sample, 1);
    });
    return scenes;
}

/// The question of a kind, which must suit.
[[nodiscard]] inline Question ask(const model::Document& document, std::string_view kind,
                                  const QuestionWish& wish = {}, std::uint64_t seed = 1) {
    auto question = draw_question(*find_question_kind(kind), exercise_of(document, seed), wish);
    if (!question) throw std::runtime_error("a question of kind " + std::string(kind) + " is none");
    return *question;
}

[[nodiscard]] inline Answer click(int row, int col, int channel = 0) {
    return CellAnswer{{model::Pane::input, channel, row, col}};
}

/// Every input cell that can be clicked: padding and overhang too.
[[nodiscard]] inline std::vector<Answer> all_clicks(const Exercise& exercise) {
    std::vector<Answer> answers;
    const Geometry& g = *exercise.results.geometry;
    for (int c = 0; c < g.input.c; ++c)
        for (int row = -g.rows.pad_begin; row < g.rows.overhang_end(); ++row)
            for (int col = -g.cols.pad_begin; col < g.cols.overhang_end(); ++col)
                answers.push_back(click(row, col, c));
    return answers;
}

}  // namespace poolscope::questions
