/// Languages are switched while the program runs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "i18n/tr.hpp"
#include "io/settings.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

using testing::HasSubstr;

TEST(LanguageMenu, SwitchesAtOnceAndIsKept) {
    const io::TempFolder folder;
    Services services;
    services.settings_file = folder / "settings.toml";
    {
        Robot robot(1440, 900, 1, services);
        EXPECT_EQ(i18n::language().id, "en");
        robot.click("menu.view");
        robot.click("menu.view.language");
        robot.click("menu.view.language.zh");
        EXPECT_EQ(i18n::language().id, "zh");
        robot.frames(3);
        EXPECT_FALSE(robot.app.fonts().lacks_glyphs());
        robot.click("menu.language_chip");
        EXPECT_EQ(i18n::language().id, "en");
        robot.key(Key::l, true, true);
        EXPECT_EQ(i18n::language().id, "zh");
    }
    EXPECT_EQ(io::load_settings(services.settings_file)->language, "zh");
    Robot again(1440, 900, 1, services);
    EXPECT_EQ(i18n::language().id, "zh");
    again.click("menu.view");
    again.click("menu.view.language");
    again.click("menu.view.language.system");
    EXPECT_EQ(i18n::language().id, "en");
}

TEST(LanguageMenu, MessagesAreInTheLanguage) {
    Services services;
    services.language = "zh";
    Robot robot(1440, 900, 1, services);
    robot.app.open("/nowhere/x.csv");
    robot.frames(3);
    ASSERT_EQ(robot.app.messages().size(), 1U);
    EXPECT_THAT(robot.app.messages()[0], HasSubstr("没有文件 \"/nowhere/x.csv\"：请检查名称。"));
}

TEST(LanguageMenu, AMessageOnShowIsSaidAnewInTheOther) {
    Robot robot;
    robot.app.open("/nowhere/x.csv");
    robot.frames(3);
    robot.key(Key::c, true);
    robot.frames(2);
    const std::vector<std::string> english = robot.app.messages();
    ASSERT_EQ(english.size(), 2U);
    EXPECT_THAT(english[0], HasSubstr("x.csv\": check the name."));
    EXPECT_THAT(english[1], HasSubstr("Copied the input as "));
    robot.key(Key::l, true, true);
    ASSERT_EQ(i18n::language().id, "zh");
    ASSERT_EQ(robot.app.messages().size(), 2U);
    EXPECT_THAT(robot.app.messages()[0], HasSubstr("没有文件 \"/nowhere/x.csv\"：请检查名称。"));
    EXPECT_THAT(robot.app.messages()[1], HasSubstr("已将输入复制为"));
    robot.key(Key::l, true, true);
    EXPECT_EQ(robot.app.messages(), english);
}

TEST(LanguageMenu, GlyphsComeOneFrameLater) {
    Services services;
    services.language = "zh";
    Robot robot(1440, 900, 1, services);
    robot.frames(2);
    EXPECT_FALSE(robot.app.fonts().lacks_glyphs()) << "the first frames made them";
    robot.key(Key::f1);
    robot.frames(4);
    EXPECT_FALSE(robot.app.fonts().lacks_glyphs());
}

}  // namespace

}  // namespace poolscope::ui
