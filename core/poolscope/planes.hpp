/// Shares independent pieces of work among threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <new>
#include <thread>

namespace poolscope {

/// More threads than this only cost memory.
inline constexpr int max_threads = 256;

/// The threads that `wanted` stands for: 0 for as many as the machine has cores.
[[nodiscard]] inline int thread_count(int wanted) {
    const int threads = wanted > 0 ? wanted : static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(threads, 1, max_threads);
}

/// Runs `work(piece)` for every piece, on up to `threads` threads (see thread_count()), until one
/// returns false; whether all ran. Throws std::bad_alloc, on the caller's thread, where one of them
/// did. The threads are OpenMP's, which keeps them from one call to the next.
template <class Work>
bool for_each_piece(std::size_t pieces, int threads, const Work& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::atomic<bool> starved{false};
    const auto run = [&] {
        try {
            for (auto piece = next++; piece < pieces && !stopped; piece = next++) {
                if (!work(piece)) stopped = true;
            }
        } catch (const std::bad_alloc&) {
            starved = stopped = true;
        }
    };
    const auto wanted =
        static_cast<int>(std::min(pieces, static_cast<std::size_t>(thread_count(threads))));
    if (wanted <= 1) {
        run();
    } else {
#pragma omp parallel num_threads(wanted)
        run();
    }
    if (starved) throw std::bad_alloc{};
    return !stopped;
}

}  // namespace poolscope
