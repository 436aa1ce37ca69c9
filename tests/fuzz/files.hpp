/// The files that scenes and lessons may name while they are fuzzed: one grid, and one archive,
/// whatever their names.
#pragma once

#include "io/scene_file.hpp"

namespace poolscope::fuzz {

/// Nothing beside the target is read from the disk.
[[nodiscard]] inline tl::unexpected<Error> no_file() {
    return fail(ErrorCode::not_found, say("there is no such file"),
                say("name one that ends in .npy"));
}

/// 4 x 4 cells.
[[nodiscard]] inline Result<io::LoadedInput> read_grid(const std::string& name,
                                                       const model::Reading& /*how*/) {
    if (!name.ends_with(".npy")) return no_file();
    io::LoadedInput loaded;
    loaded.values = std::make_shared<const model::Values>(Shape{1, 1, 4, 4}, 0.5F);
    loaded.channel_names = {"0"};
    return loaded;
}

/// A kernel of 2 x 2 cells, a number for one channel, and no scores.
[[nodiscard]] inline Result<io::NpyArray> read_weights(const std::string& name,
                                                       const std::string& array) {
    if (!name.ends_with(".npz")) return no_file();
    if (array.ends_with(".weight"))
        return io::NpyArray{.tensor = Tensor<float>({1, 1, 2, 2}, 0.5F), .rank = 4};
    if (array.ends_with(".scores") || array.ends_with(".bias"))
        return fail(ErrorCode::bad_argument, say("there is no such array"), say("leave it out"));
    return io::NpyArray{.tensor = Tensor<float>({1, 1, 1, 1}, 0.5F), .rank = 1};
}

[[nodiscard]] inline io::FileReaders named_files() {
    return {.input = read_grid, .weights = read_weights};
}

}  // namespace poolscope::fuzz
