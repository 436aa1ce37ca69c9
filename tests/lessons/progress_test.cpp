/// Progress as it is kept: where a lesson goes on, and the file.
#include "lessons/progress_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/files.hpp"
#include "io/temp_folder.hpp"
#include "lessons/lessons.hpp"

namespace poolscope::lessons {
namespace {

const Lesson& carried(std::string_view id) {
    for (const ListedLesson& one : listed_lessons())
        if (one.id == id) return *one.lesson;
    throw std::runtime_error("no such lesson");
}

TEST(Progress, GoesOnAtTheSceneThatWasLeft) {
    const Lesson& lesson = carried("stride");
    StudentProgress student;
    EXPECT_EQ(resumed(student, lesson), begun(lesson));
    LessonProgress progress = begun(lesson);
    EXPECT_FALSE(page_to_resume(progress)) << "nothing was done yet";
    progress.page = 2;
    progress.marks[0][0] = Mark::right;
    keep(student, progress);
    EXPECT_EQ(resumed(student, lesson), progress);
    EXPECT_EQ(page_to_resume(progress), 2U);
    EXPECT_EQ(first_open(progress.marks), 0U) << "its second question";
}

TEST(Progress, OfALessonThatWasDoneIsATickAndANewBeginning) {
    const Lesson& lesson = carried("stride");
    StudentProgress student;
    LessonProgress progress = begun(lesson);
    for (auto& page : progress.marks) std::ranges::fill(page, Mark::at_once);
    progress.done = true;
    keep(student, progress);
    EXPECT_FALSE(page_to_resume(progress));
    EXPECT_EQ(resumed(student, lesson).marks, begun(lesson).marks);
    EXPECT_TRUE(resumed(student, lesson).done);
}

TEST(Progress, OfALessonThatChangedSinceIsNone) {
    const Lesson& lesson = carried("stride");
    StudentProgress student;
    LessonProgress progress = begun(lesson);
    progress.page = 1;
    progress.marks.back().push_back(Mark::right);
    keep(student, progress);
    EXPECT_EQ(find_progress(student, lesson), nullptr);
    EXPECT_EQ(resumed(student, lesson), begun(lesson));
}

TEST(Progress, KeepsTheNewestLessonsFirst) {
    StudentProgress student;
    for (std::size_t i = 0; i < most_kept_lessons + 5; ++i)
        keep(student, {.lesson = std::to_string(i), .marks = {{Mark::open}}});
    keep(student, {.lesson = "50", .marks = {{Mark::right}}});
    keep(student, {.lesson = "", .marks = {{Mark::right}}});
    ASSERT_EQ(student.lessons.size(), most_kept_lessons);
    EXPECT_EQ(student.lessons.front().lesson, "50");
    EXPECT_EQ(student.lessons[1].lesson, std::to_string(most_kept_lessons + 4));
}

TEST(Progress, CountsEachQuestionOnce) {
    const Marks marks{{Mark::at_once, Mark::right, Mark::tried}, {Mark::shown, Mark::open}};
    EXPECT_EQ(count_of(marks), (TallyCount{4, 2, 1}));
    EXPECT_EQ(question_count(marks), 5U);
    EXPECT_EQ(first_open(marks), 0U);
}

TEST(Progress, IsKeptInAFile) {
    const io::TempFolder folder;
    const auto file = folder / "state/progress.toml";
    EXPECT_THAT(*load_progress(file), testing::IsEmpty()) << "none was saved";
    StudentProgress mia{.name = "小明 \"M\""};
    keep(mia,
         {.lesson = "stride",
          .page = 1,
          .done = true,
          .marks = {{Mark::open, Mark::tried}, {}, {Mark::shown, Mark::right, Mark::at_once}}});
    const Students students{mia, StudentProgress{}};
    ASSERT_TRUE(save_progress(students, file));
    EXPECT_EQ(*load_progress(file), students);
    ASSERT_TRUE(io::write_file_atomically(file, io::as_bytes("[[student]]\nname = 3\n")));
    const auto damaged = load_progress(file);
    ASSERT_FALSE(damaged);
    EXPECT_THAT(damaged.error().message(), testing::HasSubstr("line 2"));
    EXPECT_THAT(damaged.error().message(), testing::HasSubstr("it starts anew"));
}

TEST(Progress, OfAFileIsBounded) {
    const auto refused = [](const std::string& text) { return !parse_progress(text); };
    const std::string head = "[[student]]\n[[student.lesson]]\nid = \"x\"\nmarks = ";
    EXPECT_FALSE(refused(head + "[\"-\"]\n"));
    EXPECT_TRUE(refused(head + "[]\n"));
    EXPECT_TRUE(refused(head + "[\"b\"]\n"));
    EXPECT_TRUE(refused(head + "[\"" + std::string(21, '-') + "\"]\n"));
    EXPECT_TRUE(refused(head + "[1]\n"));
    EXPECT_TRUE(refused("[[student]]\nname = \"" + std::string(longest_name + 1, 'x') + "\"\n"));
    std::string many;
    for (std::size_t i = 0; i < most_students + 3; ++i) many += "[[student]]\n";
    EXPECT_EQ(parse_progress(many)->size(), most_students);
    EXPECT_EQ(parse_progress(head + "[\"-\", \"\"]\nscene = 77\n")->front().lessons.front().page,
              1U);
}

}  // namespace
}  // namespace poolscope::lessons
