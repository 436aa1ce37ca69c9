/// What a student answered, attempt by attempt.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "questions/answers.hpp"

namespace poolscope::lessons {

using questions::Words;

/// What came of an attempt; a hint that was asked for is one, too.
enum class Outcome { right, wrong, hint, shown };

using questions::Confidence;

/// One attempt.
struct TallyRow {
    std::size_t question = 0;  ///< counted from 1 as they were asked
    Words lesson{};            ///< its title; "Quiz" for one
    Words page{};
    std::string kind{};
    Words words{};
    Words answer{};  ///< empty where the answer was shown
    Words right{};
    Outcome outcome = Outcome::wrong;
    std::size_t attempt = 1;
    Words reason{};
    std::string student{};  ///< who learned
    Confidence confidence = Confidence::unsaid;
};

using Tally = std::vector<TallyRow>;

struct TallyCount {
    std::size_t asked = 0;  ///< questions with an attempt, or whose answer was shown
    std::size_t right = 0;
    std::size_t at_once = 0;  ///< right at the first attempt
    bool operator==(const TallyCount&) const = default;
};
[[nodiscard]] TallyCount count_of(const Tally& tally);

/// The tally as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read Chinese): a
/// row an attempt, in `language`.
[[nodiscard]] std::string tally_csv(const Tally& tally, std::string_view language);

}  // namespace poolscope::lessons
