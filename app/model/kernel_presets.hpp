/// Kernels that people know by name, as numbers for a kernel of any size.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::model {

/// The kernel that is asked for.
struct KernelAsked {
    Extent size{3, 3};
    double bound = 1;        ///< of random numbers: they lie within -bound .. bound
    std::uint64_t seed = 1;  ///< of random numbers
};

/// One row of the list of presets.
struct KernelPreset {
    std::string_view id;    ///< "sobel_x"
    std::string_view name;  ///< as in a list: "Sobel, x"
    std::string_view note;  ///< what it finds, in one sentence without a full stop
    Extent least{1, 1};     ///< the smallest kernel that has it
    bool drawn = false;     ///< its numbers are drawn from the seed
    /// size.h x size.w numbers, row by row, where the kernel has room for it.
    std::vector<float> (*numbers)(const KernelAsked& asked) = nullptr;
};

/// Larger kernels, along either axis, have none of them.
inline constexpr int most_preset_side = 64;

/// The explicit list, in menu order.
[[nodiscard]] std::span<const KernelPreset> kernel_presets();

/// Whether a kernel of this size has room for the preset.
[[nodiscard]] bool has_room(const KernelPreset& preset, const Extent& size);

/// The first preset that gives just these numbers, but for those drawn; null where none does.
[[nodiscard]] const KernelPreset* preset_with(std::span<const float> numbers, const Extent& size);

}  // namespace poolscope::model
