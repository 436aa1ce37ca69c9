/// The numbers themselves: a layer's output as an array or a grid, and the trace of its steps.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// Steps of each plane that the request asks for, its range cut to those there are.
[[nodiscard]] Result<std::size_t> steps_asked_for(const Request& request);

extern const Exporter output_npy;  ///< float32, (n, c, h, w) as numpy.save writes it
extern const Exporter output_csv;  ///< rows of a grid, an empty line between planes
extern const Exporter trace_csv;   ///< see trace.hpp
extern const Exporter trace_json;

}  // namespace poolscope::exporting
