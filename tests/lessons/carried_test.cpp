/// Every lesson that the program carries can be played, in both languages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "assets/assets.hpp"
#include "i18n/language.hpp"
#include "lessons/lessons.hpp"

namespace poolscope::lessons {
namespace {

TEST(Carried, TheListIsEveryCarriedFile) {
    std::set<std::string> listed;
    for (const std::string_view id : carried_lessons())
        EXPECT_TRUE(listed.insert("lessons/" + std::string(id) + ".toml").second) << id;
    std::set<std::string> carried;
    for (const std::string_view name : assets::names())
        if (name.starts_with("lessons/") && name.ends_with(".toml")) carried.emplace(name);
    EXPECT_EQ(listed, carried);
    EXPECT_GE(listed.size(), 24U);
}

TEST(Carried, EveryLessonIsSoundAndSpeaksBothLanguages) {
    for (const ListedLesson& listed : listed_lessons()) {
        std::string faults;
        for (const Error& error : listed.faults) faults += error.message() + "\n";
        ASSERT_TRUE(listed.lesson) << listed.id << "\n" << faults;
        for (const i18n::Language& one : i18n::languages())
            EXPECT_TRUE(listed.lesson->speaks(one.id)) << listed.id;
        std::size_t questions = 0;
        for (const Page& page : listed.lesson->pages) questions += page.questions.size();
        EXPECT_GE(listed.lesson->pages.size(), 3U) << listed.id;
        EXPECT_GE(questions, 2U) << listed.id;
    }
}

TEST(Carried, EachBeginsWithItsObjectives) {
    for (const ListedLesson& listed : listed_lessons()) {
        const Words& words = listed.lesson->pages.front().words.front();
        EXPECT_THAT(words.in("en"), testing::MatchesRegex("After this lesson you can: .*; .*"))
            << listed.id;
        EXPECT_THAT(words.in("zh"), testing::StartsWith("学完本课，你能：")) << listed.id;
    }
}

/// An unseen item, and one that is recalled.
TEST(Carried, EachEndsWithTwoQuestionsOverWhatWasNotShownBefore) {
    for (const ListedLesson& listed : listed_lessons()) {
        const Page& last = listed.lesson->pages.back();
        EXPECT_EQ(last.questions.size(), 2U) << listed.id;
        for (const Page& page : listed.lesson->pages)
            EXPECT_TRUE(&page == &last || page.opened.document != last.opened.document)
                << listed.id;
    }
}

/// A page that asks nothing is only told; each lesson predicts from its first page on.
TEST(Carried, EverySceneAsks) {
    for (const ListedLesson& listed : listed_lessons())
        for (const Page& page : listed.lesson->pages)
            EXPECT_FALSE(page.questions.empty()) << listed.id << ": " << page.title.in("en");
}

TEST(Carried, EveryKindOfQuestionIsAsked) {
    std::set<std::string> kinds;
    for (const ListedLesson& listed : listed_lessons())
        for (const Page& page : listed.lesson->pages)
            for (const PageQuestion& question : page.questions) kinds.insert(question.kind);
    for (const questions::QuestionKind* kind : questions::question_kinds())
        EXPECT_EQ(kinds.contains(std::string(kind->id)), kind->ask != nullptr) << kind->id;
    EXPECT_TRUE(kinds.contains("choice"));
    EXPECT_TRUE(kinds.contains("make"));
}

TEST(Carried, OneAtFaultDoesNotKeepTheOthersAway) {
    const std::string_view ids[] = {"stride", "broken", "shift"};
    const auto all = list_lessons(ids, [](std::string_view id) {
        const auto no_files = [](const std::string&,
                                 const model::Reading&) -> Result<io::LoadedInput> {
            return fail(ErrorCode::not_found, say("there is no file"));
        };
        return id == "broken" ? read_lesson("lesson = 1\nscnee = 2\n", {no_files})
                              : read_carried(id);
    });
    ASSERT_EQ(all.size(), 3U);
    EXPECT_TRUE(all[0].lesson);
    EXPECT_FALSE(all[1].lesson);
    EXPECT_GE(all[1].faults.size(), 2U) << "every one of them, not only the first";
    EXPECT_TRUE(all[2].lesson);
}

TEST(Carried, TheWrongClaimsOfTheTeachingTextsAreTested) {
    const ReadLesson read = read_carried("check-the-claim");
    ASSERT_TRUE(read.faults.empty());
    EXPECT_GE(read.lesson.pages.size(), 5U);
    std::size_t deeds = 0;
    for (const Page& page : read.lesson.pages)
        for (const PageQuestion& question : page.questions)
            deeds += question.kind == "make" ? 1U : 0U;
    EXPECT_GE(deeds, 3U) << "tested by the student's own hand";
}

}  // namespace
}  // namespace poolscope::lessons
