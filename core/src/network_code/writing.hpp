/// What every form of code needs to know of a network before it writes it.
#pragma once

#include <string>
#include <vector>

#include "poolscope/network.hpp"

namespace poolscope::network_code {

/// A network that can be laid over its input, looked at from each of its layers.
struct Written {
    const Network& network;
    Shape input{};
    std::vector<Shape> outputs{};
    std::vector<int> last_reader{};   ///< of each layer's output; its own index where none reads it
    int last_input_reader = -1;       ///< of the network's input
    std::vector<bool> nonnegative{};  ///< whether no cell is below 0
    std::vector<std::string> names{};  ///< letters, digits and _, each another

    [[nodiscard]] const Shape& shape_of(int layer) const {
        return layer == network_input ? input : outputs[static_cast<std::size_t>(layer)];
    }
    [[nodiscard]] int reader_of(int layer) const {
        return layer == network_input ? last_input_reader
                                      : last_reader[static_cast<std::size_t>(layer)];
    }
    /// Whether each layer reads the one before it alone.
    [[nodiscard]] bool is_chain() const;
};

/// Errors: that of shapes_of(), too_large, and bad_shape where there are no layers.
[[nodiscard]] Result<Written> look_at(const Network& network, const Shape& input);

/// The error as the layer's, which it names.
[[nodiscard]] tl::unexpected<Error> at_layer(Error error, const Network& network,
                                             std::size_t index);

/// The shortest text that reads back as this float: "0.1".
[[nodiscard]] std::string float_text(float value);

/// A convolution's padding in numbers over an input.
[[nodiscard]] Padding padding_over(const Conv2d& conv, const Shape& input);

/// Which variable of the program holds what each layer gives: "x" where nothing else is in it that
/// is still needed, else the layer's own name.
class Variables {
public:
    Variables(const Written& written, std::string input)
        : written_(written), input_(std::move(input)), held_(network_input) {}

    [[nodiscard]] const std::string& of(int layer) const {
        return layer == network_input ? input_ : names_[static_cast<std::size_t>(layer)];
    }
    /// For the next layer.
    const std::string& next();

private:
    const Written& written_;
    std::string input_;
    int held_;  ///< whose output x holds
    std::vector<std::string> names_{};
};

/// The rows' writers.
[[nodiscard]] Result<std::string> write_torch(const Network& network, const Shape& input);
[[nodiscard]] Result<std::string> write_torch_sequential(const Network& network,
                                                         const Shape& input);
[[nodiscard]] Result<std::string> write_torch_module(const Network& network, const Shape& input);
[[nodiscard]] Result<std::string> write_keras(const Network& network, const Shape& input);

}  // namespace poolscope::network_code
