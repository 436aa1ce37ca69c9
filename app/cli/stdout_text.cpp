/// Writes to standard output through stdio's buffer and keeps the reason of the first failure.
#include "cli/stdout_text.hpp"

#include <cerrno>

namespace poolscope::cli {

void StdoutText::note_failure() {
    failed_ = true;
    reader_gone_ = reader_gone_ || errno == EPIPE;
}

bool StdoutText::write(std::string_view text) {
    if (!failed_ && std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) note_failure();
    return !failed_;
}

Result<void> StdoutText::finish() {
    if (!failed_ && std::fflush(stdout) != 0) note_failure();
    if (failed_ && !reader_gone_) {
        return fail(ErrorCode::unwritable, say("standard output could not be written"),
                    say("check the disk it goes to"));
    }
    return {};
}

}  // namespace poolscope::cli
