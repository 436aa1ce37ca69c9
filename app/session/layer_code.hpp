/// The layer that is looked at as a framework's code, without its weights.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "session/session.hpp"

namespace poolscope::session {

/// A framework that a layer is written for.
struct LayerForm {
    std::string_view id;    ///< "pytorch"
    std::string_view name;  ///< "PyTorch"
    std::string_view form;  ///< of network_forms(), which writes it
};

/// The explicit list.
[[nodiscard]] std::span<const LayerForm> layer_forms();

/// The modules that the layer is made of, in order. Errors: not_expressible and those of the form;
/// that of the network's shapes where the layer cannot be.
[[nodiscard]] Result<std::vector<std::string>> layer_code(Session& session, const LayerForm& form);

}  // namespace poolscope::session
