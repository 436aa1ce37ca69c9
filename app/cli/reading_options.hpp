/// --layout, --array, --reduce and --crop: how an input is read where its file can be read in
/// several ways; and what is said where nobody said it.
#pragma once

#include <string>

#include "io/layout.hpp"
#include "io/load.hpp"

namespace CLI {
class App;
}

namespace poolscope::cli {

/// As they stand on the command line; empty where they do not.
struct ReadingArguments {
    std::string layout, array, reduce, crop;
    [[nodiscard]] bool empty() const {
        return layout.empty() && array.empty() && reduce.empty() && crop.empty();
    }
};

/// Adds all four to `app`.
void add_reading_options(CLI::App& app, ReadingArguments& arguments);
/// Adds --layout or --array alone; `otherwise` says which layout is meant without it.
void add_layout_option(CLI::App& app, std::string& layout, const std::string& otherwise);
void add_array_option(CLI::App& app, std::string& array);

/// Errors, all the command's fault: words that are no value.
[[nodiscard]] Result<model::Reading> parse_reading(const ReadingArguments& arguments);

/// Warns of what a file's remarks say; `shape` is that of its values as they were read.
void print_remarks(const std::string& path, const io::Remarks& remarks, const Shape& shape);

/// Warns that an array of `shape`, read in `layout`, would suit the other layout better.
void warn_of_layout(const std::string& path, const Shape& shape, io::Layout layout);

/// The same error, which also names the --layout that may mend it.
[[nodiscard]] Error naming_layout(Error error, io::Layout other);

}  // namespace poolscope::cli
