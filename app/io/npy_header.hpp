/// The header of an .npy file: a magic string, a version, a length and a Python dictionary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/files.hpp"

namespace poolscope::io {

inline constexpr std::string_view npy_magic{"\x93NUMPY", 6};

struct NpyHeader {
    char byte_order = '|';      ///< '<', '>' or '|'
    char kind = 'f';            ///< 'f' float, 'i' signed, 'u' unsigned, 'b' truth, 'V' bfloat16
    std::size_t item_size = 4;  ///< bytes a cell
    bool fortran_order = false;
    std::vector<std::int64_t> shape;  ///< as written, each >= 0
    std::size_t data_offset = 0;      ///< bytes before the first cell
};

/// Reads the header alone. Errors: bad_format, unsupported (another version or type, with the way
/// around it).
[[nodiscard]] Result<NpyHeader> read_npy_header(Bytes bytes);

/// The header of an array in C order, padded to a multiple of 64 bytes as numpy.save does.
[[nodiscard]] std::string write_npy_header(const std::string& descr, const std::vector<int>& shape);

}  // namespace poolscope::io
