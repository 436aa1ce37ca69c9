/// The lessons that the program carries, and those that a teacher opens.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {

using SharedLesson = std::shared_ptr<const Lesson>;

/// The ids of the carried lessons in the order of teaching; a lesson's file is
/// assets/lessons/ID.toml. The explicit list.
[[nodiscard]] std::span<const std::string_view> carried_lessons();

/// A carried lesson by its id, as its file stands.
[[nodiscard]] ReadLesson read_carried(std::string_view id);

/// A lesson that can be played, or what is wrong with it.
struct ListedLesson {
    std::string id;
    SharedLesson lesson;  ///< null where it cannot be played
    std::vector<Error> faults;
};

/// Lessons by their ids, each as `read` gives it: one that is at fault does not keep the others
/// away.
[[nodiscard]] std::vector<ListedLesson> list_lessons(
    std::span<const std::string_view> ids, const std::function<ReadLesson(std::string_view)>& read);

/// Every carried lesson, read once.
[[nodiscard]] const std::vector<ListedLesson>& listed_lessons();

/// One sentence of a file's faults: the first, and how many more there are.
[[nodiscard]] Error fault_of(const std::vector<Error>& faults, const std::string& file);

}  // namespace poolscope::lessons
