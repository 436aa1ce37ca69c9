/// What a mode's figure comes to, in words: two dialects' differences, an equivalence's agreement.
#include <string>

#include "drawing/number.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr float block_gap = 18;

class Lines {
public:
    Lines(Frame& frame, std::string id) : frame_(frame), id_(std::move(id)) {}
    void add(const std::string& text, bool faint = false) {
        if (text.empty()) return;
        if (count_ > 0) gap(frame_, 6);
        paragraph(frame_, id_ + "." + std::to_string(count_++), text, faint);
    }

private:
    Frame& frame_;
    std::string id_;
    int count_ = 0;
};

/// Empty where there are not two outputs.
std::string differing_words(const model::CompareFigure& compare) {
    if (!compare.differs) return "";
    const std::size_t all = compare.differs->cells().size();
    if (compare.differing == 0) return tr("No output cell differs");
    return trn("{1} of {0} output cell differs", "{1} of {0} output cells differ", all,
               compare.differing);
}

void compare_facts(Frame& frame, const model::Figure& figure) {
    heading(frame, "inspector.compare.heading", tr("COMPARED"));
    Lines lines(frame, "inspector.compare");
    lines.add(differing_words(*figure.compare));  // the reason stands on the stage
    for (const model::Subject& subject : figure.subjects)
        if (!subject.subtitle.empty())
            lines.add(trf("{0}: {1}", tr(subject.title), tr(subject.subtitle)), true);
    gap(frame, block_gap);
}

std::string agreement_words(const model::StagesFigure& stages) {
    if (stages.difference == 0 && stages.agrees) return tr("Agrees to the last bit");
    return trf(stages.agrees ? word("Agrees: differs by at most {0}, allowed {1}")
                             : word("Does not agree: differs by at most {0}, allowed {1}"),
               drawing::format_value(stages.difference, 2),
               drawing::format_value(stages.allowed, 2));
}

void stages_facts(Frame& frame, const model::Figure& figure) {
    heading(frame, "inspector.stages.heading", tr("THE SAME IN STAGES"));
    Lines lines(frame, "inspector.stages");
    lines.add(tr(figure.stages->note));
    lines.add(tr(figure.stages->saving));
    lines.add(agreement_words(*figure.stages));
    gap(frame, block_gap);
}

}  // namespace

void figure_facts(Ui& ui) {
    if (ui.session.view().prediction.hides()) return;
    const model::Figure& figure = ui.session.store.figure();
    if (figure.compare) compare_facts(ui.frame, figure);
    if (figure.stages) stages_facts(ui.frame, figure);
}

}  // namespace poolscope::ui
