/// A node's attributes as a layer, its tensors as the library's, and back.
#include "onnx_node.hpp"

#include <algorithm>

#include "dialects/onnx.hpp"
#include "poolscope/backward.hpp"
#include "support/plane_array.hpp"

namespace poolscope::onnx_suite {

namespace {

struct NodeAttributes {
    OnnxAttributes layer{};
    bool column_major = false;  ///< storage_order
};

std::vector<std::int64_t> list_of(const onnx::AttributeProto& attribute) {
    return {attribute.ints().begin(), attribute.ints().end()};
}

Result<NodeAttributes> attributes_of(const onnx::NodeProto& node) {
    NodeAttributes result;
    OnnxAttributes& layer = result.layer;
    for (const onnx::AttributeProto& attribute : node.attribute()) {
        const std::string& name = attribute.name();
        if (name == "auto_pad") {
            layer.auto_pad = attribute.s();
        } else if (name == "kernel_shape") {
            layer.kernel_shape = list_of(attribute);
        } else if (name == "strides") {
            layer.strides = list_of(attribute);
        } else if (name == "pads") {
            layer.pads = list_of(attribute);
        } else if (name == "dilations") {
            layer.dilations = list_of(attribute);
        } else if (name == "ceil_mode") {
            layer.ceil_mode = attribute.i() != 0;
        } else if (name == "count_include_pad") {
            layer.count_include_pad = attribute.i() != 0;
        } else if (name == "p") {
            layer.p = static_cast<double>(attribute.i());
        } else if (name == "storage_order") {
            result.column_major = attribute.i() != 0;
        } else {
            return fail(ErrorCode::bad_format, say("unknown attribute {0}", name));
        }
    }
    return result;
}

/// (n, c, w) and (n, c, h, w) as the library's shape.
Result<Shape> shape_of(const std::vector<std::int64_t>& dims) {
    if (dims.size() != 3 && dims.size() != 4) {
        return fail(ErrorCode::unsupported, say("{0} axes", dims.size()));
    }
    const auto at = [&](std::size_t axis) { return static_cast<int>(dims[axis]); };
    const bool rows = dims.size() == 4;
    return Shape{.n = at(0), .c = at(1), .h = rows ? at(2) : 1, .w = at(rows ? 3 : 2)};
}

std::vector<std::int64_t> dims_of(const Shape& shape, std::size_t axes) {
    if (axes == 3) return {shape.n, shape.c, shape.w};
    return {shape.n, shape.c, shape.h, shape.w};
}

/// The winners' places within their planes, as ONNX counts them.
OnnxTensor onnx_indices(const Tensor<std::int64_t>& indices, const Shape& input, bool column_major,
                        std::size_t axes) {
    std::vector<std::int64_t> places;
    const auto in_plane = indices.shape().plane_count();
    for (std::size_t i = 0; i < indices.cells().size(); ++i) {
        const auto index = indices.cells()[i];
        const auto plane = static_cast<std::int64_t>(i / in_plane);
        const auto row = index / input.w;
        const auto col = index % input.w;
        const auto place = column_major ? col * input.h + row : index;
        places.push_back(plane * static_cast<std::int64_t>(input.plane_count()) + place);
    }
    return {.dims = dims_of(indices.shape(), axes), .cells = std::move(places)};
}

template <class Scalar>
Result<std::vector<OnnxTensor>> run_pool(const onnx::NodeProto& node, const OnnxTensor& x,
                                         const std::vector<Scalar>& cells) {
    const auto attributes = attributes_of(node);
    if (!attributes) return tl::unexpected(attributes.error());
    const auto layer = onnx_layer(node.op_type(), attributes->layer);
    if (!layer) return tl::unexpected(layer.error());
    const auto shape = shape_of(x.dims);
    if (!shape) return tl::unexpected(shape.error());
    const Tensor<Scalar> input(*shape, cells);
    const bool indices = node.output_size() > 1;
    const auto result = pool(*layer, input, {.return_indices = indices});
    if (!result) return tl::unexpected(result.error());
    const auto span = result->output.cells();
    std::vector<OnnxTensor> outputs;
    outputs.push_back({.dims = dims_of(result->output.shape(), x.dims.size()),
                       .cells = std::vector<Scalar>(span.begin(), span.end())});
    if (indices) {
        outputs.push_back(
            onnx_indices(*result->indices, *shape, attributes->column_major, x.dims.size()));
    }
    return outputs;
}

/// The shape that MaxUnpool's values came from: what pooling would have made them of.
Shape unpooled_shape(const Shape& values, const PoolParams& params) {
    const Padding& pad = params.padding;
    return {.n = values.n,
            .c = values.c,
            .h = (values.h - 1) * params.stride.h + params.kernel_size.h - pad.top - pad.bottom,
            .w = (values.w - 1) * params.stride.w + params.kernel_size.w - pad.left - pad.right};
}

/// `inner` at the beginning of a larger tensor of zeros.
template <class Scalar>
Tensor<Scalar> enlarged(const Tensor<Scalar>& inner, const Shape& shape) {
    Tensor<Scalar> result(shape);
    for (int n = 0; n < shape.n; ++n) {
        for (int c = 0; c < shape.c; ++c) {
            plane_array(result, n, c).topLeftCorner(inner.shape().h, inner.shape().w) =
                plane_array(inner, n, c);
        }
    }
    return result;
}

template <class Scalar>
Result<std::vector<OnnxTensor>> run_unpool(const onnx::NodeProto& node,
                                           const std::vector<OnnxTensor>& inputs,
                                           const std::vector<Scalar>& cells) {
    const auto attributes = attributes_of(node);
    if (!attributes) return tl::unexpected(attributes.error());
    // Its window is said with the same attributes as MaxPool's.
    const auto layer = onnx_layer("MaxPool", attributes->layer);
    if (!layer) return tl::unexpected(layer.error());
    const auto shape = shape_of(inputs[0].dims);
    if (!shape) return tl::unexpected(shape.error());
    const Shape inner = unpooled_shape(*shape, layer->params);
    auto places = std::get<std::vector<std::int64_t>>(inputs[1].cells);
    const auto plane = static_cast<std::int64_t>(inner.plane_count());
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] -= static_cast<std::int64_t>(i / shape->plane_count()) * plane;
    }
    const auto unpooled = unpool(Tensor<Scalar>(*shape, cells),
                                 Tensor<std::int64_t>(*shape, std::move(places)), inner);
    if (!unpooled) return tl::unexpected(unpooled.error());
    Tensor<Scalar> output = unpooled->output;
    if (inputs.size() > 2) {
        // Indices count in the inferred shape; a larger output_shape adds zeros at the ends.
        const auto outer = shape_of(std::get<std::vector<std::int64_t>>(inputs[2].cells));
        if (!outer) return tl::unexpected(outer.error());
        output = enlarged(output, *outer);
    }
    return std::vector<OnnxTensor>{
        {.dims = dims_of(output.shape(), inputs[0].dims.size()),
         .cells = std::vector<Scalar>(output.cells().begin(), output.cells().end())}};
}

/// The input with axes of one cell added at, or removed from, the places that `axes` lists.
OnnxTensor reshaped(const onnx::NodeProto& node, OnnxTensor tensor) {
    auto axes = list_of(node.attribute(0));
    std::ranges::sort(axes);
    const bool adds = node.op_type() == "Unsqueeze";
    if (!adds) std::ranges::reverse(axes);
    for (const std::int64_t axis : axes) {
        const auto at = tensor.dims.begin() + axis;
        if (adds) {
            tensor.dims.insert(at, 1);
        } else {
            tensor.dims.erase(at);
        }
    }
    return tensor;
}

}  // namespace

bool is_plumbing(const std::string& op_type) {
    return op_type == "Identity" || op_type == "Constant" || op_type == "Squeeze" ||
           op_type == "Unsqueeze";
}

bool is_pooling(const std::string& op_type) {
    return is_onnx_pooling(op_type) || op_type == "MaxUnpool";
}

Result<std::vector<OnnxTensor>> run_node(const onnx::NodeProto& node,
                                         const std::vector<OnnxTensor>& inputs) {
    if (node.op_type() == "Identity") return inputs;
    if (node.op_type() == "Constant") {
        return read_tensor(node.attribute(0).t()).map([](OnnxTensor tensor) {
            return std::vector{std::move(tensor)};
        });
    }
    if (is_plumbing(node.op_type())) return std::vector{reshaped(node, inputs.front())};
    return std::visit(
        [&]<class Scalar>(const std::vector<Scalar>& cells) -> Result<std::vector<OnnxTensor>> {
            if (node.op_type() == "MaxUnpool") return run_unpool(node, inputs, cells);
            return run_pool(node, inputs.front(), cells);
        },
        inputs.front().cells);
}

}  // namespace poolscope::onnx_suite
