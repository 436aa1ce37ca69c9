/// Lessons are read strictly: each fault with its line and what to do, all of them at once.
#include "lessons/read_lesson.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace poolscope::lessons {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const char* const whole = R"toml(lesson = 1
title = "Padding"
language = "en"

[[scene]]
id = "a"
title = "The ring"
words = ["Padding surrounds the input.", "It never wins."]
point_at = ["padding", "input(-1, -1)", "output(0, 0)"]
may_change = ["padding", "cells"]
layer = { operator = "max", kernel_size = 3, stride = 2, padding = 1 }

[scene.input]
values = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]

[scene.view]
step = 2

[[scene.question]]
kind = "winner"
output = [0, 0]

[[scene.question]]
kind = "choice"
words = "Can padding win?"
options = [
  { text = "Yes", why = "It reads as less than any number." },
  { text = "No", why = "Right: it is less than any number.", right = true },
]

[[scene]]
title = "Without"
words = ["The same without padding."]
like = "a"
layer = { kernel_size = 2, padding = 0 }

[[scene.question]]
kind = "make"
words = "Make the output 2 × 2."
goal = { output_size = [2, 2] }

[[scene]]
title = "A preset"
words = ["Another."]
preset = "mean-2x2"
)toml";

ReadLesson read(const std::string& text) {
    return read_lesson(
        text, {[](const std::string& file, const model::Reading&) -> Result<io::LoadedInput> {
            return fail(ErrorCode::not_found, say("there is no file {0}", file),
                        say("check its name"));
        }});
}

std::vector<std::string> faults_of(const std::string& text) {
    std::vector<std::string> faults;
    for (const Error& error : read(text).faults) faults.push_back(error.message());
    return faults;
}

/// `whole` with one text in place of another, which must be there.
std::string with(const std::string& old, const std::string& fresh) {
    std::string text = whole;
    const std::size_t at = text.find(old);
    EXPECT_NE(at, std::string::npos) << old;
    return text.replace(at, old.size(), fresh);
}

TEST(ReadLesson, TakesEverythingThatALessonHas) {
    const ReadLesson got = read(whole);
    ASSERT_THAT(faults_of(whole), IsEmpty());
    ASSERT_EQ(got.lesson.pages.size(), 3U);
    const Page& first = got.lesson.pages[0];
    EXPECT_EQ(got.lesson.title.in("en"), "Padding");
    EXPECT_EQ(first.words.size(), 2U);
    EXPECT_EQ(first.opened.view.step, 2U);
    EXPECT_EQ(first.opened.document.layer().params.padding, (Padding{1, 1, 1, 1}));
    ASSERT_EQ(first.points_at.size(), 3U);
    EXPECT_EQ(first.points_at[0].part->id, "padding");
    EXPECT_EQ(first.points_at[1].cell, (model::CellRef{model::Pane::input, 0, -1, -1}));
    EXPECT_TRUE(first.may_change.has("padding"));
    EXPECT_FALSE(first.may_change.has("stride"));
    ASSERT_EQ(first.questions.size(), 2U);
    EXPECT_EQ(first.questions[0].wish.output, (Place{0, 0, 0}));
    EXPECT_TRUE(first.questions[1].options[1].right);
    // The second is like the first, but for its own layer.
    const Page& second = got.lesson.pages[1];
    EXPECT_EQ(second.opened.document.input, first.opened.document.input);
    EXPECT_EQ(second.opened.document.layer().op->id, "max");
    EXPECT_EQ(second.opened.document.layer().params.kernel_size, (Extent{2, 2}));
    EXPECT_EQ(second.opened.document.layer().params.stride, (Extent{2, 2}));
    EXPECT_EQ(second.opened.document.layer().params.padding, (Padding{}));
    EXPECT_EQ(second.opened.view.step, 2U);
    EXPECT_TRUE(second.may_change.everything);
    EXPECT_EQ(got.lesson.pages[2].opened.document.layer().op->id, "avg");
}

TEST(ReadLesson, ObjectivesAreTextsInEachLanguage) {
    const auto got = read(with("language = \"en\"\n",
                               "language = \"en\"\nobjectives = [\"say why\", \"say where\"]\n"));
    EXPECT_THAT(got.faults, IsEmpty());
    const auto& words = got.lesson.pages.front().words;
    ASSERT_EQ(words.size(), 3U);
    EXPECT_EQ(words[0].in("en"), "After this lesson you can: say why; say where.");
    EXPECT_EQ(words[1].in("en"), "Padding surrounds the input.");
    for (const char* wrong : {"\"say why\"", "[]", "[\"1\", \"2\", \"3\", \"4\", \"5\", \"6\"]"})
        EXPECT_THAT(faults_of(with("language = \"en\"\n",
                                   "language = \"en\"\nobjectives = " + std::string(wrong) + "\n")),
                    ElementsAre("line 4: objectives are not 1 to 5 paragraphs: write them as "
                                "[\"one.\", \"another.\"]"));
}

TEST(ReadLesson, NamesEachFaultWithItsLineAndRemedy) {
    struct Case {
        const char* old;
        const char* fresh;
        const char* line;
        const char* said;
    };
    const Case cases[] = {
        {"point_at = [", "piont_at = [", "line 9: ",
         "\"piont_at\" is no key of [scene]: write point_at, or another of gradient, id, "},
        {"\"padding\", \"input", "\"paddng\", \"input", "line 9: ",
         "\"paddng\" is nothing to point at: write padding, input(row, column), output(row, "
         "column), "
         "or one of operator, kernel_size"},
        {"\"padding\", \"input", "\"input(1; 2)\", \"input", "line 9: ",
         "\"input(1; 2)\" is nothing to point at: write input(row, column), output(row, column), "
         "or "
         "one of operator, "},
        {"may_change = [\"padding\"", "may_change = [\"pading\"", "line 10: ",
         "\"pading\" is nothing that can be changed: write padding, or another of cells, size"},
        {"operator = \"max\", kernel_size = 3", "operator = \"maxx\", kernel_size = 3",
         "line 11: ", "maxx"},
        {"values = [[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]", "file = \"gone.png\"",
         "line 14: ", "there is no file gone.png"},
        {"step = 2", "step = \"two\"", "line 17: ", "whole number"},
        {"kind = \"winner\"", "kind = \"whinner\"", "line 20: ",
         "there is no kind of question \"whinner\": write winner, or another of value, size"},
        {"output = [0, 0]", "output = [0]", "line 21: ", "write it as [row, column]"},
        {"kind = \"choice\"", "kind = \"choice\"\nhides = \"vales\"", "line 25: ",
         "there is nothing to hide called \"vales\": write values, or another of size"},
        {"right = true", "right = false", "line 26: ", "one of them right"},
        {"why = \"It reads as less than any number.\"", "wy = 1",
         "line 27: ", "\"wy\" is no key of [option]: write why, or another of right, text"},
        {"like = \"a\"", "like = \"b\"", "line 34: ", "no scene has the id \"b\""},
        {"output_size = [2, 2]", "output_size = 2", "line 40: ", "write it as [2, 2]"},
        {"preset = \"mean-2x2\"", "preset = \"mean\"", "line 45: ", "max-2x2"},
        {"language = \"en\"", "language = \"tlh\"",
         "line 3: ", "there is no language \"tlh\": write one of en, zh"},
        {"lesson = 1", "lesson = 2", "line 1: ", "newer Poolscope"},
    };
    for (const Case& one : cases) {
        const auto faults = faults_of(with(one.old, one.fresh));
        EXPECT_THAT(faults, testing::Contains(AllOf(HasSubstr(one.line), HasSubstr(one.said))))
            << one.fresh;
    }
}

TEST(ReadLesson, ManyFaultsOfOneKindAreToldInBounds) {
    const auto many = [](const std::string& one) {
        std::string list;
        for (int i = 0; i < 2000; ++i) list += one;
        return list;
    };
    const auto faults_with = [](const std::string& old, const std::string& fresh) {
        return faults_of(with(old, fresh));
    };
    EXPECT_THAT(faults_with("point_at = [", "point_at = [" + many("\"q\", ")),
                ElementsAre(HasSubstr("line 9: point_at is no list of at most 100")));
    EXPECT_THAT(faults_with("may_change = [", "may_change = [" + many("\"q\", ")),
                ElementsAre(HasSubstr("line 10: may_change is no list of at most 100")));
    EXPECT_THAT(faults_with("\"en\"", "[" + many("\"qq\", ") + "]"),
                ElementsAre(HasSubstr("line 3: the lesson names more languages than there are")));
    EXPECT_LT(faults_with("options = [", "options = [" + many("1, ")).size(), 30U);
    std::string keys;
    for (int i = 0; i < 2000; ++i) keys += "k" + std::to_string(i) + " = 1\n";
    EXPECT_EQ(faults_with("language = ", keys + "language = ").size(), 50U);
}

TEST(ReadLesson, ScenesShareThePictureThatTheyBeginWith) {
    const std::string preset = "preset = \"picture\"\n";
    const ReadLesson got =
        read(with("preset = \"mean-2x2\"\n",
                  preset + "[[scene]]\ntitle = \"Again\"\nwords = [\"The same.\"]\n" + preset));
    ASSERT_EQ(got.lesson.pages.size(), 4U);
    EXPECT_TRUE(got.faults.empty());
    EXPECT_EQ(got.lesson.pages[2].opened.document.input, got.lesson.pages[3].opened.document.input);
}

TEST(ReadLesson, AChoiceHidesWhatItIsToldTo) {
    const auto hidden = [](const std::string& line) {
        return read(with("kind = \"choice\"\n", "kind = \"choice\"\n" + line))
            .lesson.pages.front()
            .questions[1]
            .hides;
    };
    EXPECT_FALSE(hidden("").hides());
    EXPECT_TRUE(hidden("hides = \"values\"\n").hides_values);
    EXPECT_TRUE(hidden("hides = \"size\"\n").hides_size);
}

TEST(ReadLesson, AReasonIsAskedForAboutAnotherKind) {
    const auto asks = [](const std::string& lines) {
        return with("kind = \"choice\"\n",
                    "kind = \"reason\"\n" + lines + "[[scene.question]]\nkind = \"choice\"\n");
    };
    const ReadLesson got = read(asks("about = \"winner\"\nhint = \"Look at the edge.\"\n"));
    ASSERT_THAT(got.faults, IsEmpty());
    const Page& page = got.lesson.pages.front();
    const auto put = put_question(page.questions[1], page, page.opened.document, 0, 1);
    ASSERT_TRUE(put);
    EXPECT_GE(put->options.size(), 3U);
    EXPECT_EQ(put->hint.in("en"), "Look at the edge.");
    EXPECT_THAT(faults_of(asks("about = \"winer\"\n")),
                testing::ElementsAre(HasSubstr("\"winer\" is no kind whose reasons")));
    EXPECT_THAT(faults_of(asks("about = \"reason\"\n")), testing::SizeIs(1));
    EXPECT_THAT(faults_of(asks("about = \"divisor\"\n")),
                testing::ElementsAre(HasSubstr("does not suit this layer")));
}

TEST(ReadLesson, AWrongLanguageIsToldOnce) {
    const std::string both = R"(lesson = 1
title = { en = "Stride", zh = "步幅" }
language = ["en", "zn"]
[[scene]]
title = { en = "How far", zh = "多远" }
words.en = ["One.", "Two."]
words.zh = ["一。", "二。"]
preset = "max-2x2"
[[scene.question]]
kind = "choice"
words = { en = "Which?", zh = "哪个？" }
options = [
  { text = { en = "One", zh = "一" }, why = { en = "No.", zh = "不对。" } },
  { text = { en = "Two", zh = "二" }, why = { en = "Yes.", zh = "对。" }, right = true },
]
)";
    EXPECT_THAT(faults_of(both),
                ElementsAre("line 3: there is no language \"zn\": write one of en, "
                            "zh"));
    std::string none = both;
    none.replace(none.find("language = [\"en\", \"zn\"]"), 23, "");
    EXPECT_THAT(faults_of(none), ElementsAre(HasSubstr("does not say its language")));
    EXPECT_THAT(faults_of(with("language = \"en\"", "language = \"english\"")),
                ElementsAre(HasSubstr("line 3: there is no language \"english\"")));
}

TEST(ReadLesson, WhatIsNoTextIsToldSo) {
    const std::string picture("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    const std::string wide("l\0e\0s\0s\0o\0n\0", 12);
    for (const std::string& binary : {picture, wide, "lesson = 1\n" + wide})
        EXPECT_THAT(faults_of(binary),
                    ElementsAre("this is no text: write it in a text editor, and save it as plain "
                                "text in UTF-8"));
    EXPECT_THAT(faults_of("lesson = 1\ntitle = \"caf\xE9\"\n"),
                ElementsAre("line 2: a text is no UTF-8: save the file as UTF-8"));
}

TEST(ReadLesson, TellsEveryFaultNotOnlyTheFirst) {
    std::string text = with("kind = \"winner\"", "kind = \"whinner\"");
    text.replace(text.find("\"maxx\"") == std::string::npos ? text.find("\"max\"") : 0, 5,
                 "\"mux\"");
    text.replace(text.find("mean-2x2"), 8, "mean-9x9");
    const auto faults = faults_of(text);
    EXPECT_THAT(faults, ElementsAre(HasSubstr("line 11: "), HasSubstr("line 20: "),
                                    HasSubstr("line 45: ")));
}

TEST(ReadLesson, AFaultIsNotToldAgainForScenesThatAreLikeIt) {
    const std::string text =
        with("operator = \"max\", kernel_size = 3", "operator = \"maxx\", kernel_size = 3");
    EXPECT_THAT(faults_of(text), ElementsAre(HasSubstr("line 11: ")));
}

TEST(ReadLesson, ACircleIsNamed) {
    const char* const circle = R"(lesson = 1
title = "Round"
language = "en"
[[scene]]
id = "a"
title = "A"
words = ["."]
like = "b"
[[scene]]
id = "b"
title = "B"
words = ["."]
like = "a"
)";
    EXPECT_THAT(faults_of(circle),
                ElementsAre(AllOf(HasSubstr("line 13: "), HasSubstr("in a circle"),
                                  HasSubstr("a layer and an input of its own"))));
    const std::string itself = R"(lesson = 1
title = "Round"
language = "en"
[[scene]]
id = "a"
title = "A"
words = ["."]
like = "a"
)";
    EXPECT_THAT(faults_of(itself), ElementsAre(HasSubstr("in a circle")));
}

TEST(ReadLesson, AQuestionMustSuitTheLayer) {
    EXPECT_THAT(faults_of(with("kind = \"winner\"", "kind = \"divisor\"")),
                ElementsAre(AllOf(HasSubstr("line 19: "), HasSubstr("does not suit"))));
    EXPECT_THAT(faults_of(with("output = [0, 0]", "output = [9, 9]")),
                ElementsAre(HasSubstr("does not suit")));
}

TEST(ReadLesson, EachSceneIsCheckedWhateverIsWrongWithAnother) {
    std::string text = with("output = [0, 0]", "output = [9, 9]");
    text += "point_at = [\"output(7, 0)\"]\n";
    EXPECT_THAT(faults_of(text), ElementsAre(HasSubstr("line 19: "), HasSubstr("line 46: ")));
}

TEST(ReadLesson, WhatIsPointedAtIsThere) {
    // 3 x 3 cells with a ring of padding, and an output of 2 x 2.
    const auto pointing_at = [](const std::string& anchor) {
        return faults_of(with("\"input(-1, -1)\", \"output(0, 0)\"", '"' + anchor + '"'));
    };
    for (const char* there : {"input(-1, -1)", "input(3, 3)", "input(0, 2)", "output(1, 1)"})
        EXPECT_THAT(pointing_at(there), IsEmpty()) << there;
    for (const char* gone : {"input(4, 0)", "input(0, -2)", "input(99, 99)"})
        EXPECT_THAT(pointing_at(gone),
                    ElementsAre("line 9: " + std::string(gone) +
                                " lies outside the input: write a row of -1 to 3 and a column of "
                                "-1 to 3"));
    for (const char* gone : {"output(2, 0)", "output(0, 2)", "output(-1, 0)"})
        EXPECT_THAT(pointing_at(gone),
                    ElementsAre("line 9: " + std::string(gone) +
                                " lies outside the output: write a row of 0 to 1 and a column of "
                                "0 to 1"));
    EXPECT_THAT(pointing_at("shift"),
                ElementsAre(AllOf(HasSubstr("line 9: "), HasSubstr("the four arrows"))));
}

/// The faults of `whole` whose question to make has this goal (on line 40), under these changes.
std::vector<std::string> faults_of_goal(const std::string& goal, const std::string& may_change) {
    return faults_of(with("kind = \"make\"\nwords = \"Make the output 2 × 2.\"\n"
                          "goal = { output_size = [2, 2] }",
                          "kind = \"make\"\nwords = \"Make it.\"\ngoal = { " + goal + " }")
                         .replace(std::string(whole).find("like = \"a\""), 0,
                                  may_change.empty() ? "" : "may_change = " + may_change + "\n"));
}

TEST(ReadLesson, SomethingToMakeCanBeMade) {
    // 3 x 3 cells under 2 x 2 windows, the stride being 2: an output of 1 x 1.
    struct Case {
        const char* goal;
        const char* may_change;
    };
    const Case reached[] = {
        {"output_size = [2, 2]", ""},
        {"output_size = [2, 2]", R"(["stride"])"},
        {"output_size = [2, 2]", R"(["ceil_mode"])"},
        {"output_size = [2, 2]", R"(["padding"])"},
        {"output_size = [3, 1]", R"(["kernel_size", "stride"])"},
        {"output_size = [9, 9]", R"(["size"])"},
        {"output_size = [9, 9]", R"(["padding"])"},
        {"output_size = [4, 4]", R"(["padding", "stride"])"},
        {"output_size = [5, 7]", R"(["operator"])"},
        {"output = [[9]]", ""},
        {"output = [[9]]", R"(["cells"])"},
        {"output = [[9]]", R"(["kernel_size"])"},
        {"unread = 0", R"(["stride"])"},
        {"changed = 1", R"(["cells"])"},
    };
    for (const Case& one : reached)
        EXPECT_THAT(faults_of_goal(one.goal, one.may_change), IsEmpty())
            << one.goal << one.may_change;
    struct Wrong {
        const char* goal;
        const char* may_change;
        const char* said;
    };
    const Wrong wrong[] = {
        {"output_size = [2, 2]", "[]", "lets the student change nothing: name there"},
        {"output_size = [2, 2]", R"(["gradient"])", "lets the student change nothing"},
        {"output_size = [1, 1]", "", "reached before the student has done anything: ask for"},
        {"output = [[5]]", R"(["cells"])", "reached before the student has done anything"},
        {"changed = 0", "", "reached before the student has done anything"},
        {"output_size = [2, 2]", R"(["cells"])",
         "no change that the scene allows makes the output 2 x 2: allow more in may_change"},
        {"output_size = [2, 2]", R"(["dilation"])", "makes the output 2 x 2"},
        {"output_size = [3, 3]", R"(["stride"])", "makes the output 3 x 3"},
        {"output_size = [2, 3]", R"(["ceil_mode"])", "makes the output 2 x 3"},
        {"output_size = [200, 1]", R"(["padding", "stride"])", "makes the output 200 x 1"},
        {"output = [[5, 6], [8, 9]]", R"(["output_size"])", "makes the output 2 x 2"},
        {"output = [[99]]", R"(["kernel_size"])", "the output 99, which no cell of the input has"},
        {"unread = 10", R"(["stride"])", "leaves 10 cells unread, and the input has 9"},
        {"changed = 2", R"(["cells"])", "changes 2 outputs, and the scene has 1"},
        {"changed = 1, output_size = [2, 2]", R"(["stride"])", "another size of the output"},
    };
    for (const Wrong& one : wrong)
        EXPECT_THAT(faults_of_goal(one.goal, one.may_change),
                    ElementsAre(AllOf(HasSubstr("line 4"), HasSubstr(one.said))))
            << one.goal << one.may_change;
}

TEST(ReadLesson, TwoLanguagesAreBothThere) {
    const std::string both = R"(lesson = 1
title = { en = "Stride", zh = "步幅" }
language = ["en", "zh"]
[[scene]]
title.en = "How far"
title.zh = "多远"
words.en = ["One.", "Two."]
words.zh = ["一。", "二。"]
preset = "max-2x2"
)";
    const ReadLesson got = read(both);
    ASSERT_THAT(faults_of(both), IsEmpty());
    EXPECT_EQ(got.lesson.title.in("zh"), "步幅");
    EXPECT_EQ(got.lesson.pages[0].words[1].in("zh"), "二。");
    std::string missing = both;
    missing.erase(missing.find("title.zh"), std::string("title.zh = \"多远\"\n").size());
    EXPECT_THAT(faults_of(missing), ElementsAre(HasSubstr("title has no \"zh\"")));
    std::string uneven = both;
    uneven.replace(uneven.find(", \"二。\""), std::string(", \"二。\"").size(), "");
    EXPECT_THAT(faults_of(uneven),
                ElementsAre(AllOf(HasSubstr("line 8: "), HasSubstr("same number of paragraphs"))));
}

TEST(ReadLesson, IsBounded) {
    EXPECT_THAT(faults_of(std::string(io::max_scene_bytes + 1, '#')),
                ElementsAre(HasSubstr("larger than 4 MiB")));
    EXPECT_THAT(faults_of("lesson = [[["), ElementsAre(HasSubstr("line 1")));
    EXPECT_THAT(faults_of("version = 1\n"), ElementsAre(HasSubstr("lesson = 1")));
    for (const char* empty : {"", "# My lesson\n\n"})
        EXPECT_THAT(faults_of(empty), ElementsAre(HasSubstr("the file is empty: begin it with "
                                                            "lesson = 1")));
    EXPECT_THAT(faults_of("lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n"),
                ElementsAre(HasSubstr("the lesson has no scenes: write [[scene]], and below it")));
    std::string many = "lesson = 1\ntitle = \"x\"\nlanguage = \"en\"\n";
    for (std::size_t i = 0; i <= most_pages; ++i)
        many += "[[scene]]\ntitle = \"x\"\nwords = [\"x\"]\npreset = \"ties\"\n";
    EXPECT_THAT(faults_of(many), ElementsAre(HasSubstr("1 to 200 scenes")));
    const std::string length(longest_text + 1, 'x');
    EXPECT_THAT(faults_of(with("It never wins.", length)), ElementsAre(HasSubstr("line 8: ")));
}

TEST(ReadLesson, BytesThatLieAreFaultsAndNothingWorse) {
    const std::string text = whole;
    for (std::size_t at = 0; at < text.size(); at += 3) {
        for (const char wrong : {'"', '[', '\0', '\x80', '9'}) {
            std::string damaged = text;
            damaged[at] = wrong;
            (void)read(damaged);
        }
        (void)read(text.substr(0, at));
    }
}

TEST(ReadLesson, IsToldFromAScene) {
    EXPECT_TRUE(is_lesson(whole));
    EXPECT_TRUE(is_lesson("# A comment\n\n  lesson=1\n"));
    EXPECT_TRUE(is_lesson("title = \"x\"\nlesson = 1\n")) << "in any order";
    EXPECT_FALSE(is_lesson("title = \"x\"\n[scene]\nlesson = 1\n"));
    EXPECT_FALSE(is_lesson("version = 1\n"));
    EXPECT_FALSE(is_lesson("lessons = 1\n"));
    EXPECT_FALSE(is_lesson(""));
}

}  // namespace
}  // namespace poolscope::lessons
