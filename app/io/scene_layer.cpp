/// Reads [layer]: the operator first, since it says which keys are needed.
#include "io/scene_layer.hpp"

#include <array>
#include <optional>
#include <utility>

#include "io/layer_numbers.hpp"
#include "io/layout.hpp"
#include "io/scene_values.hpp"
#include "poolscope/layer.hpp"

namespace poolscope::io {

namespace {

struct PlacementName {
    std::string_view name;
    Placement value;
};
constexpr std::array placement_names{PlacementName{"sliding", Placement::sliding},
                                     PlacementName{"adaptive", Placement::adaptive},
                                     PlacementName{"global", Placement::global}};

/// The text under `node` as one of `names`.
template <class Named, std::size_t count>
auto read_name(const toml::node& node, const std::string& key,
               const std::array<Named, count>& names) -> Result<decltype(Named::value)> {
    const auto text = node.value_exact<std::string>();
    std::string known;
    for (const auto& named : names) {
        if (text == named.name) return named.value;
        known += (known.empty() ? "" : ", ") + toml_string(named.name);
    }
    return fail_at(node, ErrorCode::bad_format, say("{0} is none of {1}", key, known),
                   say("write one of them"));
}

/// The whole numbers under `key`: one, or an array of at most 5 (one too many for any key).
Result<std::vector<int>> read_ints(const toml::node& node, std::string_view key) {
    std::vector<int> values;
    const auto* array = node.as_array();
    if (array == nullptr) {
        const auto value = read_int(node, key);
        if (!value) return error_of(value);
        return std::vector<int>{*value};
    }
    for (const auto& item : *array) {
        const auto value = read_int(item, key);
        if (!value) return error_of(value);
        values.push_back(*value);
        if (values.size() > 4) break;
    }
    return values;
}

Result<void> read_operator(Section& section, Layer& layer) {
    const auto node = section.require("operator");
    if (!node) return error_of(node);
    std::string id;
    if (auto got = section.read("operator", id); !got) return got;
    const auto found = find_operator(id);
    if (!found) return fail_at(**node, found.error());
    layer.op = *found;
    return {};
}

Result<void> read_dialect(Section& section, Layer& layer) {
    const auto* node = section.take("dialect");
    if (node == nullptr) return {};
    std::string id;
    if (auto got = section.read("dialect", id); !got) return got;
    const auto found = find_dialect(id);
    if (!found)
        return fail_at(*node, ErrorCode::bad_format, found.error().what, found.error().remedy);
    layer.dialect = *found;
    return {};
}

Result<void> read_placement(Section& section, Layer& layer) {
    layer = settled(std::move(layer));
    const Operator& op = *layer.op;
    const auto* node = section.take("placement");
    if (node == nullptr) return {};
    // What lies below may be a layer of another operator.
    if (op.placement && !section.says("placement")) return {};
    if (op.placement)
        return fail_at(*node, ErrorCode::bad_format,
                       say("placement means nothing to the operator {0}", op.id),
                       say("leave it out"));
    return read_name(*node, "placement", placement_names).map([&](Placement placement) {
        layer.params.placement = placement;
    });
}

/// scores = [[...], ...] or the name of a file; a plane of the input's shape.
Result<void> read_scores(Section& section, const InputReader& reader, const Shape& input,
                         PoolParams& params) {
    const auto* node = section.take("scores");
    if (node == nullptr) return {};
    auto scores = node->is_string()
                      ? read_named_file(*node, reader, {model::Layout::nchw})
                            .map([](const LoadedInput& loaded) { return *loaded.values->whole(); })
                      : read_nested(*node, "scores", 2, 2).map([](Narrowed&& narrow) {
                            return std::move(narrow.values);
                        });
    if (!scores) return error_of(scores);
    const Shape& is = scores->shape();
    if (is != Shape{1, 1, input.h, input.w})
        return fail_at(
            *node, ErrorCode::bad_format,
            is.n * is.c > 1
                ? say("scores are {0} x {1} cells in several channels, and the input is {2} x {3}",
                      is.h, is.w, input.h, input.w)
                : say("scores are {0} x {1} cells, and the input is {2} x {3}", is.h, is.w, input.h,
                      input.w),
            say("give each cell of a plane one score"));
    params.scores = Shared(std::move(*scores));
    return {};
}

Result<void> read_kernel_size(Section& section, PoolParams& params) {
    if (has_kernel(params.placement)) {
        const auto required = section.require("kernel_size");
        if (!required) return error_of(required);
    }
    auto got = read_extent(section, "kernel_size", params.kernel_size);
    params.stride = params.kernel_size;
    return got;
}

Result<void> read_divisor(Section& section, PoolParams& params) {
    if (section.take("divisor_override") == nullptr) return {};
    return section.read("divisor_override", params.divisor_override.emplace());
}

/// Reads what stands under a field's own key.
Result<void> read_field(const LayerField& field, Section& section, const InputReader& reader,
                        const Shape& input, Layer& layer) {
    PoolParams& params = layer.params;
    switch (field.field) {
        case FieldId::op:
            return read_operator(section, layer);
        case FieldId::dialect:
            return read_dialect(section, layer);
        case FieldId::placement:
            return read_placement(section, layer);
        case FieldId::kernel_size:
            return read_kernel_size(section, params);
        case FieldId::stride:
            return read_extent(section, field.id, params.stride);
        case FieldId::padding:
            return read_padding(section, params.padding, params.padding_mode);
        case FieldId::dilation:
            return read_extent(section, field.id, params.dilation);
        case FieldId::ceil_mode:
            return section.read(field.id, params.ceil_mode);
        case FieldId::output_size:
            return read_extent(section, field.id, params.output_size);
        case FieldId::channel_group:
            return section.read(field.id, params.channel_group);
        case FieldId::count_include_pad:
            return section.read(field.id, params.count_include_pad);
        case FieldId::divisor_override:
            return read_divisor(section, params);
        case FieldId::norm:
            return section.read(field.id, params.norm);
        case FieldId::sharpness:
            return section.read(field.id, params.sharpness);
        case FieldId::mix:
            return section.read(field.id, params.mix);
        case FieldId::seed:
            return section.read(field.id, params.seed);
        case FieldId::scores:
            return read_scores(section, reader, input, params);
        case FieldId::padding_mode:   // under padding
        case FieldId::signed_powers:  // the dialect's
        case FieldId::samples:        // drawn from the seed
        case FieldId::scale:          // a stage's
        case FieldId::name:           // one layer needs none
            break;
    }
    return {};
}

/// The layer as its dialect computes it; one that it refuses stays as it is written.
void apply_dialect(const Shape& input, Layer& layer) {
    if (!layer.dialect->check(layer, input)) return;
    auto adapted = layer.dialect->adapt(layer, input);
    if (adapted) layer = std::move(adapted->layer);
}

}  // namespace

Result<void> read_extent(Section& section, std::string_view key, Extent& out) {
    const auto* node = section.take(key);
    if (node == nullptr) return {};
    const auto values = read_ints(*node, key);
    if (!values) return error_of(values);
    const auto extent = extent_of(*values);
    if (!extent)
        return fail_at(*node, ErrorCode::bad_format, say("{0} is no pair", key),
                       say("give it [rows, columns]"));
    out = *extent;
    return {};
}

Result<void> read_padding(Section& section, Padding& padding, PaddingMode& mode) {
    const auto* node = section.take("padding");
    if (node == nullptr) return {};
    if (node->is_string())
        return read_name(*node, "padding", padding_names).map([&](PaddingMode named) {
            mode = named;
        });
    const auto values = read_ints(*node, "padding");
    if (!values) return error_of(values);
    const auto sides = padding_of(*values);
    if (!sides)
        return fail_at(*node, ErrorCode::bad_format, say("padding has not 4 sides"),
                       say("give it [top, left, bottom, right]"));
    padding = *sides;
    return {};
}

std::string_view padding_name(PaddingMode mode) {
    for (const auto& named : padding_names)
        if (named.value == mode) return named.name;
    return {};
}

std::string_view placement_name(Placement placement) {
    for (const auto& named : placement_names)
        if (named.value == placement) return named.name;
    return {};
}

Result<std::string> read_file_name(const toml::node& node) {
    const auto name = node.value_exact<std::string>();
    if (!name || name->empty())
        return fail_at(node, ErrorCode::bad_format, say("file is no name in quotes"),
                       say("give it a name in quotes"));
    if (has_scene_name(*name))
        return fail_at(node, ErrorCode::unsupported, say("file names another scene"),
                       say("name a picture, .npy or CSV file"));
    return *name;
}

Result<LoadedInput> read_named_file(const toml::node& node, const InputReader& reader,
                                    const model::Reading& how) {
    const auto name = read_file_name(node);
    if (!name) return error_of(name);
    auto loaded = reader(*name, how);
    if (!loaded) return fail_at(node, loaded.error());
    if (loaded->remarks.other_layout_fits) {
        const Shape& shape = loaded->values->shape();
        return fail_at(node, ErrorCode::bad_format,
                       say("\"{0}\" may hold {1}, or {2} with its channels last", *name,
                           planes_text(shape), planes_text(channels_first_shape(shape))),
                       say("write layout = \"nchw\" for the first or layout = \"nhwc\" for the "
                           "second"));
    }
    return loaded;
}

Result<void> read_layer(Section& section, const InputReader& reader, const Shape& input,
                        Layer& layer) {
    layer.params = {};
    Result<void> got;
    each_layer_field([&](const LayerField& field, const auto&) {
        if (got) got = read_field(field, section, reader, input, layer);
    });
    if (got) got = section.check_all_taken();
    if (got) apply_dialect(input, layer);
    return got;
}

}  // namespace poolscope::io
