/// Whether something was made from these values.
#pragma once

#include <memory>

#include "model/values.hpp"

namespace poolscope::render {

/// Whether both are one tensor, be it gone or not; another tensor at the same address is not.
[[nodiscard]] inline bool same_values(const std::weak_ptr<const model::StoredValues>& a,
                                      const model::SharedValues& b) {
    return !a.owner_before(b) && !b.owner_before(a);
}

}  // namespace poolscope::render
