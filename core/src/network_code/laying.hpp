/// What a program's calls do to maps: the same for every framework, which only says it otherwise.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "dialects/call_reader.hpp"
#include "network_code/graph.hpp"

namespace poolscope::network_code {

/// What a module has drawn, by which of its weights: it is laid over maps with the same ones again.
using KeptWeights = std::map<int, Weights>;

/// A call, to be laid over maps.
struct Laying {
    CallReader& call;
    const Expr& expr;         ///< the call, with names replaced by what they stand for
    const std::string& full;  ///< its callee's name, "torch.nn.Conv2d"
    std::string_view own;     ///< "Conv2d"
    WeightDraws& draws;
    KeptWeights& kept;
    std::string name;  ///< of the layer; empty where the program gives none
    int line = 0;      ///< where the call stands
};

/// One row of the lists of calls that are read.
struct CallRow {
    std::string_view own;
    std::span<const std::string_view> parameters;  ///< in order, without the input
    Result<Maps> (*lay)(Laying& at, Maps input);
};

/// A convolution as a call says it; extents of a 1-D one are (1, w).
struct Convolving {
    int in = 0;  ///< channels; 0: as many as its input has
    int out = 0;
    Extent kernel{};
    Extent stride{};
    Extent dilation{};
    Padding padding{};
    PaddingMode padding_mode = PaddingMode::numbers;
    int groups = 1;
    bool bias = true;
    int dims = 2;
    int place = 0;  ///< of its weights among those that the module keeps
};

[[nodiscard]] Result<Maps> lay_convolution(Laying& at, const Convolving& what, Maps input);
/// `in`: 0 for as many features as its input has.
[[nodiscard]] Result<Maps> lay_linear(Laying& at, int in, int out, bool bias, Maps input);
/// `channels`: 0 for as many as its input has. As a new one is: nothing was learnt yet.
[[nodiscard]] Result<Maps> lay_batch_norm(Laying& at, int channels, double epsilon, Maps input);
[[nodiscard]] Result<Maps> lay_function(Laying& at, const Pointwise& function, Maps input);
/// Along axes of (n, c, h, w); none: there are no such axes.
[[nodiscard]] Result<Maps> lay_softmax(Laying& at, std::optional<Axes> along, Maps input);
/// Maps that nothing was done to become (n, features) or (n, c, h, w), as they look.
void settle_axes(Maps& maps);
/// A pooling call of PyTorch's or Keras', as its dialect reads it.
[[nodiscard]] Result<Maps> lay_pooling(Laying& at, Framework framework, Maps input);
/// The maps themselves, as where dropout does nothing.
[[nodiscard]] Result<Maps> lay_nothing(Laying& at, Maps input);

[[nodiscard]] Result<Maps> put_around(Laying& at, const Padding& padding, double value, Maps input);
/// The program's axes from `first` to `last` become one.
[[nodiscard]] Result<Maps> fold(Maps input, int first, int last, std::string_view by, int line);
/// The flattened maps have their own axes again, if they are `wanted` ones (without the batch).
[[nodiscard]] Result<Maps> unfold(Maps input, std::span<const int> wanted, std::string_view by,
                                  int line);
[[nodiscard]] Result<Maps> join(Joining joining, std::vector<Maps> inputs, std::string name,
                                std::string_view by);

/// Makes sure that maps have rows and columns (`dims` 2), or columns alone.
[[nodiscard]] Result<void> want_planes(Maps& maps, int dims, std::string_view by);

/// The shape, or why it is not known.
[[nodiscard]] Result<Shape> shape_at(const Maps& maps);

/// Settles whether a sample has as many numbers as view(-1, n) says.
[[nodiscard]] Result<void> settle_claim(Maps& maps);

/// The error of a call, and of what of it is not read and would make it another layer.
[[nodiscard]] Result<void> finished(CallReader& call);

}  // namespace poolscope::network_code
