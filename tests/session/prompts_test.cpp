/// What is asked before work is lost or written, and what the answers do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/exporter.hpp"
#include "io/scene_file.hpp"
#include "io/temp_folder.hpp"
#include "session/desk.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

using testing::SizeIs;

TEST(Prompts, UnsavedChangesAskBeforeAnotherFileIsOpened) {
    const io::TempFolder folder;
    model::Document other = model::default_document();
    other.layer().op = *find_operator("avg");
    ASSERT_TRUE(io::save_scene(other, {}, folder / "other.pool.toml"));
    Desk desk;
    desk.set_input(0, 0, 42);
    desk.run("file.open");
    const auto file = desk.asked<FilePrompt>();
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind, FilePrompt::Kind::open);
    desk.answer([&](Session& session) { file->chosen(session, folder / "missing.pool.toml"); });
    EXPECT_FALSE(desk.session.prompt) << "a file that cannot be opened drops nothing";
    desk.answer([&](Session& session) { file->chosen(session, folder / "other.pool.toml"); });
    const auto unsaved = desk.asked<UnsavedPrompt>();
    ASSERT_TRUE(unsaved);
    EXPECT_EQ(desk.input(0, 0), 42) << "nothing is dropped before the answer";
    desk.answer(unsaved->then);
    EXPECT_EQ(desk.session.document().layer().op->id, "avg");
    EXPECT_FALSE(desk.session.store.modified());
    desk.run("file.open");
    EXPECT_TRUE(desk.asked<FilePrompt>()) << "there is nothing to lose";
}

TEST(Prompts, SavingAsksForAFileOnce) {
    const io::TempFolder folder;
    Desk desk;
    desk.set_input(0, 0, 42);
    desk.run("file.save");
    const auto file = desk.asked<FilePrompt>();
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind, FilePrompt::Kind::save);
    EXPECT_EQ(file->start.filename(), "Untitled.pool.toml");
    desk.answer([&](Session& session) { file->chosen(session, folder / "mine"); });
    EXPECT_TRUE(std::filesystem::exists(folder / "mine.pool.toml"));
    EXPECT_EQ(document_name(desk.session), "mine");
    desk.set_input(0, 0, 43);
    EXPECT_TRUE(desk.session.store.modified());
    desk.run("file.save");
    EXPECT_FALSE(desk.session.prompt);
    EXPECT_FALSE(desk.session.store.modified());
}

TEST(Prompts, QuittingWaitsForTheAnswer) {
    Desk desk;
    desk.set_input(0, 0, 42);
    desk.run("file.quit");
    EXPECT_FALSE(desk.session.quit);
    const auto unsaved = desk.asked<UnsavedPrompt>();
    ASSERT_TRUE(unsaved);
    desk.answer(unsaved->then);
    EXPECT_TRUE(desk.session.quit);
}

TEST(Prompts, AnExportProposesAName) {
    const io::TempFolder folder;
    Desk desk;
    ASSERT_TRUE(save_now(desk.session, folder / "layer"));
    desk.emit(model::ViewAction(model::Seek{3}));
    desk.run("export.open");
    auto asked = desk.asked<ExportPrompt>();
    ASSERT_TRUE(asked);
    ExportPlan& plan = asked->plan;
    choose_exporter(desk.session, plan, *exporting::find_exporter("png"));
    EXPECT_EQ(plan.target, folder / "layer-step-4.png");
    choose_exporter(desk.session, plan, *exporting::find_exporter("gif"));
    EXPECT_EQ(plan.target, folder / "layer.gif");
    EXPECT_EQ(plan.range, ExportRange::all) << "one step does not move";
    plan.target = folder / "film.webm";
    name_target(desk.session, plan);
    EXPECT_EQ(plan.format, "webm");
    choose_exporter(desk.session, plan, *exporting::find_exporter("svg"));
    EXPECT_EQ(plan.target, folder / "film.svg") << "a name that the person gave stays";
    const exporting::Request request = request_of(desk.session, plan);
    EXPECT_EQ(request.first, 3U);
    EXPECT_EQ(request.count, 1U);
}

TEST(Prompts, AHandoutIsNamedAfterItsLayer) {
    const io::TempFolder folder;
    Desk desk;
    ASSERT_TRUE(save_now(desk.session, folder / "layer"));
    desk.run("export.handout");
    const auto asked = desk.asked<HandoutPrompt>();
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->choice.target, folder / "layer-handout.pdf");
    ASSERT_TRUE(make_handout(desk.session, asked->choice));
    EXPECT_TRUE(std::filesystem::exists(folder / "layer-handout.pdf"));
    EXPECT_TRUE(std::filesystem::exists(folder / "layer-handout-key.pdf"));
    EXPECT_THAT(desk.session.notices, SizeIs(1));
}

TEST(Prompts, WorkThatWasLeftBehindIsOffered) {
    const io::TempFolder folder;
    Services services;
    services.recovery_folder = folder / "recovery";
    {
        Desk ended(services);
        ended.set_input(0, 0, 42);
        leave_copy(ended.session);
    }
    Desk desk(services);
    offer_left_copies(desk.session);
    const auto left = desk.asked<RecoveredPrompt>();
    ASSERT_TRUE(left);
    open_left_copy(desk.session, left->copy);
    EXPECT_EQ(desk.input(0, 0), 42);
    EXPECT_TRUE(desk.session.store.modified());
}

}  // namespace

}  // namespace poolscope::session
