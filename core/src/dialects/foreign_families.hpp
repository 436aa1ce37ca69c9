/// The pooling calls of frameworks that have no dialect here: their names, parameters and defaults.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "dialects/call_sites.hpp"
#include "poolscope/pool_params.hpp"

namespace poolscope {

/// The stride where it is left out.
enum class Otherwise : std::uint8_t { kernel, one, two, required };

/// What a mean counts where a call does not say.
enum class Counts : std::uint8_t { nothing, padding };

/// One family of a framework's calls. A function's parameters begin with its input.
struct ForeignFamily {
    Framework framework;
    std::string_view name;  ///< before "2d" or "2D", or whole where it has no dimensions
    std::string_view op;    ///< our operator's id
    Placement placement = Placement::sliding;
    int kernel = 0;  ///< where it is left out; 0 where it must be given
    Otherwise stride = Otherwise::kernel;
    Counts counts = Counts::nothing;
    std::array<std::string_view, 8> parameters{};
};

/// The explicit list.
[[nodiscard]] std::span<const ForeignFamily> foreign_families();

}  // namespace poolscope
