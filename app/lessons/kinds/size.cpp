/// How large is the output: the student types rows and columns.
#include "lessons/kinds/kinds.hpp"
#include "lessons/kinds/tools.hpp"

namespace poolscope::lessons {

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
    const char* rounding_up = nullptr;  ///< the reason where the layer does, if it is another
};

constexpr SizeSlip size_slips[] = {
    {word("You forgot the + 1: the first window counts too."),
     [](Lengths l) { return l.output() - 1; }},
    {word("The layer rounds down here: a window that does not fit is left out."),
     [](Lengths l) {
         l.ceil = !l.ceil;
         return l.output();
     },
     word("The layer rounds up here (ceil mode): the last window may reach past the edge.")},
    {word("A window that would start in the padding at the end, or past it, is left out."),
     [](Lengths l) { return l.output(); }},
    {word("You left out the padding: it makes the input longer at both ends."),
     [](Lengths l) {
         l.pad_begin = l.pad_end = 0;
         return l.output();
     }},
    {word("You added the padding once, but there is some at both ends."),
     [](Lengths l) {
         l.pad_end = 0;
         return l.output();
     }},
    {word("You left out the dilation: the window spans dilation × (kernel_size − 1) + 1 cells."),
     [](Lengths l) {
         l.dilation = 1;
         return l.output();
     }},
    {word("You moved the window by 1, but the stride is larger."),
     [](Lengths l) {
         l.stride = 1;
         return l.output();
     }},
    {word("You moved the window by its own size, but the stride is another."),
     [](Lengths l) {
         l.stride = l.kernel;
         return l.output();
     }},
    {word("That is the input's size."), [](Lengths l) { return l.input; }},
    {word("That is the input with its padding."),
     [](Lengths l) { return l.input + l.pad_begin + l.pad_end; }},
    {word("That is the window's size."), [](Lengths l) { return l.kernel; }},
};

struct OutputSize {
    SharedExercise exercise;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Shape& right = exercise->output();
        const auto* size = std::get_if<SizeAnswer>(&answer);
        const bool rounds_up = exercise->document.layer().params.ceil_mode;
        const Verdict otherwise =
            wrongly(rounds_up ? say("Along each axis: (input + padding at both ends − window span) "
                                    "÷ stride, rounded up, plus 1.")
                              : say("Along each axis: (input + padding at both ends − window span) "
                                    "÷ stride, rounded down, plus 1."));
        if (size == nullptr) return otherwise;
        const auto is = [&](int rows, int cols) {
            return size->rows == rows && size->cols == cols;
        };
        if (is(right.h, right.w)) return rightly(say("The output is {0}.", size_text(right)));
        if (is(right.w, right.h)) return wrongly(say("Rows come first, then columns."));
        const Geometry geometry = exercise->geometry(0);
        const Lengths rows = Lengths::of(geometry.rows, rounds_up);
        const Lengths cols = Lengths::of(geometry.cols, rounds_up);
        for (const SizeSlip& slip : size_slips) {
            if (!is(slip.length(rows), slip.length(cols))) continue;
            const bool other = rounds_up && slip.rounding_up != nullptr;
            return wrongly(named(other ? slip.rounding_up : slip.reason));
        }
        if (size->rows == right.h)
            return wrongly(say("The rows are right; count the columns again."));
        if (size->cols == right.w)
            return wrongly(say("The columns are right; count the rows again."));
        return otherwise;
    }
};

}  // namespace

std::optional<Question> size_question(const SharedExercise& exercise, const QuestionWish&, Draws&) {
    const Geometry geometry = exercise->geometry(0);
    if (!geometry.rows.regular() || geometry.channel_group > 1) return std::nullopt;
    model::Prediction hidden;
    hidden.hides_size = true;
    return Question{.kind = {},
                    .words = say("How many rows and columns does the output have?"),
                    .form = Form::size,
                    .right = quote(size_text(exercise->output())),
                    .ask = show_window(*exercise, {}, hidden),
                    .reveal = {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}},
                    .judge = OutputSize{exercise}};
}

}  // namespace poolscope::lessons
