/// The cells of an .npy file: checked against its shape, put into this machine's byte order and C
/// order.
#include "io/npy.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>

#include "io/half.hpp"
#include "io/npy_header.hpp"

namespace poolscope::io {

namespace {

/// "(3, 4)"
std::string shape_text(const std::vector<std::int64_t>& shape) {
    std::string text = "(";
    for (std::size_t i = 0; i < std::min<std::size_t>(shape.size(), 8); ++i)
        text += (i > 0 ? ", " : "") + std::to_string(shape[i]);
    return text + (shape.size() > 8 ? ", ...)" : ")");
}

/// The shape as a tensor's, or why it cannot be one.
Result<Shape> tensor_shape(const std::vector<std::int64_t>& shape) {
    const std::string text = shape_text(shape);
    if (shape.empty())
        return fail(ErrorCode::unsupported,
                    say("the .npy file's shape is {0}, which has no axes", text),
                    say("save it as x.reshape(1, 1)"));
    if (shape.size() > 4)
        return fail(ErrorCode::unsupported,
                    say("the .npy file's shape is {0}, which has more than 4 axes", text),
                    say("save (W,), (H, W), (C, H, W) or (N, C, H, W)"));
    std::array<int, 4> extents{1, 1, 1, 1};
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const auto extent = shape[i];
        const bool is_batch = i == 0 && shape.size() == 4;
        if (extent == 0 && !is_batch)
            return fail(ErrorCode::empty_input,
                        say("the .npy file's shape is {0}, which has no cells", text),
                        say("give every axis a length of 1 or more"));
        if (extent > std::numeric_limits<int>::max())
            return fail(ErrorCode::too_large,
                        say("the .npy file's shape is {0}, which is too large", text),
                        say("use shorter axes"));
        extents[i + 4 - shape.size()] = static_cast<int>(extent);
    }
    return Shape{extents[0], extents[1], extents[2], extents[3]};
}

/// The number of data bytes that the shape asks for, or nothing where it overflows.
std::optional<std::size_t> bytes_of(const std::vector<std::int64_t>& shape, std::size_t item_size) {
    std::size_t bytes = item_size;
    for (const auto extent : shape)
        if (__builtin_mul_overflow(bytes, static_cast<std::size_t>(extent), &bytes))
            return std::nullopt;
    return bytes;
}

Result<void> check_size(const NpyHeader& header, Bytes data) {
    const auto want = bytes_of(header.shape, header.item_size);
    const auto have = data.size();
    if (want && *want == have) return {};
    if (want && *want < have && is_npy(data.subspan(*want)))
        return fail(ErrorCode::unsupported, say("the .npy file holds a second array"),
                    say("save each in a file of its own, or both with np.savez"));
    const std::string shape = shape_text(header.shape);
    return fail(
        ErrorCode::bad_format,
        want ? say("the .npy file's shape {0} asks for {1} bytes, and the file holds {2}", shape,
                   *want, have)
             : say("the .npy file's shape {0} asks for too many bytes, and the file holds {1}",
                   shape, have),
        say("the file is cut short or damaged, so save it again"));
}

template <class Scalar>
void swap_bytes(std::span<Scalar> cells) {
    if constexpr (sizeof(Scalar) > 1) {
        const auto bytes = std::as_writable_bytes(cells);
        for (std::size_t i = 0; i < bytes.size(); i += sizeof(Scalar))
            std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                         bytes.begin() + static_cast<std::ptrdiff_t>(i + sizeof(Scalar)));
    }
}

/// Cells whose first axis runs fastest, put so that the last one does.
template <class Scalar>
std::vector<Scalar> from_fortran(std::span<const Scalar> cells, const Shape& shape) {
    std::vector<Scalar> out(cells.size());
    const auto n_count = static_cast<std::size_t>(shape.n);
    const auto c_count = static_cast<std::size_t>(shape.c);
    const auto h_count = static_cast<std::size_t>(shape.h);
    const auto w_count = static_cast<std::size_t>(shape.w);
    std::size_t to = 0;
    for (std::size_t n = 0; n < n_count; ++n)
        for (std::size_t c = 0; c < c_count; ++c)
            for (std::size_t h = 0; h < h_count; ++h)
                for (std::size_t w = 0; w < w_count; ++w)
                    out[to++] = cells[n + n_count * (c + c_count * (h + h_count * w))];
    return out;
}

template <class Scalar>
AnyTensor read_cells(const NpyHeader& header, const Shape& shape, Bytes data) {
    std::vector<Scalar> cells(shape.count());
    if (!data.empty()) std::memcpy(cells.data(), data.data(), data.size());
    constexpr char native = std::endian::native == std::endian::little ? '<' : '>';
    if (header.byte_order != '|' && header.byte_order != native) swap_bytes(std::span{cells});
    if (header.fortran_order) cells = from_fortran(std::span<const Scalar>{cells}, shape);
    return Tensor<Scalar>(shape, std::move(cells));
}

/// Cells that are stored as `Stored`, each made a `Scalar` by `convert`.
template <class Scalar, class Stored, class Convert>
AnyTensor convert_cells(const NpyHeader& header, const Shape& shape, Bytes data, Convert convert) {
    const auto stored = std::get<Tensor<Stored>>(read_cells<Stored>(header, shape, data));
    Tensor<Scalar> tensor(shape);
    std::ranges::transform(stored.cells(), tensor.cells().begin(), convert);
    return tensor;
}

/// numpy's name of a scalar type in files: "<f4", "|u1".
template <class Scalar>
std::string descr_of() {
    const char kind = std::is_floating_point_v<Scalar> ? 'f' : std::is_signed_v<Scalar> ? 'i' : 'u';
    return {sizeof(Scalar) == 1 ? '|' : '<', kind, static_cast<char>('0' + sizeof(Scalar))};
}

}  // namespace

bool is_npy(Bytes bytes) {
    return as_text(bytes).starts_with(npy_magic);
}

Result<NpyArray> read_npy(Bytes bytes) {
    const auto header = read_npy_header(bytes);
    if (!header) return error_of(header);
    const auto shape = tensor_shape(header->shape);
    if (!shape) return error_of(shape);
    const auto data = bytes.subspan(header->data_offset);
    if (auto checked = check_size(*header, data); !checked) return error_of(checked);

    const auto tensor = [&]() -> AnyTensor {
        const bool is_signed = header->kind == 'i';
        if (header->kind == 'f' && header->item_size == 2)
            return convert_cells<float, std::uint16_t>(*header, *shape, data, from_half);
        if (header->kind == 'V')
            return convert_cells<float, std::uint16_t>(*header, *shape, data, from_brain);
        if (header->kind == 'b')
            return convert_cells<std::uint8_t, std::uint8_t>(
                *header, *shape, data,
                [](std::uint8_t cell) { return static_cast<std::uint8_t>(cell != 0); });
        if (header->kind == 'f' && header->item_size == 4)
            return read_cells<float>(*header, *shape, data);
        if (header->kind == 'f') return read_cells<double>(*header, *shape, data);
        switch (header->item_size) {
            case 1:
                return is_signed ? read_cells<std::int8_t>(*header, *shape, data)
                                 : read_cells<std::uint8_t>(*header, *shape, data);
            case 2:
                return is_signed ? read_cells<std::int16_t>(*header, *shape, data)
                                 : read_cells<std::uint16_t>(*header, *shape, data);
            case 4:
                return is_signed ? read_cells<std::int32_t>(*header, *shape, data)
                                 : read_cells<std::uint32_t>(*header, *shape, data);
            default:
                return is_signed ? read_cells<std::int64_t>(*header, *shape, data)
                                 : read_cells<std::uint64_t>(*header, *shape, data);
        }
    };
    NpyArray array{tensor(), static_cast<int>(header->shape.size())};
    if (header->kind == 'V' && header->byte_order == '|')
        array.note = say("the array has 2 bytes a cell and no type; it is read as bfloat16");
    return array;
}

std::vector<std::byte> write_npy(const AnyTensor& tensor, int rank) {
    return std::visit(
        [&]<class Scalar>(const Tensor<Scalar>& typed) {
            const auto& s = typed.shape();
            const std::vector<int> extents{s.n, s.c, s.h, s.w};
            const auto header =
                write_npy_header(descr_of<Scalar>(), {extents.end() - rank, extents.end()});
            std::vector<Scalar> cells(typed.cells().begin(), typed.cells().end());
            if constexpr (std::endian::native == std::endian::big) swap_bytes(std::span{cells});
            const auto head = as_bytes(header);
            const auto data = std::as_bytes(std::span{cells});
            std::vector<std::byte> bytes;
            bytes.reserve(head.size() + data.size());
            bytes.insert(bytes.end(), head.begin(), head.end());
            bytes.insert(bytes.end(), data.begin(), data.end());
            return bytes;
        },
        tensor);
}

Tensor<float> to_float(const AnyTensor& tensor) {
    return std::visit(
        [](const auto& typed) {
            std::vector<float> cells(typed.cells().size());
            std::transform(
                typed.cells().begin(), typed.cells().end(), cells.begin(),
                [](auto cell) { return static_cast<float>(cell); });
            return Tensor<float>(typed.shape(), std::move(cells));
        },
        tensor);
}

}  // namespace poolscope::io
