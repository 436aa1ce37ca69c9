/// Which part of a document an action changes.
#include "lessons/may_change.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "poolscope/layer.hpp"

namespace poolscope::lessons {

namespace {

using Parts = std::vector<std::string_view>;

/// The part that a field of a layer belongs to; empty for what follows from others.
std::string_view part_of(const LayerField& field) {
    switch (field.field) {
        case FieldId::padding_mode:
            return "padding";
        case FieldId::norm:
        case FieldId::sharpness:
        case FieldId::mix:
        case FieldId::scale:
        case FieldId::seed:
        case FieldId::channel_group:
            return "numbers";
        case FieldId::signed_powers:  // the dialect's
        case FieldId::samples:        // the seed's, and none is changed here
        case FieldId::name:
            return {};
        case FieldId::op:
        case FieldId::dialect:
        case FieldId::placement:
        case FieldId::kernel_size:
        case FieldId::stride:
        case FieldId::padding:
        case FieldId::dilation:
        case FieldId::ceil_mode:
        case FieldId::output_size:
        case FieldId::count_include_pad:
        case FieldId::divisor_override:
        case FieldId::scores:
            break;
    }
    return field.id;
}

/// The parts in which two layers differ.
Parts differing(const Layer& a, const Layer& b) {
    Parts parts;
    each_layer_field([&](const LayerField& field, auto get) {
        const std::string_view part = part_of(field);
        if (!part.empty() && !(get(a) == get(b))) parts.push_back(part);
    });
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
        return differing(document.layer(), action.layer);
    }
    Parts operator()(const model::SetParams& action) const {
        Layer layer = document.layer();
        layer.params = action.params;
        return differing(document.layer(), layer);
    }
    Parts operator()(const model::SetCell& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::PaintLine& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::ResetGrid& action) const { return {part_of(action.grid)}; }
    Parts operator()(const model::ResizeInput&) const { return {"size"}; }
    Parts operator()(const model::FillInput&) const { return {"cells"}; }
    Parts operator()(const model::ReplaceInput&) const { return {"cells", "size"}; }
    Parts operator()(const model::ShiftInput&) const { return {"shift"}; }
    Parts operator()(const model::LayersAction&) const { return {"layers"}; }
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
        ChangeablePart{"layers", word("the network's layers")},
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
    return names.empty() ? say("In this scene nothing can be changed.")
                         : say("In this scene you may change: {0}.", names);
}

}  // namespace poolscope::lessons
