/// Undo and redo, gestures and the bounds of what is kept.
#include "model/history.hpp"

#include <gtest/gtest.h>

namespace poolscope::model {
namespace {

Document with_seed(std::uint64_t seed) {
    Document document = default_document();
    document.seed = seed;
    return document;
}

TEST(History, UndoAndRedoWalkTheSnapshots) {
    History history(with_seed(0));
    history.push(with_seed(1));
    history.push(with_seed(2));
    EXPECT_TRUE(history.undo());
    EXPECT_EQ(history.current().seed, 1u);
    EXPECT_TRUE(history.undo());
    EXPECT_EQ(history.current().seed, 0u);
    EXPECT_FALSE(history.undo());
    EXPECT_TRUE(history.redo());
    EXPECT_TRUE(history.redo());
    EXPECT_EQ(history.current().seed, 2u);
    EXPECT_FALSE(history.redo());
}

TEST(History, ANewChangeForgetsWhatWasUndone) {
    History history(with_seed(0));
    history.push(with_seed(1));
    history.undo();
    history.push(with_seed(2));
    EXPECT_FALSE(history.after() != nullptr);
    history.undo();
    EXPECT_EQ(history.current().seed, 0u);
}

TEST(History, AGestureIsOneStep) {
    History history(with_seed(0));
    for (std::uint64_t seed = 1; seed <= 5; ++seed) history.push(with_seed(seed), 42);
    history.push(with_seed(6), 43);
    history.undo();
    EXPECT_EQ(history.current().seed, 5u);
    history.undo();
    EXPECT_EQ(history.current().seed, 0u);
}

TEST(History, UndoEndsAGesture) {
    History history(with_seed(0));
    history.push(with_seed(1), 42);
    history.undo();
    history.push(with_seed(2), 42);
    EXPECT_TRUE(history.undo());
    EXPECT_EQ(history.current().seed, 0u);
}

TEST(History, RevisionsNameTheDocument) {
    History history(with_seed(0));
    const auto first = history.revision();
    history.push(with_seed(1));
    const auto second = history.revision();
    EXPECT_NE(first, second);
    history.undo();
    EXPECT_EQ(history.revision(), first);
    history.redo();
    EXPECT_EQ(history.revision(), second);
    history.undo();
    history.push(with_seed(1));
    EXPECT_NE(history.revision(), second);
}

TEST(History, KeepsALimitedNumberOfSteps) {
    static_assert(History::limit >= 200);
    History history(with_seed(0));
    for (std::uint64_t seed = 1; seed <= History::limit + 20; ++seed) history.push(with_seed(seed));
    std::size_t undone = 0;
    while (history.undo()) ++undone;
    EXPECT_EQ(undone, History::limit);
}

TEST(History, KeepsALimitedNumberOfCells) {
    History history(with_seed(0));
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Document document = with_seed(seed);
        document.input = std::make_shared<const Values>(Shape{1, 1, 4096, 2048});  // 32 MiB each
        history.push(document);
    }
    std::size_t undone = 0;
    while (history.undo()) ++undone;
    EXPECT_LE(undone, 34u);
    EXPECT_GE(undone, 30u);
}

TEST(History, CountsEveryGrid) {
    History history(with_seed(0));
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Document document = with_seed(seed);
        document.grad_output = std::make_shared<const Values>(Shape{1, 1, 4096, 1024});
        document.layer().params.scores = Shared(Values(Shape{1, 1, 4096, 1024}));
        history.push(document);
    }
    std::size_t undone = 0;
    while (history.undo()) ++undone;
    EXPECT_LE(undone, 34u);
    EXPECT_GE(undone, 30u);
}

}  // namespace
}  // namespace poolscope::model
