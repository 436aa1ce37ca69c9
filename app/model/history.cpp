/// Undo and redo.
#include "model/history.hpp"

#include <utility>

namespace poolscope::model {

History::History(Document document) : current_(std::move(document)) {}

void History::push(Document next, std::uint64_t gesture) {
    const bool adds = !joins(gesture);
    last_gesture_ = gesture;
    if (adds) {
        past_.push_back({std::move(current_), revision_});
        trim();
    }
    future_.clear();
    current_ = std::move(next);
    revision_ = next_revision_++;
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
    // Snapshots that share their values with a neighbour cost nothing; count the others.
    std::size_t cells = 0;
    const Values* shared_with = current_.input.get();
    for (std::size_t i = past_.size(); i-- > 0;) {
        const Values* values = past_[i].document.input.get();
        if (values != shared_with) cells += values->shape().count();
        shared_with = values;
        if (cells > cell_limit && i > 0) {
            past_.erase(past_.begin(), past_.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
    }
}

}  // namespace poolscope::model
