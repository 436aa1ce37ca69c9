/// Undo and redo as snapshots of the document; snapshots share their values.
#pragma once

#include <cstdint>
#include <deque>

#include "model/document.hpp"

namespace poolscope::model {

class History {
public:
    static constexpr std::size_t limit = 500;  ///< undo steps kept
    /// Cells kept in all undo steps (1 GiB): large pictures keep fewer steps.
    static constexpr std::size_t cell_limit = std::size_t{256} << 20;

    explicit History(Document document);

    [[nodiscard]] const Document& current() const { return current_; }
    /// Names the state of the document: equal revisions are equal documents.
    [[nodiscard]] std::uint64_t revision() const { return revision_; }
    /// The document that `gesture` began on, where it goes on; else the current one.
    [[nodiscard]] const Document& base_of(std::uint64_t gesture) const {
        return joins(gesture) && !past_.empty() ? past_.back().document : current_;
    }
    /// Makes `next` current. Where `gesture` is not 0 and equals the last one, no undo step is
    /// added.
    void push(Document next, std::uint64_t gesture = 0);
    bool undo();
    bool redo();
    /// Starts anew with another document; nothing can be undone.
    void restart(Document document);
    /// The next push adds an undo step, whatever its gesture.
    void end_gesture() { last_gesture_ = 0; }
    /// What undo() and redo() bring back; null where there is nothing.
    [[nodiscard]] const Document* before() const {
        return past_.empty() ? nullptr : &past_.back().document;
    }
    [[nodiscard]] const Document* after() const {
        return future_.empty() ? nullptr : &future_.back().document;
    }

private:
    struct Snapshot {
        Document document;
        std::uint64_t revision;
        std::size_t cells;  ///< of its grids, that the one after it does not share
    };
    [[nodiscard]] bool joins(std::uint64_t gesture) const {
        return gesture != 0 && gesture == last_gesture_;
    }
    void trim();
    void restore(std::deque<Snapshot>& from, std::deque<Snapshot>& to);

    Document current_;
    std::uint64_t revision_ = 1;
    std::uint64_t next_revision_ = 2;
    std::uint64_t last_gesture_ = 0;
    std::deque<Snapshot> past_;
    std::deque<Snapshot> future_;
};

}  // namespace poolscope::model
