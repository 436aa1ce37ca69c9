/// Looks over the drawings of all steps (see survey.hpp).
#include "export/survey.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "drawing/canvas.hpp"
#include "export/picture.hpp"
#include "export/writing.hpp"
#include "work/in_order.hpp"

namespace poolscope::exporting {

namespace {

/// Colours with what they weigh.
using Weights = std::unordered_map<std::uint32_t, double>;

/// Lines and words carry meaning: any of them outweighs every fill.
constexpr double line_weight = 1e12;

std::uint32_t key_of(theme::Color c) {
    return (std::uint32_t{c.r} << 16) | (std::uint32_t{c.g} << 8) | c.b;
}

struct Weigh {
    Weights& weights;

    void add(theme::Color color, double weight) const {
        if (color.a != 255 || !(weight > 0)) return;
        weights[key_of(color)] += weight;
    }
    void operator()(const drawing::Box& box) const {
        add(box.fill, static_cast<double>(box.rect.w) * static_cast<double>(box.rect.h));
        if (box.stroke.width > 0) add(box.stroke.color, line_weight);
        if (box.pattern != drawing::Pattern::none) add(box.pattern_color, line_weight);
    }
    void operator()(const drawing::Line& line) const { add(line.stroke.color, line_weight); }
    void operator()(const drawing::Polygon& polygon) const { add(polygon.fill, line_weight); }
    void operator()(const drawing::Text& text) const {
        for (const drawing::TextSpan& span : text.spans) add(span.color, line_weight);
    }
    void operator()(const drawing::Heatmap&) const {}
    void operator()(const drawing::ClipBegin&) const {}
    void operator()(const drawing::ClipEnd&) const {}
};

struct StepSurvey {
    drawing::Rect area;
    Weights weights;
};

StepSurvey survey_of(const Request& request, std::size_t step) {
    const drawing::Drawing drawing = request.drawing_at({.step = step, .from = step});
    StepSurvey found;
    found.area = shown_part(request, drawing);
    found.weights[key_of(drawing.background)] = line_weight;
    for (const drawing::Primitive& primitive : drawing.primitives)
        std::visit(Weigh{found.weights}, primitive);
    return found;
}

std::vector<theme::Color> by_weight(const Weights& weights) {
    std::vector<std::pair<double, std::uint32_t>> sorted;
    for (const auto& [color, weight] : weights) sorted.emplace_back(-weight, color);
    std::ranges::sort(sorted);
    std::vector<theme::Color> colors;
    colors.reserve(sorted.size());
    for (const auto& [weight, color] : sorted) colors.push_back(theme::rgb(color));
    return colors;
}

}  // namespace

Result<Survey> survey(const Request& request, const Progress& progress) {
    Survey all;
    Weights weights;
    const auto new_worker = [&] {
        return [&](std::size_t i) -> Result<StepSurvey> {
            return survey_of(request, request.first + i);
        };
    };
    std::size_t done = 0;
    const auto still_going = [&] {
        return go_on(progress, {.phase = Phase::steps, .done = done, .total = request.count});
    };
    const auto take = [&](std::size_t i, const StepSurvey& step) -> Result<void> {
        all.area = drawing::united(all.area, step.area);
        for (const auto& [color, weight] : step.weights) weights[color] += weight;
        done = i + 1;
        return {};
    };
    return work::in_order<StepSurvey>(request.count, 1, new_worker, take, still_going).map([&] {
        all.colors = by_weight(weights);
        return all;
    });
}

Result<drawing::Rect> shown_area(const Request& request, const Progress& progress) {
    if (request.fits)
        return survey(request, progress).map([](const Survey& found) { return found.area; });
    const drawing::Size size =
        request.drawing_at({.step = request.first, .from = request.first}).size;
    return drawing::Rect{0, 0, size.w, size.h};
}

}  // namespace poolscope::exporting
