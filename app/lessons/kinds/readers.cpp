/// How many windows read a cell: the student types the number.
#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"

namespace poolscope::lessons {

namespace {

int output_channel_of(const Exercise& exercise, const Place& cell) {
    return model::output_channel(*exercise.results.geometry, cell.channel);
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
            model::win_count(exercise->document, exercise->results,
                             cell_of(model::Pane::input, cell), exercise->sample);
        std::vector<Slip> slips;
        if (right == 0) slips.push_back({"readers.none", 1});
        slips.push_back({"readers.zero", 0});
        if (takes_extreme(exercise->op()) && wins > 1)
            slips.push_back({"readers.wins", static_cast<double>(wins)});
        slips.push_back({"readers.rows_only", rows});
        slips.push_back({"readers.rows_only", cols});
        slips.push_back({"readers.sum", rows + cols});
        slips.push_back({"readers.taps", taps});
        slips.push_back({"readers.one", 1});
        slips.push_back(
            {"readers.all", static_cast<double>(geometry.output.h) * geometry.output.w});
        return judge_number(
            answer, right, slips,
            rightly("readers.right", {number_text(rows), number_text(cols), number_text(right)}),
            wrongly("readers.other"));
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
                    .words = say("readers.ask", {input_place(*exercise, cell)}),
                    .form = Form::number,
                    .right = number_text(static_cast<double>(readers.count())),
                    .ask = show_window(*exercise, {channel, 0, 0}, hidden),
                    .reveal = std::move(reveal),
                    .judge = ReaderCount{exercise, cell}};
}

}  // namespace poolscope::lessons
