/// The grain of steps, and the names of what stepping.hpp and backward.hpp define, for headers that
/// need no more.
#pragma once

#include <cstdint>

namespace poolscope {

/// One step a window, or one step a tap within each window (running maximum, running sum).
enum class Grain : std::uint8_t { window, cell };

template <class Scalar>
struct Step;
template <class Scalar>
class StepRange;
template <class Scalar>
struct BackwardStep;

}  // namespace poolscope
