/// The same layers in other libraries: oneDNN in any of its layouts, OpenCV at stride 1, and a copy
/// of the input.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "bench/pool_cases.hpp"

namespace poolscope::bench {

/// One library's way to run a case, over and over.
struct Peer {
    std::string name;
    std::function<void()> run;
    /// The output as (c, out_h, out_w), to be compared before anything is measured.
    std::function<std::vector<float>()> output;
};

/// oneDNN reading and writing the plain NCHW layout.
[[nodiscard]] Peer onednn_nchw(const Case& layer, std::span<const float> input);
/// oneDNN in the layout that is fastest for this case on this machine with `threads` threads: NCHW,
/// NHWC, or channels in blocks of 8 or 16. The time to change layouts is left out.
[[nodiscard]] Peer onednn_best(const Case& layer, std::span<const float> input, int threads);
/// OpenCV's dilate() or boxFilter(), plane by plane; stride 1 only.
[[nodiscard]] std::optional<Peer> opencv(const Case& layer, std::span<const float> input);
/// A copy of the input, shared among the threads.
[[nodiscard]] Peer copy_of_input(std::span<const float> input, int threads);

/// How long one run takes.
[[nodiscard]] double seconds_of(const std::function<void()>& run);

/// Makes the peers use so many threads.
void use_threads(int threads);

}  // namespace poolscope::bench
