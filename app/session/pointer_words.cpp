/// The words of one layer come from the scene; a mode adds or chooses.
#include "session/pointer_words.hpp"

#include "drawing/drawing.hpp"
#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"
#include "poolscope/step.hpp"

namespace poolscope::session {

namespace {

using model::Mode;
using model::Pane;

/// The step that the stage shows: a window on its way has not written its output.
std::size_t shown_step(const model::ViewState& view) {
    return view.glide.share < 1 ? view.glide.from : view.step;
}

/// The cell is no output, or one that is complete at `step` of its layer.
bool is_written(const model::Run& run, const model::CellRef& cell, Grain grain, std::size_t step) {
    const std::size_t count = model::steps_per_channel(run.results, grain);
    if (cell.pane == Pane::input || count == 0) return true;
    const Geometry& geometry = *run.results.geometry;
    const StepLocation at = locate_step(geometry, grain, std::min(step, count - 1));
    if (cell.row != at.out_row || cell.col != at.out_col)
        return std::pair{cell.row, cell.col} < std::pair{at.out_row, at.out_col};
    return at.folded ==
           window_at(geometry, at.out_row, at.out_col).count() * geometry.channel_group;
}

/// The cell's value by each of two dialects, and what the first says of it.
std::vector<std::string> compared_words(const model::Figure& figure, const model::ViewState& view,
                                        const model::CellRef& cell) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
        const model::Subject& subject = figure.subjects[i];
        const auto at = model::subject_step(figure, i, view.grain, shown_step(view));
        auto words = drawing::under_pointer(*subject.run, cell, view.sample,
                                            is_written(*subject.run, cell, view.grain, at.step));
        if (words.empty()) continue;
        if (cell.pane == Pane::input) return words;
        lines.push_back(trf("{0}: {1}", tr(subject.title), words.front()));
    }
    return lines;
}

/// What the stage that is being stepped says of one of its cells.
std::vector<std::string> staged_words(const model::Figure& figure, const model::ViewState& view,
                                      const model::CellRef& cell) {
    for (std::size_t i = 0; i < figure.subjects.size(); ++i) {
        const auto at = model::subject_step(figure, i, view.grain, shown_step(view));
        if (cell.pane == Pane::output && at.ended) continue;
        const model::Subject& subject = figure.subjects[i];
        return drawing::under_pointer(*subject.run, cell, view.sample,
                                      is_written(*subject.run, cell, view.grain, at.step));
    }
    return {};
}

bool within(const Shape& shape, const model::CellRef& cell) {
    return cell.channel >= 0 && cell.channel < shape.c && cell.row >= 0 && cell.row < shape.h &&
           cell.col >= 0 && cell.col < shape.w;
}

/// "gradient 0.25", what the output gives or the input receives in all.
void add_gradient(const model::Figure& figure, const model::CellRef& cell, int sample,
                  std::vector<std::string>& lines) {
    const bool output = cell.pane == Pane::output;
    const model::StoredValues& gradient =
        output ? *figure.backward->grad_output : *figure.backward->grad_input;
    if (!within(gradient.shape(), cell)) return;
    lines.insert(lines.begin() + 1,
                 trf(output ? word("gives gradient {0}") : word("receives gradient {0}"),
                     drawing::format_whole(gradient.at(sample, cell.channel, cell.row, cell.col))));
}

/// What does not tell a student's answer: an input's value, and what an output reads.
std::vector<std::string> words_while_hidden(Session& session, const model::CellRef& cell) {
    auto lines = drawing::under_pointer(session.store.run(), cell, session.view().sample);
    if (lines.empty()) return lines;
    if (cell.pane == Pane::input || session.view().prediction.hides_size) lines.resize(1);
    if (cell.pane == Pane::output) lines[0] = lines[0].substr(0, lines[0].find(" = ")) + " = ?";
    return lines;
}

}  // namespace

bool is_written(Session& session, const model::CellRef& cell) {
    const model::ViewState& view = session.view();
    const model::Figure& figure = session.store.figure();
    const model::Run& run = session.store.run();
    // The way back begins with every output known, and a picture's "after" shows them all.
    return figure.backward || drawing::lies_over({run, view, figure}) ||
           is_written(run, cell, view.grain, shown_step(view));
}

std::vector<std::string> pointer_words(Session& session, const model::CellRef& cell) {
    const model::ViewState& view = session.view();
    if (view.prediction.hides()) return words_while_hidden(session, cell);
    const model::Figure& figure = session.store.figure();
    if (view.mode == Mode::compare && figure.compare) return compared_words(figure, view, cell);
    if (view.mode == Mode::stages && figure.stages) return staged_words(figure, view, cell);
    auto lines =
        drawing::under_pointer(session.store.run(), cell, view.sample, is_written(session, cell));
    if (lines.empty()) return lines;
    if (figure.backward) add_gradient(figure, cell, view.sample, lines);
    return lines;
}

}  // namespace poolscope::session
