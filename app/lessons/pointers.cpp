/// The parts that can be pointed at, and reading their names.
#include "lessons/pointers.hpp"

#include <algorithm>
#include <array>

#include "support/digits.hpp"

namespace poolscope::lessons {

namespace {

void skip_blanks(std::string_view& text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

bool take(std::string_view& text, std::string_view word) {
    skip_blanks(text);
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

std::optional<int> take_number(std::string_view& text) {
    skip_blanks(text);
    int number = 0;
    const auto [end, error] = from_digits(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

/// "(1, 3)" to the end.
std::optional<model::CellRef> read_place(model::Pane pane, std::string_view text) {
    if (!take(text, "(")) return std::nullopt;
    const auto row = take_number(text);
    if (!row || !take(text, ",")) return std::nullopt;
    const auto col = take_number(text);
    if (!col || !take(text, ")")) return std::nullopt;
    skip_blanks(text);
    if (!text.empty()) return std::nullopt;
    return model::CellRef{pane, 0, *row, *col};
}

}  // namespace

std::span<const PointerName> pointer_names() {
    static constexpr std::array list{
        PointerName{"operator", "layer.operator.heading"},
        PointerName{"kernel_size", "layer.kernel_h", "layer.kernel_w"},
        PointerName{"stride", "layer.stride_h", "layer.stride_w"},
        PointerName{"padding", "layer.padding_h", "layer.padding_w"},
        PointerName{"dilation", "layer.dilation_h", "layer.dilation_w"},
        PointerName{"ceil_mode", "layer.ceil_mode"},
        PointerName{"count_include_pad", "layer.count_include_pad"},
        PointerName{"size_formula", "layer.size"},
        PointerName{"rules", "layer.rules"},
        PointerName{"play", "transport.play"},
        PointerName{"next_step", "transport.next"},
        PointerName{"timeline", "transport.timeline"},
        PointerName{"grain", "transport.grain.window", "transport.grain.cell"},
        PointerName{"quiz", "transport.quiz"},
        PointerName{"backward", "mode.backward"},
        PointerName{"compare", "mode.compare"},
        PointerName{"stages", "mode.stages"},
        PointerName{"formula", "stage.formula"},
        PointerName{"caption", "stage.caption"},
        PointerName{"shift", "lesson.shift.left", "lesson.shift.down"},
    };
    return list;
}

std::optional<Pointer> read_pointer(std::string_view text) {
    const auto named = std::ranges::find(pointer_names(), text, &PointerName::id);
    if (named != pointer_names().end()) return Pointer{&*named, {}};
    std::optional<model::CellRef> cell;
    if (text.starts_with("input")) cell = read_place(model::Pane::input, text.substr(5));
    if (text.starts_with("output")) cell = read_place(model::Pane::output, text.substr(6));
    if (!cell) return std::nullopt;
    return Pointer{nullptr, cell};
}

}  // namespace poolscope::lessons
