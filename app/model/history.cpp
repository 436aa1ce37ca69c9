/// Undo and redo.
#include "model/history.hpp"

#include <set>
#include <utility>

namespace poolscope::model {

namespace {

/// Calls `see` with the tensors that a layer keeps.
template <class See>
void each_number(const AnyLayer& layer, const See& see) {
    const auto given = [&](const auto&... all) { (void(all ? see(*all) : void()), ...); };
    std::visit(
        [&](const auto& kind) {
            using Kind = std::remove_cvref_t<decltype(kind)>;
            if constexpr (std::is_same_v<Kind, Layer>)
                given(kind.params.scores);
            else if constexpr (std::is_same_v<Kind, Conv2d> || std::is_same_v<Kind, Linear>)
                given(kind.weight, kind.bias);
            else if constexpr (std::is_same_v<Kind, BatchNorm>)
                given(kind.scale, kind.shift, kind.mean, kind.variance);
            else if constexpr (std::is_same_v<Kind, Constant>)
                given(kind.value);
        },
        layer);
}

std::size_t own_cells(const SharedValues& values, const SharedValues& other) {
    if (!values || values == other) return 0;
    return other ? values->own_cells(*other) : values->shape().count();
}

/// Cells of the layers' numbers (scores, weights) that no layer of `neighbour` shares.
std::size_t own_numbers(const Document& document, const Document& neighbour) {
    std::set<const Values*> theirs;
    for (const NetworkLayer& one : neighbour.layers)
        each_number(one.layer, [&](const Values& values) { theirs.insert(&values); });
    std::size_t cells = 0;
    for (const NetworkLayer& one : document.layers)
        each_number(one.layer, [&](const Values& values) {
            if (!theirs.contains(&values)) cells += values.shape().count();
        });
    return cells;
}

/// Cells of the grids that `document` does not share with `neighbour`.
std::size_t own_cells(const Document& document, const Document& neighbour) {
    return own_cells(document.input, neighbour.input) +
           own_cells(document.grad_output, neighbour.grad_output) +
           own_numbers(document, neighbour);
}

}  // namespace

History::History(Document document) : current_(std::move(document)) {}

void History::push(Document next, std::uint64_t gesture) {
    const bool adds = !joins(gesture);
    last_gesture_ = gesture;
    if (adds) {
        // What it shares with the last of a gesture is known now.
        if (!past_.empty()) past_.back().cells = own_cells(past_.back().document, current_);
        past_.push_back({std::move(current_), revision_, 0});
    }
    future_.clear();
    current_ = std::move(next);
    revision_ = next_revision_++;
    if (adds) trim();
}

void History::restore(std::deque<Snapshot>& from, std::deque<Snapshot>& to) {
    const std::size_t cells = own_cells(current_, from.back().document);
    to.push_back({std::move(current_), revision_, cells});
    current_ = std::move(from.back().document);
    revision_ = from.back().revision;
    from.pop_back();
    last_gesture_ = 0;
}

bool History::undo() {
    if (past_.empty()) return false;
    restore(past_, future_);
    return true;
}

bool History::redo() {
    if (future_.empty()) return false;
    restore(future_, past_);
    return true;
}

void History::restart(Document document) {
    past_.clear();
    future_.clear();
    last_gesture_ = 0;
    current_ = std::move(document);
    revision_ = next_revision_++;
}

void History::trim() {
    while (past_.size() > limit) past_.pop_front();
    std::size_t cells = 0;
    for (std::size_t i = past_.size(); i-- > 0;) {
        cells += past_[i].cells;
        if (cells > cell_limit && i > 0) {
            past_.erase(past_.begin(), past_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
}

}  // namespace poolscope::model
