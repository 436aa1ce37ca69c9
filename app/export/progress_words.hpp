/// How far an export is, in words.
#pragma once

#include <cstddef>
#include <string>

namespace poolscope::exporting {

/// "12 of 48 done, about 3 s left"; the time once it can be told. `seconds` have passed.
[[nodiscard]] std::string progress_words(std::size_t done, std::size_t total, double seconds);

/// "240 kB", "1.3 MB".
[[nodiscard]] std::string size_words(double bytes);

}  // namespace poolscope::exporting
