/// A handout's pages: nothing is cut, nothing overlaps, nothing is in colour, and the key lies as
/// the student's version does.
#include <algorithm>
#include <set>

#include "handout/block.hpp"
#include "handout/ink.hpp"
#include "handout/sheet.hpp"
#include "questions/exercises.hpp"

namespace poolscope::handout {
namespace {

using drawing::Drawing;
using questions::exercise_of;
using questions::paper_scenes;

std::string words_of(const Drawing& page) {
    std::string words;
    for (const auto& primitive : page.primitives) {
        const auto* text = std::get_if<drawing::Text>(&primitive);
        if (text == nullptr) continue;
        for (const auto& span : text->spans) words += span.text;
        words += '\n';
    }
    return words;
}

std::size_t count_of(const std::string& words, std::string_view part) {
    std::size_t count = 0;
    for (auto at = words.find(part); at != std::string::npos; at = words.find(part, at + 1))
        ++count;
    return count;
}

Sheet sheet_of(const std::vector<std::string>& names, const Paper& paper = papers()[0]) {
    Sheet sheet;
    sheet.paper = &paper;
    for (const std::string& name : names)
        sheet.exercises.push_back(exercise_of(drawing::named_scene(name)));
    return sheet;
}

std::vector<Drawing> pages_of(const Sheet& sheet, Version version) {
    auto pages = lay_out(sheet, version);
    if (!pages) throw std::runtime_error(pages.error().message());
    return std::move(*pages);
}

/// The boxes of grids, their patterns too, as they lie on the page.
std::vector<drawing::Rect> boxes_of(const Drawing& page) {
    std::vector<drawing::Rect> boxes;
    for (const auto& primitive : page.primitives)
        if (const auto* box = std::get_if<drawing::Box>(&primitive)) boxes.push_back(box->rect);
    return boxes;
}

void expect_grey(theme::Color color) {
    EXPECT_EQ(color.r, color.g);
    EXPECT_EQ(color.g, color.b);
}

TEST(Sheet, EveryLayerFitsItsPageOnEveryPaper) {
    for (const Paper& paper : papers()) {
        for (const auto& named : paper_scenes()) {
            Sheet sheet;
            sheet.paper = &paper;
            sheet.exercises.push_back(exercise_of(named));
            for (const Version version : {Version::student, Version::key}) {
                const auto pages = lay_out(sheet, version);
                ASSERT_TRUE(pages) << named.name << ": " << pages.error().message();
                ASSERT_EQ(pages->size(), 1U);
                const drawing::Rect content = pages->front().content;
                EXPECT_GE(content.x, margin - 14) << named.name;
                EXPECT_LE(content.right(), paper.size.w - margin + 1) << named.name;
                EXPECT_LE(content.bottom(), paper.size.h - 20) << named.name;
            }
        }
    }
}

TEST(Sheet, AnExerciseStandsWhollyOnItsPage) {
    const std::vector<std::string> names(7, "max-padded-one");
    const Sheet sheet = sheet_of(names);
    const auto pages = pages_of(sheet, Version::key);
    ASSERT_GT(pages.size(), 1U);
    std::size_t headings = 0;
    for (const Drawing& page : pages) {
        const std::string words = words_of(page);
        const std::size_t on_page = count_of(words, "Exercise ");
        headings += on_page;
        EXPECT_EQ(count_of(words, "Questions\n"), on_page);
        EXPECT_EQ(count_of(words, "Working"), on_page);
        EXPECT_EQ(count_of(words, "max( "), on_page * 18);  // of two channels
    }
    EXPECT_EQ(headings, 7U);
}

TEST(Sheet, ManySmallExercisesStayOnTheirPages) {
    for (const Paper& paper : papers()) {
        const Sheet sheet = sheet_of(std::vector<std::string>(7, "one-dimensional"), paper);
        const auto pages = pages_of(sheet, Version::student);
        EXPECT_GT(pages.size(), 2U);
        EXPECT_LT(pages.size(), 5U);
        for (const Drawing& page : pages) {
            EXPECT_LE(page.content.bottom(), paper.size.h - 20);
        }
    }
}

TEST(Sheet, TwoSmallExercisesShareAPage) {
    EXPECT_EQ(pages_of(sheet_of({"one-dimensional", "cell-grain-max"}), Version::student).size(),
              1U);
}

TEST(Sheet, TheWorkingStandsBesideSmallGridsSoThatTwoLayersShareAPage) {
    Sheet sheet = sheet_of({});
    for (int i = 0; i < 2; ++i)
        sheet.exercises.push_back(exercise_of({"default", model::default_document(), {}}));
    EXPECT_EQ(pages_of(sheet, Version::student).size(), 1U);
}

TEST(Sheet, TheKeyLiesAsTheStudentsVersionDoes) {
    const Sheet sheet = sheet_of({"avg-padded-one", "lse-padded-all", "maxout-bound-one"});
    const auto student = pages_of(sheet, Version::student);
    const auto key = pages_of(sheet, Version::key);
    ASSERT_EQ(student.size(), key.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
        auto of_key = boxes_of(key[i]);
        of_key.erase(of_key.begin());  // the frame of the word "Key"
        EXPECT_EQ(boxes_of(student[i]), of_key);
    }
}

TEST(Sheet, OnlyTheKeyHasTheAnswers) {
    const Sheet sheet = sheet_of({"max-padded-one"});
    const std::string student = words_of(pages_of(sheet, Version::student)[0]);
    const std::string key = words_of(pages_of(sheet, Version::key)[0]);
    EXPECT_EQ(count_of(student, "max( "), 0U);
    EXPECT_EQ(count_of(key, "max( "), 18U);
    EXPECT_NE(student.find("Name\n"), std::string::npos);
    EXPECT_NE(key.find("Key\n"), std::string::npos);
    for (const auto& question :
         questions::draw_paper_questions(sheet.exercises[0], sheet.questions)) {
        const std::string answer = question.answer.english();
        EXPECT_NE(student.find(question.words.english().substr(0, 30)), std::string::npos);
        EXPECT_EQ(student.find("\n" + answer + "\n"), std::string::npos) << answer;
        EXPECT_NE(key.find(answer.substr(0, 30)), std::string::npos);
    }
}

TEST(Sheet, TheStudentIsToldWhatNobodyCanWorkOut) {
    const auto student = [](const char* name) {
        return words_of(pages_of(sheet_of({name}), Version::student)[0]);
    };
    const Exercise drawn = exercise_of(drawing::named_scene("fractional-bound-one"));
    const Axis& rows = drawn.geometry(0).rows;
    EXPECT_NE(student("fractional-bound-one")
                  .find("channel 0: rows " + std::to_string(rows.span_at(0).start) + ", " +
                        std::to_string(rows.span_at(1).start) + " and columns "),
              std::string::npos);
    EXPECT_NE(student("stochastic-unpadded-one").find("Draws u"), std::string::npos);
    EXPECT_NE(student("max-adaptive").find("window i reads"), std::string::npos);
    EXPECT_EQ(student("avg-global").find("window i reads"), std::string::npos);
}

TEST(Sheet, NothingIsInColourAndWordsStandOutFromThePaper) {
    for (const auto& named : paper_scenes()) {
        Sheet sheet;
        sheet.exercises.push_back(exercise_of(named));
        for (const Drawing& page : pages_of(sheet, Version::key)) {
            expect_grey(page.background);
            for (const auto& primitive : page.primitives) {
                if (const auto* text = std::get_if<drawing::Text>(&primitive)) {
                    for (const auto& span : text->spans) {
                        expect_grey(span.color);
                        EXPECT_GE(theme::contrast_ratio(span.color, page.background), 7.0);
                    }
                } else if (const auto* box = std::get_if<drawing::Box>(&primitive)) {
                    expect_grey(box->fill);
                    expect_grey(box->pattern_color);
                    expect_grey(box->stroke.color);
                    EXPECT_GE(theme::contrast_ratio(box->stroke.color, page.background), 3.0);
                } else if (const auto* line = std::get_if<drawing::Line>(&primitive)) {
                    expect_grey(line->stroke.color);
                }
            }
        }
    }
}

TEST(Sheet, HasAsMuchWorkedOutAsItsTier) {
    // Four windows, whose workings begin with "max( ".
    Sheet sheet = sheet_of({"max-unpadded-one"});
    const Shape& shape = sheet.exercises.front().output();
    const std::size_t windows = shape.plane_count() * static_cast<std::size_t>(shape.c);
    ASSERT_GE(windows, 2U);
    const auto worked = [&](Tier tier, Version version) {
        sheet.tier = tier;
        return count_of(words_of(pages_of(sheet, version)[0]), "max( ");
    };
    EXPECT_EQ(worked(Tier::plain, Version::student), 0U);
    EXPECT_EQ(worked(Tier::half_worked, Version::student), windows / 2);
    EXPECT_EQ(worked(Tier::fully_worked, Version::student), windows);
    for (const TierName& one : tiers()) EXPECT_EQ(worked(one.tier, Version::key), windows);
    sheet.tier = Tier::fully_worked;
    const std::string student = words_of(pages_of(sheet, Version::student)[0]);
    const std::string key = words_of(pages_of(sheet, Version::key)[0]);
    EXPECT_LT(student.size(), key.size()) << "the questions are still the student's";
}

TEST(Sheet, WritesANumberAlikeInQuestionWorkingAndKey) {
    PoolParams params = questions::windows(3, 1, 0);
    const auto document =
        questions::layer(3, 4, {4.0F / 9, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}, "max", params);
    Sheet sheet;
    sheet.exercises.push_back(exercise_of(document));
    sheet.questions = most_questions;
    const std::string key = words_of(pages_of(sheet, Version::key)[0]);
    EXPECT_GE(count_of(key, "0.4444"), 2U) << "in the grid and in the working";
    EXPECT_EQ(count_of(key, "0.44444"), 0U);
}

TEST(Sheet, SaysWhatItCannotHold) {
    EXPECT_EQ(lay_out(Sheet{}, Version::key).error().code, ErrorCode::bad_argument);
    // 64 windows of 9 cells as sums of exponentials.
    drawing::NamedScene named = drawing::named_scene("lse-unpadded-one");
    named.document.input = drawing::grid_document(1, 10, 10).input;
    named.document.channel_names = {"0"};
    named.document.layer().params.stride = {1, 1};
    Sheet sheet;
    sheet.exercises.push_back(exercise_of(named));
    const auto refused = lay_out(sheet, Version::student);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message().find("64 windows"), std::string::npos);
}

}  // namespace
}  // namespace poolscope::handout
