/// The words below two dialects or below an equivalence's stages (see conclusion.hpp).
#include "drawing/conclusion.hpp"

#include "drawing/differences.hpp"
#include "drawing/number.hpp"
#include "drawing/words.hpp"

namespace poolscope::drawing {

using theme::Theme;

namespace {

/// A heading and the words below it.
struct Words {
    std::string heading;
    std::string rest;
    bool flagged = false;
};

/// What the dialects changed, each under its name: where nothing differs, that is all there is to
/// say.
std::string changes(const model::Figure& figure) {
    std::string text;
    for (const model::Subject& subject : figure.subjects) {
        if (subject.subtitle.empty()) continue;
        text +=
            (text.empty() ? "" : " · ") + trf("{0}: {1}", tr(subject.title), tr(subject.subtitle));
    }
    return text;
}

Words compared(const model::Figure& figure) {
    const model::CompareFigure& compare = *figure.compare;
    if (!compare.differs) return {tr(compare.why), ""};
    if (compare.differing == 0) return {tr("Every output cell is the same"), changes(figure)};
    return {trn("{1} of {0} output cell differs", "{1} of {0} output cells differ",
                compare.differs->cells().size(), compare.differing),
            tr(compare.why), true};
}

Words staged(const model::StagesFigure& stages) {
    std::string agreement = tr("agrees with the layer itself to the last bit");
    if (!stages.agrees) {
        agreement = trf("differs from the layer itself by up to {0}, more than the stated {1}",
                        format_value(stages.difference, 3), format_value(stages.allowed, 3));
    } else if (stages.difference > 0) {
        agreement = trf("agrees with the layer itself within {0} (stated: {1})",
                        format_value(stages.difference, 3), format_value(stages.allowed, 3));
    }
    return {tr(stages.note),
            stages.saving.empty() ? agreement : agreement + " · " + tr(stages.saving)};
}

}  // namespace

Conclusion conclude(const DrawingInput& input, float width, float size) {
    if (!input.parts.conclusion) return {};
    if (input.view.prediction.hides_values) return {{"?"}};
    const Words words =
        input.figure.compare ? compared(input.figure) : staged(*input.figure.stages);
    Conclusion conclusion{
        balanced(words.heading, width - (words.flagged ? 2 * size : 0), size, Font::semibold)};
    conclusion.headings = conclusion.lines.size();
    conclusion.flagged = words.flagged;
    if (words.rest.empty()) return conclusion;
    for (std::string& line : balanced(words.rest, width, size, Font::regular))
        conclusion.lines.push_back(std::move(line));
    return conclusion;
}

void draw_conclusion(Canvas& canvas, const Theme& theme, const Conclusion& conclusion,
                     const Rect& area, float size) {
    const float pitch = area.h / static_cast<float>(conclusion.lines.size());
    for (std::size_t i = 0; i < conclusion.lines.size(); ++i) {
        const bool heading = i < conclusion.headings;
        const Font font = heading ? Font::semibold : Font::regular;
        const Point at{area.center().x, area.y + pitch * (static_cast<float>(i) + 0.5F)};
        canvas.text(at, size, Align::middle, conclusion.lines[i],
                    heading ? theme.text : theme.text_muted, font);
        if (i > 0 || !conclusion.flagged) continue;
        const float half = theme::text_width(conclusion.lines[i], size, font) / 2;
        draw_difference_key(canvas, theme,
                            {at.x - half - size * 1.5F, at.y - size / 2, size, size});
    }
}

}  // namespace poolscope::drawing
