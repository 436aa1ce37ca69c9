/// How many windows read a cell: the student types the number.
#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"

namespace poolscope::lessons {

namespace {

int output_channel_of(const Exercise& exercise, const Place& cell) {
    return output_channel_of(*exercise.results.geometry, cell.channel);
}

struct ReaderCount {
    SharedExercise exercise;
    Place cell;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Geometry geometry = exercise->geometry(output_channel_of(*exercise, cell));
        const Readers readers = readers_of(geometry, cell.row, cell.col);
        const auto rows = static_cast<double>(readers.rows.size());
        const auto cols = static_cast<double>(readers.cols.size());
        const double right = rows * cols;
        const auto taps = static_cast<double>(geometry.rows.widest() * geometry.cols.widest());
        const std::size_t wins =
            model::win_count(*exercise, cell_of(model::Pane::input, cell), exercise->sample);
        std::vector<Slip> slips;
        if (right == 0)
            slips.push_back({say("No window reaches that cell: the stride steps over it, or the "
                                 "last window ends before it."),
                             1});
        slips.push_back({say("Some window does reach that cell. Step through and watch it."), 0});
        if (takes_extreme(exercise->op()) && wins > 1)
            slips.push_back(
                {say("That is in how many windows it wins. Count every window that reads it."),
                 static_cast<double>(wins)});
        for (const double one : {rows, cols})
            slips.push_back({say("You counted along one axis only. Every row of windows goes with "
                                 "every column."),
                             one});
        slips.push_back({say("Rows and columns are multiplied, not added."), rows + cols});
        slips.push_back({say("That is how many cells a window has. How often a cell is read "
                             "depends on the stride and on the edge."),
                         taps});
        slips.push_back({say("Windows overlap here: more than one reads that cell."), 1});
        slips.push_back({say("That is how many windows there are in all."),
                         static_cast<double>(geometry.output.h) * geometry.output.w});
        return judge_number(answer, right, slips,
                            say("{0} by rows × {1} by columns = {2}.", number_text(rows),
                                number_text(cols), number_text(right)),
                            say("Step through and count the windows that have the cell inside."));
    }
};

Place drawn_cell(const Exercise& exercise, Draws& draws) {
    const Shape& shape = exercise.document.shape();
    const auto pick = [&](int count) {
        return static_cast<int>(draws.below(static_cast<std::size_t>(count)));
    };
    const int channel = pick(shape.c);
    const int row = pick(shape.h);
    return {channel, row, pick(shape.w)};
}

}  // namespace

std::optional<Question> readers_question(const SharedExercise& exercise, const QuestionWish& wish,
                                         Draws& draws) {
    // One window over the whole plane reads every cell once: nothing to find out.
    if (exercise->output().plane_count() < 2 || exercise->geometry(0).channel_group > 1)
        return std::nullopt;
    const Shape& shape = exercise->document.shape();
    const Place cell = wish.cell ? *wish.cell : drawn_cell(*exercise, draws);
    if (cell.channel >= shape.c || cell.row >= shape.h || cell.col >= shape.w) return std::nullopt;
    model::Prediction hidden;
    hidden.hides_values = true;
    hidden.asked = cell_of(model::Pane::input, cell);
    const int channel = output_channel_of(*exercise, cell);
    const Geometry geometry = exercise->geometry(channel);
    const Readers readers = readers_of(geometry, cell.row, cell.col);
    Place shown{channel, 0, 0};
    if (readers.count() > 0) shown = {channel, readers.rows.front(), readers.cols.front()};
    std::vector<model::ViewAction> reveal = show_window(*exercise, shown, {});
    reveal.emplace_back(model::SetPin{hidden.asked});
    return Question{.kind = {},
                    .words = say("How many windows read input {0}?", input_place(*exercise, cell)),
                    .form = Form::number,
                    .right = quote(number_text(static_cast<double>(readers.count()))),
                    .ask = show_window(*exercise, {channel, 0, 0}, hidden),
                    .reveal = std::move(reveal),
                    .judge = ReaderCount{exercise, cell}};
}

}  // namespace poolscope::lessons
