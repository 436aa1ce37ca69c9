/// How large cells can be in one tile (see fit.hpp).
#include "drawing/fit.hpp"

namespace poolscope::drawing {
namespace {

float as_float(int value) {
    return static_cast<float>(value);
}

/// The largest cell with which `a` and `b` cells, or their titles where those are longer, fill
/// `room`.
float shared_cell(float room, int a, float least_a, int b, float least_b) {
    float cell = room / as_float(std::max(a + b, 1));
    for (int i = 0; i < 3; ++i) {
        const bool a_narrow = as_float(a) * cell < least_a;
        const bool b_narrow = as_float(b) * cell < least_b;
        if (a_narrow && b_narrow)
            return std::min(least_a / as_float(std::max(a, 1)), least_b / as_float(std::max(b, 1)));
        const float left = room - (a_narrow ? least_a : 0) - (b_narrow ? least_b : 0);
        const int cells = (a_narrow ? 0 : a) + (b_narrow ? 0 : b);
        cell = std::max(left, 1.0F) / as_float(std::max(cells, 1));
    }
    return cell;
}

/// How much of the input's length the output gets where cells are too small to share a size.
float output_share(int input, int output, const Room& room) {
    const float least = room.alike ? 0.0F : 0.4F;
    return std::clamp(as_float(output) / as_float(std::max(input, 1)), least, 1.0F);
}

/// An output may have larger cells than its input, but not larger than they need to be read.
float output_cell(float input_cell, float room, bool alike) {
    constexpr float readable = 40;
    if (alike) return std::min(input_cell, room);
    return std::min(
        room, input_cell >= smallest_labelled_cell ? input_cell : std::max(input_cell, readable));
}

Fit fit_beside(const Frame& in, const Frame& out, const Room& room) {
    const float w = std::max(room.w - room.gap, 2.0F);
    const float tall = room.h / as_float(std::max({in.rows, out.rows, 1}));
    const float title_in = std::min(room.input_title, w * 0.55F);
    const float title_out = std::min(room.output_title, w * (room.notice ? 0.6F : 0.35F));
    const float same =
        std::min({room.most_cell, tall, shared_cell(w, in.cols, title_in, out.cols, title_out)});
    if (same >= smallest_labelled_cell) return {.input_cell = same, .output_cell = same};
    const float share = output_share(in.cols, out.cols, room);
    const float titled = room.alike ? std::max(w - title_out, 2.0F) : w;
    const float input_w = std::min(w / (1 + share), titled);
    const float input =
        std::min({room.most_cell, room.h / as_float(in.rows), input_w / as_float(in.cols)});
    const float output_room =
        std::min({largest_fit_cell, room.h / as_float(std::max(out.rows, 1)),
                  std::max(w - input_w, 1.0F) / as_float(std::max(out.cols, 1))});
    return {.input_cell = input, .output_cell = output_cell(input, output_room, room.alike)};
}

Fit fit_below(const Frame& in, const Frame& out, const Room& room) {
    const float h = std::max(room.h - room.head - room.gap, 2.0F);
    const float wide = room.w / as_float(std::max({in.cols, out.cols, 1}));
    const float same =
        std::min({room.most_cell, wide, h / as_float(std::max(in.rows + out.rows, 1))});
    if (same >= smallest_labelled_cell)
        return {.input_cell = same, .output_cell = same, .below = true};
    const float share = output_share(in.rows, out.rows, room);
    const float input_h = h / (1 + share);
    const float input =
        std::min({room.most_cell, room.w / as_float(in.cols), input_h / as_float(in.rows)});
    const float output_room = std::min({largest_fit_cell, room.w / as_float(std::max(out.cols, 1)),
                                        input_h * share / as_float(std::max(out.rows, 1))});
    return {.input_cell = input,
            .output_cell = output_cell(input, output_room, room.alike),
            .below = true};
}

Fit best_of_two(const Frame& in, const Frame& out, const Room& room) {
    const Fit beside = fit_beside(in, out, room);
    if (room.beside) return beside;
    const Fit below = fit_below(in, out, room);
    const auto carries = [](const Fit& fit) {
        return std::min(fit.input_cell, fit.output_cell) >= smallest_labelled_cell;
    };
    if (carries(below) != carries(beside)) return carries(below) ? below : beside;
    return below.input_cell > beside.input_cell * 1.1F ? below : beside;
}

}  // namespace

Fit fit_alone(const Frame& in, const Room& room) {
    const float cell = std::min({largest_fit_cell, room.w / as_float(std::max(in.cols, 1)),
                                 room.h / as_float(std::max(in.rows, 1))});
    return {.input_cell = cell, .output_cell = cell};
}

Fit best_fit(const Frame& in, const Frame& out, const Room& room) {
    Fit best;
    for (int across = 1; across <= room.group; ++across) {
        const int down = panes_down(room.group, across);
        const Frame block{0, 0, in.rows * down, in.cols * across};
        Room left = room;
        left.w = std::max(room.w - as_float(across - 1) * room.group_gap.w, 2.0F);
        left.h = std::max(room.h - as_float(down - 1) * room.group_gap.h, 4.0F);
        Fit fit = best_of_two(block, out, left);
        fit.across = across;
        if (across == 1 || fit.input_cell > best.input_cell) best = fit;
    }
    return best;
}

}  // namespace poolscope::drawing
