/// Counting attempts, and writing them as CSV.
#include "lessons/tally.hpp"

#include <map>

namespace poolscope::lessons {

namespace {

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::right:
            return "right";
        case Outcome::wrong:
            return "wrong";
        case Outcome::hint:
            return "hint";
        case Outcome::shown:
            break;
    }
    return "shown";
}

const char* name_of(Confidence confidence) {
    switch (confidence) {
        case Confidence::sure:
            return "sure";
        case Confidence::fairly:
            return "fairly";
        case Confidence::guessing:
            return "guessing";
        case Confidence::unsaid:
            break;
    }
    return "";
}

/// In quotes where it needs them; text that a spreadsheet would take for a formula after a quote
/// mark.
std::string field(std::string text) {
    if (!text.empty() && std::string("=+-@").find(text.front()) != std::string::npos)
        text.insert(0, "'");
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + '"';
}

}  // namespace

TallyCount count_of(const Tally& tally) {
    std::map<std::size_t, bool> questions;  // whether it was answered
    TallyCount count;
    for (const TallyRow& row : tally) {
        bool& answered = questions[row.question];
        if (row.outcome == Outcome::right && !answered) {
            answered = true;
            ++count.right;
            if (row.attempt == 1) ++count.at_once;
        }
    }
    count.asked = questions.size();
    return count;
}

std::string tally_csv(const Tally& tally, std::string_view language) {
    std::string text =
        "\xEF\xBB\xBFstudent,question,lesson,scene,kind,words,attempt,answer,confidence,outcome,"
        "right_answer,reason\r\n";
    for (const TallyRow& row : tally) {
        const std::string fields[] = {row.student,
                                      std::to_string(row.question),
                                      row.lesson.in(language),
                                      row.page.in(language),
                                      row.kind,
                                      row.words.in(language),
                                      std::to_string(row.attempt),
                                      row.answer.in(language),
                                      name_of(row.confidence),
                                      name_of(row.outcome),
                                      row.right.in(language),
                                      row.reason.in(language)};
        for (const std::string& one : fields) text += (&one == fields ? "" : ",") + field(one);
        text += "\r\n";
    }
    return text;
}

}  // namespace poolscope::lessons
