/// The one owner of the state: dispatch() is the only way to change it.
#pragma once

#include <string>

#include "model/action.hpp"
#include "model/history.hpp"
#include "model/run.hpp"

namespace poolscope::model {

class Store {
public:
    Store();

    [[nodiscard]] const Document& document() const { return history_.current(); }
    [[nodiscard]] const ViewState& view() const { return viewing_.view; }
    [[nodiscard]] const Playback& playback() const { return viewing_.playback; }
    [[nodiscard]] const Preferences& preferences() const { return viewing_.preferences; }
    [[nodiscard]] const Viewing& viewing() const { return viewing_; }
    /// The current document and its results; large ones may still be computing.
    [[nodiscard]] const Run& run();
    /// What the view's mode shows beside the results: made once a document and mode.
    [[nodiscard]] const Figure& figure();
    /// Names the figure that figure() gave last.
    [[nodiscard]] std::uint64_t figure_number() const { return figures_.made(); }
    [[nodiscard]] std::uint64_t revision() const { return history_.revision(); }
    [[nodiscard]] bool can_undo() const { return before() != nullptr; }
    [[nodiscard]] bool can_redo() const { return after() != nullptr; }
    /// What Undo and Redo bring back; null where there is nothing.
    [[nodiscard]] const Document* before() const { return history_.before(); }
    [[nodiscard]] const Document* after() const { return history_.after(); }
    [[nodiscard]] bool computing() const { return cache_.busy(); }

    /// Applies one action; an error changes nothing.
    Result<void> dispatch(const Action& action);

    /// Starts anew with an opened document (history is cleared, the document counts as saved).
    void open(Document document, ViewState view, std::filesystem::path file);
    /// The document as it stands lies in no file: it counts as changed.
    void mark_unsaved() { saved_revision_ = 0; }
    /// The document as it stands was written to `file`.
    void mark_saved(std::filesystem::path file);
    /// Changes since it was opened or saved.
    [[nodiscard]] bool modified() const { return history_.revision() != saved_revision_; }
    /// The scene file; empty for one not saved yet.
    [[nodiscard]] const std::filesystem::path& file() const { return file_; }

private:
    Result<void> apply(const Action& action);

    History history_;
    Viewing viewing_;
    ResultsCache cache_;
    FigureCache figures_;
    std::uint64_t saved_revision_ = 1;
    std::filesystem::path file_;
};

}  // namespace poolscope::model
