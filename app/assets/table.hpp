/// The table of embedded files that the build generates; only assets.cpp reads it.
#pragma once

#include <cstddef>

namespace poolscope::assets {

struct Entry {
    const char* name;
    const std::byte* begin;
    const std::byte* end;
};

extern const Entry entries[];
extern const std::size_t entry_count;

}  // namespace poolscope::assets
