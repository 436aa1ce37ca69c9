/// The explicit list of dialects, and the search for one.
#include <array>

#include "dialects/keras.hpp"
#include "dialects/onnx.hpp"
#include "dialects/pytorch.hpp"
#include "poolscope/layer.hpp"

namespace poolscope {

std::span<const Dialect* const> dialects() {
    static const std::array list{
        &explicit_dialect(),
        &pytorch_dialect(),
        &keras_dialect(),
        &onnx_dialect(),
    };
    return list;
}

Result<const Dialect*> find_dialect(std::string_view id) {
    std::string ids;
    for (const Dialect* dialect : dialects()) {
        if (dialect->id == id) return dialect;
        if (!ids.empty()) ids += ", ";
        ids += dialect->id;
    }
    return fail(ErrorCode::not_found, say("there is no dialect '{0}'", id),
                say("use one of {0}", ids));
}

Result<PastedLayer> parse_layer(std::string_view code) {
    for (const Dialect* dialect : dialects()) {
        if (dialect->parse == nullptr) continue;
        auto layer = dialect->parse(code);
        if (layer || layer.error().code != ErrorCode::not_expressible) return layer;
    }
    return fail(
        ErrorCode::not_expressible, say("this is no pooling call of a known framework"),
        say("paste one such as nn.MaxPool2d(3, stride=2), keras.layers.AveragePooling2D(2), "
            R"(tf.nn.max_pool2d(x, 2, 2, "SAME") or an ONNX node's )"
            "MaxPool(kernel_shape=[2, 2])"));
}

}  // namespace poolscope
