/// Who may include whom, as tables, and the check of a set of sources against them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "house/sources.hpp"

namespace house {

/// A room and the rooms whose headers its files may include, besides its own.
struct Room {
    std::string name;    ///< as in include paths; "poolscope" is what core gives
    std::string folder;  ///< with a slash at its end
    std::vector<std::string> sees;
};

/// Headers of a library, or inside a room, by how their names begin, and the paths whose files may
/// include them.
struct Library {
    std::string name;
    std::vector<std::string> headers;
    std::vector<std::string> seen_by;
};

/// A room inside another is a room of its own: "paint/file" and "paint" see each other only where
/// the table says so.
[[nodiscard]] std::span<const Room> rooms();
[[nodiscard]] std::span<const Library> libraries();

/// One sentence for each #include in `sources` that breaks a rule.
[[nodiscard]] std::vector<std::string> breaches_in(const std::vector<Source>& sources);

}  // namespace house
