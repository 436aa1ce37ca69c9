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

}  // namespace poolscope
