/// What the keys do at this moment (see key_hint.hpp).
#include "session/key_hint.hpp"

#include "io/text_grid.hpp"
#include "session/lesson_commands.hpp"

namespace poolscope::session {

std::vector<std::string> key_hints(const Session& session) {
    if (session.editor.cell)
        return {tr("Enter: down · Tab: right · Escape: as it was"), tr("Escape: as it was")};
    if (session.brush.on)
        return {trf("drags paint {0} · P ends it", io::number_text(session.brush.value)),
                tr("P ends painting")};
    if (!session.has_steps) return {};
    if (hides_steps(session))
        return {tr("the steps wait for your answer"), tr("they wait for your answer")};
    const std::string steps = tr("← → step · ↑ ↓ a row");
    const std::string short_steps = tr("← → step");
    if (!session.view().pointer.selected) return {steps, short_steps};
    const char* enter = tr(session.types_into_cells ? word("Ctrl+arrows: the cell · Enter types")
                                                    : word("Enter brings the window here"));
    return {steps + " · " + enter, short_steps + " · " + enter,
            tr("← → step · with Ctrl, the cell"), short_steps};
}

}  // namespace poolscope::session
