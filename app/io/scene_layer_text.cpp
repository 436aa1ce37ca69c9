/// Writes a pooling layer's fields.
#include "io/scene_layer_text.hpp"

#include <array>
#include <cmath>

#include "io/number_parameters.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_values.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

/// A field's value as a scene writes it.
std::string value_text(const Operator* op) {
    return toml_string(op->id);
}
std::string value_text(const Dialect* dialect) {
    return toml_string(dialect->id);
}
std::string value_text(Placement placement) {
    return toml_string(placement_name(placement));
}
std::string value_text(const std::optional<int>& value) {
    return std::to_string(value.value_or(0));
}

/// Whether a scene says a field, which may be `changed` from its default.
bool is_written(const LayerField& field, const Layer& layer, bool changed) {
    switch (field.field) {
        case FieldId::op:
        case FieldId::kernel_size:
        case FieldId::stride:
        case FieldId::dilation:
        case FieldId::ceil_mode:
        case FieldId::count_include_pad:
            return true;
        case FieldId::padding:
            return layer.params.padding_mode == PaddingMode::numbers;
        case FieldId::placement:
            return changed && !layer.op->placement;
        case FieldId::norm:
        case FieldId::sharpness:
        case FieldId::mix:
            return changed || takes(*layer.op, field.id);
        case FieldId::seed:
            return changed || layer.op->seeded;
        case FieldId::dialect:
        case FieldId::padding_mode:
        case FieldId::output_size:
        case FieldId::channel_group:
        case FieldId::divisor_override:
        case FieldId::scores:
            return changed;
        case FieldId::signed_powers:  // the dialect's
        case FieldId::samples:        // drawn from the seed
        case FieldId::scale:          // a stage's
        case FieldId::name:           // one layer needs none
            break;
    }
    return false;
}

}  // namespace

std::string value_text(const Extent& extent) {
    return "[" + std::to_string(extent.h) + ", " + std::to_string(extent.w) + "]";
}

std::string value_text(const Padding& pad) {
    return "[" + std::to_string(pad.top) + ", " + std::to_string(pad.left) + ", " +
           std::to_string(pad.bottom) + ", " + std::to_string(pad.right) +
           "]  # top, left, bottom, right";
}

std::string value_text(PaddingMode mode) {
    return toml_string(padding_name(mode));
}

std::string value_text(bool value) {
    return value ? "true" : "false";
}

std::string value_text(int value) {
    return std::to_string(value);
}

std::string value_text(double value) {
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    if (std::isnan(value)) return "nan";
    std::array<char, 32> buffer{};
    const auto written = to_digits(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), written.ptr};
}

std::string value_text(std::uint64_t seed) {
    return std::to_string(seed & 0x7FFF'FFFF'FFFF'FFFFU);
}

std::string value_text(float value) {
    if (!std::isfinite(value)) return value_text(static_cast<double>(value));
    std::array<char, 32> buffer{};
    const auto written = to_digits(buffer.data(), buffer.data() + buffer.size(), value);
    const std::string digits(buffer.data(), written.ptr);
    // A whole number is no number with a fraction to TOML.
    return digits.find_first_of(".e") == std::string::npos ? digits + ".0" : digits;
}

std::string fields_text(const Layer& layer, const std::filesystem::path& scores) {
    static const Layer usual;
    std::string text;
    each_layer_field([&](const LayerField& field, auto get) {
        const auto& value = get(layer);
        if (!is_written(field, layer, !(value == get(usual)))) return;
        // A padding's name stands in place of its numbers.
        const std::string key(field.field == FieldId::padding_mode ? "padding" : field.id);
        if constexpr (requires { value_text(value); })
            text += key + " = " + value_text(value) + "\n";
        else if (!scores.empty())
            text += key + " = " + toml_string(scores.generic_string()) + "\n";
        else if (layer.params.scores)
            text += nested_text(key, *layer.params.scores, 2);
    });
    return text;
}

}  // namespace poolscope::io
