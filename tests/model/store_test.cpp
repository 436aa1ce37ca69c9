/// dispatch() is the only way to change the state, and an error changes nothing.
#include "model/store.hpp"

#include <gtest/gtest.h>

namespace poolscope::model {
namespace {

TEST(Store, StartsPausedOnTheDefaultDocument) {
    const Store store;
    EXPECT_TRUE(store.document() == default_document());
    EXPECT_FALSE(store.playback().playing);
    EXPECT_FALSE(store.modified());
}

TEST(Store, UndoGivesTheDocumentBackAndClearsTheMark) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetOperator{"avg"})));
    EXPECT_TRUE(store.modified());
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_TRUE(store.document() == default_document());
    EXPECT_FALSE(store.modified());
    ASSERT_TRUE(store.dispatch(Redo{}));
    EXPECT_EQ(store.document().layer().op->id, "avg");
}

TEST(Store, AnErrorChangesNothing) {
    Store store;
    EXPECT_FALSE(store.dispatch(DocumentAction(SetOperator{"nonsense"})));
    EXPECT_FALSE(store.can_undo());
    EXPECT_TRUE(store.document() == default_document());
}

TEST(Store, AChangeToTheSameIsNoChange) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetOperator{"max"})));
    EXPECT_FALSE(store.can_undo());
}

TEST(Store, TheStepStaysWithinTheDocument) {
    Store store;
    ASSERT_TRUE(store.dispatch(ViewAction(SeekEnd{})));
    EXPECT_EQ(store.view().step, 8u);
    ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, 3, 3})));
    EXPECT_LT(store.view().step, steps_per_channel(store.run().results, Grain::window));
}

TEST(Store, ASizeDraggedBackGivesTheCellsBack) {
    Store store;
    for (const int rows : {5, 4, 3, 4, 5, 6})
        ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, rows, 6, 9})));
    EXPECT_EQ(*store.document().input, *default_document().input);
    ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, 3, 6, 10})));
    ASSERT_TRUE(store.dispatch(DocumentAction(ResizeInput{1, 6, 6, 11})));
    EXPECT_EQ(store.document().input->at(0, 0, 5, 0), 0.0F);
}

TEST(Store, SavingSetsTheMarkBack) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetCell{.value = 9})));
    store.mark_saved("a.pool.toml");
    EXPECT_FALSE(store.modified());
    EXPECT_EQ(store.file(), "a.pool.toml");
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_TRUE(store.modified());
}

TEST(Store, SavingEndsAGesture) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetCell{.value = 9, .gesture = 5})));
    store.mark_saved("a.pool.toml");
    ASSERT_TRUE(store.dispatch(DocumentAction(SetCell{.col = 1, .value = 9, .gesture = 5})));
    EXPECT_TRUE(store.modified());
    ASSERT_TRUE(store.dispatch(Undo{}));
    EXPECT_FALSE(store.modified());
}

TEST(Store, OpeningStartsAnew) {
    Store store;
    ASSERT_TRUE(store.dispatch(DocumentAction(SetCell{.value = 9})));
    ViewState view;
    view.step = 500;
    view.channel = 3;
    store.open(default_document(), view, "b.pool.toml");
    EXPECT_FALSE(store.modified());
    EXPECT_FALSE(store.can_undo());
    EXPECT_EQ(store.view().step, 8u);
    EXPECT_EQ(store.view().channel, 0);
}

}  // namespace
}  // namespace poolscope::model
