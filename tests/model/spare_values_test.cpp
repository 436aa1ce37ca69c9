/// Memory of outputs goes round, and outlives nobody who still looks at it.
#include "model/spare_values.hpp"

#include <gtest/gtest.h>

namespace poolscope::model {
namespace {

TEST(SpareValues, GivesTheMemoryOfTheLastOneLetGo) {
    const auto spares = std::make_shared<SpareValues>();
    Values values(Shape{1, 1, 8, 8}, 3);
    const float* memory = values.cells().data();
    SharedValues shown = spares->share(std::move(values));
    SharedValues also = shown;
    shown = nullptr;
    EXPECT_EQ(also->at(0, 0, 7, 7), 3) << "somebody still looks";
    EXPECT_TRUE(spares->take().cells().empty());
    also = nullptr;
    Values again = spares->take();
    again.reshape({1, 1, 8, 7});
    EXPECT_EQ(again.cells().data(), memory);
    EXPECT_EQ(again.cells().size(), 56U);
}

TEST(SpareValues, NewValuesInOldMemoryAreOthers) {
    const auto spares = std::make_shared<SpareValues>();
    SharedValues first = spares->share(Values(Shape{1, 1, 8, 8}));
    const std::weak_ptr<const StoredValues> kept = first;
    first = nullptr;
    const SharedValues second = spares->share(spares->take());
    EXPECT_TRUE(kept.expired()) << "what was drawn of the first is not taken for the second";
}

TEST(SpareValues, MayGoBeforeTheirReaders) {
    auto spares = std::make_shared<SpareValues>();
    const SharedValues shown = spares->share(Values(Shape{1, 1, 2, 2}, 5));
    spares = nullptr;
    EXPECT_EQ(shown->at(0, 0, 1, 1), 5);
}

TEST(SpareValues, GetReadyOnce) {
    const auto spares = std::make_shared<SpareValues>();
    spares->prepare({1, 3, 10, 10});
    const Values ready = spares->take();
    EXPECT_EQ(ready.cells().size(), 300U);
}

}  // namespace
}  // namespace poolscope::model
