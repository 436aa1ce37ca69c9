/// The fast paths: SIMD for whatever the machine has (Highway picks among SSE, AVX2 and AVX-512 as
/// the program runs), columns and rows apart, running windows. Results are those of the steps: of
/// extremes and winners bit for bit; of means within 1e-6 of the sum of magnitudes in the window.
#pragma once

#include "kernels/band.hpp"

namespace poolscope::kernels {

/// Whether a layer so placed has a fast path: windows that slide, or one window over each plane.
[[nodiscard]] bool covers(const Geometry& geometry);

/// Whether pool() and pool_backward() go by the fast path of an operator: where one covers the
/// layer and, as a mean's may differ from the steps in its last bits, the layer is not so small
/// that somebody may step through it and compare.
[[nodiscard]] bool takes(Kernel kernel, const Geometry& geometry);

/// Whether each plane is one window.
[[nodiscard]] bool is_whole(const Geometry& geometry);

/// The largest or smallest cell of every window.
[[nodiscard]] Outcome pool_max(const Band<float>& band);
[[nodiscard]] Outcome pool_max(const Band<double>& band);
[[nodiscard]] Outcome pool_min(const Band<float>& band);
[[nodiscard]] Outcome pool_min(const Band<double>& band);

/// The same, and where it lies; band.indices must be there.
[[nodiscard]] Outcome pool_max_winners(const Band<float>& band);
[[nodiscard]] Outcome pool_max_winners(const Band<double>& band);
[[nodiscard]] Outcome pool_min_winners(const Band<float>& band);
[[nodiscard]] Outcome pool_min_winners(const Band<double>& band);

/// The mean of every window. Declines doubles whose sums may pass the largest double.
[[nodiscard]] Outcome pool_mean(const Band<float>& band);
[[nodiscard]] Outcome pool_mean(const Band<double>& band);

}  // namespace poolscope::kernels
