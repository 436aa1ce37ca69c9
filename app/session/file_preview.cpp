/// Reads and reduces (see file_preview.hpp).
#include "session/file_preview.hpp"

#include <algorithm>

#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/image.hpp"
#include "io/load.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t most_bytes = std::uintmax_t{24} << 20;
constexpr int colors = 3;

model::SharedValues read_values(const fs::path& file, const StopQuery& stop) {
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
