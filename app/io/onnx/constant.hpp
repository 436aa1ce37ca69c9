/// Tensors that an ONNX file holds, or whose values follow from the input's shape alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <variant>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::onnx {
class Tensor;
}

namespace poolscope::io {

/// Values in row-major order; no axes is one number. Floats of any width are float32, integers and
/// truth values int64.
struct StoredTensor {
    std::vector<std::int64_t> dims{};
    std::variant<std::vector<float>, std::vector<std::int64_t>> values{};

    [[nodiscard]] std::size_t count() const {
        return std::visit([](const auto& all) { return all.size(); }, values);
    }
    [[nodiscard]] const std::vector<float>* floats() const {
        return std::get_if<std::vector<float>>(&values);
    }
    [[nodiscard]] const std::vector<std::int64_t>* integers() const {
        return std::get_if<std::vector<std::int64_t>>(&values);
    }
};

/// The product of the extents. Errors: bad_format for one below 0, too_large.
[[nodiscard]] Result<std::size_t> count_of(std::span<const std::int64_t> dims);

/// A tensor of the file, or of a file in `folder`. Errors: bad_format where its values are not as
/// many as its shape says, unsupported for text and complex numbers, not_found, unreadable,
/// too_large.
[[nodiscard]] Result<StoredTensor> read_constant(const onnx::Tensor& tensor,
                                                 const std::filesystem::path& folder);

/// `constant` as weights of `shape`, which has as many cells. Errors: unsupported for
/// integers, bad_format where one is NaN.
[[nodiscard]] Result<Weights> as_weights(const StoredTensor& constant, const Shape& shape);

}  // namespace poolscope::io
