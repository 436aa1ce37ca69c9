/// How large is the output: the student types rows and columns; on paper, how that follows.
#include "drawing/layer_text.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

/// The numbers that an axis' output length is made of.
struct Lengths {
    int input, kernel, dilation, stride, pad_begin, pad_end;
    bool ceil;

    [[nodiscard]] static Lengths of(const Axis& axis, bool ceil) {
        return {axis.input,     axis.kernel_size, axis.dilation, axis.stride,
                axis.pad_begin, axis.pad_end,     ceil};
    }
    /// (n + pb + pe − k_eff) / s, rounded up or down, plus 1.
    [[nodiscard]] int output() const {
        const int room = input + pad_begin + pad_end - (dilation * (kernel - 1) + 1);
        if (room < 0) return 0;
        return (ceil ? (room + stride - 1) / stride : room / stride) + 1;
    }
};

/// What a slip makes of one axis.
using Slipped = int (*)(Lengths);

struct SizeSlip {
    const char* reason;
    Slipped length;
    const char* belief = nullptr;  ///< null where nobody would defend it
    /// The reason and the belief where the layer rounds up, if they are others.
    const char* rounding_up = nullptr;
    const char* belief_rounding_up = nullptr;
};

constexpr const char* rounded_down =
    word("(input + padding at both ends − window span) ÷ stride, rounded down, plus 1");
constexpr const char* rounded_up =
    word("(input + padding at both ends − window span) ÷ stride, rounded up, plus 1");

constexpr SizeSlip size_slips[] = {
    {word("You forgot the + 1: the first window counts too."),
     [](Lengths l) { return l.output() - 1; },
     word("(input + padding at both ends − window span) ÷ stride")},
    {word("The layer rounds down here: a window that does not fit is left out."),
     [](Lengths l) {
         l.ceil = !l.ceil;
         return l.output();
     },
     rounded_up,
     word("The layer rounds up here (ceil mode): the last window may reach past the edge."),
     rounded_down},
    {word("A window that would start in the padding at the end, or past it, is left out."),
     [](Lengths l) { return l.output(); }},
    {word("You left out the padding: it makes the input longer at both ends."),
     [](Lengths l) {
         l.pad_begin = l.pad_end = 0;
         return l.output();
     },
     word("(input − window span) ÷ stride, plus 1: padding holds no data and does not count")},
    {word("You added the padding once, but there is some at both ends."),
     [](Lengths l) {
         l.pad_end = 0;
         return l.output();
     },
     word("(input + padding − window span) ÷ stride, plus 1")},
    {word("You left out the dilation: the window spans dilation × (kernel_size − 1) + 1 cells."),
     [](Lengths l) {
         l.dilation = 1;
         return l.output();
     },
     word("dilation does not matter: the window has as many cells as before")},
    {word("You moved the window by 1, but the stride is larger."),
     [](Lengths l) {
         l.stride = 1;
         return l.output();
     },
     word("the window moves on by one cell each time")},
    {word("You moved the window by its own size, but the stride is different."),
     [](Lengths l) {
         l.stride = l.kernel;
         return l.output();
     },
     word("the window moves on by its own size")},
    {word("That is the input's size."), [](Lengths l) { return l.input; },
     word("pooling changes the values, not the size")},
    {word("That is the input with its padding."),
     [](Lengths l) { return l.input + l.pad_begin + l.pad_end; },
     word("each cell, padding included, gives an output")},
    {word("That is the window's size."), [](Lengths l) { return l.kernel; },
     word("the output is as large as the window")},
};

std::vector<Slip> slips_of(const Exercise& exercise) {
    const Shape& right = exercise.output();
    const bool rounds_up = exercise.document.layer().params.ceil_mode;
    const Geometry geometry = exercise.geometry(0);
    const Lengths rows = Lengths::of(geometry.rows, rounds_up);
    const Lengths cols = Lengths::of(geometry.cols, rounds_up);
    std::vector<Slip> slips{{SizeAnswer{right.w, right.h}, say("Rows come first, then columns.")}};
    for (const SizeSlip& one : size_slips) {
        const bool other = rounds_up && one.rounding_up != nullptr;
        const char* belief = other ? one.belief_rounding_up : one.belief;
        slips.push_back({SizeAnswer{one.length(rows), one.length(cols)},
                         named(other ? one.rounding_up : one.reason),
                         belief != nullptr ? named(belief) : Message{}});
    }
    return slips;
}

Message rule(bool rounds_up) {
    return say("Along each axis: {0}.", named(rounds_up ? rounded_up : rounded_down));
}

/// What is said to a size that no slip leads to.
Verdict half_right(const Shape& right, bool rounds_up, const Answer& answer) {
    const auto* size = std::get_if<SizeAnswer>(&answer);
    if (size != nullptr && size->rows == right.h)
        return wrongly(say("The rows are right; count the columns again."));
    if (size != nullptr && size->cols == right.w)
        return wrongly(say("The columns are right; count the rows again."));
    return wrongly(rule(rounds_up));
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish&, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    if (!geometry.rows.regular() || geometry.channel_group > 1) return std::nullopt;
    const Shape& right = exercise.output();
    const bool rounds_up = exercise.document.layer().params.ceil_mode;
    return Question{
        .words = say("How many rows and columns does the output have?"),
        .form = Form::size,
        .answer = SizeAnswer{right.h, right.w},
        .why = say("The output is {0}.", size_text(right)),
        .because = named(rounds_up ? rounded_up : rounded_down),
        .hint = rule(rounds_up),
        .slips = slips_of(exercise),
        .otherwise = [right, rounds_up](
                         const Answer& answer) { return half_right(right, rounds_up, answer); },
        .ask = show_window(exercise, {}, hidden_size()),
        .reveal = play_all()};
}

std::optional<PaperQuestion> write(const Exercise& exercise, Draws&) {
    const Shape& out = exercise.output();
    const Geometry geometry = exercise.geometry(0);
    if (geometry.channel_group > 1)
        return PaperQuestion{say("How many channels does the output have, and why?"),
                             say("{0} / {1} = {2}: one for each group of {1}",
                                 exercise.document.shape().c, geometry.channel_group, out.c)};
    const bool ceil_mode = exercise.document.layer().params.ceil_mode;
    const auto along = [&](const Axis& axis) {
        return drawing::plain_text(drawing::output_size_formula(axis, ceil_mode));
    };
    if (drawing::position_text(geometry, 0, 0) == "0")  // one row
        return PaperQuestion{
            say("The output has {0} cells. How does that follow?", number_text(out.w)),
            quote(along(geometry.cols))};
    return PaperQuestion{
        say("The output has {0} × {1} cells. How does that follow from the input's size and the "
            "layer?",
            number_text(out.h), number_text(out.w)),
        say("rows: {0}; columns: {1}", along(geometry.rows), along(geometry.cols))};
}

}  // namespace

const QuestionKind size_kind{.id = "size", .ask = ask, .in_quiz = true, .write = write, .turn = 1};

}  // namespace poolscope::questions
