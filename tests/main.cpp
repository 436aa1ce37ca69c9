/// Runs the tests of a program; its exit status also tells where some were skipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

constexpr int some_were_skipped = 77;

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleMock(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    const bool skipped = testing::UnitTest::GetInstance()->skipped_test_count() > 0;
    return failed == 0 && skipped ? some_were_skipped : failed;
}
