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

/// Writes the pictures of `kind`, and compares what `how` (a function of the name) says is read of
/// each; returns their number.
template <class How>
int compare(const std::string& kind, How how) {
    const TempFolder folder;
    const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                "/tests/io/picture_files.py " + kind + " " + folder.path().string();
    EXPECT_EQ(std::system(command.c_str()), 0);
    std::istringstream index(std::string(as_text(*read_file(folder / "index.txt", 1 << 20))));
    int files = 0;
    std::string name;
    for (float tolerance = 0; index >> name >> tolerance; ++files) {
        const auto bytes = read_file(folder / name, 1 << 20);
        const auto image = read_image(*bytes, hint_of(name), {}, how(name));
        EXPECT_TRUE(image) << name << ": " << image.error().message();
        if (!image) continue;
        const auto expected = read_npy(*read_file(folder / (name + ".npy"), 1 << 20));
        EXPECT_TRUE(expected) << name << ": " << expected.error().message();
        if (!expected) continue;
        // Alpha is laid over white in another order of rounding.
        expect_values(image->values, to_float(expected->tensor), tolerance + 1e-4F, name);
    }
    return files;
}

TEST(PictureKinds, AreReadAsTheyWereWritten) {
    EXPECT_EQ(compare("kinds", [](const std::string&) { return model::Reading{}; }), 123);
}

TEST(PictureKinds, AreReducedToMeans) {
    const auto by_name = [](const std::string& name) {
        model::Reading how;
        how.reduce = name[0] - '0';
        return how;
    };
    EXPECT_EQ(compare("reduced", by_name), 20);
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
