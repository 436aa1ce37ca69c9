/// A line on the terminal that tells how far an export is; silent where standard error is none. It
/// stays in the language that was spoken when it was made, whatever the export is worded in.
#pragma once

#include <chrono>
#include <string>

#include "export/progress_words.hpp"

namespace poolscope::cli {

class ProgressLine {
public:
    ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    /// Takes the line off again.
    ~ProgressLine();

    void show(const exporting::Advance& advance);

private:
    using Clock = std::chrono::steady_clock;
    std::string language_;
    bool terminal_;
    bool shown_ = false;
    Clock::time_point start_;
    Clock::time_point last_;
    exporting::ProgressClock clock_;
};

}  // namespace poolscope::cli
