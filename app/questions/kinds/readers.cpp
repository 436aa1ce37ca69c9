/// How many windows read a cell: the student types the number, or writes down which.
#include "drawing/layer_text.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

/// What reads a cell, and where.
struct Reading {
    int channel = 0;  ///< of the output
    Geometry geometry;
    Readers readers;
};

Reading reading_of(const Exercise& exercise, const Place& cell) {
    const int channel = output_channel_of(*exercise.results.geometry, cell.channel);
    const Geometry geometry = exercise.geometry(channel);
    return {channel, geometry, readers_of(geometry, cell.row, cell.col)};
}

std::vector<Slip> slips_of(const Exercise& exercise, const Place& cell, const Reading& reading) {
    const Geometry& geometry = reading.geometry;
    const auto rows = static_cast<double>(reading.readers.rows.size());
    const auto cols = static_cast<double>(reading.readers.cols.size());
    const auto taps = static_cast<double>(geometry.rows.widest() * geometry.cols.widest());
    const std::size_t wins =
        model::win_count(exercise, cell_of(model::Pane::input, cell), exercise.sample);
    std::vector<Slip> slips;
    if (reading.readers.count() == 0)
        slips.push_back(slip(1,
                             say("No window reaches that cell: the stride steps over it, or the "
                                 "last window ends before it."),
                             say("each cell is read by one window")));
    slips.push_back(
        slip(0, say("At least one window does reach that cell. Step through and watch it.")));
    if (takes_extreme(exercise.op()) && wins > 1)
        slips.push_back(slip(static_cast<double>(wins),
                             say("That is the number of windows in which it wins. Count every "
                                 "window that reads it."),
                             say("that is how often it wins")));
    for (const double one : {rows, cols})
        slips.push_back(
            slip(one, say("You counted along one axis only. Multiply the numbers along both."),
                 say("that many windows lie over it along the row")));
    slips.push_back(slip(
        rows + cols, say("Rows and columns are multiplied, not added."),
        say("{0} rows of windows + {1} columns of windows", number_text(rows), number_text(cols))));
    slips.push_back(slip(taps,
                         say("That is how many cells a window has. How often a cell is read "
                             "depends on the stride and on the edge."),
                         say("a window has that many cells")));
    slips.push_back(slip(1, say("Windows overlap here: more than one reads that cell."),
                         say("each cell is read by one window")));
    slips.push_back(slip(static_cast<double>(geometry.output.h) * geometry.output.w,
                         say("That is how many windows there are in all.")));
    return slips;
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    // One window over the whole plane reads every cell once: nothing to find out.
    if (exercise.output().plane_count() < 2 || exercise.geometry(0).channel_group > 1)
        return std::nullopt;
    const Shape& shape = exercise.document.shape();
    const Place cell = wish.cell ? *wish.cell : any_cell(exercise, draws);
    if (cell.channel >= shape.c || cell.row >= shape.h || cell.col >= shape.w) return std::nullopt;
    const Reading reading = reading_of(exercise, cell);
    const auto& [channel, geometry, readers] = reading;
    Place shown{channel, 0, 0};
    if (readers.count() > 0) shown = {channel, readers.rows.front(), readers.cols.front()};
    const model::CellRef asked = cell_of(model::Pane::input, cell);
    std::vector<model::ViewAction> reveal = show_window(exercise, shown, {});
    reveal.emplace_back(model::SetPin{asked});
    const auto count = static_cast<double>(readers.count());
    return Question{
        .words = say("How many windows read input {0}?", input_place(exercise, cell)),
        .answer = NumberAnswer{count},
        .why = say("{0} rows of windows × {1} columns of windows = {2}.",
                   number_text(static_cast<double>(readers.rows.size())),
                   number_text(static_cast<double>(readers.cols.size())), number_text(count)),
        .because = say("{0} rows of windows × {1} columns of windows",
                       number_text(static_cast<double>(readers.rows.size())),
                       number_text(static_cast<double>(readers.cols.size()))),
        .hint = say("Step through and count the windows that have the cell inside."),
        .slips = slips_of(exercise, cell, reading),
        .ask = show_window(exercise, {channel, 0, 0}, hidden_values(asked)),
        .reveal = std::move(reveal)};
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws& draws) {
    const Place cell = any_cell(exercise, draws);
    const auto& [channel, geometry, readers] = reading_of(exercise, cell);
    const std::size_t count = readers.count();
    if (count > most_listed) return std::nullopt;
    std::string places;
    for (const int row : readers.rows)
        for (const int col : readers.cols)
            places += (places.empty() ? "" : ", ") + drawing::position_text(geometry, row, col);
    const Message windows = count == 1 ? say("{0} window", count) : say("{0} windows", count);
    return PaperQuestion{
        say("Which windows read input {0}? Name their outputs.", input_on_paper(exercise, cell)),
        count == 0 ? say("none: no window reads it")
                   : joined(windows, joined(say(": of output "), quote(places)))};
}

}  // namespace

const QuestionKind readers_kind{
    .id = "readers", .ask = ask, .in_quiz = true, .write = write, .turn = 6};

}  // namespace poolscope::questions
