/// A framework's own rules for a layer, the layer as code in that framework, and code as a layer.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "poolscope/layer.hpp"

namespace poolscope {

struct CallSite;

/// The same layer as a framework would compute it, and what had to change for that.
struct Adapted {
    Layer layer{};  ///< its dialect is that framework's
    /// One sentence a change, without a full stop: "Keras never counts padding in the mean".
    std::vector<Message> changes{};
};

/// A layer read from code.
struct PastedLayer {
    Layer layer{};  ///< its dialect is the code's
    /// How the code's arrays are laid out, "nhwc" or "nchw"; empty where it does not say and they
    /// are as the dialect has them.
    std::string layout{};
    /// The framework whose call it is where no dialect has its rules, "Flax": the layer is as that
    /// framework computes it, and its own dialect is another.
    std::string framework{};
    /// What the code says that has no place here, as it was written: "return_indices=True".
    std::vector<std::string> unread{};
};

/// One row of the dialects' list. `input` is the shape (n, c, h, w) that the layer is laid over; h
/// = 1 reads as one-dimensional where the framework has a layer for that.
struct Dialect {
    std::string_view id;               ///< "pytorch"
    std::string_view name;             ///< "PyTorch"
    std::string_view note;             ///< its rules, in one sentence
    std::string_view layout = "nchw";  ///< how its arrays are laid out: "nchw" or "nhwc"
    bool strides_by_kernel = true;     ///< stride is kernel_size where it is left out, else 1
    bool counts_padding = true;        ///< count_include_pad where it is left out
    /// Nothing, or the framework's own reason to refuse this layer (PyTorch: padding more than half
    /// the kernel).
    Result<void> (*check)(const Layer& layer, const Shape& input) = nullptr;
    /// What a person who writes this layer in this framework gets, by its rules and defaults
    /// (Keras: padding becomes "same", ceil_mode is dropped); an error where it has no such
    /// operator.
    Result<Adapted> (*adapt)(const Layer& layer, const Shape& input) = nullptr;
    /// The layer as code ready to paste, e.g. `nn.MaxPool2d(3, stride=2, padding=1)`, or why it
    /// cannot be said. Null where the dialect has no code of its own.
    Result<std::string> (*call)(const Layer& layer, const Shape& input) = nullptr;
    /// The layer that a call of this framework's says, or what is wrong with it. Null where there
    /// are none.
    Result<PastedLayer> (*parse)(const CallSite& site) = nullptr;
};

/// The explicit list of dialects: "explicit" (anything goes) first.
[[nodiscard]] std::span<const Dialect* const> dialects();

/// The dialect with this id, or a named error that lists the ids there are.
[[nodiscard]] Result<const Dialect*> find_dialect(std::string_view id);

/// A pooling call that stands in code, and the layer that it says.
struct PastedCall {
    std::string code{};  ///< as it was written
    Result<PastedLayer> layer;
};

/// Every pooling call in code of whichever frameworks, a whole program's or a print-out's; those
/// that say the same layer once. At most 64 KiB are read. Errors: too_large; not_expressible where
/// there is none.
[[nodiscard]] Result<std::vector<PastedCall>> parse_layers(std::string_view code);

/// The layer of the one call that is there. Errors: those of parse_layers(); unsupported, which
/// names them, where there are several; and what is wrong with the one.
[[nodiscard]] Result<PastedLayer> parse_layer(std::string_view code);

/// One layer under two dialects.
struct Compared {
    Adapted first{};
    Adapted second{};
    Message why{};  ///< one sentence on the rule by which they differ; empty where none does
};

/// What `a` and `b` make of the same layer, or why one of them has none.
[[nodiscard]] Result<Compared> compare(const Dialect& a, const Dialect& b, const Layer& layer,
                                       const Shape& input);

}  // namespace poolscope
