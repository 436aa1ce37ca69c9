/// Reads tensors in every storage form: in a field of their type, in raw bytes, or in another file.
#include "io/onnx/constant.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "io/half.hpp"
#include "io/onnx/messages.hpp"
#include "io/onnx_file.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

/// The numbers of TensorProto.DataType.
enum DataType : std::int32_t {
    type_float = 1,
    type_uint8 = 2,
    type_int8 = 3,
    type_uint16 = 4,
    type_int16 = 5,
    type_int32 = 6,
    type_int64 = 7,
    type_bool = 9,
    type_float16 = 10,
    type_double = 11,
    type_uint32 = 12,
    type_uint64 = 13,
    type_bfloat16 = 16,
};

/// The most numbers that one tensor of a file may hold.
constexpr std::size_t most_values = std::size_t{1} << 29;

tl::unexpected<Error> wrong_count(const onnx::Tensor& tensor, std::size_t wanted, std::size_t got) {
    return fail(ErrorCode::bad_format,
                say("tensor \"{0}\" should hold {1} numbers, and {2} are there", tensor.name(),
                    wanted, got),
                say("export the file anew"));
}

/// The bytes of raw data as numbers of one type, and each as the wider type that is kept.
template <class Scalar, class Kept, class Widen>
Result<StoredTensor> from_bytes(const onnx::Tensor& tensor, Bytes bytes, StoredTensor constant,
                                std::size_t count, const Widen& widen) {
    if (bytes.size() != count * sizeof(Scalar))
        return wrong_count(tensor, count, bytes.size() / sizeof(Scalar));
    std::vector<Kept> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        Scalar one{};
        std::memcpy(&one, bytes.data() + i * sizeof(Scalar), sizeof(Scalar));
        values[i] = widen(one);
    }
    constant.values = std::move(values);
    return constant;
}

template <class Kept, class Field, class Widen>
Result<StoredTensor> from_field(const onnx::Tensor& tensor, const Field& field,
                                StoredTensor constant, std::size_t count, const Widen& widen) {
    const auto got = static_cast<std::size_t>(field.size());
    if (got != count) return wrong_count(tensor, count, got);
    std::vector<Kept> values(count);
    std::transform(field.begin(), field.end(), values.begin(), widen);
    constant.values = std::move(values);
    return constant;
}

/// One type: from raw bytes where they are there, else from its field.
template <class Scalar, class Field, class Widen>
Result<StoredTensor> from_either(const onnx::Tensor& tensor, std::optional<Bytes> bytes,
                                 const Field& field, StoredTensor constant, std::size_t count,
                                 const Widen& widen) {
    using Kept = decltype(widen(Scalar{}));
    if (bytes) return from_bytes<Scalar, Kept>(tensor, *bytes, std::move(constant), count, widen);
    return from_field<Kept>(tensor, field, std::move(constant), count,
                            [&](auto one) { return widen(static_cast<Scalar>(one)); });
}

Result<StoredTensor> read_values(const onnx::Tensor& tensor, std::optional<Bytes> bytes,
                                 StoredTensor constant, std::size_t count) {
    const auto as_float = [](auto one) { return static_cast<float>(one); };
    const auto as_integer = [](auto one) { return static_cast<std::int64_t>(one); };
    const auto narrow = [&]<class Scalar>(Scalar /*type*/) {
        return from_either<Scalar>(tensor, bytes, tensor.int32_data(), std::move(constant), count,
                                   as_integer);
    };
    switch (tensor.data_type()) {
        case type_float:
            return from_either<float>(tensor, bytes, tensor.float_data(), std::move(constant),
                                      count, as_float);
        case type_double:
            return from_either<double>(tensor, bytes, tensor.double_data(), std::move(constant),
                                       count, as_float);
        case type_float16:
            return from_either<std::uint16_t>(tensor, bytes, tensor.int32_data(),
                                              std::move(constant), count, from_half);
        case type_bfloat16:
            return from_either<std::uint16_t>(tensor, bytes, tensor.int32_data(),
                                              std::move(constant), count, from_brain);
        case type_int64:
            return from_either<std::int64_t>(tensor, bytes, tensor.int64_data(),
                                             std::move(constant), count, as_integer);
        case type_uint32:
            return from_either<std::uint32_t>(tensor, bytes, tensor.uint64_data(),
                                              std::move(constant), count, as_integer);
        case type_uint64:
            return from_either<std::uint64_t>(tensor, bytes, tensor.uint64_data(),
                                              std::move(constant), count, as_integer);
        case type_int32:
            return narrow(std::int32_t{});
        case type_int16:
            return narrow(std::int16_t{});
        case type_int8:
            return narrow(std::int8_t{});
        case type_uint16:
            return narrow(std::uint16_t{});
        case type_uint8:
        case type_bool:
            return narrow(std::uint8_t{});
        default:
            return fail(ErrorCode::unsupported,
                        say("tensor \"{0}\" is of ONNX's type {1}, which is not read",
                            tensor.name(), tensor.data_type()),
                        say("export the model with float32 weights"));
    }
}

/// A whole number of a tensor's external_data; none where it is not there or is no number.
std::optional<std::size_t> number_of(const onnx::Tensor& tensor, std::string_view key) {
    for (const onnx::Pair& pair : tensor.external_data()) {
        if (pair.key() != key) continue;
        std::size_t number = 0;
        const char* const end = pair.value().data() + pair.value().size();
        const auto read = from_digits(pair.value().data(), end, number);
        if (read.ec == std::errc{} && read.ptr == end) return number;
    }
    return std::nullopt;
}

/// Whether a name leads nowhere but into the folder that it starts from.
bool stays_inside(const std::filesystem::path& name) {
    if (name.empty() || name.is_absolute() || name.has_root_path()) return false;
    return std::ranges::none_of(name, [](const auto& part) { return part == ".."; });
}

Result<std::vector<std::byte>> external_bytes(const onnx::Tensor& tensor,
                                              const std::filesystem::path& folder) {
    std::filesystem::path name;
    for (const onnx::Pair& pair : tensor.external_data())
        if (pair.key() == "location") name = pair.value();
    if (folder.empty() || !stays_inside(name))
        return fail(ErrorCode::unsupported,
                    say("tensor \"{0}\" lies in \"{1}\", which is not in the model's own folder",
                        tensor.name(), name.string()),
                    say("put it beside the model"));
    auto bytes = read_file(folder / name, max_onnx_bytes);
    if (!bytes) return bytes;
    const std::size_t offset = number_of(tensor, "offset").value_or(0);
    if (offset > bytes->size())
        return wrong_count(tensor, static_cast<std::size_t>(tensor.dims_size()), 0);
    const std::size_t length = number_of(tensor, "length").value_or(bytes->size() - offset);
    if (length > bytes->size() - offset)
        return fail(
            ErrorCode::bad_format,
            say("\"{0}\" ends before the weights of \"{1}\" do", name.string(), tensor.name()),
            say("copy or export it again"));
    const auto begin = bytes->begin() + static_cast<std::ptrdiff_t>(offset);
    return std::vector<std::byte>(begin, begin + static_cast<std::ptrdiff_t>(length));
}

}  // namespace

Result<std::size_t> count_of(std::span<const std::int64_t> dims) {
    std::size_t count = 1;
    for (const std::int64_t extent : dims) {
        if (extent < 0)
            return fail(ErrorCode::bad_format, say("an axis has {0} cells", extent),
                        say("export the file anew"));
        if (extent != 0 && count > most_values / static_cast<std::size_t>(extent))
            return fail(ErrorCode::too_large,
                        say("a tensor would have more than {0} numbers", most_values),
                        say("use a smaller model"));
        count *= static_cast<std::size_t>(extent);
    }
    return count;
}

Result<StoredTensor> read_constant(const onnx::Tensor& tensor,
                                   const std::filesystem::path& folder) {
    StoredTensor constant{.dims = {tensor.dims().begin(), tensor.dims().end()}};
    const auto count = count_of(constant.dims);
    if (!count) return error_of(count);
    if (tensor.data_location() == 1) {
        const auto bytes = external_bytes(tensor, folder);
        if (!bytes) return error_of(bytes);
        return read_values(tensor, Bytes(*bytes), std::move(constant), *count);
    }
    std::optional<Bytes> raw;
    if (!tensor.raw_data().empty()) raw = as_bytes(tensor.raw_data());
    return read_values(tensor, raw, std::move(constant), *count);
}

Result<Weights> as_weights(const StoredTensor& constant, const Shape& shape) {
    const auto* const floats = constant.floats();
    if (floats == nullptr)
        return fail(ErrorCode::unsupported, say("its weights are whole numbers"),
                    say("export the model with float32 weights"));
    if (const auto nan = std::ranges::find_if(*floats, [](float one) { return std::isnan(one); });
        nan != floats->end())
        return fail(ErrorCode::bad_format,
                    say("number {0} of its weights is NaN", nan - floats->begin()),
                    say("train it again: nothing after it would be a number"));
    return Weights(Tensor<float>(shape, *floats));
}

}  // namespace poolscope::io
