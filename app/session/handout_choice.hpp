/// What a person chooses of a handout, and making it.
#pragma once

#include <filesystem>
#include <string>

#include "poolscope/error.hpp"

namespace poolscope::session {

struct Session;

struct HandoutChoice {
    std::string title;
    std::string target;  ///< of the student's version
    std::size_t paper = 0;
    int exercises = 2;
    bool fresh = false;  ///< the first exercise too has numbers from the seed
    int seed = 1;
};

/// What is proposed for the present layer.
[[nodiscard]] HandoutChoice first_handout(const Session& session);

/// The file of the student's version: ".pdf" is added where it is missing.
[[nodiscard]] std::filesystem::path student_path(const HandoutChoice& choice);

/// Writes both versions, and tells the person. An error has written nothing that counts.
[[nodiscard]] Result<void> make_handout(Session& session, const HandoutChoice& choice);

}  // namespace poolscope::session
