/// A step in plain words, to read out.
#pragma once

#include "model/figure.hpp"
#include "poolscope/message.hpp"

namespace poolscope::lessons {

/// What happens at a forward step: what the window reads, and what comes out, why.
[[nodiscard]] Message explain_step(const model::Document& document, const Geometry& geometry,
                                   const Step<float>& step);

/// What happens at a step back: where the output's gradient goes.
[[nodiscard]] Message explain_step_back(const model::Document& document, const Geometry& geometry,
                                        const BackwardStep<float>& step);

/// The step on show in the view, forward or back; empty where the layer has none, or where a
/// prediction hides it.
[[nodiscard]] Message explain_view(const model::Run& run, const model::ViewState& view,
                                   const model::Figure& figure);

}  // namespace poolscope::lessons
