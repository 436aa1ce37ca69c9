/// The last layer's numbers as bars: shares in per cent, scores as they are.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "drawing/number.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/network/sections.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr std::size_t most_bars = 20;
constexpr std::size_t most_of_many = 10;  ///< of more shares than those
constexpr float row_height = 21;
constexpr float bar_height = 14;
constexpr float text_size_px = 12.5F;

struct Bar {
    std::size_t index = 0;
    float value = 0;
};

/// What is shown: some of the numbers, and how.
struct Bars {
    std::vector<Bar> rows;
    bool shares = false;    ///< of 1, in per cent
    std::size_t count = 0;  ///< of all numbers
    std::size_t best = 0;   ///< the index of the largest
    float low = 0;          ///< the bars' ends
    float high = 1;
};

/// The numbers of one sample of a vector; empty for maps.
std::vector<float> vector_of(const model::StoredValues& values, int sample) {
    const Shape& shape = values.shape();
    std::vector<float> numbers;
    if (shape.h != 1 || shape.w != 1) return numbers;
    const int n = std::clamp(sample, 0, shape.n - 1);
    for (int c = 0; c < shape.c; ++c) numbers.push_back(values.at(n, c, 0, 0));
    return numbers;
}

/// NaN is the least of all.
bool is_less(float a, float b) {
    return std::isnan(a) ? !std::isnan(b) : a < b;
}

std::optional<Bars> bars_of(Session& session) {
    const auto& outputs = session.store.outputs().outputs;
    if (outputs.empty() || !outputs.back()) return std::nullopt;
    const auto numbers = vector_of(*outputs.back(), session.view().sample);
    Bars bars;
    bars.shares = std::holds_alternative<Softmax>(session.whole().layers.back().layer);
    bars.count = numbers.size();
    if (numbers.size() < 2 || (numbers.size() > most_bars && !bars.shares)) return std::nullopt;
    std::vector<std::size_t> order(numbers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    bars.best = static_cast<std::size_t>(std::max_element(numbers.begin(), numbers.end(), is_less) -
                                         numbers.begin());
    if (numbers.size() > most_bars) {
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return is_less(numbers[b], numbers[a]);
        });
        order.resize(most_of_many);
    }
    for (const std::size_t i : order) bars.rows.push_back({i, numbers[i]});
    if (bars.shares) return bars;
    bars.high = 0;
    for (const float one : numbers) {
        if (!std::isfinite(one)) continue;
        bars.low = std::min(bars.low, one);
        bars.high = std::max(bars.high, one);
    }
    if (bars.low == bars.high) bars.high = bars.low + 1;
    return bars;
}

std::string value_words(const Bars& bars, float value) {
    if (!bars.shares || !std::isfinite(value)) return drawing::format_value(double{value});
    const long tenths = std::lround(double{value} * 1000);
    return trf("{0} %", std::to_string(tenths / 10) + "." + std::to_string(tenths % 10));
}

/// Draws the bars' rows one below the other.
class BarWriter {
public:
    BarWriter(Ui& ui, const Bars& bars) : ui_(ui), bars_(bars), min_(ImGui::GetCursorScreenPos()) {
        for (const Bar& bar : bars.rows) {
            names_ = std::max(names_, width(std::to_string(bar.index)));
            values_ = std::max(values_, width(value_words(bars_, bar.value)));
        }
        const float whole = ImGui::GetContentRegionAvail().x;
        left_ = min_.x + names_ + ui.px(10);
        right_ = std::max(min_.x + whole - values_ - ui.px(10), left_);
        end_ = min_.x + whole;
    }

    void draw() {
        float y = min_.y;
        for (const Bar& bar : bars_.rows) {
            draw_row(bar, y);
            y += ui_.px(row_height);
        }
        ImGui::SetCursorScreenPos(min_);
        ImGui::Dummy({end_ - min_.x, y - min_.y});
    }

private:
    [[nodiscard]] float width(std::string_view text) const {
        return width_of(ui_.frame, text, theme::Font::semibold, text_size_px);
    }
    [[nodiscard]] float place(float value) const {
        const float share = (value - bars_.low) / (bars_.high - bars_.low);
        return left_ + (right_ - left_) * std::clamp(share, 0.0F, 1.0F);
    }
    void draw_row(const Bar& bar, float y) const {
        const theme::Theme& theme = *ui_.frame.theme;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const bool best = bar.index == bars_.best && !std::isnan(bar.value);
        const theme::Font face = best ? theme::Font::semibold : theme::Font::regular;
        const float middle = y + ui_.px(row_height) / 2;
        const std::string name = std::to_string(bar.index);
        const std::string value = value_words(bars_, bar.value);
        draw_text(ui_.frame, list, min_.x, middle, name, {theme.text, face, text_size_px});
        if (std::isfinite(bar.value)) {
            const float zero = place(0), at = place(bar.value);
            const float half = ui_.px(bar_height) / 2;
            const float left = std::min(zero, at);
            const float right = std::max({zero, at, left + ui_.px(2)});
            list.AddRectFilled({left, middle - half}, {right, middle + half},
                               u32(best ? theme.output : theme.line_strong), ui_.px(3));
        }
        draw_text(ui_.frame, list, end_ - width_of(ui_.frame, value, face, text_size_px), middle,
                  value, {best ? theme.text : theme.text_muted, face, text_size_px});
        anchor(ui_.frame, "inspector.prediction." + name, {min_.x, y},
               {end_, y + ui_.px(row_height)}, AnchorKind::text, names_ + values_ + ui_.px(20));
    }

    Ui& ui_;
    const Bars& bars_;
    ImVec2 min_;
    float names_ = 0;
    float values_ = 0;
    float left_ = 0;
    float right_ = 0;
    float end_ = 0;
};

}  // namespace

void prediction_section(Ui& ui) {
    if (ui.session.view().prediction.hides()) return;
    const auto bars = bars_of(ui.session);
    if (!bars) return;
    heading(ui.frame, "inspector.prediction.heading",
            bars->shares ? tr("PREDICTION") : tr("THE LAST LAYER'S NUMBERS"));
    BarWriter(ui, *bars).draw();
    if (bars->rows.size() < bars->count) {
        gap(ui.frame, 4);
        paragraph(ui.frame, "inspector.prediction.more",
                  trf("the largest {0} of {1}", bars->rows.size(), bars->count), true);
    }
    gap(ui.frame, 18);
}

}  // namespace poolscope::ui
