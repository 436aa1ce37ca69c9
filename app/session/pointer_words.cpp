/// The words of one layer come from the scene; a mode adds or chooses.
#include "session/pointer_words.hpp"

#include "drawing/layer_text.hpp"
#include "drawing/number.hpp"

namespace poolscope::session {

namespace {

using model::Mode;
using model::Pane;

/// The cell's value by each of two dialects, and what the first says of it.
std::vector<std::string> compared_words(const model::Figure& figure, const model::CellRef& cell,
                                        int sample) {
    std::vector<std::string> lines;
    for (const model::Subject& subject : figure.subjects) {
        auto words = drawing::under_pointer(*subject.run, cell, sample);
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
        const auto at = model::subject_step(figure, i, view.grain, view.step);
        if (cell.pane == Pane::output && at.ended) continue;
        const model::Subject& subject = figure.subjects[i];
        return drawing::under_pointer(*subject.run, cell, view.sample);
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
    const double value = gradient.at(sample, cell.channel, cell.row, cell.col);
    lines.insert(lines.begin() + 1,
                 trf(output ? word("gives gradient {0}") : word("receives gradient {0}"),
                     drawing::format_value(value)));
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

std::vector<std::string> pointer_words(Session& session, const model::CellRef& cell) {
    const model::ViewState& view = session.view();
    if (view.prediction.hides()) return words_while_hidden(session, cell);
    const model::Figure& figure = session.store.figure();
    if (view.mode == Mode::compare && figure.compare)
        return compared_words(figure, cell, view.sample);
    if (view.mode == Mode::stages && figure.stages) return staged_words(figure, view, cell);
    auto lines = drawing::under_pointer(session.store.run(), cell, view.sample);
    if (lines.empty()) return lines;
    if (figure.backward) add_gradient(figure, cell, view.sample, lines);
    return lines;
}

}  // namespace poolscope::session
