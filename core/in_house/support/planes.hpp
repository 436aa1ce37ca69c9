/// Shares independent pieces of work among threads.
#pragma once

#include <cstddef>
#include <functional>

namespace poolscope {

/// The threads that a caller who asked for `wanted` gets: that many, or for 0 as many as the
/// machine has cores, but no more than `work` (cells or taps) keeps busy for longer than they take
/// to start.
[[nodiscard]] int thread_count(int wanted, double work);

/// Runs `work(piece)` for every piece, on up to `threads` threads, until one returns false; whether
/// all ran. Throws std::bad_alloc, on the caller's thread, where one of them did.
bool for_each_piece(std::size_t pieces, int threads,
                    const std::function<bool(std::size_t piece)>& work);

}  // namespace poolscope
