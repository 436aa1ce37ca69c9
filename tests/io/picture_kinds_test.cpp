/// Pictures of every kind that other programs write, value by value.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "io/image.hpp"
#include "io/npy.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

ImageHint hint_of(const std::string& name) {
    return name.ends_with(".tga") ? ImageHint::tga : ImageHint::none;
}

/// The picture's shape is that of `expected`, and its values are as near as that.
void expect_values(const Tensor<float>& values, const Tensor<float>& expected, float tolerance,
                   const std::string& name) {
    ASSERT_EQ(values.shape(), expected.shape()) << name;
    for (std::size_t i = 0; i < expected.cells().size(); ++i)
        ASSERT_NEAR(values.cells()[i], expected.cells()[i], tolerance) << name << ", cell " << i;
}

TEST(PictureKinds, AreReadAsTheyWereWritten) {
    const TempFolder folder;
    const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                "/tests/io/picture_files.py kinds " + folder.path().string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::istringstream index(std::string(as_text(*read_file(folder / "index.txt", 1 << 20))));
    int files = 0;
    std::string name;
    for (float tolerance = 0; index >> name >> tolerance; ++files) {
        const auto bytes = read_file(folder / name, 1 << 20);
        const auto image = read_image(*bytes, hint_of(name));
        ASSERT_TRUE(image) << name << ": " << image.error().message();
        const auto expected = read_npy(*read_file(folder / (name + ".npy"), 1 << 20));
        ASSERT_TRUE(expected) << name << ": " << expected.error().message();
        // Alpha is laid over white in another order of rounding.
        expect_values(image->values, to_float(expected->tensor), tolerance + 1e-4F, name);
        if (HasFatalFailure()) return;
    }
    EXPECT_EQ(files, 81);
}

}  // namespace
}  // namespace poolscope::io
