/// Comparing and writing answers.
#include "questions/answers.hpp"

#include <cmath>

#include "drawing/number.hpp"

namespace poolscope::questions {

namespace {

std::string place_text(int row, int col) {
    return "(" + drawing::format_count(row) + ", " + drawing::format_count(col) + ")";
}

struct TextOf {
    const std::vector<Words>& options;
    Words operator()(const CellAnswer& answer) const {
        const model::CellRef& cell = answer.cell;
        const std::string place = place_text(cell.row, cell.col);
        return cell.pane == model::Pane::input ? say("input {0}", place) : say("output {0}", place);
    }
    Words operator()(const NumberAnswer& answer) const {
        return quote(drawing::format_value(answer.value));
    }
    Words operator()(const SizeAnswer& answer) const {
        return quote(std::to_string(answer.rows) + " × " + std::to_string(answer.cols));
    }
    Words operator()(const ChoiceAnswer& answer) const {
        return answer.option < options.size() ? options[answer.option] : Words{};
    }
    Words operator()(const DeedAnswer&) const { return say("the layer as it stood"); }
};

struct Same {
    bool operator()(const CellAnswer& a, const CellAnswer& b) const { return a.cell == b.cell; }
    bool operator()(const NumberAnswer& a, const NumberAnswer& b) const {
        return same_number(a.value, b.value);
    }
    bool operator()(const SizeAnswer& a, const SizeAnswer& b) const {
        return a.rows == b.rows && a.cols == b.cols;
    }
    bool operator()(const ChoiceAnswer& a, const ChoiceAnswer& b) const {
        return a.option == b.option;
    }
    bool operator()(const auto&, const auto&) const { return false; }
};

}  // namespace

bool same_number(double given, double right) {
    if (std::isnan(right) || std::isinf(right) || !std::isfinite(given))
        return std::isnan(right) ? std::isnan(given) : given == right;
    const bool whole = right == std::round(right);
    const double allowed =
        whole ? 1e-6 * std::max(1.0, std::abs(right)) : std::max(0.0051, 5e-4 * std::abs(right));
    return std::abs(given - right) <= allowed;
}

bool same_answer(const Answer& given, const Answer& right) {
    return std::visit(Same{}, given, right);
}

Words answer_text(const Answer& answer, const std::vector<Words>& options) {
    return std::visit(TextOf{options}, answer);
}

}  // namespace poolscope::questions
