/// Documents for the tests of scenes.
#pragma once

#include "model/document.hpp"

namespace poolscope::io {

/// The default layer over `values`.
inline model::Document document_with(Tensor<float> values) {
    auto document = model::default_document();
    document.channel_names = model::default_channel_names(values.shape().c, false);
    document.input = std::make_shared<const model::Values>(std::move(values));
    return document;
}

}  // namespace poolscope::io
