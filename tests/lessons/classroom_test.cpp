/// A student's way: pages, questions, the tally, and what is hidden meanwhile.
#include "lessons/classroom.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/store.hpp"

namespace poolscope::lessons {
namespace {

/// A store and a classroom, as the interface couples them.
struct Room {
    model::Store store;
    Classroom classroom;

    void act(const ClassAction& action) {
        ClassChange change = update(classroom, action, {store.whole(), store.document(), store.view()});
        if (change.open)
            store.open(std::move(change.open->document), std::move(change.open->view), {});
        for (const model::ViewAction& one : change.view) ASSERT_TRUE(store.dispatch(one));
        classroom = std::move(change.next);
    }
    void edit(const model::DocumentAction& action) {
        ASSERT_TRUE(store.dispatch(action));
        act(DocumentChanged{});
    }
    [[nodiscard]] const Question& question() const { return classroom.put->question; }
};

SharedLesson lesson() {
    const char* const text = R"(lesson = 1
title = "Two scenes"
language = "en"
[[scene]]
title = "First"
words = ["."]
preset = "max-2x2"
[[scene.question]]
kind = "value"
output = [0, 1]
[[scene.question]]
kind = "size"
[[scene]]
title = "Second"
words = ["."]
preset = "mean-2x2"
[[scene.question]]
kind = "make"
words = "3 × 3, please."
goal = { output_size = [3, 3] }
)";
    ReadLesson read = read_lesson(text, {});
    EXPECT_TRUE(read.faults.empty()) << read.faults.front().message();
    return std::make_shared<const Lesson>(std::move(read.lesson));
}

TEST(Classroom, ALessonIsPlayedToItsEnd) {
    Room room;
    room.act(StartLesson{lesson()});
    ASSERT_TRUE(room.classroom.asks());
    EXPECT_TRUE(room.store.view().prediction.hides_values);
    EXPECT_EQ(room.store.view().step, 1U);
    room.act(GiveAnswer{NumberAnswer{22}});
    EXPECT_TRUE(room.classroom.asks());
    EXPECT_FALSE(room.classroom.put->verdict->words.empty());
    EXPECT_TRUE(room.store.view().prediction.hides_values) << "still to be found";
    room.act(GiveAnswer{NumberAnswer{8}});
    EXPECT_EQ(room.classroom.put->state, PutQuestion::State::right);
    EXPECT_FALSE(room.store.view().prediction.hides());
    EXPECT_TRUE(room.store.playback().playing) << "the working is played";
    EXPECT_EQ(room.store.view().grain, Grain::cell);
    EXPECT_TRUE(room.classroom.has_next_question());
    room.act(NextQuestion{});
    EXPECT_TRUE(room.store.view().prediction.hides_size);
    EXPECT_EQ(room.store.view().grain, Grain::window);
    room.act(ShowAnswer{});
    EXPECT_FALSE(room.classroom.has_next_question());
    room.act(GoToPage{1});
    EXPECT_TRUE(room.classroom.last_page());
    EXPECT_EQ(room.store.document().layer().op->id, "avg");
    ASSERT_TRUE(room.classroom.asks());
    room.act(GiveAnswer{DeedAnswer{room.store.document()}});
    EXPECT_EQ(room.classroom.put->verdict->words.said().text(), "The output is {0} now.");
    PoolParams params = room.store.document().layer().params;
    params.stride = {1, 1};
    room.edit(model::SetParams{params, 0});
    EXPECT_FALSE(room.classroom.put->verdict) << "what was said of the layer before is gone";
    room.act(GiveAnswer{DeedAnswer{room.store.document()}});
    EXPECT_EQ(room.classroom.put->state, PutQuestion::State::right);
    EXPECT_EQ(count_of(room.classroom.tally), (TallyCount{3, 2, 0}));
    EXPECT_EQ(room.classroom.tally.size(), 5U);
    room.act(LeaveClass{});
    EXPECT_EQ(room.classroom.activity, Activity::none);
    EXPECT_EQ(room.classroom.tally.size(), 5U) << "the tally stays";
}

TEST(Classroom, ALessonsEndKeepsItsLastSceneAndItsOwnCount) {
    Room room;
    room.act(StartQuiz{});
    room.act(ShowAnswer{});
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 0, 0}));
    room.act(StartLesson{lesson()});
    EXPECT_EQ(room.classroom.count(), TallyCount{}) << "the quiz does not count";
    room.act(GiveAnswer{NumberAnswer{8}});
    room.act(GoToPage{1});
    ASSERT_TRUE(room.classroom.asks());
    room.act(EndLesson{});
    EXPECT_TRUE(room.classroom.ended);
    EXPECT_EQ(room.classroom.activity, Activity::lesson);
    EXPECT_FALSE(room.classroom.asks());
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 1, 1}));
    room.act(GoToPage{1});
    EXPECT_FALSE(room.classroom.ended);
    EXPECT_TRUE(room.classroom.asks()) << "it waits to be answered";
    room.act(EndLesson{});
    room.act(StartLesson{lesson()});
    EXPECT_FALSE(room.classroom.ended);
    EXPECT_EQ(room.classroom.count(), TallyCount{});
}

TEST(Classroom, AHintComesBeforeTheAnswerAndCountsAsATry) {
    Room room;
    room.act(StartLesson{lesson()});
    ASSERT_TRUE(room.classroom.put->offers_hint());
    room.act(GiveHint{});
    EXPECT_TRUE(room.classroom.asks());
    EXPECT_TRUE(room.store.view().prediction.hides_values) << "a hint shows nothing";
    EXPECT_FALSE(room.classroom.put->offers_hint()) << "there is one";
    EXPECT_EQ(room.classroom.tally.back().outcome, Outcome::hint);
    room.act(GiveAnswer{NumberAnswer{8}});
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 1, 0}));
    room.act(NextQuestion{});
    room.act(GiveAnswer{SizeAnswer{9, 9}});
    EXPECT_FALSE(room.classroom.put->offers_hint()) << "the reason is one";
}

TEST(Classroom, AnotherLayerMakesNoWrongAnswerAFirstTry) {
    Room room;
    room.act(StartLesson{lesson()});
    room.act(GiveAnswer{NumberAnswer{22}});
    room.edit(model::SetCell{.row = 0, .col = 2, .value = 50});
    room.act(GiveAnswer{NumberAnswer{50}});
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 1, 0}));
}

/// A lesson that progress is kept of.
SharedLesson kept_lesson() {
    auto own = std::make_shared<Lesson>(*lesson());
    own->id = "two-scenes";
    return own;
}

TEST(Classroom, ALessonGoesOnWhereItWasLeft) {
    Room room;
    room.act(StartLesson{kept_lesson()});
    room.act(GiveAnswer{NumberAnswer{8}});
    room.act(GoToPage{1});
    room.act(LeaveClass{});
    room.act(StartLesson{kept_lesson()});
    EXPECT_EQ(room.classroom.page, 1U);
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 1, 1}));
    room.act(GoToPage{0});
    ASSERT_TRUE(room.classroom.asks());
    EXPECT_EQ(room.question().kind, "size") << "the first was answered";
    room.act(EndLesson{});
    EXPECT_FALSE(room.classroom.progress.done) << "two questions are open";
    room.act(StartLesson{kept_lesson()});
    EXPECT_EQ(room.classroom.page, 0U) << "there is something left to do";
    room.act(ShowAnswer{});
    room.act(GoToPage{1});
    room.act(ShowAnswer{});
    room.act(EndLesson{});
    EXPECT_TRUE(room.classroom.progress.done);
    room.act(StartLesson{kept_lesson()});
    EXPECT_EQ(room.classroom.count(), TallyCount{}) << "it begins anew";
    EXPECT_TRUE(room.classroom.progress.done) << "and was done once";
}

TEST(Classroom, ALessonIsStartedAgainOnDemand) {
    Room room;
    room.act(StartLesson{kept_lesson()});
    room.act(GiveAnswer{NumberAnswer{8}});
    room.act(GoToPage{1});
    room.act(RestartLesson{});
    EXPECT_EQ(room.classroom.page, 0U);
    EXPECT_EQ(room.classroom.count(), TallyCount{});
    EXPECT_TRUE(room.classroom.asks());
}

TEST(Classroom, EachStudentHasHisOwnProgress) {
    Room room;
    room.act(StartLesson{kept_lesson()});
    room.act(GiveAnswer{NumberAnswer{8}});
    const StudentProgress first = room.classroom.student;
    room.act(BeStudent{{.name = "Mia"}});
    EXPECT_EQ(room.classroom.activity, Activity::none);
    room.act(StartLesson{kept_lesson()});
    EXPECT_EQ(room.classroom.count(), TallyCount{});
    room.act(GiveAnswer{NumberAnswer{22}});
    EXPECT_EQ(room.classroom.tally.back().student, "Mia");
    room.act(BeStudent{first});
    room.act(StartLesson{kept_lesson()});
    EXPECT_EQ(room.classroom.count(), (TallyCount{1, 1, 1}));
    room.act(ForgetProgress{});
    EXPECT_EQ(room.classroom.count(), TallyCount{});
    EXPECT_EQ(room.question().kind, "value") << "from the beginning";
}

TEST(Classroom, AScenesWorkIsThereOnComingBack) {
    Room room;
    room.act(StartLesson{lesson()});
    room.edit(model::SetCell{.row = 0, .col = 0, .value = 99});
    room.act(GoToPage{1});
    room.act(GoToPage{0});
    EXPECT_EQ(room.store.document().input->at(0, 0, 0, 0), 99);
    room.act(ResetPage{});
    EXPECT_EQ(room.store.document().input->at(0, 0, 0, 0), 1);
}

TEST(Classroom, AQuestionFollowsTheDocument) {
    Room room;
    room.act(StartLesson{lesson()});
    room.edit(model::SetCell{.row = 0, .col = 2, .value = 50});
    room.act(GiveAnswer{NumberAnswer{50}});
    EXPECT_EQ(room.classroom.put->state, PutQuestion::State::right);
    EXPECT_EQ(count_of(room.classroom.tally), (TallyCount{1, 1, 1}));
}

TEST(Classroom, AQuizAsksOnAndOn) {
    Room room;
    room.act(StartQuiz{});
    std::set<std::string> kinds;
    for (int i = 0; i < 14; ++i) {
        ASSERT_TRUE(room.classroom.asks());
        kinds.insert(room.question().kind);
        room.act(ShowAnswer{});
        EXPECT_TRUE(room.classroom.has_next_question());
        room.act(NextQuestion{});
    }
    EXPECT_GE(kinds.size(), 6U);
    EXPECT_EQ(count_of(room.classroom.tally), (TallyCount{14, 0, 0}));
    const Words first = room.question().words;
    room.act(SetSeed{77});
    EXPECT_EQ(room.classroom.quiz_number, 0U);
    room.act(LeaveClass{});
    EXPECT_FALSE(room.store.view().prediction.hides());
}

TEST(Classroom, AQuizThatCannotBeSaysWhy) {
    Room room;
    ASSERT_TRUE(room.store.dispatch(model::DocumentAction(model::ResizeInput{1, 90, 90})));
    room.act(StartQuiz{});
    EXPECT_FALSE(room.classroom.put);
    ASSERT_TRUE(room.classroom.no_question);
    EXPECT_EQ(room.classroom.no_question->code, ErrorCode::too_large);
    room.edit(model::ResizeInput{1, 6, 6});
    EXPECT_TRUE(room.classroom.asks()) << "once the layer is small enough";
}

TEST(Classroom, AWrongClickIsMarked) {
    Room room;
    room.act(StartQuiz{});
    while (room.question().form != Form::cell) room.act(NextQuestion{});
    const model::CellRef cell{model::Pane::input, 0, -1, -1};
    room.act(GiveAnswer{CellAnswer{cell}});
    ASSERT_TRUE(room.classroom.asks()) << "padding never wins";
    EXPECT_EQ(room.store.view().prediction.answer, cell);
}

TEST(MayChange, OnlyWhatTheSceneAllows) {
    const model::Document document = model::default_document();
    Allowed allowed{false, {"stride"}};
    PoolParams params = document.layer().params;
    params.stride = {1, 1};
    EXPECT_TRUE(allows(allowed, document, model::SetParams{params, 0}));
    params.kernel_size = {2, 2};
    EXPECT_FALSE(allows(allowed, document, model::SetParams{params, 0}));
    EXPECT_FALSE(allows(allowed, document, model::SetCell{}));
    EXPECT_FALSE(allows(allowed, document, model::SetOperator{"avg"}));
    EXPECT_TRUE(allows(Allowed{}, document, model::SetOperator{"avg"}));
    EXPECT_EQ(allowed_text(allowed).english(), "In this scene you may change: the stride.");
    EXPECT_EQ(allowed_text(Allowed{false, {}}).english(), "In this scene nothing can be changed.");
}

TEST(MayChange, EachPartIsTheOneThatItsActionChanges) {
    const model::Document document = model::default_document();
    const std::pair<const char*, model::DocumentAction> rows[] = {
        {"cells", model::SetCell{}},
        {"cells", model::FillInput{}},
        {"gradient", model::ResetGrid{model::Grid::grad_output}},
        {"scores", model::SetCell{.grid = model::Grid::scores}},
        {"size", model::ResizeInput{}},
        {"shift", model::ShiftInput{1, 0, 0}},
        {"operator", model::SetOperator{"avg"}},
        {"dialect", model::SetDialect{"keras"}},
    };
    for (const auto& [part, action] : rows) {
        EXPECT_TRUE(allows(Allowed{false, {part}}, document, action)) << part;
        EXPECT_FALSE(allows(Allowed{false, {}}, document, action)) << part;
    }
}

}  // namespace
}  // namespace poolscope::lessons
