/// The threads are oneTBB's: they are kept from one call to the next, and sleep between them.
/// Without threads the caller does all the pieces.
#include "support/planes.hpp"

#ifndef POOLSCOPE_WITHOUT_THREADS
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

#include <algorithm>
#include <atomic>
#include <new>

namespace poolscope {

namespace {

/// More threads than this only cost memory.
constexpr int max_threads = 256;

/// What a core does in the time that another one needs to wake up.
constexpr double work_worth_a_thread = 1 << 15;

#ifdef POOLSCOPE_WITHOUT_THREADS
int cores() {
    return 1;
}
template <class Run>
void run_on(int /*threads*/, const Run& run) {
    run();
}
#else
int cores() {
    return tbb::info::default_concurrency();
}
/// Calls `run` on each of that many threads.
template <class Run>
void run_on(int threads, const Run& run) {
    const auto each = [&](int /*thread*/) { run(); };
    const auto share = [&] { tbb::parallel_for(0, threads, each, tbb::simple_partitioner{}); };
    // The threads' own arena stands ready; a smaller one has to be made.
    if (threads >= tbb::this_task_arena::max_concurrency())
        share();
    else
        tbb::task_arena(threads).execute(share);
}
#endif

}  // namespace

int thread_count(int wanted, double work) {
    if (wanted > 0) return std::min(wanted, max_threads);
    const double worth = std::clamp(work / work_worth_a_thread, 1.0, double{max_threads});
    return std::clamp(cores(), 1, static_cast<int>(worth));
}

bool for_each_piece(std::size_t pieces, int threads,
                    const std::function<bool(std::size_t piece)>& work) {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::atomic<bool> starved{false};
    const auto run = [&] {
        try {
            for (auto piece = next++; piece < pieces && !stopped; piece = next++)
                if (!work(piece)) stopped = true;
        } catch (const std::bad_alloc&) {
            starved = stopped = true;
        }
    };
    const auto useful = static_cast<int>(std::min(pieces, static_cast<std::size_t>(threads)));
    if (useful <= 1)
        run();
    else
        run_on(useful, run);
    if (starved) throw std::bad_alloc{};
    return !stopped;
}

}  // namespace poolscope
