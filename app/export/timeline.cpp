/// Lays the frames of an animation out in time.
#include "export/timeline.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace poolscope::exporting {

namespace {

constexpr double longest_glide = 0.35;  ///< s
constexpr double gliding_share = 0.6;   ///< of a step's time
constexpr double slowest = 0.1;         ///< frames and steps a second

/// What is seen `seconds` after the start.
Moment moment_at(const Request& request, double seconds) {
    const double position = seconds * request.pace + 1e-9;
    const auto done = std::min(static_cast<std::size_t>(position), request.count - 1);
    const double since = (position - static_cast<double>(done)) / request.pace;
    const double arrives = std::min(longest_glide, gliding_share / request.pace);
    Moment moment{.step = request.first + done, .from = request.first + done};
    if (done == 0 || since >= arrives) return moment;
    --moment.from;
    moment.glide = static_cast<float>(since / arrives);
    return moment;
}

Result<void> check_range(double value, double low, double high, const Message& name) {
    if (value >= low && value <= high) return {};
    const auto text = [](double number) {
        std::string digits = std::to_string(number);
        digits.erase(digits.find_last_not_of('0') + 1);
        return digits.ends_with('.') ? digits.substr(0, digits.size() - 1) : digits;
    };
    return fail(ErrorCode::bad_argument, say("{0} is out of range", name),
                say("give a number from {0} to {1}", text(low), text(high)));
}

}  // namespace

std::vector<Frame> timeline_of(const Request& request) {
    std::vector<Frame> frames;
    if (request.count == 0) return frames;
    const double rate = request.frame_rate();
    std::size_t total = request.count;
    if (request.glide) {
        const double seconds = static_cast<double>(request.count) / request.pace;
        total = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(seconds * rate)));
    }
    for (std::size_t i = 0; i < total; ++i) {
        const Moment moment = request.glide
                                  ? moment_at(request, static_cast<double>(i) / rate)
                                  : Moment{.step = request.first + i, .from = request.first + i};
        if (!frames.empty() && frames.back().moment == moment)
            ++frames.back().length;
        else
            frames.push_back({moment, i, 1});
    }
    const auto hold = static_cast<std::size_t>(std::lround(request.hold * rate));
    frames.back().length = std::max(frames.back().length, hold);
    return frames;
}

std::size_t length_of(const std::vector<Frame>& frames) {
    return frames.empty() ? 0 : frames.back().start + frames.back().length;
}

Result<void> check_motion(const model::ExportPlan& plan) {
    const auto rate = static_cast<double>(model::offered_rate.high);
    return first_error(
        {check_range(plan.frame_rate(), slowest, rate, say("the number of frames a second")),
         check_range(plan.pace, slowest, rate, say("the number of steps a second")),
         check_range(plan.hold, model::offered_hold.low, model::offered_hold.high,
                     say("the time that the last frame stays")),
         check_range(plan.loops, model::offered_loops.low, model::offered_loops.high,
                     say("the number of times it plays"))});
}

}  // namespace poolscope::exporting
