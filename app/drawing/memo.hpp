/// What a drawing takes long to find, kept for the next one: an animation asks for the same in
/// every frame. A drawing is the same with a memo and without.
#pragma once

#include <deque>
#include <memory>
#include <mutex>

#include "drawing/shown_grid.hpp"
#include "poolscope/step.hpp"

namespace poolscope::drawing {

/// An outlined step that took a pass over a very large window, and what it is a function of.
struct KeptStep {
    std::weak_ptr<const model::StoredValues> input;
    const Operator* op = nullptr;
    PoolParams params;
    Grain grain = Grain::window;
    std::size_t index = 0;
    model::ShownPlane plane;
    Step<float> step;
};

/// How many windows read each cell, of these windows.
struct KeptCounts {
    Geometry geometry;
    PoolParams params;
    int sample = 0;
    model::SharedValues counts;
};

/// The gradient that had come back at a step.
struct KeptGradient {
    std::weak_ptr<const model::StoredValues> of;
    std::size_t index = 0;
    int sample = 0;
    int channel = 0;
    bool all_channels = false;
    ShownGrid grid;
};

/// May be shared between threads that draw: each member is used under the lock.
struct Memo {
    std::mutex lock;
    std::deque<KeptStep> steps;  ///< the latest first
    KeptCounts counts;
    KeptGradient gradient;
};

}  // namespace poolscope::drawing
