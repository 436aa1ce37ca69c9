/// What a person does to the numbers of the layer that is looked at, and which of them are on show.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "model/kernel_presets.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// The layer of the network that is looked at.
[[nodiscard]] const NetworkLayer& shown_layer(const Session& session);

/// The same as this kind; null where it is another.
template <class Kind>
[[nodiscard]] const Kind* shown_as(const Session& session) {
    return std::get_if<Kind>(&shown_layer(session).layer);
}

/// What a layer reads, as far as it is known: (n, c, h, w) of its first input.
[[nodiscard]] Shape shape_read(const Session& session);
/// The shape that a layer of the network puts out; none where it cannot be.
[[nodiscard]] std::optional<Shape> shape_put_out(Session& session, std::size_t layer);

/// The weights of a convolution or a linear layer between the output channel and the channel read
/// that are on show.
struct WeightSlice {
    int output = 0;         ///< channel of the output
    int outputs = 1;        ///< how many of them there are
    int input = 0;          ///< the channel that is read, of all that the layer reads
    int first = 0;          ///< of the channels that this output reads
    int inputs = 1;         ///< how many it reads
    Extent size;            ///< of the kernel; of a linear layer of the maps that it reads
    std::size_t begin = 0;  ///< of its numbers among the layer's, which lie row by row
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(size.h) * static_cast<std::size_t>(size.w);
    }
};

/// The slice on show; none where the layer has no weights. A linear layer over single numbers has
/// all those of an output in one row.
[[nodiscard]] std::optional<WeightSlice> shown_slice(const Session& session);

/// The layer's weights and biases; null where it has none.
[[nodiscard]] const Tensor<float>* weights_of(const AnyLayer& layer);
[[nodiscard]] const Tensor<float>* biases_of(const AnyLayer& layer);
/// The numbers of a slice.
[[nodiscard]] std::span<const float> numbers_of(const AnyLayer& layer, const WeightSlice& slice);

/// Shows another output channel, or another of the channels that it reads.
void show_output(Session& session, int channel);
void show_input(Session& session, int channel);

/// Another layer in place of the one that is looked at, with other numbers of the same kind.
void change_numbers(Session& session, AnyLayer layer, std::uint64_t gesture = 0);

/// Changes one number of the slice on show, or all of them.
void set_weight(Session& session, std::size_t index, float value);
void set_weights(Session& session, std::span<const float> numbers);
/// The bias of the output on show; and whether there are any.
void set_bias(Session& session, float value, std::uint64_t gesture = 0);
void set_biased(Session& session, bool biased);

/// Fills the slice on show by a preset; one that is drawn takes the session's seed.
void fill_kernel(Session& session, const model::KernelPreset& preset);
/// Whether the slice on show is what the session's seed draws.
[[nodiscard]] bool is_drawn_kernel(const Session& session);
/// The slice on show for every channel that its output reads.
void repeat_kernel(Session& session);
/// All weights of the layer drawn anew, from the session's next seed.
void draw_weights(Session& session);

}  // namespace poolscope::session
