/// Menus by Alt and letters, their rows, what they name, and what opens from Help.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "i18n/language.hpp"
#include "lessons/lessons.hpp"
#include "robot.hpp"
#include "session/actions/actions.hpp"
#include "session/change_words.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;

TEST(Menus, AltOpensAndClosesThem) {
    Robot robot;
    robot.key(Key::alt);
    EXPECT_TRUE(robot.has("menu.file.new"));
    robot.key(Key::alt);
    EXPECT_FALSE(robot.has("menu.file.new"));
}

TEST(Menus, AltAndALetterOpenEach) {
    for (const MenuTitle& title : menu_titles()) {
        Robot robot;
        robot.key(title.letter, false, false, true);
        const auto rows = action_rows();
        const auto row = std::ranges::find_if(
            rows, [&](const ActionRow& one) { return one.menu == title.menu && one.run; });
        EXPECT_TRUE(robot.has("menu." + std::string(row->id))) << title.label;
        robot.key(Key::escape);
        EXPECT_FALSE(robot.has("menu." + std::string(row->id))) << title.label;
    }
}

TEST(Menus, LettersSleepInDialogs) {
    Robot robot;
    robot.key(Key::f1);
    robot.key(Key::f, false, false, true);
    EXPECT_FALSE(robot.has("menu.file.new"));
}

/// The rows of a menu that is open, from the top; lessons stand in two columns.
std::vector<std::string> open_rows(const Robot& robot) {
    std::vector<std::string> ids;
    for (const ActionRow& row : action_rows()) ids.push_back("menu." + std::string(row.id));
    for (const auto& lesson : lessons::listed_lessons()) ids.push_back("menu.lesson." + lesson.id);
    std::erase_if(ids, [&](const std::string& id) { return !robot.has(id); });
    std::ranges::stable_sort(ids, {}, [&](const std::string& id) { return robot.at(id).rect.y; });
    return ids;
}

TEST(Menus, RowsAreHitWithEase) {
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1366, 768}}) {
        Robot robot(width, height);
        for (const MenuTitle& title : menu_titles()) {
            const std::string menu = std::string("menu.") + title.id;
            robot.click(menu);
            robot.frames(3);
            const auto rows = open_rows(robot);
            ASSERT_FALSE(rows.empty()) << menu;
            const bool is_long = title.menu == Menu::view || title.menu == Menu::lessons;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const drawing::Rect rect = robot.at(rows[i]).rect;
                EXPECT_GE(rect.h, is_long ? 24 : 26) << rows[i];
                EXPECT_GE(rect.y, robot.at(menu).rect.bottom() - 1)
                    << rows[i] << " lies over the bar";
                for (std::size_t j = 0; j < i; ++j) {
                    const drawing::Rect other = robot.at(rows[j]).rect;
                    const bool beside = rect.x >= other.right() || other.x >= rect.right();
                    EXPECT_TRUE(beside || rect.y >= other.bottom() - 1)
                        << rows[i] << " lies over " << rows[j];
                }
            }
            robot.key(Key::escape);
        }
    }
}

/// The arrow keys walk menus that a click opened, though the pointer rests on one of them.
TEST(Menus, KeysWalkThemWhereverThePointerRests) {
    Robot robot;
    robot.click("menu.file");
    robot.frames(3);
    ASSERT_TRUE(robot.has("menu.file.new"));
    robot.key(Key::right);
    robot.frames(10);
    EXPECT_TRUE(robot.has("menu.edit.undo"));
    EXPECT_FALSE(robot.has("menu.file.new"));
    robot.key(Key::right);
    robot.frames(10);
    EXPECT_TRUE(robot.has("menu.mode.forward"));
    robot.key(Key::left);
    robot.key(Key::left);
    robot.frames(10);
    EXPECT_TRUE(robot.has("menu.file.new"));
    EXPECT_EQ(robot.view().step, 0U);
}

/// Down goes down one column of the lessons and then the other.
TEST(Menus, LessonsInTwoColumnsAreWalkedInTheirOrder) {
    Robot robot(1280, 720);
    robot.key(Key::l, false, false, true);
    const auto lessons = lessons::listed_lessons();
    for (const lessons::ListedLesson& lesson : lessons) {
        robot.frames(2);
        EXPECT_EQ(robot.app.focused(), "menu.lesson." + lesson.id);
        robot.key(Key::down);
    }
    EXPECT_GT(robot.at("menu.lesson." + lessons.back().id).rect.x,
              robot.at("menu.lesson." + lessons.front().id).rect.right() - 1);
}

TEST(Menus, EveryRowOfTheLongestIsInSight) {
    Robot robot(1280, 720);
    for (const MenuTitle& title : menu_titles()) {
        robot.click(std::string("menu.") + title.id);
        for (const ActionRow& row : action_rows()) {
            const std::string id = "menu." + std::string(row.id);
            if (row.menu != title.menu || !robot.has(id)) continue;
            EXPECT_LE(robot.at(id).rect.bottom(), 720) << id;
        }
        robot.key(Key::escape);
    }
}

TEST(Undo, NamesItsStep) {
    const auto params = [](auto change) {
        model::Document document = model::default_document();
        change(document.layer());
        return change_words(model::default_document(), document);
    };
    EXPECT_EQ(params([](Layer& l) { l.params.kernel_size = {5, 5}; }), "kernel size 3 → 5");
    EXPECT_EQ(params([](Layer& l) { l.params.stride = {2, 1}; }), "stride 2 → 2 × 1");
    EXPECT_EQ(params([](Layer& l) { l.params.padding = {0, 0, 0, 0}; }), "padding 1 → 0");
    EXPECT_EQ(params([](Layer& l) { l.params.ceil_mode = true; }), "round up off → on");
    EXPECT_EQ(params([](Layer& l) { l.op = *find_operator("avg"); }), "operator Max → Mean");
    EXPECT_EQ(params([](Layer&) {}), "");

    Robot robot;
    const auto set = [&](const model::DocumentAction& action) {
        const model::Document before = robot.document();
        EXPECT_TRUE(robot.app.store().dispatch(action));
        return change_words(before, robot.document());
    };
    EXPECT_EQ(set(model::SetCell{.row = 1, .col = 2, .value = 42}), "cell (1, 2) 7 → 42");
    EXPECT_THAT(set(model::FillInput{"checkerboard"}), HasSubstr(" cells"));
    EXPECT_EQ(set(model::ResizeInput{1, 8, 7}), "size 6 × 6 → 8 × 7");
}

TEST(Undo, TheMenuSaysIt) {
    Robot robot;
    const auto widths = [&] {
        robot.click("menu.edit");
        const std::pair found{robot.at("menu.edit.undo").needed_width,
                              robot.at("menu.edit.redo").needed_width};
        robot.key(Key::escape);
        return found;
    };
    const auto [undo, redo] = widths();
    robot.click("layer.kernel_h.more");
    const auto [named, nothing] = widths();
    EXPECT_GT(named, undo + 60) << "Undo: kernel size 3 → 4";
    EXPECT_EQ(nothing, redo);
    robot.key(Key::z, true);
    EXPECT_EQ(widths().first, undo);
    EXPECT_GT(widths().second, redo + 60) << "Redo: kernel size 3 → 4";
}

TEST(Help, KeysStandInGroupsThatDoNotOverlap) {
    for (const i18n::Language& language : i18n::languages()) {
        Services services;
        services.language = language.id;
        Robot robot(1280, 720, 1, services);
        robot.key(Key::f1);
        ASSERT_TRUE(robot.has("dialog.shortcuts"));
        for (const MenuTitle& title : menu_titles())
            EXPECT_TRUE(robot.has(std::string("dialog.shortcuts.heading.") + title.id)) << title.id;
        std::vector<std::pair<std::string, drawing::Rect>> lines;
        for (const ActionRow& row : action_rows()) {
            const std::string id = "dialog.shortcuts." + std::string(row.id);
            if (robot.has(id)) lines.emplace_back(id, robot.at(id).rect);
        }
        EXPECT_GT(lines.size(), 30U);
        for (const auto& [id, rect] : lines) {
            for (const auto& [other, over] : lines) {
                const bool apart = rect.x >= over.right() || over.x >= rect.right() ||
                                   rect.y >= over.bottom() - 1 || over.y >= rect.bottom() - 1;
                EXPECT_TRUE(apart || id == other) << id << " and " << other;
            }
        }
        robot.key(Key::escape);
        EXPECT_FALSE(robot.has("dialog.shortcuts"));
    }
}

TEST(Help, TheGuideOpensInEachLanguage) {
    float first = 0;
    for (const i18n::Language& language : i18n::languages()) {
        Services services;
        services.language = language.id;
        Robot robot(1280, 720, 1, services);
        robot.key(Key::f1, false, true);
        ASSERT_TRUE(robot.has("dialog.guide"));
        ASSERT_TRUE(robot.has("dialog.guide.chapter.5")) << "its chapters";
        const drawing::Rect text = robot.at("dialog.guide.text").rect;
        EXPECT_GT(text.h, 2000) << "all of it";
        EXPECT_NE(text.h, first) << "another text in each";
        first = text.h;
        robot.click("dialog.guide.chapter.3");
        robot.frames(2);
        const float chapter = robot.at("dialog.guide.text").rect.y;
        EXPECT_LT(chapter, text.y - 200) << "a chapter is scrolled to";
        robot.key(Key::page_down);
        EXPECT_LT(robot.at("dialog.guide.text").rect.y, chapter);
        robot.key(Key::escape);
        EXPECT_FALSE(robot.has("dialog.guide"));
    }
}

}  // namespace

}  // namespace poolscope::ui
