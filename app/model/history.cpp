/// Undo and redo.
#include "model/history.hpp"

#include <array>
#include <utility>

namespace poolscope::model {

namespace {

/// The grids that a document holds; null where it has none.
std::array<const Values*, 3> grids_of(const Document& document) {
    const auto& scores = document.layer().params.scores;
    return {document.input.get(), document.grad_output.get(), scores ? &*scores : nullptr};
}

/// Cells of the grids that `document` does not share with `neighbour`.
std::size_t own_cells(const Document& document, const Document& neighbour) {
    const auto grids = grids_of(document);
    const auto theirs = grids_of(neighbour);
    std::size_t cells = 0;
    for (std::size_t i = 0; i < grids.size(); ++i)
        if (grids[i] != nullptr && grids[i] != theirs[i]) cells += grids[i]->shape().count();
    return cells;
}

}  // namespace

History::History(Document document) : current_(std::move(document)) {}

void History::push(Document next, std::uint64_t gesture) {
    const bool adds = !joins(gesture);
    last_gesture_ = gesture;
    if (adds) past_.push_back({std::move(current_), revision_});
    future_.clear();
    current_ = std::move(next);
    revision_ = next_revision_++;
    if (adds) trim();
}

void History::restore(std::deque<Snapshot>& from, std::deque<Snapshot>& to) {
    to.push_back({std::move(current_), revision_});
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
    // Snapshots that share their grids with a neighbour cost nothing; count the others.
    std::size_t cells = 0;
    const Document* neighbour = &current_;
    for (std::size_t i = past_.size(); i-- > 0;) {
        cells += own_cells(past_[i].document, *neighbour);
        neighbour = &past_[i].document;
        if (cells > cell_limit && i > 0) {
            past_.erase(past_.begin(), past_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
}

}  // namespace poolscope::model
