/// Reading, comparing and writing answers.
#include "lessons/answers.hpp"

#include <cmath>

#include "io/number_text.hpp"
#include "scene/number.hpp"

namespace poolscope::lessons {

namespace {

std::string place_text(int row, int col) {
    return "(" + scene::format_count(row) + ", " + scene::format_count(col) + ")";
}

struct TextOf {
    const std::vector<Words>& options;
    Words operator()(const CellAnswer& answer) const {
        const model::CellRef& cell = answer.cell;
        const std::string place = place_text(cell.row, cell.col);
        return cell.pane == model::Pane::input ? say("input {0}", place) : say("output {0}", place);
    }
    Words operator()(const NumberAnswer& answer) const {
        return quote(scene::format_value(answer.value));
    }
    Words operator()(const SizeAnswer& answer) const {
        return quote(std::to_string(answer.rows) + " × " + std::to_string(answer.cols));
    }
    Words operator()(const ChoiceAnswer& answer) const {
        return answer.option < options.size() ? options[answer.option] : Words{};
    }
    Words operator()(const DeedAnswer&) const { return say("the layer as it stood"); }
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

std::optional<double> read_answer(std::string_view text) {
    const auto number = [](std::string_view part) -> std::optional<double> {
        const auto read = io::read_number(part, io::DecimalMark::comma);
        if (!read) return std::nullopt;
        return static_cast<double>(*read);
    };
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return number(text);
    const auto above = number(text.substr(0, slash));
    const auto below = number(text.substr(slash + 1));
    if (!above || !below || *below == 0) return std::nullopt;
    return *above / *below;
}

Words answer_text(const Answer& answer, const std::vector<Words>& options) {
    return std::visit(TextOf{options}, answer);
}

}  // namespace poolscope::lessons
