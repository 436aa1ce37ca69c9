/// The sections of the panel at the left, one file each, and the rows that they are made of.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/bounds.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

/// The operator's own row and list.
void operator_section(Ui& ui);
/// The numbers that only this operator takes: sliders, the seed, the channels of a group, scores.
void parameters_section(Ui& ui);
/// Where the windows lie.
void window_section(Ui& ui);
/// The same of a convolution: its kernel's size, stride, padding and dilation.
void kernel_rows(Ui& ui);
/// The rows of padding within it.
void padding_rows(Ui& ui, const model::ParamBounds& bounds);
void output_size_section(Ui& ui);

// Of layers of a network.

/// Which layer it is, and of what kind: the common ones side by side, all of them in a list.
void kind_section(Ui& ui);
/// Why the layer cannot be, and what would mend it; nothing where it can.
void layer_fault_section(Ui& ui);
/// What a kind that is no pooling does, in a sentence.
void kind_note(Ui& ui);
void convolution_section(Ui& ui);
void linear_section(Ui& ui);
/// The weights between the channels on show, to be typed into, and the bias.
void weights_section(Ui& ui);
void pointwise_section(Ui& ui);
void batch_norm_section(Ui& ui);
/// What the other kinds do, which have few numbers or none.
void softmax_section(Ui& ui);
void join_section(Ui& ui);
void constant_section(Ui& ui);
/// The layer as frameworks' code.
void code_section(Ui& ui);
/// The output's shape of a layer without windows to count.
void output_shape_section(Ui& ui);
/// How many numbers the layer learns, and how they come about.
void parameter_count_section(Ui& ui);
/// Whose rules hold, and the layer as a framework's call.
void framework_section(Ui& ui);

inline constexpr float row_gap = 6;       ///< logical pixels
inline constexpr float box_gap = 6;       ///< between the boxes of a row
inline constexpr float box_width = 66;    ///< of a number
inline constexpr float chain_width = 18;  ///< of a chain between two boxes

/// The width of two boxes and of what stands in their column, in window pixels.
[[nodiscard]] float two_boxes(const Frame& frame);

/// One box of a row: which number it sets, and what it says.
struct NumberCell {
    std::string id;
    std::string_view part;  ///< of lessons::changeable_parts()
    int value = 0;
    model::IntRange range;
    std::string tooltip;
    void (*set)(PoolParams&, int) = nullptr;
};

/// What a row of boxes has in common.
struct NumberRow {
    std::string id;  ///< its label's anchor is "<id>.label"
    std::string_view label;
    std::string low_reason{};   ///< why a number cannot be less, where the layer's rules do not say
    std::string high_reason{};  ///< why it cannot be more
    std::string fixed{};        ///< why the numbers cannot be changed; empty where they can
    /// Its two boxes are chained: while they are equal, one change is both's, until the person
    /// opens the chain.
    bool chained = false;
};

/// Boxes at the right of a row. A box whose number the layer's rules fix is grey, and its tooltip
/// says why. Of two that are typed one after the other, the layer takes both at once: no class sees
/// it with only the first.
void number_row(Ui& ui, const NumberRow& row, std::span<const NumberCell> cells);

/// Which of several channels is on show.
struct ChannelRow {
    std::string_view id;
    std::string_view label;
    int value = 0;
    model::IntRange range;
    std::string tip{};
    void (*show)(Session&, int channel) = nullptr;
};
/// Nothing where there is one channel.
void channel_row(Ui& ui, const ChannelRow& row);

/// A toggle at the right of a row; `flipped` is what a click asks for. `explanation` is the tooltip
/// while that is allowed.
void toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                const PoolParams& flipped, const std::string& explanation);
/// A toggle that cannot be used, and why.
void grey_toggle_row(Ui& ui, const std::string& id, std::string_view label, bool on,
                     const std::string& reason);

/// A word to click at the right of the heading that follows, `right` of it from the panel's edge
/// (window pixels). True when clicked; `right` moves on.
bool heading_link(Frame& frame, const char* id, const char* label, const std::string& tip,
                  float& right);

void emit_params(Session& session, const PoolParams& params, std::uint64_t gesture);

}  // namespace poolscope::ui
