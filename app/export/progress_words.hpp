/// How far an export is, in words.
#pragma once

#include <string>

#include "export/exporter.hpp"

namespace poolscope::exporting {

/// Follows an export, and tells what is left of it at the pace of the phase that it is in.
class ProgressClock {
public:
    /// `seconds` have passed since the export began.
    void note(const Advance& advance, double seconds);

    /// "12 of 48 done, about 3 s left"; the time once it can be told.
    [[nodiscard]] std::string words() const;
    /// How much of the file is made, 0 to 1: looking over the steps is little beside it.
    [[nodiscard]] float share() const;

private:
    [[nodiscard]] std::string left() const;

    Advance now_{.phase = Phase::layer};
    double seconds_ = 0;
    Advance first_;  ///< the first note of this phase
    double first_seconds_ = 0;
};

/// "240 kB", "1.3 MB".
[[nodiscard]] std::string size_words(double bytes);

}  // namespace poolscope::exporting
