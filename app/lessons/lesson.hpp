/// What a lesson is: pages with words, a document, what to point at, what may be changed, and
/// questions.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "io/load.hpp"
#include "lessons/may_change.hpp"
#include "lessons/pointers.hpp"
#include "lessons/written_question.hpp"

namespace poolscope::lessons {

/// A question of a page: drawn by its kind, or written out.
struct PageQuestion {
    std::string kind;               ///< of question_kinds(), "choice" or "make"
    Words words{};                  ///< in place of the kind's own; may be empty for drawn ones
    QuestionWish wish{};            ///< of drawn ones
    Words hint{};                   ///< in place of the program's own; may be empty
    std::vector<Option> options{};  ///< of a choice
    model::Prediction hides{};      ///< while a choice is open
    Goal goal{};                    ///< of something to make
};

struct Page {
    std::string id;  ///< what `like` names it by; may be empty
    Words title;
    std::vector<Words> words;  ///< paragraphs
    io::OpenedDocument opened;
    std::vector<Pointer> points_at;
    Allowed may_change;
    std::vector<PageQuestion> questions;
};

struct Lesson {
    Words title;
    std::vector<std::string> languages;  ///< ids of those that its words are written in
    std::vector<Page> pages;             ///< at least one
    std::filesystem::path file;          ///< empty for a lesson that the program carries
    std::string id{};  ///< a carried lesson's name, or a file's path: progress is kept by it

    [[nodiscard]] bool speaks(std::string_view language) const;
};

/// The question as it is put to a student, over the document as it stands. Error: unsupported where
/// the kind does not suit the layer, those of make_exercise().
[[nodiscard]] Result<Question> put_question(const PageQuestion& question, const Page& page,
                                            const model::Document& document, int sample,
                                            std::uint64_t seed);

}  // namespace poolscope::lessons
