/// Anchors against the layer's geometry, and goals against what may be changed.
#include "lessons/check_page.hpp"

#include <algorithm>

#include "lessons/reachable_size.hpp"
#include "questions/tools.hpp"

namespace poolscope::lessons {

namespace {

Error fault(Message what, Message remedy) {
    return {ErrorCode::bad_format, std::move(what), std::move(remedy)};
}

std::string cell_text(const model::CellRef& cell) {
    return std::string(cell.pane == model::Pane::input ? "input" : "output") + "(" +
           std::to_string(cell.row) + ", " + std::to_string(cell.col) + ")";
}

/// The goal's size where it has one.
std::optional<Extent> wanted_size(const Goal& goal) {
    if (goal.output.empty()) return goal.output_size;
    return Extent{static_cast<int>(goal.output.size()),
                  static_cast<int>(goal.output.front().size())};
}

bool has_any_of(const Allowed& allowed, std::initializer_list<const char*> parts) {
    return std::ranges::any_of(
        parts, [&](const char* part) { return allowed.has(part); });
}

/// Nothing that may be changed has a say in the output.
bool is_fixed(const Allowed& allowed) {
    return std::ranges::none_of(
        changeable_parts(),
        [&](const ChangeablePart& part) { return part.id != "gradient" && allowed.has(part.id); });
}

/// A value of the goal that the operator cannot pick, since no cell has it and none may be changed.
std::optional<double> value_of_no_cell(const Goal& goal, const Page& page) {
    const model::Document& document = page.opened.document;
    if (!questions::takes_extreme(*document.layer().op) ||
        has_any_of(page.may_change, {"cells", "size", "shift", "operator", "dialect"}))
        return std::nullopt;
    const auto input = document.input->whole();
    const auto cells = input->cells();
    for (const auto& row : goal.output)
        for (const double value : row)
            if (std::ranges::none_of(cells, [value](float cell) {
                    return questions::same_number(static_cast<double>(cell), value);
                }))
                return value;
    return std::nullopt;
}

/// Counts that no layer over this input reaches.
std::optional<Error> count_fault(const Goal& goal, const Page& page) {
    const model::Document& start = page.opened.document;
    const Shape& input = start.shape();
    const std::size_t cells = input.plane_count();
    if (goal.unread && *goal.unread > cells && !page.may_change.has("size"))
        return fault(
            say("the goal leaves {0} cells unread, and the input has {1}", *goal.unread, cells),
            say("ask for fewer"));
    const auto output = make_geometry(start.layer(), input);
    if (!goal.changed || !output) return std::nullopt;
    const auto outputs = output->output.count();
    if (*goal.changed > outputs)
        return fault(
            say("the goal changes {0} outputs, and the scene has {1}", *goal.changed, outputs),
            say("ask for fewer"));
    const auto size = wanted_size(goal);
    if (size && (size->h != output->output.h || size->w != output->output.w))
        return fault(
            say("the goal counts changed outputs, and asks for another size of the output"),
            say("leave out one of them"));
    return std::nullopt;
}

}  // namespace

std::optional<Error> pointer_fault(const Pointer& pointer, const Page& page) {
    if (pointer.part != nullptr) {
        const bool arrows = !page.may_change.everything && page.may_change.has("shift");
        if (pointer.part->id != "shift" || arrows) return std::nullopt;
        return fault(say("the scene points at \"shift\", the four arrows, which it does not have"),
                     say("write may_change = [\"shift\"]"));
    }
    const model::Document& document = page.opened.document;
    const auto geometry = make_geometry(document.layer(), document.shape());
    if (!geometry) return std::nullopt;  // a layer that cannot be is shown as one
    const model::CellRef& cell = *pointer.cell;
    const bool input = cell.pane == model::Pane::input;
    const Axis& rows = geometry->rows;
    const Axis& cols = geometry->cols;
    const int top = input ? -rows.pad_begin : 0;
    const int left = input ? -cols.pad_begin : 0;
    const int bottom = input ? rows.overhang_end() : geometry->output.h;
    const int right = input ? cols.overhang_end() : geometry->output.w;
    if (cell.row >= top && cell.row < bottom && cell.col >= left && cell.col < right)
        return std::nullopt;
    const std::string place = cell_text(cell);
    return fault(input ? say("{0} lies outside the input", place)
                       : say("{0} lies outside the output", place),
                 say("write a row of {0} to {1} and a column of {2} to {3}", top, bottom - 1, left,
                     right - 1));
}

std::optional<Error> goal_fault(const Goal& goal, const Page& page) {
    const model::Document& start = page.opened.document;
    if (is_fixed(page.may_change))
        return fault(say("something is to be made, and may_change lets the student change nothing"),
                     say("name there what leads to the goal, or leave may_change out"));
    if (deed_question({}, goal, start).judge(DeedAnswer{start}).right)
        return fault(say("the goal is reached before the student has done anything"),
                     say("ask for another goal, or begin with another layer or input"));
    if (auto counts = count_fault(goal, page)) return counts;
    const auto size = wanted_size(goal);
    if (size && !reaches_size(page.may_change, start, *size))
        return fault(
            say("no change that the scene allows makes the output {0} x {1}", size->h, size->w),
            say("allow more in may_change, or ask for another size"));
    if (const auto value = value_of_no_cell(goal, page))
        return fault(say("the goal has the output {0}, which no cell of the input has",
                         questions::number_text(*value)),
                     say("allow \"cells\" in may_change, or ask for another output"));
    return std::nullopt;
}

}  // namespace poolscope::lessons
