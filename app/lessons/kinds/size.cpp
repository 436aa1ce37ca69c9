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
};

constexpr SizeSlip size_slips[] = {
    {"size.plus_one", [](Lengths l) { return l.output() - 1; }},
    {"size.rounding",
     [](Lengths l) {
         l.ceil = !l.ceil;
         return l.output();
     }},
    {"size.ceil_rule", [](Lengths l) { return l.output(); }},
    {"size.no_padding",
     [](Lengths l) {
         l.pad_begin = l.pad_end = 0;
         return l.output();
     }},
    {"size.one_side",
     [](Lengths l) {
         l.pad_end = 0;
         return l.output();
     }},
    {"size.dilation",
     [](Lengths l) {
         l.dilation = 1;
         return l.output();
     }},
    {"size.stride",
     [](Lengths l) {
         l.stride = 1;
         return l.output();
     }},
    {"size.stride_kernel",
     [](Lengths l) {
         l.stride = l.kernel;
         return l.output();
     }},
    {"size.input", [](Lengths l) { return l.input; }},
    {"size.padded_input", [](Lengths l) { return l.input + l.pad_begin + l.pad_end; }},
    {"size.window", [](Lengths l) { return l.kernel; }},
};

struct OutputSize {
    SharedExercise exercise;

    [[nodiscard]] Verdict operator()(const Answer& answer) const {
        const Shape& right = exercise->output();
        const auto* size = std::get_if<SizeAnswer>(&answer);
        const bool rounds_up = exercise->document.params.ceil_mode;
        Verdict otherwise = wrongly(rounds_up ? "size.formula_ceil" : "size.formula_floor");
        if (size == nullptr) return otherwise;
        const auto is = [&](int rows, int cols) {
            return size->rows == rows && size->cols == cols;
        };
        if (is(right.h, right.w)) return rightly("size.right", {size_text(right)});
        if (is(right.w, right.h)) return wrongly("size.swapped");
        const Geometry geometry = exercise->geometry(0);
        const Lengths rows = Lengths::of(geometry.rows, rounds_up);
        const Lengths cols = Lengths::of(geometry.cols, rounds_up);
        for (const SizeSlip& slip : size_slips) {
            if (!is(slip.length(rows), slip.length(cols))) continue;
            const std::string reason = slip.reason;
            if (reason == "size.rounding")
                return wrongly(rounds_up ? "size.rounds_up" : "size.rounds_down");
            return wrongly(slip.reason);
        }
        if (size->rows == right.h) return wrongly("size.cols_wrong");
        if (size->cols == right.w) return wrongly("size.rows_wrong");
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
                    .words = say("size.ask"),
                    .form = Form::size,
                    .right = size_text(exercise->output()),
                    .ask = show_window(*exercise, {}, hidden),
                    .reveal = {model::SetPrediction{}, model::Seek{0}, model::SetPlaying{true}},
                    .judge = OutputSize{exercise}};
}

}  // namespace poolscope::lessons
