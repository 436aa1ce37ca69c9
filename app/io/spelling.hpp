/// Which name was meant by one that there is not.
#pragma once

#include <string_view>
#include <vector>

#include "poolscope/message.hpp"

namespace poolscope::io {

/// The name that `word` is a slip or two away from (a letter too many, too few, wrong, or two that
/// changed places); empty where there is none, or several are as near.
[[nodiscard]] std::string_view nearest(std::string_view word,
                                       const std::vector<std::string_view>& names);

/// "write point_at, or another of id, like", or "write one of id, like, point_at" where none is
/// near.
[[nodiscard]] Message write_one_of(std::string_view word,
                                   const std::vector<std::string_view>& names);

/// The ids of a list's rows.
template <class Rows>
[[nodiscard]] std::vector<std::string_view> ids_of(const Rows& rows) {
    std::vector<std::string_view> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

}  // namespace poolscope::io
