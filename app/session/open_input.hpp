/// Reading an input from a file or a text, with the questions about what neither says.
#pragma once

#include <filesystem>
#include <functional>

#include "io/load.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// Goes on with an input once it is known how it is read.
using WithInput = std::function<void(Session&, io::LoadedInput)>;

/// Reads a file as `how` says, and asks what that leaves open: which of several arrays, how much of
/// a picture that is too large, which end of an array its channels lie on. An error is reported and
/// changes nothing.
void read_input_file(Session& session, const std::filesystem::path& path, const model::Reading& how,
                     WithInput then);

/// Asks on which end the channels of `input` lie, where that can be doubted: once a session, after
/// which the answer holds. `name` is what the question calls it.
void settle_layout(Session& session, const std::string& name, io::LoadedInput input,
                   const WithInput& then);

/// Tells the person what was noted of an input.
void say_notes(Session& session, const io::Remarks& remarks);

}  // namespace poolscope::session
