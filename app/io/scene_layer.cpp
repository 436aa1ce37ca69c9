/// Reads [layer]: the operator first, since it says which keys are needed.
#include "io/scene_layer.hpp"

#include <array>
#include <optional>

#include "io/number_parameters.hpp"
#include "io/scene_values.hpp"

namespace poolscope::io {

namespace {

using model::Document;

template <class Value>
struct Named {
    std::string_view name;
    Value value;
};

constexpr std::array padding_names{Named<PaddingMode>{"valid", PaddingMode::valid},
                                   Named<PaddingMode>{"same_upper", PaddingMode::same_upper},
                                   Named<PaddingMode>{"same_lower", PaddingMode::same_lower}};
constexpr std::array placement_names{Named<Placement>{"sliding", Placement::sliding},
                                     Named<Placement>{"adaptive", Placement::adaptive},
                                     Named<Placement>{"global", Placement::global}};

/// The text under `node` as one of `names`.
template <class Value, std::size_t count>
Result<Value> read_name(const toml::node& node, const std::string& key,
                        const std::array<Named<Value>, count>& names) {
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
        if (!value) return tl::unexpected(value.error());
        return std::vector<int>{*value};
    }
    for (const auto& item : *array) {
        const auto value = read_int(item, key);
        if (!value) return tl::unexpected(value.error());
        values.push_back(*value);
        if (values.size() > 4) break;
    }
    return values;
}

/// 3 or [3, 2] (rows, columns).
Result<void> read_extent(Section& section, std::string_view key, Extent& out) {
    const auto* node = section.take(key);
    if (node == nullptr) return {};
    const auto values = read_ints(*node, key);
    if (!values) return tl::unexpected(values.error());
    if (values->size() != 1 && values->size() != 2)
        return fail_at(*node, ErrorCode::bad_format, say("{0} is no pair", key),
                       say("give it [rows, columns]"));
    out = {values->front(), values->back()};
    return {};
}

/// 1, [1, 2] (rows, columns), [1, 2, 1, 2] (top, left, bottom, right) or a name.
Result<void> read_padding(Section& section, PoolParams& params) {
    const auto* node = section.take("padding");
    if (node == nullptr) return {};
    if (node->is_string())
        return read_name(*node, "padding", padding_names).map([&](PaddingMode mode) {
            params.padding_mode = mode;
        });
    const auto values = read_ints(*node, "padding");
    if (!values) return tl::unexpected(values.error());
    const auto& v = *values;
    if (v.size() == 1)
        params.padding = {v[0], v[0], v[0], v[0]};
    else if (v.size() == 2)
        params.padding = {v[0], v[1], v[0], v[1]};
    else if (v.size() == 4)
        params.padding = {v[0], v[1], v[2], v[3]};
    else
        return fail_at(*node, ErrorCode::bad_format, say("padding has not 4 sides"),
                       say("give it [top, left, bottom, right]"));
    return {};
}

Result<void> read_operator(Section& section, Document& document) {
    const auto node = section.require("operator");
    if (!node) return tl::unexpected(node.error());
    if (auto got = section.read("operator", document.operator_id); !got) return got;
    const auto found = find_operator(document.operator_id);
    if (!found) return fail_at(**node, found.error());
    return {};
}

Result<void> read_dialect(Section& section, Document& document) {
    const auto* node = section.take("dialect");
    if (node == nullptr) return {};
    if (auto got = section.read("dialect", document.dialect); !got) return got;
    const auto found = find_dialect(document.dialect);
    if (!found)
        return fail_at(*node, ErrorCode::bad_format, found.error().what, found.error().remedy);
    return {};
}

Result<void> read_placement(Section& section, const Operator& op, PoolParams& params) {
    params = params_for(op, params);
    const auto* node = section.take("placement");
    if (node == nullptr) return {};
    // What lies below may be a layer of another operator.
    if (op.placement && !section.says("placement")) return {};
    if (op.placement)
        return fail_at(*node, ErrorCode::bad_format,
                       say("placement means nothing to the operator {0}", op.id),
                       say("leave it out"));
    return read_name(*node, "placement", placement_names).map([&](Placement placement) {
        params.placement = placement;
    });
}

/// Whether the layer's windows have a kernel_size.
bool has_kernel(const PoolParams& params) {
    return params.placement == Placement::sliding || params.placement == Placement::fractional;
}

Result<void> read_numbers(Section& section, PoolParams& params) {
    for (const NumberParameter* number : number_parameters())
        if (auto got = section.read(number->id, params.*number->field); !got) return got;
    return {};
}

/// scores = [[...], ...] or the name of a file; a plane of the input's shape.
Result<void> read_scores(Section& section, const InputReader& reader, Document& document) {
    const auto* node = section.take("scores");
    if (node == nullptr) return {};
    auto scores = node->is_string()
                      ? read_named_file(*node, reader).map([](const LoadedInput& loaded) {
                            return *loaded.values;
                        })
                      : read_nested(*node, "scores", 2, 2);
    if (!scores) return tl::unexpected(scores.error());
    const Shape& is = scores->shape();
    const Shape& input = document.shape();
    if (is != Shape{1, 1, input.h, input.w})
        return fail_at(
            *node, ErrorCode::bad_format,
            is.n * is.c > 1
                ? say("scores are {0} x {1} cells in several channels, and the input is {2} x {3}",
                      is.h, is.w, input.h, input.w)
                : say("scores are {0} x {1} cells, and the input is {2} x {3}", is.h, is.w, input.h,
                      input.w),
            say("give each cell of a plane one score"));
    document.params.scores = Shared(std::move(*scores));
    return {};
}

Result<void> read_windows(Section& section, PoolParams& params) {
    if (has_kernel(params)) {
        const auto required = section.require("kernel_size");
        if (!required) return tl::unexpected(required.error());
    }
    return read_extent(section, "kernel_size", params.kernel_size)
        .and_then([&] {
            params.stride = params.kernel_size;
            return read_extent(section, "stride", params.stride);
        })
        .and_then([&] { return read_padding(section, params); })
        .and_then([&] { return read_extent(section, "dilation", params.dilation); })
        .and_then([&] { return section.read("ceil_mode", params.ceil_mode); })
        .and_then([&] { return read_extent(section, "output_size", params.output_size); })
        .and_then([&] { return section.read("channel_group", params.channel_group); });
}

Result<void> read_divisor(Section& section, PoolParams& params) {
    if (auto got = section.read("count_include_pad", params.count_include_pad); !got) return got;
    if (section.take("divisor_override") == nullptr) return {};
    return section.read("divisor_override", params.divisor_override.emplace());
}

/// The layer as its dialect computes it; one that it refuses stays as it is written.
void apply_dialect(Document& document) {
    const Operator& op = model::operator_of(document);
    const Dialect& dialect = model::dialect_of(document);
    if (!dialect.check(op, document.params, document.shape())) return;
    auto adapted = dialect.adapt(op, document.params, document.shape());
    if (!adapted) return;
    document.operator_id = std::string(adapted->layer.op->id);
    document.params = std::move(adapted->layer.params);
}

}  // namespace

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

Result<LoadedInput> read_named_file(const toml::node& node, const InputReader& reader) {
    const auto name = node.value_exact<std::string>();
    if (!name || name->empty())
        return fail_at(node, ErrorCode::bad_format, say("file is no name in quotes"),
                       say("give it a name in quotes"));
    if (has_scene_name(*name))
        return fail_at(node, ErrorCode::unsupported, say("file names another scene"),
                       say("name a picture, .npy or CSV file"));
    auto loaded = reader(*name);
    if (!loaded) return fail_at(node, loaded.error());
    return loaded;
}

Result<void> read_layer(const TableStack& tables, const InputReader& reader, Document& document) {
    Section section(tables, "layer");
    PoolParams& params = document.params = {};
    auto got =
        read_operator(section, document)
            .and_then([&] { return read_dialect(section, document); })
            .and_then([&] { return read_placement(section, model::operator_of(document), params); })
            .and_then([&] { return read_windows(section, params); })
            .and_then([&] { return read_divisor(section, params); })
            .and_then([&] { return read_numbers(section, params); })
            .and_then([&] { return section.read("seed", params.seed); })
            .and_then([&] { return read_scores(section, reader, document); })
            .and_then([&] { return section.check_all_taken(); });
    if (got) apply_dialect(document);
    return got;
}

}  // namespace poolscope::io
