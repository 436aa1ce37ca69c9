/// How much of the input one output sees.
#include "drawing/network_words.hpp"
#include "session/ledger_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/network/sections.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

bool sees_some(const LayerCosts& costs) {
    return costs.rows.size >= 1 && costs.cols.size >= 1;
}

bool sees_beyond(const LayerCosts& costs, const Shape& input) {
    return costs.rows.size > input.h || costs.cols.size > input.w;
}

std::string own_words(const LayerCosts& costs, const Shape& input) {
    if (!sees_some(costs)) return tr("This output sees nothing of the input.");
    std::string words =
        trf("This output sees {0} × {1} input cells.", costs.rows.size, costs.cols.size);
    if (sees_beyond(costs, input))
        words += tr(" That is more than there are: the rest is padding.");
    return words;
}

/// How far apart neighbouring outputs look; empty where that is no number.
std::string jump_words(const LayerCosts& costs) {
    const auto& rows = costs.rows.jump;
    const auto& cols = costs.cols.jump;
    if (!sees_some(costs) || !rows || !cols) return {};
    if (*rows == *cols)
        return trn("Its neighbour looks {0} cell further on.",
                   "Its neighbour looks {0} cells further on.", static_cast<std::size_t>(*rows));
    return trf("Its neighbours look {0} rows and {1} columns further on.", *rows, *cols);
}

}  // namespace

void field_section(Ui& ui) {
    const std::vector<LayerCosts>& costs = layer_costs(ui.session);
    const std::size_t at = ui.session.store.at();
    if (at >= costs.size()) return;
    const model::Document& network = ui.session.whole();
    heading(ui.frame, "inspector.field.heading", tr("RECEPTIVE FIELD"));
    paragraph(ui.frame, "inspector.field.own", own_words(costs[at], network.shape()));
    if (const std::string jump = jump_words(costs[at]); !jump.empty()) {
        gap(ui.frame, 4);
        paragraph(ui.frame, "inspector.field.jump", jump, true);
    }
    const std::size_t last = network.layers.size() - 1;
    if (at < last && last < costs.size() && sees_some(costs[last])) {
        gap(ui.frame, 4);
        paragraph(ui.frame, "inspector.field.last",
                  trf("One output of the last layer, {0}, sees {1} × {2}.",
                      drawing::layer_name(network.layers[last]), costs[last].rows.size,
                      costs[last].cols.size));
    }
    gap(ui.frame, 18);
}

}  // namespace poolscope::ui
