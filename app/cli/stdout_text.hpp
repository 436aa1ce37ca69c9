/// Text on its way to standard output, with its failures noticed.
#pragma once

#include <cstdio>
#include <string_view>

#include "poolscope/error.hpp"

namespace poolscope::cli {

/// Standard output as a sink; a reader that has gone away (`| head`) ends the text quietly.
class StdoutText {
public:
    /// Adds `text`; false once nothing more can be written.
    bool write(std::string_view text);
    /// Sends what is left. Error: unwritable (a full disk); a reader that has gone away is none.
    [[nodiscard]] Result<void> finish();

private:
    void note_failure();

    bool failed_ = false;
    bool reader_gone_ = false;
};

}  // namespace poolscope::cli
