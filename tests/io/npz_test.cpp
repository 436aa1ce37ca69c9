/// Archives that NumPy and zipfile wrote, whole, wrong and hostile.
#include "io/npz.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "io/load.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAre;

class Npz : public testing::Test {
protected:
    Npz() {
        const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                    "/tests/io/npz_arrays.py " + folder.path().string();
        EXPECT_EQ(std::system(command.c_str()), 0);
    }
    [[nodiscard]] std::vector<std::byte> bytes(const char* name) const {
        return read_file(folder / name, 1 << 20).value_or(std::vector<std::byte>{});
    }

    const TempFolder folder;
};

TEST_F(Npz, ReadsTheOnlyArray) {
    const auto one = read_npz(bytes("one.npz"));
    ASSERT_TRUE(one) << one.error().message();
    EXPECT_EQ(shape_of(one->tensor), (Shape{1, 1, 3, 4}));
    EXPECT_EQ(std::get<Tensor<float>>(one->tensor).at(0, 0, 2, 3), 11.0F);
    const auto packed = read_npz(bytes("packed.npz"));
    ASSERT_TRUE(packed) << packed.error().message();
    EXPECT_EQ(std::get<Tensor<std::int64_t>>(packed->tensor).at(0, 0, 99, 99), 7);
    EXPECT_TRUE(read_npz(bytes("beside.npz")));
    EXPECT_TRUE(load_input(folder / "one.npz"));
}

TEST_F(Npz, NamesSeveralArrays) {
    const auto list = list_npz(bytes("two.npz"));
    ASSERT_TRUE(list) << list.error().message();
    ASSERT_EQ(list->size(), 2U);
    EXPECT_EQ((*list)[0].name, "images");
    EXPECT_THAT((*list)[0].extents, ElementsAre(3, 4));
    EXPECT_EQ((*list)[1].name, "labels");
    EXPECT_THAT((*list)[1].extents, ElementsAre(5));
    expect_error(read_npz(bytes("two.npz")), ErrorCode::bad_argument,
                 "the file holds 2 arrays: images, labels: name one of them: --array images");
    expect_error(read_npz(bytes("two.npz"), "image"), ErrorCode::bad_argument,
                 "no array \"image\": name one of these: images, labels");
    EXPECT_EQ(shape_of(read_npz(bytes("two.npz"), "labels")->tensor), (Shape{1, 1, 1, 5}));
    EXPECT_EQ(read_npz(bytes("unnamed.npz"), "arr_1")->rank, 1);
    const auto choice = choice_before(bytes("two.npz"), "two.npz", {});
    EXPECT_EQ(choice.arrays.size(), 2U);
    EXPECT_TRUE(choice_before(bytes("two.npz"), "two.npz", {.array = "labels"}).arrays.empty());
    EXPECT_TRUE(choice_before(bytes("one.npz"), "one.npz", {}).arrays.empty());
}

TEST_F(Npz, UnpacksNoMoreThanItsHeaderAsksFor) {
    expect_error(read_npz(bytes("huge.npz")), ErrorCode::too_large, "larger than 2048 MiB");
    expect_error(read_npz(bytes("bomb.npz")), ErrorCode::bad_format,
                 "more bytes than its shape asks for");
    expect_error(read_npz(bytes("short.npz")), ErrorCode::bad_format, "asks for 100 bytes");
    expect_error(read_npz(bytes("one.npz"), "", 40), ErrorCode::too_large, "larger than 0 MiB");
}

TEST_F(Npz, NamesWhatElseAnArchiveIs) {
    expect_error(read_npz(bytes("book.xlsx")), ErrorCode::unsupported, "an Excel workbook");
    expect_error(load_input(folder / "model.pt"), ErrorCode::unsupported, "a PyTorch file");
    expect_error(read_npz(bytes("other.zip")), ErrorCode::empty_input, "no .npy arrays");
    expect_error(read_npz(bytes("empty.npz")), ErrorCode::empty_input, "no .npy arrays");
    expect_error(read_npz(bytes("ragged.npz")), ErrorCode::unsupported, "rows equally long");
}

TEST_F(Npz, RefusesWhatIsDamaged) {
    const auto whole = bytes("packed.npz");
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const auto cut = read_npz(Bytes(whole).first(size));
        ASSERT_FALSE(cut) << size;
        expect_sentence(cut.error());
    }
    auto changed = whole;
    changed[whole.size() / 2] ^= std::byte{0x55};
    EXPECT_FALSE(read_npz(changed));
}

}  // namespace
}  // namespace poolscope::io
