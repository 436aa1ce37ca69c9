/// What a padding cell reads as: on paper.
#include <cmath>

#include "drawing/layer_text.hpp"
#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

std::optional<PaperQuestion> write(const Exercise& exercise, Draws&) {
    const Geometry geometry = exercise.geometry(0);
    const auto padded = [](const Axis& axis) { return axis.pad_begin + axis.pad_end > 0; };
    const Operator& op = exercise.op();
    if ((!padded(geometry.rows) && !padded(geometry.cols)) || !drawing::reads_padding(op))
        return std::nullopt;
    const std::string value = number_text(op.padding_value);
    return PaperQuestion{say("What value does a padding cell stand for in this layer, and why?"),
                         std::isinf(op.padding_value)
                             ? say("{0}: so it never wins", value)
                             : say("{0}: so it adds nothing to the sum", value)};
}

}  // namespace

const QuestionKind padding_kind{.id = "padding", .write = write, .turn = 5};

}  // namespace poolscope::questions
