/// .npy files made by hand: what is read, what is written, and each lie by its name.
#include "io/npy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "io/npy_bytes.hpp"
#include "io/npy_header.hpp"
#include "io/temp_folder.hpp"

namespace poolscope::io {
namespace {

using testing::ElementsAre;

Result<NpyArray> read(const std::string& file) {
    return read_npy(as_bytes(file));
}

/// Six float32 values, for shapes that say otherwise.
const std::string six = raw_bytes<float>({0, 1, 2, 3, 4, 5});

TEST(ReadNpy, ReadsTwoAxes) {
    const auto array = read(npy_file(npy_dictionary("<f4", "(2, 3)"), six));
    ASSERT_TRUE(array) << array.error().message();
    EXPECT_EQ(array->rank, 2);
    const auto& tensor = std::get<Tensor<float>>(array->tensor);
    EXPECT_EQ(tensor.shape(), (Shape{1, 1, 2, 3}));
    EXPECT_THAT(tensor.cells(), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(ReadNpy, ReadsOneAxisAsOneRow) {
    const auto array = read(npy_file(npy_dictionary("<f4", "(6,)"), six));
    ASSERT_TRUE(array) << array.error().message();
    EXPECT_EQ(array->rank, 1);
    EXPECT_EQ(std::get<Tensor<float>>(array->tensor).shape(), (Shape{1, 1, 1, 6}));
}

TEST(ReadNpy, ReadsHalves) {
    // 1, -2, 65504, the least, an infinity, and one and a bit.
    const std::vector<std::uint16_t> half{0x3C00, 0xC000, 0x7BFF, 0x0001, 0xFC00, 0x3C01};
    for (const bool swapped : {false, true}) {
        const auto array = read(
            npy_file(npy_dictionary(swapped ? ">f2" : "<f2", "(6,)"), raw_bytes(half, swapped)));
        ASSERT_TRUE(array) << array.error().message();
        EXPECT_THAT(std::get<Tensor<float>>(array->tensor).cells(),
                    ElementsAre(1.0F, -2.0F, 65504.0F, 0x1p-24F,
                                -std::numeric_limits<float>::infinity(), 1.0F + 0x1p-10F));
    }
    const std::vector<std::uint16_t> brain{0x3F80, 0xC000, 0x4049, 0x7F7F};
    for (const auto* descr : {"<V2", "|V2"}) {
        const auto array = read(npy_file(npy_dictionary(descr, "(4,)"), raw_bytes(brain)));
        ASSERT_TRUE(array) << array.error().message();
        EXPECT_THAT(std::get<Tensor<float>>(array->tensor).cells(),
                    ElementsAre(1.0F, -2.0F, 3.140625F, 0x1.FEp127F));
        EXPECT_EQ(array->note.has_value(), descr[0] == '|');
    }
    const auto truth = read(npy_file(npy_dictionary("|b1", "(3,)"), std::string("\0\1\2", 3)));
    ASSERT_TRUE(truth);
    EXPECT_THAT(std::get<Tensor<std::uint8_t>>(truth->tensor).cells(), ElementsAre(0, 1, 1));
}

TEST(ReadNpy, TellsASecondArrayFromDamage) {
    const auto one = npy_file(npy_dictionary("<f4", "(2, 3)"), six);
    expect_error(read(one + one), ErrorCode::unsupported, "holds a second array: save each in");
    expect_error(read(one + "more"), ErrorCode::bad_format, "asks for 24 bytes");
}

TEST(ReadNpy, ReadsAnEmptyBatch) {
    const auto array = read(npy_file(npy_dictionary("<f4", "(0, 3, 8, 8)"), ""));
    ASSERT_TRUE(array) << array.error().message();
    EXPECT_EQ(shape_of(array->tensor), (Shape{0, 3, 8, 8}));
    for (const auto* shape : {"(0, 8, 8)", "(2, 0, 8, 8)", "(0, 3, 0, 8)"})
        expect_error(read(npy_file(npy_dictionary("<f4", shape), "")), ErrorCode::empty_input,
                     "no cells");
}

TEST(ReadNpy, ReadsThreeAndFourAxes) {
    const auto three = read(npy_file(npy_dictionary("<f4", "(3, 1, 2)"), six));
    const auto four = read(npy_file(npy_dictionary("<f4", "(3, 2, 1, 1)"), six));
    ASSERT_TRUE(three && four);
    EXPECT_EQ(three->rank, 3);
    EXPECT_EQ(std::get<Tensor<float>>(three->tensor).shape(), (Shape{1, 3, 1, 2}));
    EXPECT_EQ(four->rank, 4);
    EXPECT_EQ(std::get<Tensor<float>>(four->tensor).shape(), (Shape{3, 2, 1, 1}));
}

TEST(ReadNpy, ReadsFortranOrder) {
    const auto array = read(npy_file(npy_dictionary("<f4", "(2, 3)", true), six));
    ASSERT_TRUE(array);
    EXPECT_THAT(std::get<Tensor<float>>(array->tensor).cells(), ElementsAre(0, 2, 4, 1, 3, 5));
}

TEST(ReadNpy, ReadsEitherByteOrder) {
    for (const bool swapped : {false, true}) {
        const auto* descr = swapped ? ">i4" : "<i4";
        const auto array = read(npy_file(npy_dictionary(descr, "(1, 2)"),
                                         raw_bytes<std::int32_t>({-2, 70'000}, swapped)));
        ASSERT_TRUE(array);
        EXPECT_THAT(std::get<Tensor<std::int32_t>>(array->tensor).cells(), ElementsAre(-2, 70'000));
    }
}

TEST(ReadNpy, TakesTheHeaderAsAnyoneWritesIt) {
    for (const std::string header : {
             "{'shape':(2,3),'fortran_order':False,'descr':'<f4'}",
             "{ \"descr\" : \"=f4\" , \"shape\" : ( 2 , 3 , ) , \"fortran_order\" : False , }   \n",
             "{'descr': 'f4', 'fortran_order': False, 'shape': (2L, 3L), }\n",
         })
        for (const int version : {1, 2, 3}) {
            const auto array = read(npy_file(header, six, version));
            ASSERT_TRUE(array) << header << array.error().message();
            EXPECT_EQ(std::get<Tensor<float>>(array->tensor).shape(), (Shape{1, 1, 2, 3}));
        }
}

TEST(ReadNpy, RefusesOtherTypesWithAWayAround) {
    const auto of_type = [](std::string_view descr) {
        return read(npy_file(npy_dictionary(descr, "(2, 3)"), six));
    };
    expect_error(of_type("<V1"), ErrorCode::unsupported, "make it float32 before it is saved");
    expect_error(of_type("<f16"), ErrorCode::unsupported, "long doubles");
    expect_error(of_type("<c8"), ErrorCode::unsupported, "complex");
    expect_error(of_type("|O"), ErrorCode::unsupported, "Python objects");
    expect_error(of_type("<U5"), ErrorCode::unsupported, "\"<U5\"");
    expect_error(of_type("<M8[ns]"), ErrorCode::unsupported, "M8[ns]");
    expect_error(read(npy_file("{'descr': [('r', '|u1'), ('g', '<f4', (2, 2))], 'fortran_order': "
                               "False, 'shape': (3,), }\n",
                               six)),
                 ErrorCode::unsupported, "structured");
    expect_error(of_type("|f4"), ErrorCode::bad_format, "no byte order");
}

TEST(ReadNpy, RefusesOtherNumbersOfAxes) {
    const auto of_shape = [](std::string_view shape) {
        return read(npy_file(npy_dictionary("<f4", shape), six));
    };
    expect_error(of_shape("()"), ErrorCode::unsupported, "no axes");
    expect_error(of_shape("(1, 1, 1, 2, 3)"), ErrorCode::unsupported, "more than 4 axes");
    expect_error(of_shape("(0, 3)"), ErrorCode::empty_input, "no cells");
    expect_error(read(npy_file(npy_dictionary("<f4", "(3, 0)"), "")), ErrorCode::empty_input,
                 "no cells");
}

TEST(ReadNpy, FindsOutLies) {
    const auto of_shape = [](std::string_view shape) {
        return read(npy_file(npy_dictionary("<f4", shape), six));
    };
    expect_error(of_shape("(2, 4)"), ErrorCode::bad_format,
                 "asks for 32 bytes, and the file holds 24");
    expect_error(of_shape("(2, 2)"), ErrorCode::bad_format,
                 "asks for 16 bytes, and the file holds 24");
    expect_error(of_shape("(2147483647, 2147483647, 2147483647)"), ErrorCode::bad_format,
                 "too many");
    expect_error(of_shape("(2147483647, 2147483647)"), ErrorCode::bad_format, "asks for");
    // 2^31 * 2^31 * 4 bytes is 2^64: nothing, where products wrap round.
    expect_error(of_shape("(2, 1073741824, 2147483648, 2147483648)"), ErrorCode::too_large,
                 "too large");
    expect_error(of_shape("(65536, 65536, 65536, 65536)"), ErrorCode::bad_format, "too many");
    expect_error(of_shape("(99999999999999999999, 1)"), ErrorCode::bad_format, "header is damaged");
    expect_error(of_shape("(-2, -3)"), ErrorCode::bad_format, "header is damaged");
}

TEST(ReadNpy, RefusesDamagedHeaders) {
    for (const std::string header : {
             "",
             "{",
             "{}",
             "nonsense",
             "{'descr': '<f4'}",
             "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'more': 1}",
             "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)}",
             "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3)}",
             "{'descr': '<f4', 'fortran_order': False, 'shape': (2 3)}",
             "{'descr': '<f4', 'fortran_order': False, 'shape': (6)}",
             "{'descr': '<f4', 'fortran_order': False, 'shape': [2, 3]}",
             "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)} import os",
             "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3)",
             "{'descr': '<f4, 'fortran_order': False, 'shape': (2, 3)}",
             "{'descr': [[[[, 'fortran_order': False, 'shape': (2, 3)}",
         })
        expect_error(read(npy_file(header, six)), ErrorCode::bad_format, "header is damaged");
}

TEST(ReadNpy, RefusesWhatIsCutShort) {
    const auto file = npy_file(npy_dictionary("<f4", "(2, 3)"), six);
    for (std::size_t size = 0; size < file.size(); ++size)
        expect_error(read(file.substr(0, size)), ErrorCode::bad_format, "");
    EXPECT_TRUE(read(file));
    expect_error(read(file + "x"), ErrorCode::bad_format, "the file holds 25");
}

TEST(ReadNpy, RefusesHugeHeadersAndUnknownVersions) {
    expect_error(read(std::string("\x93NUMPY\2\0\xFF\xFF\xFF\xFF{", 13)), ErrorCode::bad_format,
                 "longer than");
    expect_error(read(npy_file(npy_dictionary("<f4", "(2, 3)"), six, 4)), ErrorCode::unsupported,
                 "version 4.0");
    expect_error(read("not an array"), ErrorCode::bad_format, "no .npy file");
}

TEST(WriteNpy, IsReadBackForEveryTypeAndRank) {
    const auto round_trip = []<class Scalar>(Scalar) {
        std::vector<Scalar> cells(24);
        std::iota(cells.begin(), cells.end(), Scalar{1});
        cells[3] = std::numeric_limits<Scalar>::lowest();
        cells[4] = std::numeric_limits<Scalar>::max();
        for (const auto& [shape, rank] :
             {std::pair{Shape{1, 1, 1, 24}, 1}, std::pair{Shape{1, 1, 4, 6}, 2},
              std::pair{Shape{1, 2, 3, 4}, 3}, std::pair{Shape{2, 3, 2, 2}, 4}}) {
            const AnyTensor tensor = Tensor<Scalar>(shape, cells);
            const auto back = read_npy(write_npy(tensor, rank));
            ASSERT_TRUE(back) << back.error().message();
            EXPECT_EQ(back->rank, rank);
            EXPECT_EQ(back->tensor, tensor);
        }
    };
    round_trip(float{});
    round_trip(double{});
    round_trip(std::int8_t{});
    round_trip(std::uint8_t{});
    round_trip(std::int16_t{});
    round_trip(std::uint16_t{});
    round_trip(std::int32_t{});
    round_trip(std::uint32_t{});
    round_trip(std::int64_t{});
    round_trip(std::uint64_t{});
}

TEST(WriteNpy, AlignsTheCells) {
    for (const int width : {1, 99, 12345}) {
        const auto bytes = write_npy(Tensor<std::uint8_t>({1, 1, 1, width}), 2);
        const auto header = read_npy_header(bytes);
        ASSERT_TRUE(header);
        EXPECT_EQ(header->data_offset % 64, 0U);
        EXPECT_EQ(bytes[header->data_offset - 1], std::byte{'\n'});
    }
}

TEST(ToFloat, ConvertsEveryCell) {
    const AnyTensor tensor = Tensor<std::uint64_t>({1, 1, 1, 2}, {7, (1ULL << 40U) + 1});
    EXPECT_THAT(to_float(tensor).cells(), ElementsAre(7.0F, 1099511627776.0F));
}

}  // namespace
}  // namespace poolscope::io
