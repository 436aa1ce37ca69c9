/// How a command ends: done, or an error together with who is at fault for it.
#pragma once

#include "poolscope/error.hpp"

namespace poolscope::cli {

/// The exit statuses of the program.
enum class Status { done = 0, input_at_fault = 1, command_at_fault = 2 };

struct Failure {
    Status status = Status::input_at_fault;
    Error error;
};

using Outcome = tl::expected<void, Failure>;

/// The input or the file system is at fault: exit status 1.
[[nodiscard]] inline tl::unexpected<Failure> input_fault(Error error) {
    return tl::unexpected<Failure>(Failure{Status::input_at_fault, std::move(error)});
}

/// The command is at fault: exit status 2.
[[nodiscard]] inline tl::unexpected<Failure> command_fault(Error error) {
    return tl::unexpected<Failure>(Failure{Status::command_at_fault, std::move(error)});
}

/// As above, from words.
[[nodiscard]] inline tl::unexpected<Failure> command_fault(Message what, Message remedy) {
    return command_fault(Error{ErrorCode::bad_argument, std::move(what), std::move(remedy)});
}

}  // namespace poolscope::cli
