/// Array files by name: text holds one grid, anything else is NumPy's .npy or .npz.
#include "cli/array_file.hpp"

#include <string>
#include <system_error>

#include "io/ending.hpp"
#include "io/foreign_files.hpp"
#include "io/image.hpp"
#include "io/npz.hpp"
#include "io/text_grid.hpp"
#include "support/digits.hpp"

namespace poolscope::cli {
namespace {

bool is_csv_name(const std::filesystem::path& path) {
    return io::lower_extension(path) == ".csv";
}

/// A grid of text; several channels are an axis of their own.
Result<io::NpyArray> read_text(io::Bytes bytes, const std::string& extension) {
    const auto text = io::as_text(bytes);
    auto grid = extension == ".csv" ? io::read_csv(text)
                                    : io::read_only_grid(text).map(
                                          [](io::TextGrid&& one) { return std::move(one.values); });
    if (!grid) return error_of(grid);
    const int rank = grid->shape().c > 1 ? 3 : 2;
    return io::NpyArray{std::move(*grid), rank};
}

/// Every row a line, the shortest digits that read back as the same number.
template <class Scalar>
std::string csv_of(const Tensor<Scalar>& tensor) {
    std::string text;
    char digits[32];
    const Shape& shape = tensor.shape();
    for (int row = 0; row < shape.h; ++row) {
        for (int col = 0; col < shape.w; ++col) {
            if (col > 0) text += ',';
            const auto end =
                to_digits(std::begin(digits), std::end(digits), tensor.at(0, 0, row, col)).ptr;
            text.append(std::begin(digits), end);
        }
        text += '\n';
    }
    return text;
}

}  // namespace

Result<ArrayFile> read_array(const std::filesystem::path& path, Layout layout,
                             std::optional<std::string_view> array) {
    const std::string extension = io::lower_extension(path);
    const bool text = io::is_text_ending(extension);
    const auto bytes = io::read_file(path, text ? io::max_text_bytes : io::max_npy_bytes);
    if (!bytes) return error_of(bytes);
    const bool archive = io::is_zip(*bytes);
    if (!archive && !array.value_or("").empty()) {
        return fail(
            ErrorCode::bad_argument,
            say("--array names an array of an .npz file, and \"{0}\" is none", path.string()),
            say("leave it out"));
    }
    const auto read = [&]() -> Result<io::NpyArray> {
        if (archive) return io::read_npz(*bytes, array.value_or(""));
        if (text && !io::is_npy(*bytes)) return read_text(*bytes, extension);
        auto npy = io::read_npy(*bytes);
        if (npy) return npy;
        if (io::is_image(*bytes))
            return fail(ErrorCode::unsupported, say("this is a picture, not an array"),
                        say("use `poolscope render`, or save its values with np.save"));
        if (auto foreign = io::foreign_file(*bytes)) return tl::unexpected(std::move(*foreign));
        return npy;
    };
    return read()
        .map([layout](io::NpyArray&& read_array) {
            return ArrayFile{io::to_nchw(std::move(read_array.tensor), read_array.rank, layout),
                             read_array.rank, layout, std::move(read_array.note)};
        })
        .map_error([&](Error error) {
            if (!array && error.code == ErrorCode::bad_argument) {
                error.remedy = say("save the array that is meant in a file of its own");
            }
            error.what = say("\"{0}\": {1}", path.string(), error.what);
            return error;
        });
}

Result<void> check_array_name(const std::filesystem::path& path, std::string_view option) {
    const std::string extension = io::lower_extension(path);
    if (extension.empty() || extension == ".npy" || extension == ".csv") return {};
    return fail(ErrorCode::bad_argument,
                say("{0} {1} is no name of a file that holds an array", option, path.string()),
                say("end it in .npy or .csv"));
}

Result<std::vector<std::byte>> encode_array(const std::filesystem::path& path,
                                            const AnyTensor& tensor, const ArrayFile& like) {
    const Shape shape = io::shape_of(tensor);
    if (like.rank == 1 && shape.h != 1) {
        return fail(ErrorCode::unsupported,
                    say("the output has {0} rows, and an array of one axis has none", shape.h),
                    say("pad columns only, or give the input two axes"));
    }
    if (!is_csv_name(path))
        return io::write_npy(io::from_nchw(tensor, like.rank, like.layout), like.rank);
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
