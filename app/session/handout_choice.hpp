/// What a person chooses of a handout, and making it.
#pragma once

#include <filesystem>
#include <string>

#include "handout/sheet.hpp"

namespace poolscope::session {

struct Session;

struct HandoutChoice {
    std::string title;
    std::string target;  ///< of the student's version
    std::size_t paper = 0;
    int exercises = 2;
    int questions = 3;     ///< of each exercise, at most
    std::size_t tier = 0;  ///< of handout::tiers()
    bool fresh = false;    ///< the first exercise too has numbers from the seed
    int seed = 1;
    bool operator==(const HandoutChoice&) const = default;
};

/// What is proposed for the present layer.
[[nodiscard]] HandoutChoice first_handout(const Session& session);

/// The file of the student's version: ".pdf" is added where it is missing.
[[nodiscard]] std::filesystem::path student_path(const HandoutChoice& choice);

/// The exercises as they are chosen. Errors: those of exporting::make_handout().
[[nodiscard]] Result<handout::Sheet> make_sheet(const Session& session,
                                                const HandoutChoice& choice);

/// Writes both versions, and tells the person. An error has written nothing that counts.
[[nodiscard]] Result<void> make_handout(Session& session, const HandoutChoice& choice);

}  // namespace poolscope::session
