/// The one owner of the state.
#include "model/store.hpp"

#include <algorithm>
#include <new>
#include <utility>

namespace poolscope::model {

namespace {

/// Actions of one drag carry its number; others stand alone.
template <class Actions>
std::uint64_t gesture_of(const Actions& action) {
    return std::visit(
        [](const auto& one) -> std::uint64_t {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, LayersAction>)
                return gesture_of(one);
            else if constexpr (
                requires { one.gesture; })
                return one.gesture;
            else
                return 0;
        },
        action);
}

/// Whether the action drops cells or weights that fit no more, `layer` being looked at.
bool cuts(const DocumentAction& action, const NetworkLayer& layer) {
    const auto* layers = std::get_if<LayersAction>(&action);
    const bool kernel = std::holds_alternative<Conv2d>(layer.layer);
    return std::holds_alternative<ResizeInput>(action) ||
           (kernel && std::holds_alternative<SetParams>(action)) ||
           (layers != nullptr && std::holds_alternative<SetOutputs>(*layers));
}

}  // namespace

Store::Store() : history_(default_document()) {}

std::size_t Store::at() const {
    return std::min(view().layer, whole().layers.size() - 1);
}

const LayerOutputs& Store::outputs() {
    return outputs_.get(whole(), revision());
}

void Store::refresh_part() {
    const LayerOutputs& outputs = this->outputs();
    const bool sends_back = view().mode == Mode::backward;
    const PartKey key{revision(), at(), outputs_.made(), sends_back};
    if (part_key_ == key) return;
    part_ = part_of(whole(), outputs, at());
    if (sends_back) send_back(outputs);
    part_key_ = key;
    ++parts_made_;
}

void Store::send_back(const LayerOutputs& outputs) {
    if (!part_.results.geometry || !part_.results.output) return;
    const auto gradients = layer_gradients(whole(), outputs);
    if (gradients)
        part_.document.grad_output = (*gradients)[at()];
    else
        part_.results.geometry = tl::unexpected<Error>(gradients.error());
}

std::uint64_t Store::shown_revision() const {
    constexpr std::uint64_t of_a_part = std::uint64_t{1} << 63;
    return is_network(whole()) ? parts_made_ | of_a_part : revision();
}

const Run& Store::run() {
    if (!is_network(whole())) return cache_.get(whole(), revision());
    refresh_part();
    // The stage asks a pooling layer for more than its output: which cells win where they are
    // drawn.
    if (part_.results.geometry && part_.results.output && picks_by_draw(*part_.document.layer().op))
        return cache_.get(part_.document, shown_revision());
    return part_;
}

const std::optional<Receptive>& Store::receptive() {
    static const std::optional<Receptive> none;
    if (!is_network(whole())) return none;
    const Run& shown = run();
    const auto& linked = view().pointer.linked();
    const bool felt = linked && linked->pane == Pane::input;
    return receptive_.get(whole(), outputs().shapes, revision(),
                          cell_in_view(whole(), at(), shown, view()), felt);
}

SharedValues Store::effective() {
    if (!view().effective || !receptive()) return nullptr;
    return receptive_.effective(whole(), outputs());
}

const Figure& Store::figure() {
    const Run& shown = run();
    return figures_.get(shown, shown_revision(), view());
}

void Store::look_at(std::size_t layer, bool at_end) {
    const bool playing = viewing_.playback.playing;
    viewing_ = update(viewing_, ViewAction(LookAt{layer}), run(), figure());
    if (at_end) viewing_ = update(viewing_, ViewAction(SeekEnd{}), run(), figure());
    viewing_.playback.playing = playing;
}

std::optional<std::size_t> Store::layer_after() const {
    if (at() + 1 < whole().layers.size()) return at() + 1;
    return preferences().loop ? std::optional<std::size_t>(0) : std::nullopt;
}

std::optional<std::size_t> Store::layer_before() const {
    if (at() > 0) return at() - 1;
    return preferences().loop ? std::optional(whole().layers.size() - 1) : std::nullopt;
}

bool Store::to_other_filter(int by) {
    const auto& geometry = run().results.geometry;
    const int filter = view().filter + by;
    if (!geometry || filter < 0 || filter >= geometry->group_outputs) return false;
    const auto show = [&](const ViewAction& action) {
        viewing_ = update(viewing_, action, run(), figure());
    };
    show(SetFilter{filter});
    show(by > 0 ? ViewAction(Seek{0}) : ViewAction(SeekEnd{}));
    return true;
}

bool Store::steps_on(const StepBy& action) {
    const bool by_layer = view().by_layer;
    const std::size_t steps = figure_steps(figure(), run().results, view().grain);
    const bool leaves = by_layer || (action.by > 0 ? view().step + 1 >= steps : view().step == 0);
    if (!leaves) return false;
    viewing_.playback.playing = false;
    if (!by_layer && to_other_filter(action.by > 0 ? 1 : -1)) return true;
    const auto next = action.by > 0 ? layer_after() : layer_before();
    if (next) look_at(*next, by_layer || action.by < 0);
    return true;
}

bool Store::plays_on(const Tick& action) {
    if (!playback().playing || playback().stop_at) return false;
    // What loops is the network, not its layer.
    const bool loops = std::exchange(viewing_.preferences.loop, false);
    viewing_ = update(viewing_, ViewAction(action), run(), figure());
    viewing_.preferences.loop = loops;
    if (playback().playing) return true;
    const bool other = !view().by_layer && to_other_filter(1);
    const auto next = layer_after();
    if (!other && !next) return true;
    if (!other) look_at(*next, view().by_layer);
    viewing_.playback.playing = true;
    return true;
}

bool Store::starts_to_play(const SetPlaying& action) {
    if (!action.playing || !view().by_layer) return false;
    look_at(layer_after() ? at() : 0, true);
    viewing_.playback.playing = true;
    viewing_.playback.clock = 0;
    viewing_.playback.stop_at.reset();
    return true;
}

bool Store::goes_on(const ViewAction& action) {
    if (!is_network(whole())) return false;
    if (const auto* by = std::get_if<StepBy>(&action)) return steps_on(*by);
    if (const auto* tick = std::get_if<Tick>(&action)) return plays_on(*tick);
    if (const auto* play = std::get_if<SetPlaying>(&action)) return starts_to_play(*play);
    return false;
}

Result<void> Store::apply(const Action& action) {
    if (const auto* one = std::get_if<DocumentAction>(&action)) {
        // A size dragged back and forth gives back what it cut off on the way.
        const Document& base =
            cuts(*one, whole().layers[at()]) ? history_.base_of(gesture_of(*one)) : whole();
        auto next = update_at(base, at(), document(), *one);
        if (!next) return error_of(next);
        if (!(*next == whole())) history_.push(std::move(*next), gesture_of(*one));
    } else if (std::holds_alternative<Undo>(action)) {
        history_.undo();
    } else if (std::holds_alternative<Redo>(action)) {
        history_.redo();
    }
    // The document or the figure may have changed under the view: an empty tick puts it back
    // within bounds.
    const auto* view_action = std::get_if<ViewAction>(&action);
    if (view_action && !goes_on(*view_action))
        viewing_ = update(viewing_, *view_action, run(), figure());
    viewing_.view.layer = at();
    viewing_ = update(viewing_, Tick{}, run(), figure());
    return {};
}

Result<void> Store::dispatch(const Action& action) {
    try {
        return apply(action);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::too_large, say("there is not enough memory for this"),
                    say("make the input smaller"));
    }
}

void Store::open(Document document, ViewState view, std::filesystem::path file) {
    history_.restart(std::move(document));
    saved_revision_ = history_.revision();
    file_ = std::move(file);
    viewing_ = {std::move(view), {}, std::move(viewing_.preferences)};
    (void)dispatch(ViewAction(Tick{}));
}

void Store::mark_saved(std::filesystem::path file) {
    saved_revision_ = history_.revision();
    file_ = std::move(file);
    history_.end_gesture();
}

}  // namespace poolscope::model
