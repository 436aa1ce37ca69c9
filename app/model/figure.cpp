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
    if (!results.geometry) return error_of(results.geometry);
    const Geometry& geometry = *results.geometry;
    const double taps = static_cast<double>(geometry.output.n) * geometry.output.c *
                        static_cast<double>(plane_steps(geometry, Grain::cell));
    if (taps <= most_figure_taps) return {};
    return fail(ErrorCode::too_large,
                say("this layer reads {0} cells, and here at most {1} are shown",
                    static_cast<std::int64_t>(taps), static_cast<std::int64_t>(most_figure_taps)),
                say("use a smaller input or a larger stride"));
}

Figure backward_figure(const Run& run) {
    const auto& [document, results] = run;
    BackwardFigure backward;
    const auto sent =
        std::make_shared<const Values>(grad_output_of(document, results.geometry->output));
    auto gradient = pool_backward(document.layer(), *document.input->whole(), *sent);
    if (!gradient) return refused(Mode::backward, gradient.error());
    backward.largest_input = largest_magnitude(*gradient);
    backward.grad_output = sent;
    backward.grad_input = std::make_shared<const Values>(std::move(*gradient));
    backward.largest_output = largest_magnitude(*sent);
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
    auto adapted = dialect.adapt(document.layer(), document.shape());
    Run run{.document = document, .results = {}};
    if (adapted) {
        run.document.layer() = settled(std::move(adapted->layer));
        run.results = compute_results(run.document);
    } else {
        run.results.geometry = tl::unexpected<Error>(adapted.error());
    }
    return {.title = named(dialect.name),
            .subtitle = adapted ? joined(adapted->changes) : Message{},
            .run = std::make_shared<const Run>(std::move(run))};
}

Figure compare_figure(const Document& document, const ViewState& view) {
    const auto first = find_dialect(view.compare_first);
    const auto second = find_dialect(view.compare_second);
    if (!first) return refused(Mode::compare, first.error());
    if (!second) return refused(Mode::compare, second.error());
    Figure figure{.mode = Mode::compare};
    figure.subjects.push_back(compared_subject(document, **first));
    figure.subjects.push_back(compared_subject(document, **second));
    const Results& a = figure.subjects[0].run->results;
    const Results& b = figure.subjects[1].run->results;
    if (!a.output && !b.output) return refused(Mode::compare, a.geometry.error());
    if (!a.output || !b.output) {
        // One side alone: nothing can be compared, and its steps can still be seen.
        figure.compare =
            CompareFigure{.differs = nullptr,
                          .why = say("{0} has no such layer: there is nothing to compare",
                                     figure.subjects[a.output ? 1 : 0].title)};
        return figure;
    }
    figure.compare = compare_outputs(*a.output->whole(), *b.output->whole());
    const auto compared = poolscope::compare(**first, **second, document.layer(), document.shape());
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

Figure stages_figure(const Run& run, const ViewState& view) {
    const auto& [document, results] = run;
    const auto found = find_equivalence(view.equivalence);
    if (!found) return refused(Mode::stages, found.error());
    const Equivalence& equivalence = **found;
    auto stages = equivalence.layers(document.layer(), document.shape());
    if (!stages) return refused(Mode::stages, stages.error());
    Document chain = document;
    chain.layers = chain_of(std::move(*stages));
    Figure figure{.mode = Mode::stages};
    StagesFigure summary{.note = named(equivalence.note), .saving = {}};
    if (equivalence.saving != nullptr)
        summary.saving = equivalence.saving(document.layer(), document.shape());
    float largest = std::max({1.0F, largest_magnitude(*document.input->whole()),
                              largest_magnitude(*results.output->whole())});
    for (auto& stage : run_chain(chain)) {
        if (!stage->results.output) return refused(Mode::stages, stage->results.geometry.error());
        largest = std::max(largest, largest_magnitude(*stage->results.output->whole()));
        const Layer& layer = stage->document.layer();
        figure.subjects.push_back({layer.name, named(layer.op->note), std::move(stage)});
    }
    measure(*figure.subjects.back().run->results.output->whole(), *results.output->whole(),
            tolerance_of(equivalence, document.layer()) * double{largest}, summary);
    figure.stages = std::move(summary);
    return figure;
}

}  // namespace

Figure make_figure(const Run& run, const ViewState& view) {
    if (view.mode == Mode::forward) return {};
    if (const auto checked = check_work(run.results); !checked)
        return refused(view.mode, checked.error());
    if (!run.results.output)
        return refused(view.mode,
                       {ErrorCode::cancelled, say("the output is still being computed")});
    if (run.document.layer().weights && view.mode != Mode::backward)
        return refused(view.mode, {ErrorCode::unsupported,
                                   say("only pooling layers are compared and taken apart"),
                                   say("look at a pooling layer of the network")});
    switch (view.mode) {
        case Mode::backward:
            return backward_figure(run);
        case Mode::compare:
            return compare_figure(run.document, view);
        case Mode::stages:
            return stages_figure(run, view);
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
        const std::size_t own = steps_per_channel(subject.run->results, grain);
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
            return subject.run->results.geometry.has_value();
        });
        return converted(*shown->run->results.geometry, step);
    }
    std::size_t before = 0;
    for (const Subject& subject : figure.subjects) {
        const std::size_t own = steps_per_channel(subject.run->results, from);
        if (step < own) return before + converted(*subject.run->results.geometry, step);
        step -= own;
        before += steps_per_channel(subject.run->results, to);
    }
    return before - 1;
}

SubjectStep subject_step(const Figure& figure, std::size_t subject, Grain grain, std::size_t step) {
    const auto steps_of = [&](std::size_t i) {
        return steps_per_channel(figure.subjects[i].run->results, grain);
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

std::optional<BackwardStep<float>> backward_step_of(const Run& run, const BackwardFigure& backward,
                                                    ShownPlane plane, std::size_t step) {
    const auto& geometry = run.results.geometry;
    if (!geometry || step >= plane_steps(*geometry, Grain::window)) return std::nullopt;
    const StepRange<float> steps = steps_of(run, Grain::window);
    const std::size_t at = first_step_of(steps, plane) + step;
    return backward_step(steps, at, (*backward.grad_output)[at]);
}

ReceivedGradient gradient_so_far(const Run& run, const BackwardFigure& backward, ShownPlane plane,
                                 std::size_t step) {
    const Geometry& geometry = *run.results.geometry;
    const auto [first, count] =
        channels_read(geometry, output_channel_of(geometry, plane.channel, plane.filter));
    const Shape shape{1, count, geometry.input.h, geometry.input.w};
    ReceivedGradient received{.sum = Values(shape), .touched = Tensor<std::uint8_t>(shape)};
    // What several outputs send to the same cells is shown as it is in the end.
    if (geometry.group_outputs > 1 || plane_steps(geometry, Grain::cell) > most_folded_taps) {
        received.whole = true;
        const auto received_in_all = backward.grad_input->whole();
        for (int k = 0; k < count; ++k) {
            const auto whole = received_in_all->plane(plane.sample, first + k);
            std::ranges::copy(whole, received.sum.plane(0, k).begin());
            std::ranges::transform(whole, received.touched.plane(0, k).begin(),
                                   [](float share) { return share != 0 ? 1 : 0; });
        }
        return received;
    }
    const std::size_t last = std::min(step, plane_steps(geometry, Grain::window) - 1);
    for (std::size_t i = 0; i <= last; ++i) {
        const auto back = backward_step_of(run, backward, plane, i);
        for (std::size_t tap = 0; back && tap < back->shares.size(); ++tap) {
            if (back->gradient[tap] == 0) continue;
            const Tap<float>& to = back->forward.taps[tap];
            const int channel = to.channel - first;
            received.sum.at(0, channel, to.row, to.col) += back->shares[tap];
            received.touched.at(0, channel, to.row, to.col) = 1;
        }
    }
    return received;
}

const Figure& FigureCache::get(const Run& run, std::uint64_t revision, const ViewState& view) {
    Key key{.revision = revision,
            .mode = view.mode,
            .first = view.mode == Mode::compare ? view.compare_first : "",
            .second = view.mode == Mode::compare ? view.compare_second : "",
            .equivalence = view.mode == Mode::stages ? view.equivalence : "",
            .computing = run.results.computing};
    if (key_ == key) return figure_;
    try {
        figure_ = make_figure(run, view);
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
