/// The one owner of the state: dispatch() is the only way to change it.
#pragma once

#include <string>

#include "model/action.hpp"
#include "model/history.hpp"
#include "model/part.hpp"
#include "model/receptive.hpp"

namespace poolscope::model {

class Store {
public:
    Store();

    /// What is saved and undone: of a network all its layers.
    [[nodiscard]] const Document& whole() const { return history_.current(); }
    /// What the stage shows: the document, or of a network the layer that is looked at alone.
    [[nodiscard]] const Document& document() const {
        return is_network(whole()) ? part_.document : whole();
    }
    /// The layer that is looked at.
    [[nodiscard]] std::size_t at() const;
    /// What every layer of a network puts out.
    [[nodiscard]] const LayerOutputs& outputs();
    /// What the cell in view sees of every map of a network, or where it is felt; see
    /// cell_in_view(). Nothing for one layer alone.
    [[nodiscard]] const std::optional<Receptive>& receptive();
    /// How much each cell of the input counts for the cell in view; null where that is not asked
    /// for or not known (see effective_field()).
    [[nodiscard]] SharedValues effective();
    /// Names what outputs() gave last.
    [[nodiscard]] std::uint64_t outputs_made() const { return outputs_.made(); }
    [[nodiscard]] const ViewState& view() const { return viewing_.view; }
    [[nodiscard]] const Playback& playback() const { return viewing_.playback; }
    [[nodiscard]] const Preferences& preferences() const { return viewing_.preferences; }
    [[nodiscard]] const Viewing& viewing() const { return viewing_; }
    /// document() and its results; large ones may still be computing.
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
    [[nodiscard]] bool computing() const { return cache_.busy() || outputs_.busy(); }
    /// Names what document() gives.
    [[nodiscard]] std::uint64_t shown_revision() const;

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
    /// Cuts the layer that is looked at out of the network, where it is not cut out yet.
    void refresh_part();
    /// Gives the part the gradient that comes back to its output from the layers behind.
    void send_back(const LayerOutputs& outputs);
    /// At the end of a layer, what steps or plays goes on in the next one.
    bool goes_on(const ViewAction& action);
    bool steps_on(const StepBy& action);
    bool plays_on(const Tick& action);
    bool starts_to_play(const SetPlaying& action);
    void look_at(std::size_t layer, bool at_end);
    /// Of outputs that read the same channels, shows the next or the one before, where it is there.
    bool to_other_filter(int by);
    [[nodiscard]] std::optional<std::size_t> layer_after() const;
    [[nodiscard]] std::optional<std::size_t> layer_before() const;

    History history_;
    Viewing viewing_;
    ResultsCache cache_;
    LayerOutputsCache outputs_;
    /// Of which revision, layer and outputs the part is.
    struct PartKey {
        std::uint64_t revision = 0;
        std::size_t at = 0;
        std::uint64_t outputs = 0;
        bool sent_back = false;
        bool operator==(const PartKey&) const = default;
    };
    std::optional<PartKey> part_key_;
    ReceptiveCache receptive_;
    Run part_;  ///< of a network: the layer that is looked at
    std::uint64_t parts_made_ = 0;
    FigureCache figures_;
    std::uint64_t saved_revision_ = 1;
    std::filesystem::path file_;
};

}  // namespace poolscope::model
