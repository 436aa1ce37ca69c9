/// Which part of a document an action changes.
#include "lessons/may_change.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace poolscope::lessons {

namespace {

using Parts = std::vector<std::string_view>;

/// The parts in which two layers differ.
Parts differing(const PoolParams& a, const PoolParams& b) {
    Parts parts;
    const auto note = [&](bool differs, std::string_view part) {
        if (differs) parts.push_back(part);
    };
    note(a.kernel_size != b.kernel_size, "kernel_size");
    note(a.stride != b.stride, "stride");
    note(a.padding != b.padding || a.padding_mode != b.padding_mode, "padding");
    note(a.dilation != b.dilation, "dilation");
    note(a.ceil_mode != b.ceil_mode, "ceil_mode");
    note(a.count_include_pad != b.count_include_pad, "count_include_pad");
    note(a.divisor_override != b.divisor_override, "divisor_override");
    note(a.placement != b.placement, "placement");
    note(a.output_size != b.output_size, "output_size");
    note(a.norm != b.norm || a.sharpness != b.sharpness || a.mix != b.mix || a.seed != b.seed ||
             a.channel_group != b.channel_group,
         "numbers");
    note(!(a.scores == b.scores), "scores");
    return parts;
}

std::string_view part_of(model::Grid grid) {
    if (grid == model::Grid::grad_output) return "gradient";
    return grid == model::Grid::scores ? "scores" : "cells";
}

struct ChangedParts {
    const model::Document& document;

    Parts operator()(const model::SetOperator&) const { return {"operator"}; }
    Parts operator()(const model::SetDialect&) const { return {"dialect"}; }
    Parts operator()(const model::SetLayer& action) const {
        Parts parts = differing(document.params, action.params);
        if (document.operator_id != action.operator_id) parts.emplace_back("operator");
        if (document.dialect != action.dialect) parts.emplace_back("dialect");
        return parts;
    }
    Parts operator()(const model::SetParams& action) const {
        return differing(document.params, action.params);
    }
    Parts operator()(const model::SetCell& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::PaintLine& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::ResetGrid& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::ResizeInput&) const { return {"size"}; }
    Parts operator()(const model::FillInput&) const { return {"cells"}; }
    Parts operator()(const model::ReplaceInput&) const { return {"cells", "size"}; }
    Parts operator()(const model::ShiftInput&) const { return {"shift"}; }
};

}  // namespace

std::span<const ChangeablePart> changeable_parts() {
    static constexpr std::array list{
        ChangeablePart{"cells", word("the cells")},
        ChangeablePart{"size", word("the input's size")},
        ChangeablePart{"shift", word("where the picture lies")},
        ChangeablePart{"operator", word("the operator")},
        ChangeablePart{"dialect", word("whose rules hold")},
        ChangeablePart{"kernel_size", word("part|kernel_size")},
        ChangeablePart{"stride", word("the stride")},
        ChangeablePart{"padding", word("the padding")},
        ChangeablePart{"dilation", word("the dilation")},
        ChangeablePart{"ceil_mode", word("part|ceil_mode")},
        ChangeablePart{"count_include_pad", word("part|count_include_pad")},
        ChangeablePart{"divisor_override", word("part|divisor_override")},
        ChangeablePart{"placement", word("where windows lie")},
        ChangeablePart{"output_size", word("the output's size")},
        ChangeablePart{"numbers", word("the operator's numbers")},
        ChangeablePart{"scores", word("the scores")},
        ChangeablePart{"gradient", word("the output's gradient")},
    };
    return list;
}

bool allows(const Allowed& allowed, const model::Document& document,
            const model::DocumentAction& action) {
    const Parts parts = std::visit(ChangedParts{document}, action);
    return std::ranges::all_of(parts, [&](std::string_view part) { return allowed.has(part); });
}

Message allowed_text(const Allowed& allowed) {
    Message names;
    for (const ChangeablePart& part : changeable_parts()) {
        if (!allowed.has(part.id)) continue;
        names = names.empty() ? named(part.name) : say("list|{0}, {1}", names, named(part.name));
    }
    return names.empty() ? say("In this scene nothing is to be changed.")
                         : say("In this scene you may change: {0}.", names);
}

}  // namespace poolscope::lessons
