/// One who sees the program first is shown around, once.
#include <gtest/gtest.h>

#include "i18n/language.hpp"
#include "io/settings.hpp"
#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

Services with_tour(const io::TempFolder& folder) {
    Services services;
    services.settings_file = folder / "settings.toml";
    services.first_run_tour = true;
    return services;
}

TEST(Tour, IsShownOnceAndGoesToItsEnd) {
    const io::TempFolder folder;
    {
        Robot robot(1280, 720, 1, with_tour(folder));
        int stops = 0;
        for (; stops < 20 && robot.has("tour.words"); ++stops) {
            EXPECT_EQ(robot.at("tour.words").visible, robot.at("tour.words").rect);
            robot.key(Key::enter);
            robot.frames(2);
        }
        EXPECT_EQ(stops, 9);
        robot.key(Key::right);
        EXPECT_EQ(robot.view().step, 1U) << "the keys are the window's again";
    }
    Robot again(1280, 720, 1, with_tour(folder));
    EXPECT_FALSE(again.has("tour.words"));
    again.click("menu.help");
    again.click("menu.help.tour");
    again.frames(3);
    EXPECT_TRUE(again.has("tour.words")) << "it can be asked for";
}

TEST(Tour, CanBeSkipped) {
    const io::TempFolder folder;
    {
        Robot robot(1280, 720, 1, with_tour(folder));
        EXPECT_TRUE(robot.has("tour.words"));
        robot.key(Key::escape);
        robot.frames(2);
        EXPECT_FALSE(robot.has("tour.words"));
    }
    EXPECT_TRUE(io::load_settings(folder / "settings.toml")->tour_seen);
}

TEST(Tour, FitsInEveryLanguageAndSize) {
    for (const i18n::Language& language : i18n::languages())
        for (const auto& [width, height] : {std::pair{1000, 640}, {1280, 720}, {1920, 1080}}) {
            const io::TempFolder folder;
            Services services = with_tour(folder);
            services.language = language.id;
            Robot robot(width, height, 1, services);
            while (robot.has("tour.words")) {
                const Anchor words = robot.at("tour.words");
                EXPECT_LE(words.needed_width, words.rect.w + 1) << language.id << width;
                EXPECT_EQ(words.visible, words.rect) << language.id << width;
                robot.click("tour.next");
                robot.frames(2);
            }
        }
}

}  // namespace

}  // namespace poolscope::ui
