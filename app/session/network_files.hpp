/// Networks and inputs that come from files: a network over the present input, an input under the
/// present network.
#pragma once

#include <filesystem>

#include "io/load.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// Opens an ONNX file, once it is known what becomes of unsaved work: over the present input where
/// the network takes that, else over random numbers of the shape that it wants. The person is told
/// which, and what the file says beside. An error is reported and changes nothing.
void open_network_file(Session& session, const std::filesystem::path& path);

/// Asks for a file, and writes the network there as ONNX with its weights. The file holds no input:
/// the document is not saved by that. An error is reported.
void save_as_onnx(Session& session);

/// Puts an input under the present network, which can be undone. Where the network does not take
/// it, the person is asked whether it is brought to the shape that is wanted or begins anew. `path`
/// is its file, empty where it has none.
void put_under_network(Session& session, const std::filesystem::path& path, io::LoadedInput input);

}  // namespace poolscope::session
