/// Rows of the action table, and their keys.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "session/actions/context_rows.hpp"
#include "session/desk.hpp"
#include "session/key_hint.hpp"
#include "theme/theme.hpp"

namespace poolscope::session {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr KeyPress space{Key::space, false, false, false};

TEST(Commands, AnEditIsUndoneAndDoneAgain) {
    Desk desk;
    const float before = desk.input(0, 0);
    EXPECT_FALSE(is_enabled(action_row("edit.undo"), desk.session));
    desk.set_input(0, 0, before + 5);
    ASSERT_EQ(desk.input(0, 0), before + 5);
    desk.run("edit.undo");
    EXPECT_EQ(desk.input(0, 0), before);
    desk.run("edit.redo");
    EXPECT_EQ(desk.input(0, 0), before + 5);
    EXPECT_FALSE(is_enabled(action_row("edit.redo"), desk.session));
}

TEST(Commands, AKeyRunsTheFirstRowThatIsEnabled) {
    Desk desk;
    desk.press({Key::enter, false, false, false});
    EXPECT_FALSE(desk.session.editor.cell) << "no cell is selected";
    desk.emit(model::ViewAction(model::SetPin{model::CellRef{model::Pane::output, 0, 1, 1}}));
    desk.press({Key::enter, false, false, false});
    EXPECT_EQ(desk.session.view().step, 4U) << "to the pinned one";
    EXPECT_FALSE(desk.session.view().pointer.pin);
    desk.run("cell.first");
    desk.press({Key::enter, false, false, false});
    EXPECT_TRUE(desk.session.editor.cell) << "and into the selected one";
}

TEST(Commands, EnterBringsTheWindowToACellThatCannotBeRead) {
    Desk desk;
    desk.emit(model::ViewAction(model::SelectCell{model::CellRef{model::Pane::input, 0, 5, 5}}));
    desk.session.types_into_cells = false;
    desk.press({Key::enter, false, false, false});
    EXPECT_EQ(desk.session.view().step, 8U);
    EXPECT_FALSE(desk.session.editor.cell);
}

TEST(Commands, StepKeysStepThoughACellIsSelected) {
    Desk desk;
    desk.run("cell.first");
    desk.press({Key::right, false, false, false});
    desk.press({Key::down, false, false, false});
    EXPECT_EQ(desk.session.view().step, 4U);
    EXPECT_EQ(desk.session.view().pointer.selected->col, 0);
    desk.press({Key::right, true, false, false});
    EXPECT_EQ(desk.session.view().pointer.selected->col, 1);
    EXPECT_EQ(desk.session.view().step, 4U);
}

TEST(Commands, TheLineBelowSaysWhatTheKeysDo) {
    Desk desk;
    EXPECT_THAT(key_hints(desk.session).front(), HasSubstr("← → step"));
    desk.run("cell.first");
    EXPECT_THAT(key_hints(desk.session).front(), HasSubstr("Enter types"));
    desk.session.types_into_cells = false;
    EXPECT_THAT(key_hints(desk.session).front(), HasSubstr("Enter brings the window here"));
    desk.run("edit.cell");
    EXPECT_THAT(key_hints(desk.session).front(), HasSubstr("Escape: as it was"));
    desk.session.editor = {};
    desk.session.brush.value = 2.5F;
    desk.session.brush.on = true;
    EXPECT_THAT(key_hints(desk.session).front(), HasSubstr("drags paint 2.5"));
}

TEST(Commands, TheBrushTakesTheSelectedCellsValue) {
    Desk desk;
    desk.set_input(0, 0, -7);
    desk.run("cell.first");
    desk.press({Key::p, false, false, false});
    EXPECT_TRUE(desk.session.brush.on);
    EXPECT_EQ(desk.session.brush.value, -7);
    EXPECT_FALSE(desk.session.view().pointer.selected);
    desk.press({Key::escape, false, false, false});
    EXPECT_FALSE(desk.session.brush.on);
}

TEST(Commands, SpeedsGoOnToRowsAndToTheEnd) {
    Desk desk;
    for (int i = 0; i < 20; ++i) desk.press({Key::right_bracket, false, false, false});
    EXPECT_EQ(desk.session.preferences().pace, model::Pace::finish);
    desk.press({Key::left_bracket, false, false, false});
    EXPECT_EQ(desk.session.preferences().pace, model::Pace::row);
    desk.press({Key::left_bracket, false, false, false});
    EXPECT_EQ(desk.session.preferences().pace, model::Pace::windows);
    EXPECT_EQ(desk.session.preferences().speed, 8);
}

TEST(Presenting, ARemoteWorksAsInASlideShow) {
    Desk desk;
    const auto press = [&](Key key) { desk.press({key, false, false, false}); };
    press(Key::f5);
    EXPECT_TRUE(desk.session.projector);
    press(Key::page_down);
    EXPECT_EQ(desk.session.view().step, 1U);
    press(Key::f5);
    EXPECT_TRUE(desk.session.projector) << "it begins, and does not end";
    for (const Key key : {Key::b, Key::period}) {
        press(key);
        EXPECT_TRUE(desk.session.black);
        press(key);
        EXPECT_FALSE(desk.session.black);
    }
    EXPECT_EQ(desk.session.view().mode, model::Mode::forward);
    press(Key::b);
    press(Key::page_down);
    EXPECT_FALSE(desk.session.black) << "any key shows all again";
    EXPECT_EQ(desk.session.view().step, 1U) << "and does no more";
    desk.press({Key::b, false, true, false});
    EXPECT_EQ(desk.session.view().mode, model::Mode::backward);
    press(Key::escape);
    EXPECT_FALSE(desk.session.projector);
    press(Key::f);
    press(Key::b);
    EXPECT_EQ(desk.session.view().mode, model::Mode::backward) << "elsewhere B is the mode's";
}

TEST(Presenting, OneEscapeLeaves) {
    Desk desk;
    desk.run("view.projector");
    desk.run("cell.first");
    desk.emit(model::ViewAction(model::SetPin{model::CellRef{model::Pane::input, 0, 0, 0}}));
    desk.session.report({ErrorCode::bad_argument, say("nothing"), {}});
    desk.press({Key::escape, false, false, false});
    EXPECT_FALSE(desk.session.projector);
}

TEST(Presenting, TheBlackScreenStopsWhatPlays) {
    Desk desk;
    desk.run("view.projector");
    desk.press(space);
    ASSERT_TRUE(desk.session.playback().playing);
    desk.press({Key::b, false, false, false});
    EXPECT_FALSE(desk.session.playback().playing);
}

/// Who looks at the stages in between finds the layer as it was left.
TEST(Modes, StagesAreComeBackFrom) {
    Desk desk;
    desk.emit(model::ViewAction(model::Seek{4}));
    desk.run("mode.stages");
    EXPECT_EQ(desk.session.view().step, 0U) << "the stages begin at their beginning";
    desk.run("play.forward");
    desk.run("play.forward");
    desk.run("mode.forward");
    EXPECT_EQ(desk.session.view().step, 4U);
    desk.run("mode.stages");
    desk.run("mode.backward");
    EXPECT_EQ(desk.session.view().step, 4U);
    // By cell, and back by window.
    desk.run("mode.forward");
    desk.emit(model::ViewAction(model::SetGrain{Grain::cell}));
    desk.emit(model::ViewAction(model::Seek{9 * 4 + 2}));
    desk.run("mode.stages");
    desk.run("mode.backward");
    EXPECT_EQ(desk.session.view().step, 4U);
}

/// The rows that suit a spot, by id.
std::vector<std::string> rows_for(Session& session, const Spot& spot) {
    std::vector<std::string> ids;
    for (const ContextRow& row : context_rows())
        if (row.suits(session, spot)) ids.emplace_back(row.id);
    return ids;
}

TEST(ContextMenu, OffersWhatSuitsTheSpot) {
    Desk desk;
    const Spot cell{.cell = model::CellRef{model::Pane::input, 0, 1, 3}};
    EXPECT_EQ(context_title(desk.session, cell), "input (1, 3) = 8");
    const auto on_cell = rows_for(desk.session, cell);
    for (const char* id : {"copy_value", "copy_row", "go_to", "pin", "set_to", "brush"})
        EXPECT_THAT(on_cell, testing::Contains(id));
    EXPECT_THAT(on_cell, testing::Not(testing::Contains("copy_window")));
    const Spot output{.cell = model::CellRef{model::Pane::output, 0, 1, 1}};
    EXPECT_THAT(rows_for(desk.session, output), testing::Not(testing::Contains("set_to")));
    for (const char* id : {"copy_value", "copy_row", "copy_column"})
        EXPECT_THAT(rows_for(desk.session, output), testing::Not(testing::Contains(id)))
            << "no step has written it";
    desk.run("play.last");
    EXPECT_THAT(rows_for(desk.session, output), testing::Contains("copy_value"));
    desk.run("play.first");
    const Spot padding{.cell = model::CellRef{model::Pane::input, 0, -1, 0}};
    EXPECT_THAT(rows_for(desk.session, padding), testing::Not(testing::Contains("copy_value")));
    EXPECT_THAT(rows_for(desk.session, padding), testing::Contains("go_to"));
    EXPECT_THAT(rows_for(desk.session, Spot{.cell = {}, .window = true}),
                testing::Contains("copy_window"));
    EXPECT_THAT(rows_for(desk.session, Spot{.cell = {}, .formula = true}),
                testing::Contains("formula"));
    EXPECT_THAT(rows_for(desk.session, {}), testing::Contains("copy_input"));
}

TEST(ContextMenu, HidesWhatAStudentIsAsked) {
    Desk desk;
    model::Prediction prediction;
    prediction.hides_values = true;
    desk.emit(model::ViewAction(model::SetPrediction{prediction}));
    const Spot output{.cell = model::CellRef{model::Pane::output, 0, 1, 1}, .window = true};
    const auto rows = rows_for(desk.session, output);
    for (const char* id : {"copy_value", "copy_row", "formula", "copy_output"})
        EXPECT_THAT(rows, testing::Not(testing::Contains(id)));
}

TEST(ContextMenu, DoesWhatItSays) {
    Desk desk;
    const Spot cell{.cell = model::CellRef{model::Pane::input, 0, 1, 3}};
    const auto choose = [&](std::string_view id, const Spot& spot) {
        run_context(desk.session, id, spot);
        desk.session.apply_queue();
    };
    choose("copy_value", cell);
    EXPECT_EQ(desk.clipboard(), "8");
    choose("copy_row", cell);
    EXPECT_EQ(desk.clipboard(), "5\t6\t7\t8\t2\t1\n");
    desk.run("play.last");
    choose("copy_column", {.cell = model::CellRef{model::Pane::output, 0, 1, 1}});
    EXPECT_EQ(desk.clipboard(), "8\n8\n6\n");
    choose("go_to", {.cell = model::CellRef{model::Pane::output, 0, 2, 2}});
    EXPECT_EQ(desk.session.view().step, 8U);
    choose("copy_window", Spot{.cell = {}, .window = true});
    EXPECT_EQ(desk.clipboard(), "6\t8\t7\n1\t5\t3\n2\t9\t6\n") << "what lies in the input";
    choose("pin", cell);
    EXPECT_EQ(desk.session.view().pointer.pin, cell.cell);
    choose("set_to_zero", cell);
    EXPECT_EQ(desk.input(1, 3), 0);
    choose("set_to", cell);
    EXPECT_EQ(desk.session.editor.cell, cell.cell);
    desk.session.editor = {};
    choose("lens", cell);
    EXPECT_TRUE(desk.session.view().lens);
    choose("brush", cell);
    EXPECT_TRUE(desk.session.brush.on);
    EXPECT_EQ(desk.session.brush.value, 0);
}

TEST(Commands, KeysThatAreTakenRunOnlyWhatMayBeRunAtAnyTime) {
    Desk desk;
    desk.press(space, true);
    EXPECT_FALSE(desk.session.playback().playing);
    desk.press({Key::f12, false, false, false}, true);
    EXPECT_TRUE(desk.session.screenshot_due);
}

TEST(Commands, WhatPlaysMovesOnWithTime) {
    Desk desk;
    desk.press(space);
    ASSERT_TRUE(desk.session.playback().playing);
    for (int i = 0; i < 8; ++i) desk.session.advance(0.5);
    EXPECT_GE(desk.session.view().step, 2U);
    EXPECT_EQ(desk.session.now, 4.0);
}

TEST(Commands, AValueIsTypedIntoTheSelectedCell) {
    Desk desk;
    desk.run("cell.first");
    desk.run("edit.cell");
    ASSERT_TRUE(desk.session.editor.cell);
    desk.session.editor.buffer = "seven";
    EXPECT_FALSE(write_typed_value(desk.session));
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, HasSubstr("type a number"));
    desk.session.editor.buffer = "-7.5";
    EXPECT_TRUE(write_typed_value(desk.session));
    desk.session.apply_queue();
    EXPECT_EQ(desk.input(0, 0), -7.5F);
}

TEST(Commands, TheInterfaceGrowsAsFarAsTheWindowHasRoom) {
    Desk desk;
    const double chosen = desk.session.settings.ui_scale;
    desk.run("view.larger");
    EXPECT_GT(desk.session.settings.ui_scale, chosen);
    EXPECT_THAT(desk.session.notices, IsEmpty());
    const double larger = desk.session.settings.ui_scale;
    desk.session.drawn_scale = chosen;
    desk.run("view.larger");
    EXPECT_EQ(desk.session.settings.ui_scale, larger);
    ASSERT_THAT(desk.session.notices, SizeIs(1));
    EXPECT_THAT(desk.session.notices.front().text, HasSubstr("hide the side panels (Ctrl+E)"));
}

TEST(Commands, TheNextThemeGoesRoundTheList) {
    for (const bool projector : {false, true}) {
        Desk desk;
        desk.session.projector = projector;
        const std::string first = desk.session.preferences().theme;
        for (std::size_t i = 0; i + 1 < theme::themes().size(); ++i) {
            desk.run("view.theme_next");
            EXPECT_NE(desk.session.preferences().theme, first) << i;
        }
        desk.run("view.theme_next");
        EXPECT_EQ(desk.session.preferences().theme, first);
    }
}

}  // namespace

}  // namespace poolscope::session
