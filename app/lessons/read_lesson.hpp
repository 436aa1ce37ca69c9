/// Reading a lesson's file (see docs/writing-a-lesson.md): strict, and every fault is told, not
/// only the first.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "io/scene_file.hpp"
#include "lessons/lesson.hpp"

namespace poolscope::lessons {

inline constexpr int lesson_version = 1;
inline constexpr std::size_t most_pages = 200;
inline constexpr std::size_t most_questions = 20;   ///< of a page
inline constexpr std::size_t most_paragraphs = 20;  ///< of a page
inline constexpr std::size_t most_names = 100;      ///< that a page points at, or lets change
inline constexpr std::size_t most_options = 20;     ///< of a choice
inline constexpr std::size_t longest_text = 1000;   ///< bytes of one paragraph, title or option

/// A lesson, and what is wrong with its file; it can be played where nothing is.
struct ReadLesson {
    Lesson lesson;
    std::vector<Error> faults;  ///< by line: "line 12: ..."
};

/// `readers` read the files that pages name.
[[nodiscard]] ReadLesson read_lesson(std::string_view text, const io::FileReaders& readers);

/// The file's lesson; files that it names lie beside it. What cannot be read at all is its one
/// fault.
[[nodiscard]] ReadLesson load_lesson(const std::filesystem::path& path);

/// Whether the text of a .toml file is a lesson's, not a page's: it begins with `lesson = `.
[[nodiscard]] bool is_lesson(std::string_view text);
[[nodiscard]] bool is_lesson_file(const std::filesystem::path& path);

}  // namespace poolscope::lessons
