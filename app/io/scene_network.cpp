/// Reads and writes the layers of a network.
#include "io/scene_network.hpp"

#include "io/number_text.hpp"
#include "io/scene_kinds.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_layer_text.hpp"
#include "io/scene_values.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::io {

namespace {

using model::Document;

/// Where weights that the text does not hold come from.
struct Archive {
    const toml::node* name;  ///< null: there is none
    const InputReader& reader;
};

/// "3.weight": what an array of the archive is called.
std::string array_name(std::size_t layer, std::string_view key) {
    return std::to_string(layer + 1) + "." + std::string(key);
}

/// Weights of `levels` axes as a layer keeps them: a number a channel is (1, c, 1, 1).
Weights kept(Tensor<float> values, int levels) {
    if (levels != 1) return Weights(std::move(values));
    const auto cells = values.cells();
    return Weights(
        Tensor<float>({1, static_cast<int>(cells.size()), 1, 1}, {cells.begin(), cells.end()}));
}

/// The same the other way round: as they are written.
Tensor<float> written(const Weights& weights, int levels) {
    if (levels != 1) return *weights;
    const auto cells = weights->cells();
    return Tensor<float>({1, 1, 1, static_cast<int>(cells.size())}, {cells.begin(), cells.end()});
}

/// Reads one layer's table.
class LayerReader {
public:
    LayerReader(const toml::table& table, std::size_t index, const Archive& archive)
        : section_(table, "layers"), index_(index), archive_(archive) {}

    Result<NetworkLayer> read(const Shape& input, const Document& over) {
        NetworkLayer one{.inputs = {static_cast<int>(index_) - 1}};
        auto got = first_error({read_name(one.name), read_inputs(one.inputs)});
        if (got) got = section_.says("operator") ? read_pooling(one, input, over) : read_kind(one);
        if (!got) return error_of(got);
        return one;
    }

private:
    Result<void> read_name(std::string& name) {
        constexpr std::size_t longest = 200;
        const auto* node = section_.take("name");
        if (node == nullptr) return {};
        if (auto got = section_.read("name", name); !got) return got;
        if (name.size() <= longest && printable(name) == name) return {};
        return fail_at(*node, ErrorCode::bad_format,
                       say("a layer's name is too long, or holds what cannot be shown"),
                       say("use at most {0} bytes of letters", longest));
    }

    /// inputs = [2, 0]: layers before it, counted from 1; 0 is the input.
    Result<void> read_inputs(std::vector<int>& inputs) {
        const auto* node = section_.take("inputs");
        if (node == nullptr) return {};
        const auto* array = node->as_array();
        if (array == nullptr || array->size() > max_scene_layers)
            return fail_at(*node, ErrorCode::bad_format, say("inputs is no list of layers"),
                           say("write the numbers of layers before it; 0 is the input"));
        inputs.clear();
        for (const auto& item : *array) {
            const auto number = read_int(item, "inputs");
            if (!number) return error_of(number);
            if (*number < 0 || *number > static_cast<int>(index_))
                return fail_at(item, ErrorCode::bad_format,
                               say("layer {0} reads layer {1}, which does not come before it",
                                   index_ + 1, *number),
                               say("write the numbers of layers before it; 0 is the input"));
            inputs.push_back(*number - 1);
        }
        return {};
    }

    /// A pooling layer has the keys that [layer] has.
    Result<void> read_pooling(NetworkLayer& one, const Shape& input, const Document& over) {
        Document alone;
        alone.input = over.shape() == input
                          ? over.input
                          : model::SharedValues(std::make_shared<const model::Values>(input));
        toml::table fields = section_.top();
        fields.erase("name");
        fields.erase("inputs");
        if (auto got = read_layer({&fields}, archive_.reader, alone); !got) return got;
        one.layer = alone.layer();
        return {};
    }

    Result<void> read_kind(NetworkLayer& one) {
        const auto node = section_.require("kind");
        if (!node) return error_of(node);
        std::string id;
        if (auto got = section_.read("kind", id); !got) return got;
        const model::LayerKind* kind = model::find_kind(id);
        if (kind == nullptr)
            return fail_at(
                **node, ErrorCode::bad_format, say("there is no layer \"{0}\"", id),
                say("write one of {0}, or the operator of a pooling layer", all_kinds()));
        one.layer = kind->plain;
        Result<void> got;
        std::visit(
            [&](auto& layer) {
                each_field(layer, [&](const auto& key, auto& field) {
                    if (got) got = read_field(key, field);
                });
            },
            one.layer);
        return got ? section_.check_all_taken() : got;
    }

    static std::string all_kinds() {
        std::string ids;
        for (const model::LayerKind& kind : model::layer_kinds())
            ids += (ids.empty() ? "" : ", ") + std::string(kind.id);
        return ids;
    }

    Result<void> read_field(const WeightsKey& key, Weights& weights) {
        if (const auto* node = section_.take(key.key)) {
            auto values = read_nested(*node, key.key, key.levels, key.levels);
            if (!values) return error_of(values);
            weights = kept(std::move(values->values), key.levels);
            return {};
        }
        if (archive_.name == nullptr) {
            if (!key.needed) return {};
            const auto missing = section_.require(key.key);
            return missing ? Result<void>{} : error_of(missing);
        }
        return read_packed(key, weights);
    }

    Result<void> read_packed(const WeightsKey& key, Weights& weights) {
        const model::Reading how{.layout = model::Layout::nchw,
                                 .array = array_name(index_, key.key)};
        auto loaded = read_named_file(*archive_.name, archive_.reader, how);
        if (!loaded && !key.needed && loaded.error().code == ErrorCode::bad_argument) return {};
        if (!loaded) return error_of(loaded);
        weights = kept(*loaded->values->whole(), key.levels);
        return {};
    }

    Result<void> read_field(const char* key, Extent& extent) {
        return read_extent(section_, key, extent);
    }
    Result<void> read_field(const char* key, Padding& padding) {
        PaddingMode mode = PaddingMode::numbers;
        auto got = read_padding(section_, padding, mode);
        mode_ = mode;
        (void)key;
        return got;
    }
    /// Under padding, which is read before it.
    Result<void> read_field(const char* /*key*/, PaddingMode& mode) {
        mode = mode_;
        return {};
    }
    Result<void> read_field(const char* key, int& number) { return section_.read(key, number); }
    Result<void> read_field(const char* key, float& number) {
        double wide = static_cast<double>(number);
        auto got = section_.read(key, wide);
        number = static_cast<float>(wide);
        return got;
    }

    Section section_;
    std::size_t index_;
    const Archive& archive_;
    PaddingMode mode_ = PaddingMode::numbers;
};

/// The shape that a layer reads; that of the network's input where it is not known.
Shape shape_read(const NetworkLayer& one, const Shape& input,
                 const std::vector<std::optional<Shape>>& outputs) {
    if (one.inputs.empty() || one.inputs.front() == network_input) return input;
    return outputs[static_cast<std::size_t>(one.inputs.front())].value_or(input);
}

std::optional<Shape> shape_made(const NetworkLayer& one, const Shape& input,
                                const std::vector<std::optional<Shape>>& outputs) {
    std::vector<Shape> shapes;
    for (const int from : one.inputs) {
        const auto& shape =
            from == network_input ? std::optional(input) : outputs[static_cast<std::size_t>(from)];
        if (!shape) return std::nullopt;
        shapes.push_back(*shape);
    }
    const auto made = output_shape(one.layer, shapes);
    return made ? std::optional(*made) : std::nullopt;
}

std::size_t weights_in(const Document& document) {
    std::size_t count = 0;
    for (const NetworkLayer& one : document.layers)
        std::visit(
            [&](const auto& layer) {
                each_field(layer, [&](const auto& /*key*/, const auto& field) {
                    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, Weights>)
                        count += field ? field->shape().count() : 0;
                });
            },
            one.layer);
    return count;
}

/// The lines of a kind's fields; of its weights only where they are `inside` the text.
class FieldWriter {
public:
    explicit FieldWriter(bool inside) : inside_(inside) {}

    void operator()(const WeightsKey& key, const Weights& weights) {
        if (inside_ && weights)
            text += nested_text(key.key, written(weights, key.levels), key.levels);
    }
    void operator()(const char* key, const Padding& padding) {
        padding_ = std::string(key) + " = " + value_text(padding) + "\n";
    }
    /// A padding's name stands in place of its numbers.
    void operator()(const char* /*key*/, PaddingMode mode) {
        text += mode == PaddingMode::numbers ? padding_ : "padding = " + value_text(mode) + "\n";
    }
    void operator()(const char* key, const auto& value) {
        text += std::string(key) + " = " + value_text(value) + "\n";
    }

    std::string text;

private:
    bool inside_;
    std::string padding_;
};

std::string layer_lines(const NetworkLayer& one, bool inside) {
    if (const auto* pooling = std::get_if<Layer>(&one.layer)) return fields_text(*pooling, {});
    FieldWriter writer(inside);
    std::visit([&](const auto& layer) { each_field(layer, writer); }, one.layer);
    return "kind = " + toml_string(kind_id(one.layer)) + "\n" + writer.text;
}

}  // namespace

Result<void> read_layers(const toml::array& layers, const toml::node* weights,
                         const InputReader& reader, Document& document) {
    if (layers.empty() || layers.size() > max_scene_layers)
        return fail_at(layers, ErrorCode::too_large, say("the scene has {0} layers", layers.size()),
                       say("give it 1 to {0}", max_scene_layers));
    const Archive archive{weights, reader};
    std::vector<NetworkLayer> read;
    std::vector<std::optional<Shape>> outputs;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto* table = layers[i].as_table();
        if (table == nullptr)
            return fail_at(layers[i], ErrorCode::bad_format, say("a layer is no table"),
                           say("write [[layers]] before each"));
        // A pooling layer's scores are laid over what it reads, which its inputs say.
        NetworkLayer probe{.inputs = {static_cast<int>(i) - 1}};
        auto one = LayerReader(*table, i, archive)
                       .read(shape_read(probe, document.shape(), outputs), document);
        if (!one) return error_of(one);
        outputs.push_back(shape_made(*one, document.shape(), outputs));
        read.push_back(std::move(*one));
    }
    document.layers = std::move(read);
    return {};
}

std::vector<NamedArray> weights_beside(const Document& document) {
    std::vector<NamedArray> arrays;
    if (weights_in(document) <= max_inline_weights) return arrays;
    for (std::size_t i = 0; i < document.layers.size(); ++i)
        std::visit(
            [&](const auto& layer) {
                each_field(layer, [&](const auto& key, const auto& field) {
                    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, Weights>)
                        if (field)
                            arrays.push_back(
                                {array_name(i, key.key), written(field, key.levels), key.levels});
                });
            },
            document.layers[i].layer);
    return arrays;
}

std::string layers_text(const Document& document, const std::filesystem::path& weights,
                        const std::string& prefix) {
    std::string text;
    if (!weights.empty()) text += "weights = " + toml_string(weights.generic_string()) + "\n";
    for (std::size_t i = 0; i < document.layers.size(); ++i) {
        const NetworkLayer& one = document.layers[i];
        text += "\n[[" + prefix + "layers]]\n";
        if (!one.name.empty()) text += "name = " + toml_string(one.name) + "\n";
        if (one.inputs != std::vector<int>{static_cast<int>(i) - 1}) {
            text += "inputs = [";
            for (std::size_t k = 0; k < one.inputs.size(); ++k)
                text += (k > 0 ? ", " : "") + std::to_string(one.inputs[k] + 1);
            text += "]\n";
        }
        text += layer_lines(one, weights.empty());
    }
    return text;
}

}  // namespace poolscope::io
