/// The students' progress as a file, kept between runs in $XDG_STATE_HOME/poolscope/progress.toml.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "lessons/progress.hpp"

namespace poolscope::lessons {

inline constexpr std::size_t most_students = 100;
inline constexpr std::size_t most_kept_lessons = 100;  ///< of one student
inline constexpr std::size_t longest_name = 60;        ///< bytes of a student's name

/// Newest first: the one who learns now.
using Students = std::vector<StudentProgress>;

/// The students in a file's text. Errors: bad_format.
[[nodiscard]] Result<Students> parse_progress(std::string_view text);

/// The students as a file's text; what is no UTF-8 is left out.
[[nodiscard]] std::string progress_text(const Students& students);

/// Where the file lies (the XDG base directory rules), or not_found where there is no home folder.
[[nodiscard]] Result<std::filesystem::path> progress_path();

/// The students; none where none were saved. A damaged file is an error to be told once.
[[nodiscard]] Result<Students> load_progress(const std::filesystem::path& path);

/// Makes the folder where it is missing. Errors: unwritable.
[[nodiscard]] Result<void> save_progress(const Students& students,
                                         const std::filesystem::path& path);

}  // namespace poolscope::lessons
