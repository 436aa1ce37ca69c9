/// The stage for a whole room.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include <gtest/gtest.h>
#include <imgui.h>

#include "drawing/canvas.hpp"
#include "drawing/drawing.hpp"
#include "faults.hpp"
#include "lessons/lessons.hpp"
#include "robot.hpp"
#include "student.hpp"
#include "theme/projector.hpp"
#include "ui/frame/layout.hpp"

namespace poolscope::ui {

namespace {

TEST(Projector, ShowsTheStageAlone) {
    Robot robot(1920, 1080);
    EXPECT_FALSE(robot.app.wants_fullscreen());
    robot.key(Key::f11);
    robot.frames(4);
    EXPECT_TRUE(robot.app.wants_fullscreen());
    EXPECT_EQ(robot.at("panel.stage").rect, (drawing::Rect{0, 0, 1920, 1080}));
    for (const char* panel : {"menu_bar", "layer", "inspector", "transport", "mode_bar"})
        EXPECT_FALSE(robot.has(std::string("panel.") + panel)) << panel;
    robot.key(Key::escape);
    robot.frames(2);
    EXPECT_FALSE(robot.app.wants_fullscreen());
    EXPECT_TRUE(robot.has("panel.layer"));
}

TEST(Projector, IsWorkedByKeysAndAPresentersRemote) {
    Robot robot(1920, 1080);
    robot.click("menu.projector_chip");
    robot.frames(2);
    robot.key(Key::page_down);
    EXPECT_EQ(robot.view().step, 1U);
    robot.key(Key::right);
    EXPECT_EQ(robot.view().step, 2U);
    robot.key(Key::page_up);
    EXPECT_EQ(robot.view().step, 1U);
    robot.key(Key::space);
    EXPECT_TRUE(robot.playback().playing);
    robot.key(Key::space);
    robot.click(robot.cell(model::Pane::input, 2, 2));
    EXPECT_TRUE(robot.view().pointer.pin) << "and by the mouse, at its own scale";
    EXPECT_EQ(robot.view().pointer.pin->row, 2);
    robot.key(Key::escape);
    EXPECT_FALSE(robot.app.wants_fullscreen()) << "one Escape leaves";
}

TEST(Projector, SaysHowToLeaveAndLetsBe) {
    Robot robot(1920, 1080);
    robot.move_to(drawing::Point{900, 600});
    robot.key(Key::f11);
    robot.frames(4);
    EXPECT_TRUE(robot.has("projector.leave"));
    robot.frames(60 * 6);
    EXPECT_FALSE(robot.has("projector.leave")) << "it faded";
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
    robot.move_to(drawing::Point{900, 20});
    robot.frames(3);
    EXPECT_TRUE(robot.has("projector.leave")) << "and comes back at the edge";
    robot.click("projector.leave");
    robot.frames(2);
    EXPECT_FALSE(robot.app.wants_fullscreen());
}

/// How to leave is said where neither words nor cells are.
TEST(Projector, ItsHintCoversNothing) {
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1366, 768},
                                        std::pair{1024, 768}, std::pair{1920, 1080}}) {
        for (const char* language : {"en", "zh"}) {
            for (const Key mode : {Key::f, Key::b, Key::c, Key::s}) {
                Services services;
                services.language = language;
                Robot robot(width, height, 1, services);
                robot.key(mode);
                robot.key(Key::f11);
                robot.frames(4);
                const drawing::Rect hint = robot.at("projector.leave").rect;
                const drawing::Drawing& drawing = robot.app.stage_drawing();
                const float scale = robot.app.stage_scale();
                const auto meets = [&](const drawing::Rect& part) {
                    const drawing::Rect both = drawing::intersection(
                        hint, {part.x * scale, part.y * scale, part.w * scale, part.h * scale});
                    return both.w * both.h > 0;
                };
                for (const drawing::HitGrid& grid : drawing.hits)
                    EXPECT_FALSE(meets(grid.visible)) << width << language;
                for (const drawing::Rect& box : text_boxes(drawing))
                    EXPECT_FALSE(meets(box)) << width << language << box.x << ", " << box.y;
            }
        }
    }
}

TEST(Projector, WaitsForWhatFades) {
    Robot robot(1920, 1080);
    robot.move_to(drawing::Point{60, 900});
    robot.key(Key::f11);
    robot.frames(30);
    EXPECT_GT(robot.app.wait_seconds(), 0.5) << "nothing changes until the ring fades";
    EXPECT_LT(robot.app.wait_seconds(), 3);
}

TEST(Projector, RemotesDoNotStepElsewhere) {
    Robot robot;
    robot.key(Key::page_down);
    EXPECT_EQ(robot.view().step, 0U);
}

/// Every word of the stage at 1080 lines is at least 24 pixels high, in every mode and operator.
TEST(Projector, WordsAreLarge) {
    Robot robot(1920, 1080);
    const drawing::Size screen{1920, 1080};
    const float scale = projector_scale(screen);
    const drawing::Size stage{screen.w / scale, screen.h / scale};
    const theme::Theme& theme = theme::projector_theme(*theme::themes().front());
    model::Store& store = robot.app.store();
    const auto smallest = [&] {
        float size = 1000;
        const auto drawn =
            drawing::build_drawing({store.run(), store.view(), store.figure()}, theme, stage);
        for (const drawing::Primitive& one : drawn.primitives)
            if (const auto* text = std::get_if<drawing::Text>(&one))
                size = std::min(size, text->size * scale);
        return size;
    };
    for (const Operator* op : operators()) {
        ASSERT_TRUE(store.dispatch(model::DocumentAction(model::SetOperator{std::string(op->id)})));
        EXPECT_GE(smallest(), 23.99F) << op->id;
    }
    for (const auto mode : {model::Mode::backward, model::Mode::compare, model::Mode::stages}) {
        ASSERT_TRUE(store.dispatch(model::ViewAction(model::SetMode{mode})));
        EXPECT_GE(smallest(), 23.99F) << static_cast<int>(mode);
    }
}

/// The same of lines.
TEST(Projector, LinesAreThick) {
    Robot robot(1920, 1080);
    robot.key(Key::f11);
    robot.frames(4);
    const float scale = robot.app.stage_scale();
    model::Store& store = robot.app.store();
    const auto drawn = drawing::build_drawing({store.run(), store.view(), store.figure()},
                                              theme::projector_theme(*theme::themes().front()),
                                              {1920 / scale, 1080 / scale});
    std::size_t lines = 0;
    for (const drawing::Primitive& one : drawn.primitives) {
        const auto* box = std::get_if<drawing::Box>(&one);
        const auto* line = std::get_if<drawing::Line>(&one);
        const drawing::Stroke stroke = box ? box->stroke : line ? line->stroke : drawing::Stroke{};
        if (stroke.width <= 0 || stroke.color.a == 0) continue;
        ++lines;
        EXPECT_GE(stroke.width * scale, 2.5F);
    }
    EXPECT_GT(lines, 50U);
}

#if IMGUI_VERSION_NUM < 19200  // later ones keep their glyphs elsewhere

/// The frame's quads that show a glyph, as the heights of their fonts in pixels.
std::vector<float> sizes_of_glyphs(const paint::FontCache& fonts) {
    struct Drawn {
        float font_size, height;
    };
    std::map<std::pair<float, float>, Drawn> glyphs;  // by their place in the texture
    for (const ImFont* font : fonts.built())
        for (const ImFontGlyph& glyph : font->Glyphs)
            glyphs[{glyph.U0, glyph.V0}] = {font->FontSize, glyph.Y1 - glyph.Y0};
    std::vector<float> sizes;
    const ImDrawData& frame = *ImGui::GetDrawData();
    for (int l = 0; l < frame.CmdListsCount; ++l) {
        const ImDrawList& list = *frame.CmdLists[l];
        const auto& index = list.IdxBuffer;
        for (int i = 0; i + 5 < index.Size; i += 3) {
            const ImDrawVert& first = list.VtxBuffer[index[i]];
            const ImDrawVert& last = list.VtxBuffer[index[i + 2]];
            const bool quad = index[i] == index[i + 3] && index[i + 2] == index[i + 4];
            const auto found = glyphs.find({first.uv.x, first.uv.y});
            if (!quad || found == glyphs.end() || found->second.height <= 0) continue;
            sizes.push_back(found->second.font_size * (last.pos.y - first.pos.y) /
                            found->second.height);
        }
    }
    return sizes;
}

/// Every word in the frame, measured there: panels, dialogs and messages too.
TEST(Projector, EveryWordInTheFrameIsLarge) {
    for (const char* language : {"en", "zh"}) {
        Services services;
        services.language = language;
        Robot robot(1920, 1080, 1, services);
        const auto expect_large = [&](const char* what) {
            robot.frames(8);
            EXPECT_TRUE(robot.app.wants_fullscreen()) << what;
            const auto sizes = sizes_of_glyphs(robot.app.fonts());
            ASSERT_GT(sizes.size(), 60U) << what;
            EXPECT_GE(*std::ranges::min_element(sizes), 23.5F) << what << " in " << language;
        };
        robot.frames(3);
        const auto usual = sizes_of_glyphs(robot.app.fonts());
        ASSERT_FALSE(usual.empty());
        EXPECT_LT(*std::ranges::min_element(usual), 20) << "the measure tells small words";
        robot.key(Key::f11);
        expect_large("the stage");
        robot.app.start_lesson(lessons::listed_lessons()[1].lesson);
        expect_large("a lesson");
        Student(robot).answer_wrongly();
        expect_large("a wrong answer");
        robot.click("lesson.close");
        robot.key(Key::q);
        expect_large("a quiz");
        robot.click("lesson.close");
        robot.key(Key::w);
        expect_large("a step in words");
        robot.key(Key::w);
        robot.key(Key::g);
        expect_large("the glossary");
        robot.key(Key::escape);
        robot.key(Key::f1);
        expect_large("the help");
        robot.key(Key::escape);
        robot.app.open("/nowhere/none.csv");
        expect_large("a message");
    }
}

#endif

/// Corners of what is drawn at this distance from a point.
std::size_t corners_around(Robot& robot, drawing::Point at, float from, float to) {
    robot.frames(2);
    std::size_t corners = 0;
    const ImDrawData& frame = *ImGui::GetDrawData();
    for (int l = 0; l < frame.CmdListsCount; ++l)
        for (const ImDrawVert& corner : frame.CmdLists[l]->VtxBuffer) {
            const float far = std::hypot(corner.pos.x - at.x, corner.pos.y - at.y);
            if (far > from && far < to) ++corners;
        }
    return corners;
}

TEST(Projector, ThePointerHasARingThatRests) {
    Robot robot(1920, 1080);
    const drawing::Point at{60, 900};  // beside the cells
    robot.move_to(at);
    // A ring about 35 pixels around the pointer.
    const auto around = [&] { return corners_around(robot, at, 27, 43); };
    robot.key(Key::f11);
    const std::size_t with = around();
    EXPECT_GT(with, 100U);
    robot.frames(60 * 4);
    EXPECT_LT(around() + 100, with) << "a pointer that lies still has none";
    robot.move_to(drawing::Point{at.x + 1, at.y});
    EXPECT_GE(around() + 20, with);
}

TEST(Projector, TheRingLeavesTheNumberPointedAtFree) {
    Robot robot(1920, 1080);
    robot.key(Key::f11);
    robot.frames(4);
    const drawing::Point middle = robot.cell(model::Pane::input, 1, 3);
    // Corners of what is drawn inside the cell, but for its edges.
    const auto inside = [&] {
        std::size_t corners = 0;
        const ImDrawData& frame = *ImGui::GetDrawData();
        for (int l = 0; l < frame.CmdListsCount; ++l)
            for (const ImDrawVert& corner : frame.CmdLists[l]->VtxBuffer)
                if (std::abs(corner.pos.x - middle.x) < 22 &&
                    std::abs(corner.pos.y - middle.y) < 22)
                    ++corners;
        return corners;
    };
    robot.move_to(drawing::Point{60, 900});
    robot.frames(4);
    const std::size_t before = inside();
    robot.move_to(drawing::Point{middle.x + 15, middle.y + 10});
    robot.frames(2);
    EXPECT_EQ(robot.view().pointer.hover, (model::CellRef{model::Pane::input, 0, 1, 3}));
    EXPECT_LE(inside(), before) << "the ring goes round the cell";
}

TEST(Projector, TheBlackScreenHidesAllUntilAClick) {
    Robot robot(1920, 1080);
    robot.key(Key::f11);
    robot.frames(4);
    robot.key(Key::b);
    robot.frames(30);
    const std::size_t step = robot.view().step;
    EXPECT_FALSE(robot.has("projector.leave"));
    EXPECT_EQ(robot.app.wait_seconds(), std::numeric_limits<double>::infinity());
    robot.click(robot.cell(model::Pane::input, 2, 2));
    robot.frames(2);
    EXPECT_FALSE(robot.view().pointer.pin) << "the click showed all again, no more";
    EXPECT_EQ(robot.view().step, step);
    robot.move_to(drawing::Point{900, 20});
    robot.frames(2);
    EXPECT_TRUE(robot.has("projector.leave"));
    EXPECT_TRUE(robot.app.wants_fullscreen());
}

TEST(Motion, IsReducedOnRequest) {
    Robot robot;
    robot.click("menu.view");
    robot.click("menu.view.motion");
    robot.key(Key::space);
    bool glided = false;
    for (int i = 0; i < 200; ++i) {
        robot.frames(1);
        glided = glided || robot.view().glide.share < 1;
    }
    EXPECT_GT(robot.view().step, 0U);
    EXPECT_FALSE(glided);
}

}  // namespace

}  // namespace poolscope::ui
