/// Two windows that keep one file of progress: what each did stays.
#pragma once

#include "lessons/progress_file.hpp"

namespace poolscope::lessons {

/// What is to be kept, of what this window has (`own`), of what it had when it last read or wrote
/// the file (`before`), and of what the file holds now (`there`), which another window may have
/// written since. What this window did not change is as it stands there, be it gone. What it went
/// on with is its own, and of a lesson that both went on with, each question stands as it stands
/// best; what it began anew or forgot is so. The order is this window's.
[[nodiscard]] Students merged(const Students& own, const Students& before, const Students& there);

}  // namespace poolscope::lessons
