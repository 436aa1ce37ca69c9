/// Arrays for the program's tests: small tensors, and .npy files of them.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "cli/program.hpp"
#include "io/npy.hpp"

namespace cli_test {

/// A tensor whose cells are a fixed jumble of small numbers, with ties, never negative where
/// Scalar is unsigned.
template <class Scalar>
poolscope::Tensor<Scalar> jumble(poolscope::Shape shape) {
    poolscope::Tensor<Scalar> tensor(shape);
    int value = 7;
    for (Scalar& cell : tensor.cells()) {
        value = (value * 31 + 11) % 101;
        const int shifted = std::is_signed_v<Scalar> ? value - 60 : value;
        cell = static_cast<Scalar>(shifted);
    }
    return tensor;
}

inline void write_array(const std::string& path, const poolscope::AnyTensor& tensor, int rank) {
    const auto bytes = poolscope::io::write_npy(tensor, rank);
    write_text(path, std::string(poolscope::io::as_text(bytes)));
}

/// The array in an .npy file; fails the running test where it cannot be read.
inline poolscope::io::NpyArray read_array(const std::string& path) {
    const std::string text = read_text(path);
    auto array = poolscope::io::read_npy(poolscope::io::as_bytes(text));
    EXPECT_TRUE(array.has_value()) << path << ": " << array.error().message();
    return array ? std::move(*array) : poolscope::io::NpyArray{poolscope::Tensor<float>(), 0};
}

}  // namespace cli_test
