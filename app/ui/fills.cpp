/// Filling the input.
#include "ui/fills.hpp"

namespace poolscope::ui {

void fill_input(Ui& ui, const model::Fill& fill) {
    std::uint64_t seed = ui.document().seed;
    const bool there_already = make_fill(ui.document().shape(), fill, seed) == *ui.document().input;
    if (fill.seeded && there_already) ++seed;
    if (fill.seeded) ui.seeded_fill = fill.id;
    ui.emit(model::FillInput{std::string(fill.id), seed});
}

}  // namespace poolscope::ui
