/// NumPy itself on the other side: its files are read, and it reads ours.
#include <gtest/gtest.h>

#include <cstdlib>
#include <numeric>
#include <sstream>

#include "io/npy.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

/// Runs numpy_arrays.py; true where it succeeds.
bool run_numpy(const std::string& verb, const TempFolder& folder) {
    const std::string command = std::string(POOLSCOPE_PYTHON) + " " + POOLSCOPE_SOURCE_DIR +
                                "/tests/io/numpy_arrays.py " + verb + " " + folder.path().string();
    return std::system(command.c_str()) == 0;
}

/// Whether the tensor's type is numpy's `kind` ("f4").
bool is_of_kind(const AnyTensor& tensor, const std::string& kind) {
    return std::visit(
        [&]<class Scalar>(const Tensor<Scalar>&) {
            const char letter = std::is_floating_point_v<Scalar> ? 'f'
                                : std::is_signed_v<Scalar>       ? 'i'
                                                                 : 'u';
            return kind == std::string{letter, static_cast<char>('0' + sizeof(Scalar))};
        },
        tensor);
}

TEST(Numpy, ItsFilesAreRead) {
    const TempFolder folder;
    ASSERT_TRUE(run_numpy("write", folder));
    std::istringstream index(std::string(as_text(*read_file(folder / "index.txt", 1 << 20))));
    int files = 0;
    for (std::string line; std::getline(index, line); ++files) {
        std::istringstream words(line);
        std::string name;
        std::string kind;
        words >> name >> kind;
        std::vector<int> shape;
        for (int extent = 0; words >> extent;) shape.push_back(extent);

        const auto array = read_npy(*read_file(folder / name, 1 << 20));
        ASSERT_TRUE(array) << line << ": " << array.error().message();
        EXPECT_EQ(array->rank, static_cast<int>(shape.size()));
        EXPECT_TRUE(is_of_kind(array->tensor, kind)) << line;
        const auto values = to_float(array->tensor);
        shape.insert(shape.begin(), 4 - shape.size(), 1);
        EXPECT_EQ(values.shape(), (Shape{shape[0], shape[1], shape[2], shape[3]})) << line;
        for (std::size_t i = 0; i < values.cells().size(); ++i)
            ASSERT_EQ(values.cells()[i], static_cast<float>(i)) << line;
    }
    EXPECT_EQ(files, 200);
}

TEST(Numpy, ReadsOursAsItsOwn) {
    const TempFolder folder;
    const auto write_all_ranks = [&]<class Scalar>(const std::string& kind, Scalar) {
        for (const auto& [shape, rank] :
             {std::pair{Shape{1, 1, 1, 7}, 1}, std::pair{Shape{1, 1, 3, 4}, 2},
              std::pair{Shape{1, 2, 3, 4}, 3}, std::pair{Shape{5, 2, 3, 4}, 4}}) {
            std::vector<Scalar> cells(shape.count());
            std::iota(cells.begin(), cells.end(), Scalar{0});
            folder.write(kind + "-" + std::to_string(rank) + ".npy",
                         write_npy(Tensor<Scalar>(shape, cells), rank));
        }
    };
    write_all_ranks("f4", float{});
    write_all_ranks("f8", double{});
    write_all_ranks("i1", std::int8_t{});
    write_all_ranks("u1", std::uint8_t{});
    write_all_ranks("i2", std::int16_t{});
    write_all_ranks("u2", std::uint16_t{});
    write_all_ranks("i4", std::int32_t{});
    write_all_ranks("u4", std::uint32_t{});
    write_all_ranks("i8", std::int64_t{});
    write_all_ranks("u8", std::uint64_t{});
    EXPECT_TRUE(run_numpy("check", folder));
}

}  // namespace
}  // namespace poolscope::io
