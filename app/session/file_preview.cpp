/// Reads and reduces (see file_preview.hpp).
#include "session/file_preview.hpp"

#include <algorithm>
#include <cmath>

#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/image.hpp"
#include "io/load.hpp"
#include "io/network_file.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = std::uintmax_t{24} << 20;
constexpr int colors = 3;

/// Kernels of a convolution side by side, as many as fit: in colour where each has three channels.
model::Values mosaic(const Tensor<float>& kernels) {
    const Shape& one = kernels.shape();
    const auto fit = [](int count, int side) { return std::min(count, preview_side / (side + 1)); };
    const int across =
        std::max(fit(static_cast<int>(std::ceil(std::sqrt(static_cast<double>(one.n)))), one.w), 1);
    const int down = std::max(fit((one.n + across - 1) / across, one.h), 1);
    const int channels = one.c == colors ? colors : 1;
    const auto lowest = *std::ranges::min_element(kernels.cells());
    model::Values all({1, channels, down * (one.h + 1) - 1, across * (one.w + 1) - 1}, lowest);
    for (int k = 0; k < std::min(one.n, across * down); ++k)
        for (int c = 0; c < channels; ++c)
            for (int row = 0; row < one.h; ++row)
                for (int col = 0; col < one.w; ++col)
                    all.at(0, c, k / across * (one.h + 1) + row, k % across * (one.w + 1) + col) =
                        kernels.at(k, c, row, col);
    return all;
}

/// What a network's first layer with weights has learnt.
model::SharedValues weights_of(const fs::path& file) {
    const auto read = io::load_network(file);
    if (!read) return nullptr;
    for (const NetworkLayer& one : read->network.layers) {
        if (const auto* conv = std::get_if<Conv2d>(&one.layer); conv != nullptr && conv->weight)
            return std::make_shared<const model::Values>(mosaic(*conv->weight));
        if (const auto* linear = std::get_if<Linear>(&one.layer);
            linear != nullptr && linear->weight)
            return std::make_shared<const model::Values>(*linear->weight);
    }
    return nullptr;
}

model::SharedValues read_values(const fs::path& file, const StopQuery& stop) {
    if (io::has_onnx_name(file)) return weights_of(file);
    if (io::has_scene_name(file)) {
        auto opened = io::open_document(file, stop);
        return opened ? opened->document.input : nullptr;
    }
    const auto bytes = io::read_file(file, most_bytes);
    if (!bytes) return nullptr;
    model::Reading how;
    if (const auto size = io::image_size(*bytes))
        how.reduce = std::max(std::max(size->width, size->height) / preview_side, 1);
    else if (io::choice_before(*bytes, file, how).arrays.size() > 1)
        return nullptr;
    auto read = io::read_input(*bytes, file, stop, how);
    return read ? read->values : nullptr;
}

/// Every so manieth cell of one sample and its first channels.
model::SharedValues thinned(const model::StoredValues& values) {
    const Shape& from = values.shape();
    const int step = (std::max(from.h, from.w) + preview_side - 1) / preview_side;
    const Shape to{1, from.c == colors ? colors : 1, (from.h + step - 1) / step,
                   (from.w + step - 1) / step};
    model::Values thin(to);
    for (int c = 0; c < to.c; ++c)
        for (int row = 0; row < to.h; ++row)
            for (int col = 0; col < to.w; ++col)
                thin.at(0, c, row, col) = values.at(0, c, row * step, col * step);
    return std::make_shared<const model::Values>(std::move(thin));
}

}  // namespace

model::SharedValues file_preview(const fs::path& file, const StopQuery& stop) {
    if (!io::is_file(file) || io::file_bytes(file) > most_bytes) return nullptr;
    const model::SharedValues values = read_values(file, stop);
    return values ? thinned(*values) : nullptr;
}

}  // namespace poolscope::session
