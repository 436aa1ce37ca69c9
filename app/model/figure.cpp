/// Makes figures and counts their steps.
#include "model/figure.hpp"

#include <algorithm>
#include <cmath>
#include <new>

#include "poolscope/backward.hpp"
#include "poolscope/equivalences.hpp"
#include "poolscope/stepping.hpp"

namespace poolscope::model {

namespace {

Figure refused(Mode mode, Error error) {
    return {.mode = mode, .error = std::move(error)};
}

/// Nothing, or why the layer is too much work for a figure.
Result<void> check_work(const Results& results) {
    if (!results.geometry) return tl::unexpected<Error>(results.geometry.error());
    const Geometry& geometry = *results.geometry;
    const double taps = static_cast<double>(geometry.output.n) * geometry.output.c *
                        static_cast<double>(plane_steps(geometry, Grain::cell));
    if (taps <= most_figure_taps) return {};
    return fail(ErrorCode::too_large,
                say("this layer reads {0} cells, and here at most {1} are shown",
                    static_cast<std::int64_t>(taps), static_cast<std::int64_t>(most_figure_taps)),
                say("use a smaller input or a larger stride"));
}

Subject make_subject(Message title, Message subtitle, Document document) {
    Subject subject{.title = std::move(title),
                    .subtitle = std::move(subtitle),
                    .document = std::make_shared<const Document>(std::move(document)),
                    .results = {}};
    subject.results = compute_results(*subject.document);
    return subject;
}

/// `document` under another layer.
Document under(const Document& document, const Layer& layer, std::string_view dialect) {
    Document next = document;
    next.operator_id = std::string(layer.op->id);
    next.params = params_for(*layer.op, layer.params);
    next.dialect = std::string(dialect);
    return next;
}

Figure backward_figure(const Document& document, const Results& results) {
    const Operator& op = operator_of(document);
    BackwardFigure backward;
    backward.grad_output =
        std::make_shared<const Values>(grad_output_of(document, results.geometry->output));
    auto gradient = pool_backward(op, *document.input, document.params, *backward.grad_output);
    if (!gradient) return refused(Mode::backward, gradient.error());
    backward.grad_input = std::make_shared<const Values>(std::move(*gradient));
    backward.largest_output = largest_magnitude(*backward.grad_output);
    backward.largest_input = largest_magnitude(*backward.grad_input);
    return {.mode = Mode::backward, .backward = std::move(backward)};
}

/// The same value, or both NaN.
bool same(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

CompareFigure compare_outputs(const Values& a, const Values& b) {
    const Shape& from = a.shape();
    const Shape& to = b.shape();
    CompareFigure compared;
    Tensor<std::uint8_t> differs({std::max(from.n, to.n), std::max(from.c, to.c),
                                  std::max(from.h, to.h), std::max(from.w, to.w)},
                                 1);
    const int h = std::min(from.h, to.h);
    const int w = std::min(from.w, to.w);
    for (int n = 0; n < std::min(from.n, to.n); ++n)
        for (int c = 0; c < std::min(from.c, to.c); ++c)
            for (int row = 0; row < h; ++row)
                for (int col = 0; col < w; ++col)
                    if (same(a.at(n, c, row, col), b.at(n, c, row, col)))
                        differs.at(n, c, row, col) = 0;
    compared.differing =
        static_cast<std::size_t>(std::ranges::count(differs.cells(), std::uint8_t{1}));
    compared.differs = std::make_shared<const Tensor<std::uint8_t>>(std::move(differs));
    return compared;
}

Message joined(const std::vector<Message>& sentences) {
    Message all;
    for (const Message& sentence : sentences)
        all = all.empty() ? sentence : say("{0} · {1}", std::move(all), sentence);
    return all;
}

/// One dialect's side of a comparison; where it has no such layer, its reason in place of results.
Subject compared_subject(const Document& document, const Dialect& dialect) {
    const auto adapted = dialect.adapt(operator_of(document), document.params, document.shape());
    if (adapted)
        return make_subject(named(dialect.name), joined(adapted->changes),
                            under(document, adapted->layer, dialect.id));
    Subject subject{.title = named(dialect.name),
                    .subtitle = {},
                    .document = std::make_shared<const Document>(document),
                    .results = {}};
    subject.results.geometry = tl::unexpected<Error>(adapted.error());
    return subject;
}

Figure compare_figure(const Document& document, const ViewState& view) {
    const auto first = find_dialect(view.compare_first);
    const auto second = find_dialect(view.compare_second);
    if (!first) return refused(Mode::compare, first.error());
    if (!second) return refused(Mode::compare, second.error());
    Figure figure{.mode = Mode::compare};
    figure.subjects.push_back(compared_subject(document, **first));
    figure.subjects.push_back(compared_subject(document, **second));
    const Subject& a = figure.subjects[0];
    const Subject& b = figure.subjects[1];
    if (!a.results.output && !b.results.output)
        return refused(Mode::compare, a.results.geometry.error());
    if (!a.results.output || !b.results.output) {
        // One side alone: nothing can be compared, and its steps can still be seen.
        figure.compare =
            CompareFigure{.differs = nullptr,
                          .why = say("{0} has no such layer: there is nothing to compare",
                                     (a.results.output ? b : a).title)};
        return figure;
    }
    figure.compare = compare_outputs(*a.results.output, *b.results.output);
    const auto compared = poolscope::compare(**first, **second, operator_of(document),
                                             document.params, document.shape());
    if (compared) figure.compare->why = compared->why;
    return figure;
}

/// How far the last stage's output lies from the direct one, and how far it may.
void measure(const Values& staged, const Values& direct, double allowed, StagesFigure& figure) {
    figure.allowed = allowed;
    figure.agrees = staged.shape() == direct.shape();
    for (std::size_t i = 0; figure.agrees && i < direct.cells().size(); ++i) {
        const float a = staged.cells()[i];
        const float b = direct.cells()[i];
        if (same(a, b)) continue;
        figure.difference = std::max(figure.difference, std::abs(double{a} - double{b}));
        if (!std::isfinite(a) || !std::isfinite(b)) figure.agrees = false;
    }
    figure.agrees = figure.agrees && figure.difference <= figure.allowed;
}

Figure stages_figure(const Document& document, const ViewState& view, const Results& results) {
    const auto equivalence = find_equivalence(view.equivalence);
    if (!equivalence) return refused(Mode::stages, equivalence.error());
    const auto stages =
        (*equivalence)->stages(operator_of(document), document.params, document.shape());
    if (!stages) return refused(Mode::stages, stages.error());
    Figure figure{.mode = Mode::stages};
    Document next = document;
    for (const Stage& stage : *stages) {
        next.operator_id.clear();
        next.stage_operator = stage.op;
        next.params = stage.params;
        next.dialect = "explicit";
        figure.subjects.push_back(make_subject(stage.name, named(stage.op->note), next));
        const Results& done = figure.subjects.back().results;
        if (!done.output) return refused(Mode::stages, done.geometry.error());
        next.input = done.output;
        next.picture = false;
        next.channel_names = default_channel_names(next.shape().c, false);
    }
    StagesFigure summary{.note = named((*equivalence)->note), .saving = {}};
    if ((*equivalence)->saving != nullptr)
        summary.saving =
            (*equivalence)
                ->saving(params_for(operator_of(document), document.params), document.shape());
    float largest =
        std::max({1.0F, largest_magnitude(*document.input), largest_magnitude(*results.output)});
    for (const Subject& subject : figure.subjects)
        largest = std::max(largest, largest_magnitude(*subject.results.output));
    measure(*figure.subjects.back().results.output, *results.output,
            tolerance_of(**equivalence, operator_of(document)) * double{largest}, summary);
    figure.stages = std::move(summary);
    return figure;
}

}  // namespace

Figure make_figure(const Document& document, const ViewState& view, const Results& results) {
    if (view.mode == Mode::forward) return {};
    if (const auto checked = check_work(results); !checked)
        return refused(view.mode, checked.error());
    if (!results.output)
        return refused(view.mode,
                       {ErrorCode::cancelled, say("the output is still being computed")});
    switch (view.mode) {
        case Mode::backward:
            return backward_figure(document, results);
        case Mode::compare:
            return compare_figure(document, view);
        case Mode::stages:
            return stages_figure(document, view, results);
        case Mode::forward:
            break;
    }
    return {};
}

std::size_t figure_steps(const Figure& figure, const Results& results, Grain grain) {
    if (figure.error) return 0;
    if (figure.mode == Mode::forward) return steps_per_channel(results, grain);
    // The way back goes from window to window.
    if (figure.mode == Mode::backward) return steps_per_channel(results, Grain::window);
    std::size_t steps = 0;
    for (const Subject& subject : figure.subjects) {
        const std::size_t own = steps_per_channel(subject.results, grain);
        steps = figure.mode == Mode::compare ? std::max(steps, own) : steps + own;
    }
    return steps;
}

std::size_t step_at_grain(const Figure& figure, const Results& results, Grain from, Grain to,
                          std::size_t step) {
    if (figure.error || figure.mode == Mode::backward || !results.geometry || from == to)
        return step;
    const auto converted = [&](const Geometry& geometry, std::size_t own) {
        const std::size_t last = plane_steps(geometry, from) - 1;
        const StepLocation at = locate_step(geometry, from, std::min(own, last));
        return first_step_of(geometry, to, at.out_row, at.out_col);
    };
    if (figure.mode == Mode::forward) return converted(*results.geometry, step);
    if (figure.mode == Mode::compare) {
        const auto shown = std::ranges::find_if(figure.subjects, [](const Subject& subject) {
            return subject.results.geometry.has_value();
        });
        return converted(*shown->results.geometry, step);
    }
    std::size_t before = 0;
    for (const Subject& subject : figure.subjects) {
        const std::size_t own = steps_per_channel(subject.results, from);
        if (step < own) return before + converted(*subject.results.geometry, step);
        step -= own;
        before += steps_per_channel(subject.results, to);
    }
    return before - 1;
}

SubjectStep subject_step(const Figure& figure, std::size_t subject, Grain grain, std::size_t step) {
    const auto steps_of = [&](std::size_t i) {
        return steps_per_channel(figure.subjects[i].results, grain);
    };
    const std::size_t own = steps_of(subject);
    if (own == 0) return {.begun = figure.mode == Mode::compare, .ended = true};
    if (figure.mode == Mode::compare)
        return {.ended = step >= own, .step = std::min(step, own - 1)};
    for (std::size_t i = 0; i < subject; ++i) {
        if (step < steps_of(i)) return {.begun = false};
        step -= steps_of(i);
    }
    return {.ended = step >= own, .step = std::min(step, own - 1)};
}

std::optional<BackwardStep<float>> backward_step_of(const Document& document,
                                                    const Results& results,
                                                    const BackwardFigure& backward,
                                                    ShownPlane plane, std::size_t step) {
    if (!results.geometry || step >= plane_steps(*results.geometry, Grain::window))
        return std::nullopt;
    const Geometry& geometry = *results.geometry;
    const StepRange<float> steps(*document.input, operator_of(document), document.params, geometry,
                                 Grain::window);
    const auto at =
        (static_cast<std::size_t>(plane.sample) * static_cast<std::size_t>(geometry.output.c) +
         static_cast<std::size_t>(output_channel(geometry, plane.channel))) *
            steps.plane_size() +
        step;
    return backward_step(steps, at, backward.grad_output->cells()[at]);
}

ReceivedGradient gradient_so_far(const Document& document, const Results& results,
                                 const BackwardFigure& backward, ShownPlane plane,
                                 std::size_t step) {
    const Geometry& geometry = *results.geometry;
    const Shape shape{1, geometry.channel_group, geometry.input.h, geometry.input.w};
    ReceivedGradient received{.sum = Values(shape), .touched = Tensor<std::uint8_t>(shape)};
    if (plane_steps(geometry, Grain::cell) > most_folded_taps) {
        received.whole = true;
        const int first = plane.channel - plane.channel % geometry.channel_group;
        for (int k = 0; k < geometry.channel_group; ++k) {
            const auto whole = backward.grad_input->plane(plane.sample, first + k);
            std::ranges::copy(whole, received.sum.plane(0, k).begin());
            std::ranges::transform(whole, received.touched.plane(0, k).begin(),
                                   [](float share) { return share != 0 ? 1 : 0; });
        }
        return received;
    }
    const std::size_t last = std::min(step, plane_steps(geometry, Grain::window) - 1);
    for (std::size_t i = 0; i <= last; ++i) {
        const auto back = backward_step_of(document, results, backward, plane, i);
        for (std::size_t tap = 0; back && tap < back->shares.size(); ++tap) {
            if (back->gradient[tap] == 0) continue;
            const Tap<float>& to = back->forward.taps[tap];
            const int channel = to.channel % geometry.channel_group;
            received.sum.at(0, channel, to.row, to.col) += back->shares[tap];
            received.touched.at(0, channel, to.row, to.col) = 1;
        }
    }
    return received;
}

const Figure& FigureCache::get(const Document& document, std::uint64_t revision,
                               const ViewState& view, const Results& results) {
    Key key{.revision = revision,
            .mode = view.mode,
            .first = view.mode == Mode::compare ? view.compare_first : "",
            .second = view.mode == Mode::compare ? view.compare_second : "",
            .equivalence = view.mode == Mode::stages ? view.equivalence : "",
            .computing = results.computing};
    if (key_ == key) return figure_;
    try {
        figure_ = make_figure(document, view, results);
    } catch (const std::bad_alloc&) {
        figure_ =
            refused(view.mode, {ErrorCode::too_large, say("there is not enough memory for this"),
                                say("make the input smaller")});
    }
    key_ = std::move(key);
    ++made_;
    return figure_;
}

}  // namespace poolscope::model
