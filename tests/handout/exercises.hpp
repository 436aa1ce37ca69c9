/// Exercises that the tests of handouts share.
#pragma once

#include <gtest/gtest.h>

#include "handout/exercise.hpp"
#include "scene/scenes.hpp"

namespace poolscope::handout {

/// The scene of that name as an exercise.
[[nodiscard]] inline Exercise exercise_of(const scene::NamedScene& named, std::uint64_t seed = 1) {
    auto exercise = make_exercise(named.document, named.view.sample, seed);
    if (!exercise) throw std::runtime_error(named.name + ": " + exercise.error().message());
    return *exercise;
}

/// Every scene that is small enough for paper.
[[nodiscard]] inline std::vector<scene::NamedScene> paper_scenes() {
    std::vector<scene::NamedScene> scenes;
    for (scene::NamedScene& named : scene::named_scenes()) {
        if (make_exercise(named.document, named.view.sample, 1)) scenes.push_back(std::move(named));
    }
    return scenes;
}

}  // namespace poolscope::handout
