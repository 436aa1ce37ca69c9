/// Saving a state as a page of a lesson.
#pragma once

#include <filesystem>
#include <string>

#include "io/load.hpp"
#include "poolscope/error.hpp"

namespace poolscope::lessons {

/// Adds `opened` as the last page of the lesson at `path`, which is begun where it is missing;
/// what stands in it stays as it is. The words are for the teacher to write; a lesson that is begun
/// is in `language`. Returns how many pages it then has. Errors: the lesson's own first fault,
/// unwritable.
[[nodiscard]] Result<std::size_t> append_page(const std::filesystem::path& path,
                                              const io::OpenedDocument& opened,
                                              const std::string& language = "en");

}  // namespace poolscope::lessons
