/// Filling the input.
#include "ui/fills.hpp"

#include "model/fill.hpp"

namespace poolscope::ui {

namespace {

constexpr FillRow all[] = {
    {"range", "Range", "0, 1, 2, … row by row", model::FillKind::range},
    {"random", "Random", "Whole numbers 0 to 9, drawn from the seed; again: the next seed",
     model::FillKind::random, true},
    {"edge", "Edge", "0 on the left, 9 on the right", model::FillKind::edge},
    {"checkerboard", "Checkerboard", "0 and 9 in turn", model::FillKind::checkerboard},
    {"ties", "Ties", "Only 1, 2 and 3, so that many cells tie; drawn from the seed",
     model::FillKind::ties, true},
    {"negatives", "Negatives", "Only negative numbers: zero padding would win a maximum",
     model::FillKind::negatives},
};

}  // namespace

std::span<const FillRow> fills() {
    return all;
}

void fill_input(Ui& ui, std::size_t index) {
    const FillRow& row = all[index];
    model::FillInput fill{row.kind, ui.document().seed};
    const bool there_already = make_fill(ui.document().shape(), fill) == *ui.document().input;
    if (row.seeded && there_already) ++fill.seed;
    ui.emit(fill);
}

}  // namespace poolscope::ui
