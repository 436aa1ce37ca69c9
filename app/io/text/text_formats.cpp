/// The forms that a grid can be copied in, each read back by read_grid_text().
#include <array>
#include <cmath>

#include "io/text_grid.hpp"

namespace poolscope::io {

namespace {

/// How one form spells the numbers that are no ordinary ones.
struct Spelling {
    std::string_view not_a_number;
    std::string_view infinity;
};

std::string spelled(float value, const Spelling& spelling) {
    if (std::isnan(value)) return std::string(spelling.not_a_number);
    if (std::isinf(value)) return (value < 0 ? "-" : "") + std::string(spelling.infinity);
    return number_text(value);
}

std::string row_text(const Tensor<float>& tensor, int channel, int row, std::string_view between,
                     const Spelling& spelling) {
    std::string text;
    for (int col = 0; col < tensor.shape().w; ++col) {
        if (col > 0) text += between;
        text += spelled(tensor.at(0, channel, row, col), spelling);
    }
    return text;
}

/// Rows of cells; an empty line between channels.
std::string write_rows(const Tensor<float>& tensor, std::optional<int> channel,
                       std::string_view between) {
    constexpr Spelling spelling{"nan", "inf"};
    std::string text;
    const int first = channel.value_or(0);
    const int last = channel ? first : tensor.shape().c - 1;
    for (int c = first; c <= last; ++c) {
        if (c > first) text += '\n';
        for (int row = 0; row < tensor.shape().h; ++row)
            text += row_text(tensor, c, row, between, spelling) + '\n';
    }
    return text;
}

/// [[1, 2],\n [3, 4]], the later rows moved in by `indent`.
std::string write_plane(const Tensor<float>& tensor, int channel, std::size_t indent,
                        const Spelling& spelling) {
    std::string text = "[";
    for (int row = 0; row < tensor.shape().h; ++row) {
        if (row > 0) text += ",\n" + std::string(indent + 1, ' ');
        text += '[' + row_text(tensor, channel, row, ", ", spelling) + ']';
    }
    return text + "]";
}

/// One channel as two levels of brackets, all of them as three.
std::string write_brackets(const Tensor<float>& tensor, std::optional<int> channel,
                           std::size_t indent, const Spelling& spelling) {
    if (channel) return write_plane(tensor, *channel, indent, spelling);
    std::string text = "[";
    for (int c = 0; c < tensor.shape().c; ++c) {
        if (c > 0) text += ",\n" + std::string(indent + 1, ' ');
        text += write_plane(tensor, c, indent + 1, spelling);
    }
    return text + "]";
}

std::string write_spreadsheet(const Tensor<float>& tensor, std::optional<int> channel) {
    return write_rows(tensor, channel, "\t");
}

std::string write_csv(const Tensor<float>& tensor, std::optional<int> channel) {
    return write_rows(tensor, channel, ",");
}

std::string write_numpy(const Tensor<float>& tensor, std::optional<int> channel) {
    constexpr std::string_view call = "np.array(";
    std::string text(call);
    text += write_brackets(tensor, channel, call.size(), {"np.nan", "np.inf"});
    return text + ", dtype=np.float32)\n";
}

std::string write_pytorch(const Tensor<float>& tensor, std::optional<int> channel) {
    constexpr std::string_view call = "torch.tensor(";
    std::string text(call);
    text += write_brackets(tensor, channel, call.size(), {"float(\"nan\")", "float(\"inf\")"});
    return text + ", dtype=torch.float32)\n";
}

std::string write_python(const Tensor<float>& tensor, std::optional<int> channel) {
    return write_brackets(tensor, channel, 0, {"float(\"nan\")", "float(\"inf\")"}) + "\n";
}

}  // namespace

std::span<const TextFormat> text_formats() {
    static constexpr std::array formats{
        TextFormat{"spreadsheet", word("Spreadsheet"), write_spreadsheet},
        TextFormat{"csv", word("CSV"), write_csv},
        TextFormat{"numpy", word("NumPy"), write_numpy},
        TextFormat{"pytorch", word("PyTorch"), write_pytorch},
        TextFormat{"python", word("Python list"), write_python},
    };
    return formats;
}

}  // namespace poolscope::io
