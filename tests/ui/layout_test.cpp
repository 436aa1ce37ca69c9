/// No text is cut and no control covers another, in every language and theme, at every size of the
/// window.
#include <algorithm>
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults.hpp"
#include "i18n/language.hpp"
#include "io/examples.hpp"
#include "io/temp_folder.hpp"
#include "model/layer_kinds.hpp"
#include "robot.hpp"
#include "theme/theme.hpp"
#include "ui/frame/layout.hpp"

namespace poolscope::ui {

namespace {

struct WindowSize {
    int width;
    int height;
    float scale;
};
constexpr WindowSize sizes[] = {{1000, 640, 1},  {1280, 720, 1},  {1440, 900, 1},
                                {1920, 1080, 1}, {3840, 2160, 2}, {1500, 960, 1.5F}};

std::string name_of(const WindowSize& size) {
    return std::to_string(size.width) + " x " + std::to_string(size.height) + " at " +
           std::to_string(size.scale);
}

/// A language made to be too long may be shortened; what people read may not.
std::vector<std::string> faults_in(const AnchorMap& anchors, const WindowSize& size) {
    return faults_of(anchors, static_cast<float>(size.width), static_cast<float>(size.height),
                     i18n::language().id == "pseudo");
}

void expect_sound(Robot& robot, const WindowSize& size, const std::string& what) {
    robot.frames(4);
    const auto faults = faults_in(robot.app.anchors(), size);
    EXPECT_THAT(faults, testing::IsEmpty()) << what << ", " << name_of(size);
}

/// Everything that makes panels fuller than the default scene does.
void fill_panels(Robot& robot) {
    model::Document document = robot.document();
    PoolParams& p = document.layer().params;
    document.layer().op = *find_operator("avg");
    p.kernel_size = {31, 127};
    p.stride = {11, 13};
    p.padding = {12, 63, 14, 61};
    p.dilation = {11, 9};
    p.ceil_mode = true;
    p.divisor_override = 1234;
    document.input = std::make_shared<const model::Values>(Shape{1, 4, 1080, 1920}, -123456.789F);
    document.channel_names = {"first", "second", "third", "fourth"};
    robot.app.store().open(document, robot.view(), "a long name of a scene.pool.toml");
    for (int i = 0; i < 2000 && robot.app.store().computing(); ++i) robot.frames(1);
}

/// A window in each of the languages.
class LayoutIn : public testing::TestWithParam<std::string> {
protected:
    static Services services() {
        Services given;
        given.language = GetParam();
        return given;
    }
};

std::vector<std::string> language_ids() {
    setenv("POOLSCOPE_LANGUAGE_FILE", PSEUDO_LANGUAGE, 1);
    std::vector<std::string> ids;
    for (const i18n::Language& one : i18n::languages()) ids.push_back(one.id);
    return ids;
}

INSTANTIATE_TEST_SUITE_P(Languages, LayoutIn, testing::ValuesIn(language_ids()),
                         [](const auto& one) { return one.param; });

TEST_P(LayoutIn, NothingIsCutOrCoveredAtAnySizeInAnyTheme) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        for (const theme::Theme* theme : theme::themes()) {
            ASSERT_TRUE(robot.app.store().dispatch(
                model::ViewAction(model::SetTheme{std::string(theme->id)})));
            expect_sound(robot, size, std::string(theme->id));
        }
        robot.click("layer.operator.avg");
        robot.click("layer.divisor_override");
        expect_sound(robot, size, "a mean with a divisor");
        robot.app.open("/nowhere/with a name that is rather long so that it must be broken.csv");
        robot.frames(3);
        ASSERT_TRUE(robot.has("message.0"));
        expect_sound(robot, size, "a message");
    }
}

/// From 75 % to 300 %, as far as the window has room.
class ScalesIn : public testing::TestWithParam<std::tuple<std::string, bool>> {};
INSTANTIATE_TEST_SUITE_P(Languages, ScalesIn,
                         testing::Combine(testing::ValuesIn(language_ids()), testing::Bool()));

TEST_P(ScalesIn, EveryScaleOfTheInterfaceIsSound) {
    const bool large = std::get<1>(GetParam());
    const WindowSize size = large ? WindowSize{1920, 1080, 1} : WindowSize{1280, 720, 1};
    for (const bool panels : {true, false}) {
        for (const double scale : {0.75, 1.0, 1.25, 1.5, 2.0, 3.0}) {
            const io::TempFolder folder;
            Services given;
            given.language = std::get<0>(GetParam());
            given.settings_file = folder / "settings.toml";
            std::ofstream(given.settings_file)
                << "ui_scale = " << scale << "\nside_panels = " << (panels ? "true" : "false")
                << "\n";
            Robot robot(size.width, size.height, size.scale, given);
            const std::string what = std::to_string(scale) + (panels ? "" : " without panels");
            expect_sound(robot, size, what);
            const float room = (panels ? 1.28F : 2.0F) * (large ? 1.5F : 1.0F);
            EXPECT_GE(robot.app.scale(), std::min(static_cast<float>(scale), room)) << what;
            for (const char* mode : {"backward", "compare", "stages", "forward"}) {
                robot.click(std::string("mode.") + mode);
                expect_sound(robot, size, what + ", " + mode);
            }
            robot.key(Key::q);
            expect_sound(robot, size, what + ", a quiz");
        }
    }
}

TEST_P(LayoutIn, FullPanelsAreSound) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        fill_panels(robot);
        expect_sound(robot, size, "full panels");
        robot.move_to("panel.stage");
        expect_sound(robot, size, "full panels under the pointer");
    }
}

TEST_P(LayoutIn, EveryOperatorsPanelIsSound) {
    const WindowSize size{1280, 720, 1};
    Robot robot(size.width, size.height, size.scale, services());
    ASSERT_TRUE(
        robot.app.store().dispatch(model::DocumentAction(model::ResizeInput{4, 6, 6, 0, 2})));
    for (const theme::Theme* theme : theme::themes()) {
        ASSERT_TRUE(
            robot.app.store().dispatch(model::ViewAction(model::SetTheme{std::string(theme->id)})));
        for (const Operator* op : operators()) {
            ASSERT_TRUE(robot.app.store().dispatch(
                model::DocumentAction(model::SetOperator{std::string(op->id)})));
            expect_sound(robot, size, std::string(op->id) + ", " + std::string(theme->id));
        }
    }
}

/// The carried network with a layer of every kind in its third place, where it can be.
std::vector<std::pair<std::string, model::Document>> networks() {
    const model::Document edges = io::open_example("edges")->document;
    std::vector<std::pair<std::string, model::Document>> all;
    for (std::size_t i = 0; i < edges.layers.size(); ++i)
        all.emplace_back("layer " + std::to_string(i + 1), edges);
    for (const model::LayerKind& kind : model::layer_kinds()) {
        model::Document document = edges;
        document.layers[2].layer = model::new_layer(kind, {1, 2, 12, 12}, 1);
        all.emplace_back(std::string(kind.id), std::move(document));
    }
    return all;
}

TEST_P(LayoutIn, EveryKindOfLayersPanelsAreSound) {
    const auto all = networks();
    for (const WindowSize& size : {WindowSize{1280, 720, 1}, WindowSize{1920, 1080, 1}}) {
        Robot robot(size.width, size.height, size.scale, services());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& [name, document] = all[i];
            robot.app.store().open(document, {}, {});
            ASSERT_TRUE(robot.app.store().dispatch(
                model::ViewAction(model::LookAt{std::min<std::size_t>(i, 2)})));
            expect_sound(robot, size, name);
            ASSERT_TRUE(robot.app.store().dispatch(model::ViewAction(model::SetTheme{"dark"})));
            // Below what is in sight there is more.
            for (const char* panel : {"panel.layer", "panel.inspector"}) {
                robot.move_to(panel);
                robot.wheel(-30);
                expect_sound(robot, size, name + ", scrolled");
            }
        }
        robot.move_to("panel.inspector");
        robot.wheel(30);
        robot.click("inspector.network.predict");
        expect_sound(robot, size, "hidden");
    }
}

TEST_P(LayoutIn, EveryModeIsSoundAtAnySize) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        robot.click("layer.operator.avg");
        for (const char* mode : {"backward", "compare", "stages", "forward"}) {
            robot.click(std::string("mode.") + mode);
            expect_sound(robot, size, mode);
        }
    }
}

TEST_P(LayoutIn, EveryPlacementAndPaddingIsSound) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        for (const PaddingMode mode : {PaddingMode::same_upper, PaddingMode::valid}) {
            PoolParams params = robot.document().layer().params;
            params.padding_mode = mode;
            ASSERT_TRUE(
                robot.app.store().dispatch(model::DocumentAction(model::SetParams{params, 0})));
            expect_sound(robot, size, "a padding mode");
        }
        for (const char* placement : {"adaptive", "global"}) {
            robot.click(std::string("layer.placement.") + placement);
            expect_sound(robot, size, placement);
        }
    }
}

/// The rows of a list lie inside the window, none on another.
void expect_list_fits(Robot& robot, const WindowSize& size, const std::string& list) {
    robot.click(list == "layer.operator" ? "layer.operator.more" : list);
    robot.frames(3);
    AnchorMap rows;
    for (const auto& [name, anchor] : robot.app.anchors().all()) {
        const bool segment = name == "layer.operator.more" || name == "layer.operator.max" ||
                             name == "layer.operator.avg" || name == "layer.operator.min" ||
                             name == "layer.operator.lp" || name == "layer.operator.heading";
        if (name.starts_with(list + ".") && !segment) rows.record(name, anchor);
    }
    EXPECT_GE(rows.all().size(), 3U) << list;
    EXPECT_THAT(faults_in(rows, size), testing::IsEmpty()) << list << ", " << name_of(size);
    for (const auto& [name, anchor] : rows.all())
        EXPECT_LE(anchor.rect.bottom(), static_cast<float>(size.height)) << name;
    robot.key(Key::escape);
}

TEST_P(LayoutIn, ListsFit) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        for (const char* list : {"layer.operator", "layer.padding_mode"})
            expect_list_fits(robot, size, list);
        robot.click("mode.compare");
        expect_list_fits(robot, size, "mode.first");
        expect_list_fits(robot, size, "mode.second");
        robot.click("mode.stages");
        expect_list_fits(robot, size, "mode.equivalence");
    }
}

TEST_P(LayoutIn, DialogsAndMenusFit) {
    for (const WindowSize& size : sizes) {
        Robot robot(size.width, size.height, size.scale, services());
        for (const auto& open :
             {+[](Robot& r) { r.key(Key::o, true); }, +[](Robot& r) { r.key(Key::f1); },
              +[](Robot& r) {
                  r.clipboard("nn.MaxPool2d(2, padding=9, return_indices=True, ceil_mode=True)");
                  r.key(Key::v, true, true);
              },
              +[](Robot& r) {
                  r.click("menu.export");
                  r.click("menu.export.png-frames");
              },
              +[](Robot& r) {
                  r.click("menu.export");
                  r.click("menu.export.gif");
                  r.click("dialog.export.range.part");
                  r.click("dialog.export.size");
                  r.click("dialog.export.size.fixed");
                  r.click("dialog.export.motion.glide");
              },
              +[](Robot& r) {
                  r.click("menu.export");
                  r.click("menu.export.handout");
              },
              +[](Robot& r) {
                  r.click("menu.lessons");
                  r.click("menu.lesson.student");
              },
              +[](Robot& r) {
                  r.click("menu.edit");
                  r.click("menu.edit.paste_text");
              },
              +[](Robot& r) {
                  r.click("menu.help");
                  r.click("menu.help.about");
              }}) {
            open(robot);
            robot.frames(4);
            std::vector<std::string> faults;
            const AnchorMap dialog = dialog_of(robot.app.anchors());
            EXPECT_FALSE(dialog.all().empty());
            EXPECT_THAT(faults_in(dialog, size), testing::IsEmpty()) << name_of(size);
            robot.key(Key::escape);
            robot.key(Key::escape);
        }
    }
}

TEST_P(LayoutIn, PrimaryControlsAreInSightAt1280x720) {
    Robot robot(1280, 720, 1, services());
    for (const char* id :
         {"layer.operator.max", "layer.kernel_h", "layer.stride_h", "layer.padding_h",
          "layer.dilation_h", "layer.ceil_mode", "layer.count_include_pad", "layer.size",
          "layer.rules", "transport.play", "transport.timeline", "transport.speed.8",
          "transport.grain.cell", "transport.loop", "inspector.pointer", "inspector.rows",
          "inspector.fill.negatives", "menu.file", "menu.theme_chip"}) {
        const Anchor anchor = robot.at(id);
        EXPECT_EQ(anchor.visible, anchor.rect) << id;
    }
}

TEST(Layout, PanelsCoverTheWindowWithoutOverlapping) {
    for (const WindowSize& size : sizes) {
        const Layout layout = make_layout(
            {static_cast<float>(size.width), static_cast<float>(size.height)}, size.scale, {});
        float area = 0;
        for (const drawing::Rect* r :
             {&layout.menu_bar, &layout.layer, &layout.mode_bar, &layout.stage, &layout.inspector,
              &layout.inspector_tab, &layout.transport})
            area += r->w * r->h;
        EXPECT_EQ(area, static_cast<float>(size.width) * static_cast<float>(size.height));
    }
}

TEST(Layout, ATinyWindowStillRuns) {
    Robot robot(320, 200);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 1U);
    robot.resize(60, 40, 2);
    robot.frames(3);
}

TEST(Layout, SidePanelsCanBeHidden) {
    Robot robot;
    const float before = robot.at("panel.stage").rect.w;
    robot.key(Key::e, true);
    EXPECT_FALSE(robot.has("panel.layer"));
    EXPECT_GT(robot.at("panel.stage").rect.w, before);
    robot.key(Key::e, true);
    EXPECT_TRUE(robot.has("panel.layer"));
}

TEST(Layout, TheInterfaceCanBeMadeLarger) {
    Robot robot;
    const float before = robot.at("layer.kernel_h").rect.w;
    robot.key(Key::equal, true, true);
    EXPECT_GT(robot.at("layer.kernel_h").rect.w, before);
    robot.key(Key::minus, true, true);
    EXPECT_EQ(robot.at("layer.kernel_h").rect.w, before);
}

/// The check itself must find faults.
TEST(Layout, TheCheckFindsAFault) {
    AnchorMap anchors;
    Anchor one;
    one.rect = one.visible = {0, 0, 100, 20};
    one.needed_width = 120;
    anchors.record("a", one);
    one.needed_width = 0;
    one.rect = one.visible = {90, 10, 100, 20};
    anchors.record("b", one);
    one.rect = {150, 50, 100, 20};
    one.visible = {150, 50, 50, 20};
    anchors.record("c", one);
    EXPECT_THAT(faults_of(anchors, 200, 100),
                testing::ElementsAre("a is cut", "a and b overlap", "c lies outside the window",
                                     "c is clipped at a side"));
}

}  // namespace

}  // namespace poolscope::ui
