/// Finds the pooling calls in pasted code, and whose each of them is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialects/python_call.hpp"

namespace poolscope {

/// Whose call it is. Those before `foreign` have a dialect; the next ones are read by
/// read_foreign(); `unread` ones have a name alone.
enum class Framework : std::uint8_t {
    pytorch,
    keras,  ///< and TensorFlow
    onnx,
    paddle,
    mindspore,
    equinox,
    flax,
    gluon,
    slim,
    tensorflow1,  ///< tf.layers
    unread,       ///< of a framework that is not read
    unknown,
};

/// One pooling call in code.
struct CallSite {
    FoundCall found{};
    std::string name{};      ///< of its callee, imports followed: "torch.nn.MaxPool2d"
    std::string_view own{};  ///< the callee's own name: "MaxPool2d"
    Framework framework = Framework::unknown;
    std::string_view framework_name{};  ///< "Flax"; empty where it is unknown
};

/// The calls of pasted code, which owns what they point to.
struct CallSites {
    PythonCode code{};
    std::vector<CallSite> sites{};
};

/// A dotted name with its first part as it was imported.
[[nodiscard]] std::string followed(std::string_view dotted,
                                   const std::vector<ImportedName>& imports);

/// Whose a name is, and what that framework is called.
struct Whose {
    Framework framework = Framework::unknown;
    std::string_view name{};
};
/// Whose a dotted name is by its first parts; unknown where they do not say.
[[nodiscard]] Whose whose(std::string_view name);

/// Whether a callee of this name may pool, whosever it is.
[[nodiscard]] bool may_pool(std::string_view own);

/// Every pooling call in `code`, in order; those that are not known only where no other is there.
/// Error: too_large.
[[nodiscard]] Result<CallSites> find_sites(std::string_view code);

}  // namespace poolscope
