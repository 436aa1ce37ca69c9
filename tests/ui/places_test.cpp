/// Where the tour's words and rings and the words on cells stand, in whole pixels, against a golden
/// file. With POOLSCOPE_BLESS=1 it is written anew.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "io/temp_folder.hpp"
#include "robot.hpp"

namespace poolscope::ui {

namespace {

std::string text_of(const drawing::Rect& r) {
    std::ostringstream text;
    text << std::lround(r.x) << ',' << std::lround(r.y) << ' ' << std::lround(r.w) << 'x'
         << std::lround(r.h);
    return text.str();
}

std::string places_of_the_tour() {
    const io::TempFolder folder;
    Services services;
    services.settings_file = folder / "settings.toml";
    services.first_run_tour = true;
    Robot robot(1280, 720, 1, services);
    std::string text;
    for (int stop = 1; robot.has("tour.box"); ++stop) {
        text += "tour " + std::to_string(stop) + ": " + text_of(robot.at("tour.box").rect);
        for (const auto& [name, one] : robot.app.anchors().all())
            if (name.starts_with("tour.ring")) text += " rings " + text_of(one.rect);
        text += '\n';
        robot.click("tour.next");
        robot.frames(2);
    }
    return text;
}

std::string places_of_words() {
    Robot robot(1280, 720);
    std::string text;
    for (const Key mode : {Key::f, Key::b, Key::c, Key::s}) {
        robot.key(mode);
        for (const auto& [pane, row, col] :
             {std::tuple{model::Pane::input, 2, 3}, {model::Pane::output, 0, 0}}) {
            robot.move_to("transport.position");
            robot.move_to(robot.cell(pane, row, col));
            robot.frames(60);
            text += std::string{static_cast<char>(mode)} + " \"" + robot.app.shown_tooltip() +
                    "\": " + text_of(robot.at("tooltip").rect) + '\n';
        }
    }
    return text;
}

TEST(Places, AreUnchanged) {
    const auto path = std::filesystem::path{POOLSCOPE_SOURCE_DIR} / "tests/ui/golden/places.txt";
    const std::string actual = places_of_the_tour() + places_of_words();
    const char* bless = std::getenv("POOLSCOPE_BLESS");
    if (bless != nullptr && *bless != '\0') std::ofstream(path, std::ios::binary) << actual;
    std::ifstream file(path, std::ios::binary);
    ASSERT_TRUE(file) << path << " is missing: run with POOLSCOPE_BLESS=1";
    std::ostringstream expected;
    expected << file.rdbuf();
    EXPECT_EQ(actual, expected.str()) << "POOLSCOPE_BLESS=1 writes it anew";
}

}  // namespace

}  // namespace poolscope::ui
