/// The network's ledger: handed on as text, and hidden as an exercise.
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "io/examples.hpp"
#include "io/temp_folder.hpp"
#include "session/desk.hpp"
#include "session/files.hpp"
#include "session/ledger_commands.hpp"

namespace poolscope::session {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// The carried network: conv 2 x 12 x 12 (20 parameters), ReLU, max 2 x 6 x 6, conv 1 x 6 x 6 (19),
/// ReLU, max 1, linear 2 (4), softmax 2.
struct LedgerDesk : Desk {
    LedgerDesk() {
        auto opened = io::open_example("edges");
        EXPECT_TRUE(opened);
        show_document(session, std::move(*opened), {});
        look(0);
    }
    void look(std::size_t at) { emit(model::ViewAction(model::LookAt{at})); }
    LedgerExercise& start() {
        run("network.predict");
        return session.ledger;
    }
};

constexpr LedgerCell shape_of(std::size_t layer) {
    return {layer, LedgerColumn::shape};
}
constexpr LedgerCell parameters_of(std::size_t layer) {
    return {layer, LedgerColumn::parameters};
}

TEST(Ledger, IsCopiedInEachForm) {
    LedgerDesk desk;
    const auto copied = [&](std::size_t form) {
        copy_ledger(desk.session, ledger_forms()[form]);
        return desk.clipboard();
    };
    EXPECT_THAT(copied(0), AllOf(StartsWith("| layer |"), HasSubstr("edges 3 × 3"),
                                 HasSubstr("2 x 12 x 12"), HasSubstr("| all |")));
    EXPECT_THAT(copied(1), AllOf(StartsWith("\\begin{tabular}"), HasSubstr("max 2 × 2")));
    EXPECT_THAT(copied(2), AllOf(StartsWith("name,kind,"), HasSubstr("corners 3 × 3,conv,")));
}

TEST(Ledger, IsWrittenAsTheFilesNameAsks) {
    LedgerDesk desk;
    const io::TempFolder folder;
    const auto written = [&](const char* name) {
        desk.run("network.ledger");
        const auto asked = desk.asked<FilePrompt>();
        EXPECT_TRUE(asked);
        asked->chosen(desk.session, folder / name);
        std::stringstream text;
        text << std::ifstream(folder / name).rdbuf();
        return text.str();
    };
    EXPECT_THAT(written("net.md"), StartsWith("| layer |"));
    EXPECT_THAT(written("net.tex"), StartsWith("\\begin{tabular}"));
    EXPECT_THAT(written("net.csv"), StartsWith("name,"));
    desk.run("network.ledger");
    desk.asked<FilePrompt>()->chosen(desk.session, folder / "no" / "such" / "net.md");
    EXPECT_TRUE(desk.session.notices.back().is_error);
}

TEST(Ledger, OfOneLayerThereIsNone) {
    const Desk desk;
    EXPECT_FALSE(is_enabled(action_row("network.ledger"), desk.session));
    EXPECT_FALSE(is_enabled(action_row("network.predict"), desk.session));
}

TEST(LedgerExercise, HidesEverythingUntilItIsTold) {
    LedgerDesk desk;
    EXPECT_FALSE(is_hidden(desk.session, shape_of(0)));
    LedgerExercise& ledger = desk.start();
    for (std::size_t i = 0; i < 8; ++i) {
        EXPECT_TRUE(ledger.hides(shape_of(i)));
        EXPECT_TRUE(ledger.hides(parameters_of(i)));
    }
    EXPECT_FALSE(ledger.hides(shape_of(8))) << "there is no such layer";
    EXPECT_EQ(ledger.tally(), (LedgerTally{.hidden = 16}));
    ledger.show(shape_of(2));
    EXPECT_FALSE(ledger.hides(shape_of(2)));
    EXPECT_FALSE(ledger.is_answered(shape_of(2)));
    EXPECT_EQ(ledger.tally(), (LedgerTally{.shown = 1, .hidden = 15}));
    desk.run("network.predict");
    EXPECT_FALSE(is_hidden(desk.session, shape_of(0)));
}

TEST(LedgerExercise, TakesAShapeHoweverItIsWritten) {
    for (const char* text : {"2 x 12 x 12", "2x12x12", "2 × 12 × 12", "(2, 12, 12)", "2 12 12",
                             "1, 2, 12, 12", "[1,2,12,12]"}) {
        LedgerDesk desk;
        LedgerExercise& ledger = desk.start();
        EXPECT_EQ(ledger.try_answer(shape_of(0), text), true) << text;
        EXPECT_TRUE(ledger.is_answered(shape_of(0)));
    }
    for (const char* text : {"2", "2 x 12", "12 x 12 x 2", "2 x 12 x 13", "22 x 12 x 12"}) {
        LedgerDesk desk;
        LedgerExercise& ledger = desk.start();
        EXPECT_EQ(ledger.try_answer(shape_of(0), text), false) << text;
        EXPECT_TRUE(ledger.hides(shape_of(0)));
        EXPECT_EQ(ledger.wrong(), text);
        EXPECT_EQ(ledger.wrong_cell(), shape_of(0));
    }
    for (const char* text : {"", "  ", "two", "-2 x 12 x 12", "2.5", "99999999999999999999"}) {
        LedgerDesk desk;
        LedgerExercise& ledger = desk.start();
        EXPECT_EQ(ledger.try_answer(shape_of(0), text), std::nullopt) << text;
        EXPECT_EQ(ledger.tally().wrong, 0) << "no answer is no wrong one";
    }
}

TEST(LedgerExercise, AVectorIsItsLength) {
    for (const char* text : {"2", "2 x 1 x 1", "1 x 2"}) {
        LedgerDesk desk;
        EXPECT_EQ(desk.start().try_answer(shape_of(6), text), true) << text;
    }
}

TEST(LedgerExercise, CountsParametersAndTries) {
    LedgerDesk desk;
    LedgerExercise& ledger = desk.start();
    EXPECT_EQ(ledger.try_answer(parameters_of(0), "18"), false) << "the biases are missing";
    EXPECT_EQ(ledger.try_answer(parameters_of(0), "20"), true);
    EXPECT_EQ(ledger.wrong(), "") << "done with";
    EXPECT_EQ(ledger.try_answer(parameters_of(1), "0"), true);
    EXPECT_EQ(ledger.try_answer(parameters_of(0), "20"), std::nullopt) << "it is told already";
    EXPECT_EQ(ledger.tally(), (LedgerTally{.right = 2, .wrong = 1, .hidden = 14}));
    desk.session.ledger.start();
    EXPECT_EQ(ledger.tally(), (LedgerTally{.hidden = 16})) << "all again";
}

TEST(LedgerExercise, GoesFromCellToCell) {
    LedgerDesk desk;
    LedgerExercise& ledger = desk.start();
    EXPECT_EQ(ledger.next_hidden(shape_of(0)), parameters_of(0));
    ledger.show(parameters_of(0));
    EXPECT_EQ(ledger.next_hidden(shape_of(0)), shape_of(1));
    EXPECT_EQ(ledger.next_hidden(parameters_of(7)), shape_of(0)) << "round to the first";
    for (std::size_t i = 0; i < 8; ++i) {
        ledger.show(shape_of(i));
        ledger.show(parameters_of(i));
    }
    EXPECT_EQ(ledger.next_hidden(shape_of(3)), std::nullopt);
}

TEST(LedgerExercise, HidesTheOutputOnTheStage) {
    LedgerDesk desk;
    desk.start();
    EXPECT_TRUE(desk.session.view().prediction.hides_size);
    desk.session.ledger.show(shape_of(0));
    desk.session.advance(0);
    EXPECT_FALSE(desk.session.view().prediction.hides_size);
    desk.look(1);
    EXPECT_TRUE(desk.session.view().prediction.hides_size) << "another layer";
    desk.run("network.predict");
    EXPECT_FALSE(desk.session.view().prediction.hides_size);
}

TEST(LedgerExercise, BeginsAnewWhereTheNetworkChanges) {
    LedgerDesk desk;
    LedgerExercise& ledger = desk.start();
    ledger.show(shape_of(0));
    // Another weight changes no number that is asked for.
    auto conv = std::get<Conv2d>(desk.session.whole().layers.front().layer);
    conv.bias = Weights(Tensor<float>({1, 2, 1, 1}, 3.0F));
    desk.emit(model::DocumentAction(model::ChangeLayer{0, conv}));
    EXPECT_FALSE(is_hidden(desk.session, shape_of(0)));
    conv.padding = {};
    desk.emit(model::DocumentAction(model::ChangeLayer{0, conv}));
    EXPECT_TRUE(is_hidden(desk.session, shape_of(0)));
    EXPECT_EQ(ledger.try_answer(shape_of(0), "2 x 10 x 10"), true);
    // With another document it is over.
    show_document(desk.session, *io::open_example("default"), {});
    desk.session.advance(0);
    EXPECT_FALSE(desk.session.ledger.on());
    EXPECT_FALSE(desk.session.view().prediction.hides_size);
}

}  // namespace
}  // namespace poolscope::session
