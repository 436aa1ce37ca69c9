/// The kinds of questions, one a file; the list of them is in question.cpp.
#pragma once

#include "questions/question.hpp"

namespace poolscope::questions {

extern const QuestionKind winner_kind;     ///< which input cell wins?
extern const QuestionKind value_kind;      ///< what is the value of an output?
extern const QuestionKind size_kind;       ///< how large is the output?
extern const QuestionKind readers_kind;    ///< which windows read a cell, how many?
extern const QuestionKind parameter_kind;  ///< which parameter gives an output?
extern const QuestionKind gradient_kind;   ///< where does the gradient of an output go?
extern const QuestionKind divisor_kind;    ///< what is the sum of a window divided by?
extern const QuestionKind cost_kind;       ///< how many cells do all windows read together?
extern const QuestionKind unread_kind;     ///< which cells does no window read, how many?
extern const QuestionKind shift_kind;      ///< how many outputs change where the input moves?
extern const QuestionKind reason_kind;     ///< which answer, with which reason?
extern const QuestionKind weight_kind;     ///< which cell has the largest weight?
extern const QuestionKind padding_kind;    ///< what does a padding cell read as?
extern const QuestionKind change_kind;     ///< what becomes of an output where a cell changes?

}  // namespace poolscope::questions
