/// Smaller copies of planes, so that a view of a huge one need not read each of its cells again.
#pragma once

#include <list>
#include <memory>

#include "model/values.hpp"
#include "paint/area_means.hpp"
#include "render/mipmap.hpp"

namespace poolscope::render {

/// Keeps the levels used last.
class PlaneLevels {
public:
    /// A level (see next_level(); 1 is the first) of one plane of `values`, counted over all its
    /// samples' channels. Valid until the next call.
    [[nodiscard]] paint::PlaneCells level(const model::SharedValues& values, int channel,
                                          int number);

    /// Forgets the levels of tensors that are gone.
    void next_frame();

private:
    struct Kept {
        std::weak_ptr<const model::StoredValues> values;
        int channel = 0;
        int number = 0;
        Level level;
    };

    std::list<Kept> kept_;  ///< the last used first
};

}  // namespace poolscope::render
