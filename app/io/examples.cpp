/// The list of carried scenes, and their reading from within the program.
#include "io/examples.hpp"

#include <algorithm>
#include <array>

#include "assets/assets.hpp"
#include "io/scene_file.hpp"

namespace poolscope::io {

namespace {

/// A file that a carried scene names is itself carried; it has no place on a disk.
Result<LoadedInput> read_carried_input(const std::string& file, const model::Reading& how) {
    const auto name = (std::filesystem::path("scenes") / file).lexically_normal().generic_string();
    const auto bytes = assets::find(name);
    if (!bytes)
        return fail(ErrorCode::not_found, say("the program carries no {0}", name),
                    say("open a file instead"));
    return read_input(*bytes, name, {}, how);
}

}  // namespace

std::span<const Example> examples() {
    static constexpr std::array list{
        Example{"default", word("Max 3 x 3, stride 2, padding 1")},
        Example{"max-2x2", word("Max 2 x 2, stride 2")},
        Example{"mean-2x2", word("Mean 2 x 2, stride 2")},
        Example{"max-stride-1", word("Max 2 x 2, stride 1: windows overlap")},
        Example{"max-valid", word("Max 2 x 2, stride 2: TensorFlow's VALID")},
        Example{"max-lecture", word("Max 2 x 2 on a lecture's grid")},
        Example{"max-3x3-input", word("Max 2 x 2 on 3 x 3, stride 1")},
        Example{"mean-3x3-input", word("Mean 2 x 2 on 3 x 3, stride 1")},
        Example{"max-stride-is-kernel", word("Max 3 x 3: the stride is the kernel's size")},
        Example{"max-padded", word("Max 3 x 3 on 4 x 4, stride 2, padding 1")},
        Example{"max-rectangular", word("Max 2 x 3: a rectangular window")},
        Example{"two-channels", word("Max 3 x 3 on two channels")},
        Example{"global-mean", word("Global mean: four samples of three channels")},
        Example{"all-negative", word("All negative: padding never wins")},
        Example{"ceil-mode", word("Ceil mode: the last windows overhang")},
        Example{"divisor", word("Mean of ones: what the divisor counts")},
        Example{"ties", word("Ties: the first cell wins")},
        Example{"never-read", word("Dilation and stride: cells no window reads")},
        Example{"nan-and-infinity", word("NaN and infinities")},
        Example{"three-channels", word("Three channels at once")},
        Example{"picture", word("A picture")},
        Example{"edges", word("A network: edges, then a corner")},
    };
    return list;
}

Result<OpenedDocument> open_example(std::string_view id) {
    const auto known = std::ranges::find(examples(), id, &Example::id);
    if (known == examples().end())
        return fail(ErrorCode::not_found, say("there is no example \"{0}\"", id),
                    say("choose one of the list"));
    auto opened = read_scene(assets::text("scenes/" + std::string(id) + ".pool.toml"),
                             FileReaders{.input = read_carried_input});
    if (opened) opened->is_scene = false;
    return opened;
}

}  // namespace poolscope::io
