/// Makes levels when they are first looked at.
#include "render/plane_levels.hpp"

#include <algorithm>

#include "render/same_values.hpp"

namespace poolscope::render {

namespace {

/// An input's and an output's red, green and blue at two levels each.
constexpr std::size_t most_kept = 12;

Level made_level(const model::Values& values, int channel, int number) {
    const paint::PlaneCells plane = paint::plane_cells(values, channel);
    Level level = next_level(plane.cells, plane.width, plane.height);
    for (int i = 1; i < number; ++i) level = next_level(level.cells, level.width, level.height);
    return level;
}

}  // namespace

paint::PlaneCells PlaneLevels::level(const model::SharedValues& values, int channel, int number) {
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& one) {
        return one.channel == channel && one.number == number && same_values(one.values, values);
    });
    if (found != kept_.end()) {
        kept_.splice(kept_.begin(), kept_, found);
    } else {
        kept_.push_front({values, channel, number, made_level(*values->whole(), channel, number)});
        if (kept_.size() > most_kept) kept_.pop_back();
    }
    const Level& level = kept_.front().level;
    return {level.cells, level.width, level.height};
}

void PlaneLevels::next_frame() {
    kept_.remove_if([](const Kept& one) { return one.values.expired(); });
}

}  // namespace poolscope::render
