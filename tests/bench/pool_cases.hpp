/// The layers that the kernels are measured on, under the names that the tables use.
#pragma once

#include <array>
#include <string_view>

#include "poolscope/pool_params.hpp"

namespace poolscope::bench {

/// One layer over one image of c x h x w float32 cells.
struct Case {
    std::string_view name;
    bool max = true;  ///< else the mean; padding counts
    int c = 1;
    int h = 1;
    int w = 1;
    int kernel_size = 2;
    int stride = 1;
    int padding = 0;

    [[nodiscard]] Shape shape() const { return {1, c, h, w}; }
    [[nodiscard]] int out_h() const { return (h + 2 * padding - kernel_size) / stride + 1; }
    [[nodiscard]] int out_w() const { return (w + 2 * padding - kernel_size) / stride + 1; }
    [[nodiscard]] PoolParams params() const {
        return {.kernel_size = {kernel_size, kernel_size},
                .stride = {stride, stride},
                .padding = {padding, padding, padding, padding}};
    }
};

inline constexpr std::array cases{
    Case{.name = "vgg_max2s2", .c = 64, .h = 224, .w = 224, .kernel_size = 2, .stride = 2},
    Case{.name = "resnet_max3s2p1",
         .c = 64,
         .h = 112,
         .w = 112,
         .kernel_size = 3,
         .stride = 2,
         .padding = 1},
    Case{.name = "alex_max3s2", .c = 64, .h = 55, .w = 55, .kernel_size = 3, .stride = 2},
    Case{.name = "incep_avg3s1p1",
         .max = false,
         .c = 288,
         .h = 35,
         .w = 35,
         .kernel_size = 3,
         .padding = 1},
    Case{.name = "gap7", .max = false, .c = 2048, .h = 7, .w = 7, .kernel_size = 7},
    Case{.name = "spp13", .c = 512, .h = 20, .w = 20, .kernel_size = 13, .padding = 6},
    Case{.name = "spp5", .c = 512, .h = 20, .w = 20, .kernel_size = 5, .padding = 2},
    Case{.name = "img_max31s1p15", .c = 3, .h = 1080, .w = 1920, .kernel_size = 31, .padding = 15},
    Case{.name = "img_avg31s1p15",
         .max = false,
         .c = 3,
         .h = 1080,
         .w = 1920,
         .kernel_size = 31,
         .padding = 15},
    Case{.name = "img_max2s2_4k", .c = 3, .h = 2160, .w = 3840, .kernel_size = 2, .stride = 2},
    Case{.name = "img_avg2s2_4k",
         .max = false,
         .c = 3,
         .h = 2160,
         .w = 3840,
         .kernel_size = 2,
         .stride = 2},
};

/// Kernel sizes of the curve over the full-HD picture; stride 1, padding half the kernel.
inline constexpr std::array curve_kernels{3, 5, 7, 11, 15, 21, 31, 41, 51, 61, 71, 81, 91, 101};

}  // namespace poolscope::bench
