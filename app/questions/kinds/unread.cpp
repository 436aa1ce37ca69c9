/// How many cells no window reads: the student types the number, or writes down which.
#include "drawing/layer_text.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

std::optional<Question> ask(const Exercise& exercise, const QuestionWish&, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    if (geometry.channel_group > 1) return std::nullopt;
    const auto right = static_cast<double>(never_read_count(geometry));
    const auto cells = static_cast<double>(geometry.input.h) * geometry.input.w;
    const auto rows = static_cast<double>(geometry.input.h - geometry.rows.read_count());
    const auto cols = static_cast<double>(geometry.input.w - geometry.cols.read_count());
    const Message lines = say("That is how many rows or columns are left out. Count their cells.");
    return Question{
        .words = say("How many input cells does no window read?"),
        .answer = NumberAnswer{right},
        .why = say("{0} cells are never read.", number_text(right)),
        .because = right == 0 ? say("the windows reach every row and every column")
                              : say("{0} of {1} rows and {2} of {3} columns are left out",
                                    number_text(rows), geometry.input.h, number_text(cols),
                                    geometry.input.w),
        .hint = say("Find the rows and columns that no window reaches, then count each of their "
                    "cells once."),
        .slips = {slip(0, say("Some are left out: look at the end of the rows and columns."),
                       say("every cell lies in some window")),
                  slip(cells - right, say("That is how many are read. Count the others.")),
                  slip(rows, lines), slip(cols, lines),
                  slip(rows + cols, lines, say("that many rows and columns are left out")),
                  slip(rows * geometry.input.w + cols * geometry.input.h,
                       say("You counted the corner twice."),
                       say("{0} cells in the rows left out, and {1} in the columns",
                           number_text(rows * geometry.input.w),
                           number_text(cols * geometry.input.h)))},
        .ask = show_window(exercise, {}, hidden_size()),
        .reveal = play_all()};
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    const std::size_t count = never_read_count(geometry);
    if (count == 0 || count > most_listed) return std::nullopt;
    std::string places;
    for (int row = 0; row < geometry.input.h; ++row)
        for (int col = 0; col < geometry.input.w; ++col)
            if (readers_of(geometry, row, col).count() == 0)
                places += (places.empty() ? "" : ", ") + drawing::position_text(geometry, row, col);
    // Fractional windows lie elsewhere in each channel.
    const bool own = geometry.rows.placement == Placement::fractional;
    return PaperQuestion{own && exercise.document.shape().c > 1
                             ? say("Which input cells of channel 0 does no window read?")
                             : say("Which input cells does no window read?"),
                         quote(places)};
}

}  // namespace

const QuestionKind unread_kind{.id = "unread", .ask = ask, .write = write, .turn = 7};

}  // namespace poolscope::questions
