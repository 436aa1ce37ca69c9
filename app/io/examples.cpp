/// The list of carried scenes, and their reading from within the program.
#include "io/examples.hpp"

#include <algorithm>
#include <array>

#include "assets/assets.hpp"
#include "io/scene_file.hpp"

namespace poolscope::io {

namespace {

/// A file that a carried scene names is itself carried; it has no place on a disk.
Result<LoadedInput> read_carried_input(const std::string& file) {
    const auto name = (std::filesystem::path("scenes") / file).lexically_normal().generic_string();
    const auto bytes = assets::find(name);
    if (!bytes)
        return fail(ErrorCode::not_found, "the program carries no " + name, "open a file instead");
    return read_input(*bytes, name);
}

}  // namespace

std::span<const Example> examples() {
    static constexpr std::array list{
        Example{"default", "Max 3 x 3, stride 2, padding 1"},
        Example{"max-2x2", "Max 2 x 2, stride 2"},
        Example{"mean-2x2", "Mean 2 x 2, stride 2"},
        Example{"max-stride-1", "Max 2 x 2, stride 1: windows overlap"},
        Example{"max-valid", "Max 2 x 2, stride 2: TensorFlow's VALID"},
        Example{"max-lecture", "Max 2 x 2 on a lecture's grid"},
        Example{"max-3x3-input", "Max 2 x 2 on 3 x 3, stride 1"},
        Example{"mean-3x3-input", "Mean 2 x 2 on 3 x 3, stride 1"},
        Example{"max-stride-is-kernel", "Max 3 x 3: the stride is the kernel's size"},
        Example{"max-padded", "Max 3 x 3 on 4 x 4, stride 2, padding 1"},
        Example{"max-rectangular", "Max 2 x 3: a rectangular window"},
        Example{"two-channels", "Max 3 x 3 on two channels"},
        Example{"global-mean", "Global mean: four samples of three channels"},
        Example{"all-negative", "All negative: padding never wins"},
        Example{"ceil-mode", "Ceil mode: the last windows overhang"},
        Example{"divisor", "Mean of ones: what the divisor counts"},
        Example{"ties", "Ties: the first cell wins"},
        Example{"never-read", "Dilation and stride: cells no window reads"},
        Example{"nan-and-infinity", "NaN and infinities"},
        Example{"three-channels", "Three channels at once"},
        Example{"picture", "A picture"},
    };
    return list;
}

Result<OpenedDocument> open_example(std::string_view id) {
    const auto known = std::ranges::find(examples(), id, &Example::id);
    if (known == examples().end())
        return fail(ErrorCode::not_found, "there is no example \"" + std::string(id) + "\"",
                    "choose one of the list");
    auto opened =
        read_scene(assets::text("scenes/" + std::string(id) + ".pool.toml"), read_carried_input);
    if (opened) opened->is_scene = false;
    return opened;
}

}  // namespace poolscope::io
