/// Shares the planes of a tensor among threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <new>
#include <system_error>
#include <thread>
#include <vector>

namespace poolscope {

/// More threads than this only cost memory.
inline constexpr int max_threads = 256;

/// Runs `work(plane)` for every plane, on up to `threads` threads, until one returns false; whether
/// all ran. Throws std::bad_alloc, on the caller's thread, where one of them did.
template <class Work>
bool for_each_plane(std::size_t planes, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::atomic<bool> starved{false};
    const auto run = [&] {
        try {
            for (auto plane = next++; plane < planes && !stopped; plane = next++) {
                if (!work(plane)) stopped = true;
            }
        } catch (const std::bad_alloc&) {
            starved = stopped = true;
        }
    };
    {
        const auto wanted =
            std::min(planes, static_cast<std::size_t>(std::clamp(threads, 1, max_threads)));
        std::vector<std::jthread> helpers;
        helpers.reserve(wanted);
        try {
            while (helpers.size() + 1 < wanted) helpers.emplace_back(run);
        } catch (const std::system_error&) {
            // No more threads are to be had: those there are share the planes.
        }
        run();
    }
    if (starved) throw std::bad_alloc{};
    return !stopped;
}

}  // namespace poolscope
