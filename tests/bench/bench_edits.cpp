/// What an event of the brush costs, up to the redraw, on a picture of 4096 x 4096 cells beside one
/// on a grid of 6 x 6; and the memory of a hundred undo steps on that picture. The aim is at most
/// twice; it fails where the one is more than 4 times the other, as a busy machine measures, or the
/// picture with its undo steps takes 1.2 copies or more.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <thread>
#include <vector>

#include "model/store.hpp"

namespace {

using namespace poolscope;
using namespace poolscope::model;

constexpr int large_side = 4096;

Document picture(int side) {
    Document document = default_document();
    Values values(Shape{1, 1, side, side});
    std::uint32_t state = 7;
    for (float& cell : values.cells()) {
        state = state * 1664525U + 1013904223U;
        cell = static_cast<float>(state >> 24U);
    }
    document.input = std::make_shared<const Values>(std::move(values));
    return document;
}

/// A hand that paints over a document in strokes. An event is what the stage makes of one of the
/// mouse's: the cell under the pointer, and a line to it from the one before.
class Hand {
public:
    Hand(Store& store, int side) : store_(store), side_(side) {}

    /// The first of a stroke begins an undo step.
    void event(bool first) {
        if (first) {
            ++gesture_;
            row_ = below(side_);
            col_ = below(side_);
            value_ = static_cast<float>(below(256));
        }
        const int row = std::clamp(row_ + below(5) - 2, 0, side_ - 1);
        const int col = std::clamp(col_ + below(5) - 2, 0, side_ - 1);
        const PaintLine line{0, row_, col_, row, col, value_, gesture_};
        const SetHover hover{CellRef{Pane::input, 0, row, col}};
        if (!store_.dispatch(ViewAction(hover)) || !store_.dispatch(DocumentAction(line)))
            std::puts("a brush event was refused");
        if (store_.run().results.computing) ++late_;
        row_ = row;
        col_ = col;
    }
    [[nodiscard]] int late() const { return late_; }

private:
    int below(int end) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<int>((state_ >> 33U) % static_cast<std::uint64_t>(end));
    }
    Store& store_;
    int side_;
    int row_ = 0;
    int col_ = 0;
    float value_ = 0;
    std::uint64_t gesture_ = 0;
    std::uint64_t state_ = 1;
    int late_ = 0;
};

void open(Store& store, Document document, const char* op) {
    document.layer().op = *find_operator(op);
    store.open(std::move(document), {}, {});
    while (store.run().results.computing) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

double microseconds(Hand& hand, bool first) {
    const auto since = std::chrono::steady_clock::now();
    hand.event(first);
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - since)
        .count();
}

double median(std::vector<double> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

/// Whether an event costs little more on the large picture, one after the other on both.
bool compare(const char* op) {
    Store small, large;
    open(small, picture(6), op);
    open(large, picture(large_side), op);
    Hand on_small(small, 6), on_large(large, large_side);
    std::vector<double> small_times, large_times;
    for (int i = 0; i < 4000; ++i) {
        const bool first = i % 20 == 0;  // of a stroke
        small_times.push_back(microseconds(on_small, first));
        large_times.push_back(microseconds(on_large, first));
    }
    const double ratio = median(large_times) / median(small_times);
    std::printf(
        "%-8s 6 x 6: %6.1f us   4096 x 4096: %6.1f us   ratio %.2f   outputs that came later: %d\n",
        op, median(small_times), median(large_times), ratio, on_large.late());
    // What copied the picture would take a thousand times as long.
    return ratio <= 4 && on_large.late() == 0;
}

double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double pages = 0, resident = 0;
    file >> pages >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// The history alone: what is computed of a document is not kept with it.
bool undo_steps() {
    constexpr double copy = 4.0 * large_side * large_side;
    const double before = resident_bytes();
    History history(picture(large_side));
    for (int i = 0; i < 100; ++i) {
        const int row = 40 * i + 20, col = 37 * i + 30;
        history.push(*update(history.current(), PaintLine{0, row, col, row + 40, col + 20, 2}));
    }
    const double copies = (resident_bytes() - before) / copy;
    int steps = 0;
    while (history.undo()) ++steps;
    std::printf("the picture with %d undo steps, strokes of 41 cells: %.3f copies\n", steps,
                copies);
    return copies < 1.2 && steps == 100;
}

}  // namespace

int main() {
    bool good = undo_steps();
    for (const char* op : {"max", "avg", "softpool"}) good = compare(op) && good;
    return good ? 0 : 1;
}
