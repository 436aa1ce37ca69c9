/// Pictures of every kind that other programs write, value by value.
#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "io/image.hpp"
#include "io/load.hpp"
#include "io/npy.hpp"
#include "io/picture_decoders.hpp"
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

TEST(PictureKinds, AreNamedWhereFormatsAre) {
    const std::filesystem::path source = POOLSCOPE_SOURCE_DIR;
    const auto text_of = [&](const char* file) {
        return std::string(as_text(*read_file(source / file, 1 << 20)));
    };
    const TempFolder folder;
    const std::string as = read_image(as_bytes("hello")).error().remedy.english();
    const std::string open = load_input(folder.write("a", "hello")).error().remedy.english();
    for (const auto* decoder : picture_decoders()) {
        const std::string name(decoder->name);
        for (const auto& text : {as, text_of("README.md"), text_of("docs/user-guide.md"),
                                 text_of("docs/scene-format.md")})
            EXPECT_NE(text.find(name), std::string::npos) << name << ": " << text.substr(0, 80);
        const std::string ending(decoder->endings.front());
        EXPECT_NE(open.find(ending), std::string::npos) << ending << ": " << open;
        EXPECT_TRUE(is_image_ending(ending));
    }
    EXPECT_FALSE(is_image_ending("") || is_image_ending("png") || is_image_ending(".npy"));
}

}  // namespace
}  // namespace poolscope::io
