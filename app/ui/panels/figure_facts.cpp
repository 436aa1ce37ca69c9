/// What a mode's figure comes to, in words: two dialects' differences, an equivalence's agreement.
#include <string>

#include "scene/number.hpp"
#include "ui/panels/panels.hpp"
#include "ui/style.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr float block_gap = 18;

class Lines {
public:
    Lines(Ui& ui, std::string id) : ui_(ui), id_(std::move(id)) {}
    void add(const std::string& text, bool faint = false) {
        if (text.empty()) return;
        if (count_ > 0) gap(ui_, 6);
        paragraph(ui_, id_ + "." + std::to_string(count_++), text, faint);
    }

private:
    Ui& ui_;
    std::string id_;
    int count_ = 0;
};

/// Empty where there are not two outputs.
std::string differing_words(const model::CompareFigure& compare) {
    if (!compare.differs) return "";
    const std::size_t all = compare.differs->cells().size();
    if (compare.differing == 0) return "No output cell differs";
    return std::to_string(compare.differing) + " of " +
           scene::format_count(all, "output cell differs", "output cells differ");
}

void compare_facts(Ui& ui, const model::Figure& figure) {
    heading(ui, "inspector.compare.heading", "COMPARED");
    Lines lines(ui, "inspector.compare");
    lines.add(differing_words(*figure.compare));
    lines.add(figure.compare->why);
    for (const model::Subject& subject : figure.subjects)
        if (!subject.subtitle.empty()) lines.add(subject.title + ": " + subject.subtitle, true);
    gap(ui, block_gap);
}

std::string agreement_words(const model::StagesFigure& stages) {
    if (stages.difference == 0 && stages.agrees) return "Agrees to the last bit";
    const std::string differs = "differs by at most " + scene::format_value(stages.difference, 2);
    const std::string allowed = "allowed " + scene::format_value(stages.allowed, 2);
    return (stages.agrees ? "Agrees: " : "Does not agree: ") + differs + ", " + allowed;
}

void stages_facts(Ui& ui, const model::Figure& figure) {
    heading(ui, "inspector.stages.heading", "THE SAME IN STAGES");
    Lines lines(ui, "inspector.stages");
    lines.add(figure.stages->note);
    lines.add(figure.stages->saving);
    lines.add(agreement_words(*figure.stages));
    gap(ui, block_gap);
}

}  // namespace

void figure_facts(Ui& ui) {
    const model::Figure& figure = ui.store.figure();
    if (figure.compare) compare_facts(ui, figure);
    if (figure.stages) stages_facts(ui, figure);
}

}  // namespace poolscope::ui
