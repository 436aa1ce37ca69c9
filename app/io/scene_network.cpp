/// Reads and writes the layers of a network.
#include "io/scene_network.hpp"

#include "io/narrow.hpp"
#include "io/number_text.hpp"
#include "io/scene_kinds.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_layer_text.hpp"
#include "io/scene_values.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::io {

namespace {

using model::Document;

/// What a layer is read over: the network as far as it was read, and its files.
struct Reached {
    const Document& over;
    std::vector<std::optional<Shape>>
        outputs{};                        ///< of the layers before; none where one cannot be
    const toml::node* weights = nullptr;  ///< the name of an archive; null: there is none
    const FileReaders& readers;
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

/// The shapes that a layer reads; none where one of them is not known.
std::optional<std::vector<Shape>> shapes_read(const NetworkLayer& one, const Reached& reached) {
    std::vector<Shape> shapes;
    for (const int from : one.inputs) {
        const auto& shape = from == network_input ? std::optional(reached.over.shape())
                                                  : reached.outputs[static_cast<std::size_t>(from)];
        if (!shape) return std::nullopt;
        shapes.push_back(*shape);
    }
    return shapes;
}

/// The shape that a pooling layer's scores are laid over; the network's input where it is not
/// known.
Shape shape_under(const NetworkLayer& one, const Reached& reached) {
    const auto shapes = shapes_read(one, reached);
    return shapes && !shapes->empty() ? shapes->front() : reached.over.shape();
}

std::optional<Shape> shape_made(const NetworkLayer& one, const Reached& reached) {
    const auto shapes = shapes_read(one, reached);
    if (!shapes) return std::nullopt;
    const auto made = output_shape(one.layer, *shapes);
    return made ? std::optional(*made) : std::nullopt;
}

/// Reads one layer's table.
class LayerReader {
public:
    LayerReader(const toml::table& table, const Reached& reached)
        : section_(table, "layers"), index_(reached.outputs.size()), reached_(reached) {}

    Result<NetworkLayer> read() {
        NetworkLayer one{.inputs = {static_cast<int>(index_) - 1}};
        auto got = first_error({read_name(one.name), read_inputs(one.inputs)});
        if (got) got = section_.says("operator") ? read_pooling(one) : read_kind(one);
        if (!got) return error_of(got);
        return one;
    }

private:
    Result<void> read_name(std::string& name) {
        const auto* node = section_.take("name");
        if (node == nullptr) return {};
        if (auto got = section_.read("name", name); !got) return got;
        if (name.size() <= longest_layer_name && printable(name) == name) return {};
        return fail_at(*node, ErrorCode::bad_format,
                       say("a layer's name is too long, or holds what cannot be shown"),
                       say("use at most {0} bytes of letters", longest_layer_name));
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
    Result<void> read_pooling(NetworkLayer& one) {
        Layer layer;
        const Shape input = shape_under(one, reached_);
        if (auto got = read_layer(section_, reached_.readers.input, input, layer); !got) return got;
        PoolParams& params = layer.params;
        if (layer.op->scored && !params.scores && reached_.weights != nullptr) {
            if (auto got = read_packed(WeightsKey{"scores", 2, false}, params.scores); !got)
                return got;
            if (params.scores && params.scores->shape() != Shape{1, 1, input.h, input.w})
                return fail_at(
                    *reached_.weights, ErrorCode::bad_format,
                    say("scores are {0} x {1} cells, and the input is {2} x {3}",
                        params.scores->shape().h, params.scores->shape().w, input.h, input.w),
                    say("give each cell of a plane one score"));
        }
        one.layer = std::move(layer);
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
        if (reached_.weights == nullptr) {
            if (!key.needed) return {};
            const auto missing = section_.require(key.key);
            return missing ? Result<void>{} : error_of(missing);
        }
        return read_packed(key, weights);
    }

    /// From the archive; what is not needed and not there stays as it is.
    Result<void> read_packed(const WeightsKey& key, Weights& weights) {
        const toml::node& node = *reached_.weights;
        const auto file = read_file_name(node);
        if (!file) return error_of(file);
        if (!reached_.readers.weights)
            return fail_at(node, ErrorCode::not_found, say("there is no file \"{0}\"", *file),
                           say("write the weights into the layers"));
        const std::string name = array_name(index_, key.key);
        const auto array = reached_.readers.weights(*file, name);
        if (!array && !key.needed && array.error().code == ErrorCode::bad_argument) return {};
        if (!array) return fail_at(node, array.error());
        if (array->rank != key.levels)
            return fail_at(node, ErrorCode::bad_format,
                           say("array \"{0}\" has {1} axes, and {2} are wanted", name, array->rank,
                               key.levels),
                           say("save the scene again"));
        auto narrow = narrowed(array->tensor);
        if (!narrow) return fail_at(node, narrow.error());
        if (narrow->values.cells().empty())
            return fail_at(node, ErrorCode::empty_input, say("array \"{0}\" is empty", name),
                           say("save the scene again"));
        weights = kept(std::move(narrow->values), key.levels);
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
        if (auto got = section_.read(key, wide); !got) return got;
        if (is_beyond_float(wide))
            return fail_at(*section_.take(key), ErrorCode::too_large,
                           say("{0} is beyond what a float32 holds", key), say("make it smaller"));
        number = static_cast<float>(wide);
        return {};
    }

    Section section_;
    std::size_t index_;
    const Reached& reached_;
    PaddingMode mode_ = PaddingMode::numbers;
};

/// Calls `visit(layer, key, weights)` for all weights that are there, a pooling layer's scores too.
template <class Visit>
void each_weights(const Document& document, const Visit& visit) {
    for (std::size_t i = 0; i < document.layers.size(); ++i) {
        const auto give = [&](const auto& key, const auto& field) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field)>, Weights>)
                if (field) visit(i, key, field);
        };
        if (const auto* pooling = std::get_if<Layer>(&document.layers[i].layer))
            give(WeightsKey{"scores", 2, false}, pooling->params.scores);
        else
            std::visit([&](const auto& layer) { each_field(layer, give); },
                       document.layers[i].layer);
    }
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
    if (const auto* pooling = std::get_if<Layer>(&one.layer)) {
        Layer layer = *pooling;
        if (!inside) layer.params.scores = {};
        return fields_text(layer, {});
    }
    FieldWriter writer(inside);
    std::visit([&](const auto& layer) { each_field(layer, writer); }, one.layer);
    return "kind = " + toml_string(kind_id(one.layer)) + "\n" + writer.text;
}

}  // namespace

Result<void> read_layers(const toml::array& layers, const toml::node* weights,
                         const FileReaders& readers, Document& document) {
    if (layers.empty() || layers.size() > max_scene_layers)
        return fail_at(layers, ErrorCode::too_large, say("the scene has {0} layers", layers.size()),
                       say("give it 1 to {0}", max_scene_layers));
    Reached reached{.over = document, .weights = weights, .readers = readers};
    std::vector<NetworkLayer> read;
    for (const toml::node& node : layers) {
        const auto* table = node.as_table();
        if (table == nullptr)
            return fail_at(node, ErrorCode::bad_format, say("a layer is no table"),
                           say("write [[layers]] before each"));
        auto one = LayerReader(*table, reached).read();
        if (!one) return error_of(one);
        reached.outputs.push_back(shape_made(*one, reached));
        read.push_back(std::move(*one));
    }
    document.layers = std::move(read);
    return {};
}

std::vector<NamedArray> weights_beside(const Document& document) {
    std::size_t count = 0;
    each_weights(document, [&](std::size_t, const WeightsKey&, const Weights& weights) {
        count += weights->shape().count();
    });
    std::vector<NamedArray> arrays;
    if (!model::is_network(document) || count <= max_inline_weights) return arrays;
    each_weights(document, [&](std::size_t at, const WeightsKey& key, const Weights& weights) {
        arrays.push_back({array_name(at, key.key), written(weights, key.levels), key.levels});
    });
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
