/// Array files by name: a .csv holds one grid, anything else is NumPy's .npy.
#include "cli/array_file.hpp"

#include <string>
#include <system_error>

#include "io/text_grid.hpp"
#include "support/digits.hpp"

namespace poolscope::cli {
namespace {

bool is_csv_name(const std::filesystem::path& path) {
    std::string extension = path.extension().string();
    for (char& c : extension) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return extension == ".csv";
}

/// Every row a line, the shortest digits that read back as the same number.
template <class Scalar>
std::string csv_of(const Tensor<Scalar>& tensor) {
    std::string text;
    char digits[32];
    const Shape& shape = tensor.shape();
    for (int row = 0; row < shape.h; ++row) {
        for (int col = 0; col < shape.w; ++col) {
            if (col > 0) {
                text += ',';
            }
            const auto end =
                to_digits(std::begin(digits), std::end(digits), tensor.at(0, 0, row, col)).ptr;
            text.append(std::begin(digits), end);
        }
        text += '\n';
    }
    return text;
}

}  // namespace

Result<ArrayFile> read_array(const std::filesystem::path& path, Layout layout) {
    const bool csv = is_csv_name(path);
    const auto bytes = io::read_file(path, csv ? io::max_text_bytes : io::max_npy_bytes);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const auto name_file = [&path](Error error) {
        error.what = say("\"{0}\": {1}", path.string(), error.what);
        return error;
    };
    if (!csv) {
        return io::read_npy(*bytes)
            .map([layout](io::NpyArray&& array) {
                return ArrayFile{to_nchw(std::move(array.tensor), array.rank, layout), array.rank,
                                 layout};
            })
            .map_error(name_file);
    }
    return io::read_csv(io::as_text(*bytes))
        .map([layout](Tensor<float>&& grid) {
            return ArrayFile{std::move(grid), 2, layout};
        })
        .map_error(name_file);
}

Result<std::vector<std::byte>> encode_array(const std::filesystem::path& path,
                                            const AnyTensor& tensor, const ArrayFile& like) {
    const Shape shape = std::visit([](const auto& values) { return values.shape(); }, tensor);
    if (like.rank == 1 && shape.h != 1) {
        return fail(ErrorCode::unsupported,
                    say("the output has {0} rows, and an array of one axis has none", shape.h),
                    say("pad columns only, or give the input two axes"));
    }
    if (!is_csv_name(path)) {
        return io::write_npy(from_nchw(tensor, like.rank, like.layout), like.rank);
    }
    if (shape.n * shape.c != 1) {
        return fail(ErrorCode::unsupported,
                    say("\"{0}\" can hold one grid, and the output has {1}", path.string(),
                        shape.n * shape.c),
                    say("name the output .npy"));
    }
    const std::string text = std::visit([](const auto& values) { return csv_of(values); }, tensor);
    const auto bytes = io::as_bytes(text);
    return std::vector<std::byte>(bytes.begin(), bytes.end());
}

}  // namespace poolscope::cli
