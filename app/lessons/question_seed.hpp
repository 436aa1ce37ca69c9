/// What a lesson's drawn questions are drawn from.
#pragma once

#include <cstddef>
#include <cstdint>

namespace poolscope::lessons {

/// Of a question of a page, by a classroom's seed.
[[nodiscard]] constexpr std::uint64_t question_seed(std::uint64_t seed, std::size_t page,
                                                    std::size_t question) {
    return seed * 10007 + page * 101 + question;
}

}  // namespace poolscope::lessons
