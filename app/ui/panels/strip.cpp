/// The layers of a network in a row above the stage: looked at by a click, moved by a drag, with a
/// sign between two to put another there. Of one pooling layer there is only that sign.
#include <algorithm>
#include <cmath>

#include "drawing/network_words.hpp"
#include "session/ledger_commands.hpp"
#include "session/network_commands.hpp"
#include "ui/frame/style.hpp"
#include "ui/frame/tooltip.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

namespace {

constexpr float plus_diameter = 18;
constexpr float drag_threshold = 5;  ///< logical pixels before a press is a drag

std::string anchor_of(const drawing::StripCard& card) {
    return card.layer ? "strip.layer." + std::to_string(*card.layer + 1) : "strip.input";
}

/// What stands in the tooltip of a card.
std::string words_of(Session& session, const drawing::StripCard& card) {
    const model::Document& network = session.whole();
    if (!card.layer) return trf("The input: {0}", drawing::shape_words(network.shape()));
    const NetworkLayer& layer = network.layers[*card.layer];
    const auto& shapes = session.store.outputs().shapes;
    if (shapes.error && *card.layer == shapes.outputs.size()) return tr_error(*shapes.error);
    const bool hidden = is_hidden(session, {*card.layer, LedgerColumn::shape});
    const auto shape = *card.layer < shapes.outputs.size() && !hidden
                           ? std::optional(shapes.outputs[*card.layer])
                           : std::nullopt;
    return trf("Layer {0} of {1}: {2}, {3}", *card.layer + 1, network.layers.size(),
               drawing::kind_name(layer.layer), drawing::shape_words(shape));
}

/// What the cell in view sees, or where it is felt, a box on each map.
std::vector<std::optional<drawing::MarkedCells>> marks_of(Session& session) {
    std::vector<std::optional<drawing::MarkedCells>> marks;
    const auto& seen = session.store.receptive();
    if (!seen || session.view().prediction.hides()) return marks;
    for (const auto& bounds : seen->bounds()) {
        marks.emplace_back();
        if (bounds)
            marks.back() = drawing::MarkedCells{bounds->first_row, bounds->first_col,
                                                bounds->last_row - bounds->first_row + 1,
                                                bounds->last_col - bounds->first_col + 1};
    }
    return marks;
}

/// The layers whose shapes are to be foretold.
std::set<std::size_t> hidden_layers(Session& session) {
    std::set<std::size_t> hidden;
    if (!session.ledger.on()) return hidden;
    for (std::size_t i = 0; i < session.whole().layers.size(); ++i)
        if (is_hidden(session, {i, LedgerColumn::shape})) hidden.insert(i);
    return hidden;
}

/// The strip of this frame, made anew only when something that it shows changes.
void build(Ui& ui, float width, bool compact) {
    Session& session = ui.session;
    StripState& strip = ui.strip;
    StripKey key{.revision = session.store.revision(),
                 .outputs = session.store.outputs_made(),
                 .at = session.store.at(),
                 .sample = session.view().sample,
                 .marks = marks_of(session),
                 .effective = session.store.effective(),
                 .hidden = hidden_layers(session),
                 .theme = ui.frame.theme,
                 .language = &i18n::language(),
                 .width = width,
                 .compact = compact};
    if (strip.key == key) return;
    const bool moved = !strip.key || strip.key->at != key.at || strip.key->width != width;
    strip.drawn = drawing::build_strip({.network = session.whole(),
                                        .outputs = session.store.outputs(),
                                        .at = key.at,
                                        .sample = key.sample,
                                        .marks = &key.marks,
                                        .effective = key.effective,
                                        .hidden = key.hidden},
                                       *ui.frame.theme, width, compact);
    if (moved) strip.scroll = drawing::scrolled_to(strip.drawn, key.at, strip.scroll, width);
    strip.scroll =
        std::clamp(strip.scroll, 0.0F, std::max(strip.drawn.drawing.size.w - width, 0.0F));
    strip.key = std::move(key);
}

/// A part of the strip in window pixels.
drawing::Rect in_window(const Ui& ui, const drawing::Rect& part, ImVec2 origin) {
    const float s = ui.frame.scale;
    return {origin.x + part.x * s, origin.y + part.y * s, part.w * s, part.h * s};
}

/// Where a card that is dragged would go: before the layer of this number.
std::size_t place_under(const Ui& ui, float x) {
    std::size_t place = 0;
    for (const drawing::StripCard& card : ui.strip.drawn.cards)
        if (card.layer && x > card.rect.center().x) place = *card.layer + 1;
    return place;
}

void drag_card(Ui& ui, const drawing::StripCard& card, float x) {
    StripState& strip = ui.strip;
    const float moved = std::abs(ImGui::GetMouseDragDelta(0, 0).x);
    if (moved > ui.px(drag_threshold) && model::is_chain(ui.session.whole().layers))
        strip.dragged = card.layer;
    if (strip.dragged) strip.drop = place_under(ui, x);
}

void drop_card(Ui& ui) {
    StripState& strip = ui.strip;
    if (!strip.dragged || ImGui::IsMouseDown(0)) return;
    const std::size_t from = *strip.dragged;
    const std::size_t to = strip.drop > from ? strip.drop - 1 : strip.drop;
    move_layer(ui.session, from, to);
    strip.dragged.reset();
}

void card_item(Ui& ui, const drawing::StripCard& card, ImVec2 origin) {
    const drawing::Rect r = in_window(ui, card.rect, origin);
    const std::string id = anchor_of(card);
    ImGui::SetCursorScreenPos({r.x, r.y});
    const bool clicked = ImGui::InvisibleButton(id.c_str(), {r.w, r.h});
    anchor(ui.frame, id, {r.x, r.y}, {r.right(), r.bottom()}, AnchorKind::widget);
    const bool pressed = focus_item(ui.frame, id);
    tooltip(ui.frame, id, words_of(ui.session, card));
    if (!card.layer) {
        if (clicked || pressed) ui.session.emit(model::LookAt{0});
        return;
    }
    const std::size_t at = *card.layer;
    if (ImGui::IsItemActive())
        drag_card(ui, card, (ImGui::GetIO().MousePos.x - origin.x) / ui.frame.scale);
    if ((clicked && !ui.strip.dragged) || pressed) ui.session.emit(model::LookAt{at});
    const auto open_menu = [&] {
        Spot spot;
        spot.layer = at;
        ui.session.context = spot;
    };
    if (ImGui::IsItemHovered() && ImGui::IsMouseReleased(1)) open_menu();
    if (has_focus(ui.frame, id)) {
        if (ui.take(Key::menu) || ui.take(Key::f10, false, true)) open_menu();
        if (ui.take(Key::del)) remove_layer(ui.session, at);
        if (ui.take(Key::left) && at > 0) ui.session.emit(model::LookAt{at - 1});
        if (ui.take(Key::right)) look_further(ui.session, 1);
    }
}

void plus_item(Ui& ui, std::size_t at, const drawing::Rect& gap, ImVec2 origin) {
    const drawing::Rect r = in_window(ui, gap, origin);
    const float d = ui.px(plus_diameter);
    const ImVec2 low{r.x + (r.w - d) / 2, r.bottom() - d - ui.px(2)};
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool last = at == ui.session.whole().layers.size();
    const bool near = mouse.x >= r.x - ui.px(4) && mouse.x < r.right() + ui.px(4) &&
                      mouse.y >= r.y && mouse.y < r.bottom();
    const std::string id = "strip.add." + std::to_string(at + 1);
    if (!last && !near && !has_focus(ui.frame, id)) return;
    ImGui::SetCursorScreenPos(low);
    if (icon_button(ui.frame, id, Icon::plus,
                    {.tooltip = last ? tr("Add a layer behind the last") : tr("Add a layer here"),
                     .diameter = plus_diameter,
                     .framed = true}))
        ask_for_layer(ui.session, at);
}

/// Where the dragged card would be dropped.
void draw_drop(Ui& ui, ImVec2 origin) {
    if (!ui.strip.dragged) return;
    const drawing::Rect r = in_window(ui, ui.strip.drawn.gaps[ui.strip.drop], origin);
    const float x = r.x + r.w / 2;
    ImGui::GetWindowDrawList()->AddRectFilled({x - ui.px(2), r.y}, {x + ui.px(2), r.bottom()},
                                              u32(ui.frame.theme->accent), ui.px(2));
}

}  // namespace

void draw_strip(Ui& ui) {
    const drawing::Rect& r = ui.frame.layout.strip;
    const float scale = ui.frame.scale;
    const float width = r.w / scale;
    const bool small = r.h / scale < drawing::strip_height(false) - 1;
    build(ui, width, small);
    StripState& strip = ui.strip;
    if (ImGui::IsWindowHovered() && !ui.strip.dragged) {
        const ImGuiIO& io = ImGui::GetIO();
        const float wheel = io.MouseWheelH - io.MouseWheel;
        strip.scroll = std::clamp(strip.scroll + wheel * 60, 0.0F,
                                  std::max(strip.drawn.drawing.size.w - width, 0.0F));
    }
    const ImVec2 origin{std::round(r.x - strip.scroll * scale), r.y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({r.x, r.y}, {r.right(), r.bottom()}, true);
    paint::paint_drawing({.list = list,
                          .fonts = ui.frame.fonts,
                          .heatmaps = ui.frame.heatmaps,
                          .origin = origin,
                          .scale = scale,
                          .background = false},
                         strip.drawn.drawing);
    for (const drawing::StripCard& card : strip.drawn.cards) card_item(ui, card, origin);
    for (std::size_t i = 0; i < strip.drawn.gaps.size(); ++i)
        plus_item(ui, i, strip.drawn.gaps[i], origin);
    drop_card(ui);
    draw_drop(ui, origin);
    list.PopClipRect();
}

}  // namespace poolscope::ui
