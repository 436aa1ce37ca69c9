/// One who sees the program first is shown around, once.
#include <algorithm>

#include <gtest/gtest.h>

#include "faults.hpp"
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

/// The rings of a stop, each with its place.
std::vector<drawing::Rect> rings_of(const Robot& robot) {
    std::vector<drawing::Rect> rings;
    for (const auto& [name, one] : robot.app.anchors().all())
        if (name.starts_with("tour.ring")) rings.push_back(one.rect);
    return rings;
}

TEST(Tour, RingsWhatItSpeaksOfAndCoversNoneOfIt) {
    // What each stop must ring, by its anchors.
    const std::vector<std::vector<const char*>> spoken_of{
        {"stage.input", "stage.output"},
        {"transport.first", "transport.next", "transport.last", "transport.timeline"},
        {"stage.formula", "stage.input"},
        {"layer.operator.max", "layer.operator.more"},
        {"layer.kernel_h", "layer.stride_w", "layer.dilation_w"},
        {"stage.input", "stage.output"},
        {"mode.backward", "mode.compare", "mode.stages"},
        {"menu.lessons", "transport.quiz"},
        {"menu.file", "menu.view", "menu.help"}};
    for (const i18n::Language& language : i18n::languages())
        for (const auto& [width, height] : {std::pair{1280, 720}, {1440, 900}, {1920, 1080}}) {
            const io::TempFolder folder;
            Services services = with_tour(folder);
            services.language = language.id;
            Robot robot(width, height, 1, services);
            for (std::size_t stop = 0; stop < spoken_of.size(); ++stop) {
                ASSERT_TRUE(robot.has("tour.box"));
                const drawing::Rect box = robot.at("tour.box").rect;
                const auto rings = rings_of(robot);
                ASSERT_FALSE(rings.empty());
                for (const drawing::Rect& ring : rings)
                    EXPECT_FALSE(overlap(box, ring)) << language.id << width << " stop " << stop;
                for (const char* name : spoken_of[stop]) {
                    const drawing::Rect about = robot.at(name).visible;
                    EXPECT_TRUE(std::ranges::any_of(
                        rings,
                        [&](const drawing::Rect& ring) { return ring.contains(about.center()); }))
                        << name << " is ringed at stop " << stop;
                    EXPECT_FALSE(overlap(box, about)) << name;
                }
                robot.click("tour.next");
                robot.frames(2);
            }
        }
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
