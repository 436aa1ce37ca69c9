/// Grids as text: what a spreadsheet, CSV, NumPy, PyTorch or Python gives, in and out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/error.hpp"
#include "poolscope/tensor.hpp"

namespace poolscope::io {

/// The longest text that is read, in bytes.
inline constexpr std::size_t max_text_bytes = std::size_t{64} << 20;

/// One of the grids that a text holds.
struct TextGrid {
    Tensor<double> values;   ///< shape (n, c, h, w)
    std::string source;      ///< its first characters, in quotes
    bool bracketed = false;  ///< its axes stand in an order, which rows of cells have none of
};

/// Reads the grids of a pasted text as float64, each of shape (1, c, h, w). The form is found from
/// the text: nested brackets (lists, print-outs, code around them; see find_grids()), PyTorch's
/// `(0,.,.) =` blocks, or rows of cells between tabs, semicolons, commas or spaces, whichever cuts
/// all rows alike (CSV; an empty line starts the next channel; # begins a remark). Errors name the
/// row and the column, counted from 1.
[[nodiscard]] Result<std::vector<TextGrid>> read_grids(std::string_view text);

/// Reads the one grid of a text. Errors: those of read_grids(); bad_format, which names them, where
/// there are several.
[[nodiscard]] Result<TextGrid> read_only_grid(std::string_view text);

/// The same as float32, as a document holds it; too_large where a number is beyond that.
[[nodiscard]] Result<Tensor<float>> read_grid_text(std::string_view text);

/// Reads CSV as one grid of float64, shape (1, 1, h, w).
[[nodiscard]] Result<Tensor<double>> read_csv(std::string_view text);

/// Whether `ending`, in lower case and with its dot, is that of a text's name: .csv, .tsv, .txt.
[[nodiscard]] bool is_text_ending(std::string_view ending);

/// One row of the list of forms that a grid can be copied in.
struct TextFormat {
    std::string_view id;    ///< "numpy"
    std::string_view name;  ///< "NumPy"
    /// Channel `channel` of sample 0, or all of its channels where there is none given.
    /// read_grid_text() reads back the same float32 values.
    std::string (*write)(const Tensor<float>& tensor, std::optional<int> channel);
};

/// The explicit list: spreadsheet, csv, numpy, pytorch, python.
[[nodiscard]] std::span<const TextFormat> text_formats();

/// The shortest text that reads back as the same float32: "0.1", "-3", "nan", "inf".
[[nodiscard]] std::string number_text(float value);

}  // namespace poolscope::io
