/// Student by student, and lesson by lesson.
#include "lessons/progress_merge.hpp"

#include <algorithm>
#include <utility>

namespace poolscope::lessons {

namespace {

const std::string& key_of(const StudentProgress& student) {
    return student.name;
}
const std::string& key_of(const LessonProgress& lesson) {
    return lesson.lesson;
}

template <class T>
const T* find(const std::vector<T>& list, const std::string& key) {
    const auto found = std::ranges::find_if(list, [&](const T& one) { return key_of(one) == key; });
    return found == list.end() ? nullptr : &*found;
}

bool has_shape_of(const Marks& a, const Marks& b) {
    return std::ranges::equal(
        a, b, [](const auto& one, const auto& other) { return one.size() == other.size(); });
}

/// A question stands worse than it did: the lesson, or a scene of it, was begun anew.
bool was_begun_anew(const LessonProgress& now, const LessonProgress* before) {
    if (before == nullptr || !has_shape_of(now.marks, before->marks)) return false;
    for (std::size_t page = 0; page < now.marks.size(); ++page)
        for (std::size_t i = 0; i < now.marks[page].size(); ++i)
            if (now.marks[page][i] < before->marks[page][i]) return true;
    return false;
}

LessonProgress joined(const LessonProgress& own, const LessonProgress* before,
                      const LessonProgress& there) {
    LessonProgress both = own;
    both.done = own.done || there.done;
    if (was_begun_anew(own, before) || !has_shape_of(own.marks, there.marks)) return both;
    for (std::size_t page = 0; page < both.marks.size(); ++page)
        for (std::size_t i = 0; i < both.marks[page].size(); ++i)
            both.marks[page][i] = std::max(both.marks[page][i], there.marks[page][i]);
    return both;
}

/// Entry by entry; `join` makes one of what this window changed, what it was, and what is there.
template <class T, class Join>
std::vector<T> merged_lists(const std::vector<T>& own, const std::vector<T>& before,
                            const std::vector<T>& there, const Join& join) {
    std::vector<T> all;
    for (const T& mine : own) {
        const T* old = find(before, key_of(mine));
        const T* other = find(there, key_of(mine));
        const bool changed = old == nullptr || *old != mine;
        if (changed)
            all.push_back(other != nullptr ? join(mine, old, *other) : mine);
        else if (other != nullptr)
            all.push_back(*other);
    }
    // What is new there; what this window had and has no more was forgotten.
    for (const T& other : there)
        if (find(own, key_of(other)) == nullptr && find(before, key_of(other)) == nullptr)
            all.push_back(other);
    return all;
}

}  // namespace

Students merged(const Students& own, const Students& before, const Students& there) {
    const auto join = [](const StudentProgress& mine, const StudentProgress* old,
                         const StudentProgress& other) {
        const std::vector<LessonProgress> none;
        StudentProgress both{mine.name, merged_lists(mine.lessons, old ? old->lessons : none,
                                                     other.lessons, joined)};
        if (both.lessons.size() > most_kept_lessons) both.lessons.resize(most_kept_lessons);
        return both;
    };
    Students all = merged_lists(own, before, there, join);
    if (all.size() > most_students) all.resize(most_students);
    return all;
}

}  // namespace poolscope::lessons
