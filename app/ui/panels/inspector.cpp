/// The panel at the right: the cell under the pointer, channels, the layer in numbers, and the
/// input's size and contents.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "drawing/layer_text.hpp"
#include "io/text_grid.hpp"
#include "session/actions/actions.hpp"
#include "session/clipboard.hpp"
#include "session/fills.hpp"
#include "session/layer_bounds.hpp"
#include "session/ledger_commands.hpp"
#include "session/network_commands.hpp"
#include "session/pointer_words.hpp"
#include "session/ruling.hpp"
#include "theme/colormap.hpp"
#include "ui/frame/style.hpp"
#include "ui/panels/network/sections.hpp"
#include "ui/panels/panels.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/controls.hpp"
#include "ui/widgets/number_box.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

constexpr int most_channel_segments = 5;
constexpr float block_gap = 18;

/// Buttons in equal columns.
class ButtonGrid {
public:
    ButtonGrid(Frame& frame, int columns)
        : frame_(frame), columns_(columns), origin_(ImGui::GetCursorScreenPos()) {
        const float width = ImGui::GetContentRegionAvail().x;
        space_ = frame.px(6);
        width_ = std::floor((width - space_ * static_cast<float>(columns - 1)) /
                            static_cast<float>(columns));
    }
    bool add(std::string_view id, std::string_view label, std::string_view tip, bool chosen = false,
             bool enabled = true) {
        const auto [rows, columns] = std::div(count_, columns_);
        const auto column = static_cast<float>(columns);
        const auto row = static_cast<float>(rows);
        ImGui::SetCursorScreenPos(
            {origin_.x + column * (width_ + space_), origin_.y + row * (frame_.px(30) + space_)});
        ++count_;
        return button(frame_, id, label,
                      {.tooltip = tip, .enabled = enabled, .filled = chosen, .width = width_});
    }

private:
    Frame& frame_;
    int columns_;
    int count_ = 0;
    ImVec2 origin_;
    float space_ = 0;
    float width_ = 0;
};

void under_pointer(Ui& ui) {
    heading(
        ui.frame, "inspector.pointer.heading",
        tr(ui.session.view().pointer.pin ? word("THE PINNED CELL") : word("UNDER THE POINTER")));
    std::vector<std::string> lines;
    if (const auto& cell = ui.session.view().pointer.linked())
        lines = pointer_words(ui.session, *cell);
    if (lines.empty()) {
        lines = {tr("point at a cell"), tr("click to pin it"), ""};
        std::vector<drawing::Pieces> pieces;
        pieces.reserve(lines.size());
        for (const std::string& line : lines) pieces.push_back({{line, drawing::Role::faint}});
        code_block(ui, "inspector.pointer", pieces);
    } else {
        while (lines.size() < 3) lines.emplace_back();
        code_block(ui, "inspector.pointer", as_pieces(lines));
    }
    gap(ui.frame, block_gap);
}

void few_channels(Ui& ui) {
    const model::Document& document = ui.session.document();
    std::vector<Segment> segments;
    segments.reserve(static_cast<std::size_t>(document.shape().c) + 1);
    for (int c = 0; c < document.shape().c; ++c)
        segments.push_back({std::to_string(c), document.channel_names[static_cast<std::size_t>(c)],
                            tr("Show this channel alone")});
    segments.push_back(
        {"all", tr("channels|all"), tr("Show all channels, each with its own output")});
    const std::size_t chosen = ui.session.view().all_channels
                                   ? segments.size() - 1
                                   : static_cast<std::size_t>(ui.session.view().channel);
    const auto clicked = segmented(ui.frame, "inspector.channel", segments, chosen,
                                   ImGui::GetContentRegionAvail().x);
    if (!clicked) return;
    const bool all = *clicked + 1 == segments.size();
    ui.session.emit(
        model::SetChannel{all ? ui.session.view().channel : static_cast<int>(*clicked), all});
}

void many_channels(Ui& ui) {
    const float all_width = button_width(ui.frame, tr("channels|all"));
    row_label(ui.frame, "inspector.channel.label", tr("Channel"), ui.px(96) + ui.px(6) + all_width);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto change = number_box(ui, {.id = "inspector.channel.index",
                                        .value = ui.session.view().channel,
                                        .range = {0, ui.session.document().shape().c - 1},
                                        .tooltip = tr("Which channel is shown, counted from 0"),
                                        .width = 96});
    if (change) ui.session.emit(model::SetChannel{change->value, false});
    ImGui::SetCursorScreenPos({at.x + ui.px(102), at.y});
    if (button(ui.frame, "inspector.channel.all", tr("channels|all"),
               {.tooltip = tip_of("view.channels_all"), .filled = ui.session.view().all_channels}))
        run_action(ui.session, "view.channels_all");
}

/// Every channel's name can be read in a row of equal segments.
bool names_fit(Ui& ui) {
    const auto& names = ui.session.document().channel_names;
    if (ui.session.document().shape().c >= most_channel_segments) return false;
    const float room =
        ImGui::GetContentRegionAvail().x / static_cast<float>(names.size() + 1) - ui.px(10);
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return width_of(ui.frame, name, theme::Font::regular, body_size) <= room;
    });
}

void channels(Ui& ui) {
    if (ui.session.document().shape().c == 1) return;
    heading(ui.frame, "inspector.channel.heading", tr("CHANNELS"));
    if (names_fit(ui))
        few_channels(ui);
    else
        many_channels(ui);
    gap(ui.frame, block_gap);
}

/// Which sample of a batch is shown: "2 of 4", counted from 1.
void samples(Ui& ui) {
    const int count = ui.session.document().shape().n;
    if (count == 1) return;
    heading(ui.frame, "inspector.sample.heading", tr("SAMPLE"));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const auto change = number_box(ui, {.id = "inspector.sample",
                                        .value = ui.session.view().sample + 1,
                                        .range = {1, count},
                                        .tooltip = tr("Which sample of the batch is shown"),
                                        .width = 96});
    if (change) ui.session.emit(model::SetSample{change->value - 1});
    const std::string words = trf("of {0}", count);
    const float x = at.x + ui.px(96 + 10);
    draw_text(ui.frame, *ImGui::GetWindowDrawList(), x, at.y + ui.px(15), words, body(ui.frame));
    const float width = width_of(ui.frame, words, theme::Font::regular, body_size);
    anchor(ui.frame, "inspector.sample.count", {x, at.y}, {x + width, at.y + ui.px(30)},
           AnchorKind::text, width);
    gap(ui.frame, block_gap);
}

void layer_facts(Ui& ui) {
    // They tell the output's size.
    if (ui.session.view().prediction.hides() ||
        is_hidden(ui.session, {ui.session.store.at(), LedgerColumn::shape}))
        return;
    heading(ui.frame, "inspector.facts.heading", tr("THIS LAYER"));
    int i = 0;
    for (const std::string& line : drawing::layer_facts(ui.session.store.run())) {
        paragraph(ui.frame, "inspector.facts." + std::to_string(i++), line);
        gap(ui.frame, 4);
    }
    gap(ui.frame, block_gap - 4);
}

/// `channels` as a number of whole groups of maxout; at least one.
int whole_groups(int channels, int group) {
    return std::max(channels / std::max(group, 1), 1) * std::max(group, 1);
}

void size_row(Ui& ui, const char* id, const char* label, int value, model::IntRange range,
              const char* tip, const char* low_reason, int Shape::*field) {
    const std::string lock = lock_on(ui.session, "size");
    row_label(ui.frame, std::string(id) + ".label", label, ui.px(96), lock.empty());
    const auto change = number_box(ui, {.id = id,
                                        .value = value,
                                        .range = range,
                                        .tooltip = lock.empty() ? tip : lock,
                                        .low_reason = low_reason,
                                        .high_reason = tr("the input would be too large"),
                                        .width = 96,
                                        .enabled = lock.empty()});
    if (change) {
        Shape to = ui.session.whole().shape();
        to.*field = change->value;
        if (!has_layers(ui.session) &&
            ui.session.document().layer().op->placement == Placement::channels)
            to.c = whole_groups(to.c, ui.session.document().layer().params.channel_group);
        ui.session.emit(model::ResizeInput{to.c, to.h, to.w, change->gesture, to.n});
    }
    gap(ui.frame, 6);
}

void input_size(Ui& ui) {
    const Shape& shape = ui.session.whole().shape();
    const InputBounds bounds = has_layers(ui.session) ? network_input_bounds(ui.session.whole())
                                                      : input_bounds(ui.session.document());
    const char* too_small = tr("over a smaller input the window does not fit");
    size_row(ui, "inspector.rows", tr("Rows"), shape.h, bounds.rows, tr("Rows of the input"),
             too_small, &Shape::h);
    size_row(ui, "inspector.cols", tr("Columns"), shape.w, bounds.cols, tr("Columns of the input"),
             too_small, &Shape::w);
    if (shape.n > 1)
        size_row(ui, "inspector.samples", tr("Samples"), shape.n, bounds.samples,
                 tr("Samples of the batch; each is pooled by itself"),
                 tr("a batch has a sample at least"), &Shape::n);
    size_row(ui, "inspector.channels", tr("Channels"), shape.c, bounds.channels,
             tr("Channels of the input; each is pooled by itself"),
             tr("an input has a channel at least"), &Shape::c);
}

void input_fill(Ui& ui) {
    const std::string lock = lock_on(ui.session, "cells");
    ButtonGrid grid(ui.frame, 2);
    for (const model::Fill& fill : model::fills())
        if (grid.add("inspector.fill." + std::string(fill.id), tr_name(fill.name),
                     lock.empty() ? tr_name(fill.note) : lock, false, lock.empty()))
            fill_input(ui.session, fill);
    gap(ui.frame, 6);
    row_label(ui.frame, "inspector.seed.label", tr("Seed"), ui.px(96), lock.empty());
    const auto change = number_box(
        ui,
        {.id = "inspector.seed",
         .value = static_cast<int>(std::min<std::uint64_t>(ui.session.whole().seed, 999'999)),
         .range = {0, 999'999},
         .tooltip =
             lock.empty() ? tr("Random numbers are drawn from this; changing it draws anew") : lock,
         .width = 96,
         .enabled = lock.empty()});
    if (change)
        ui.session.emit(model::FillInput{std::string(ui.session.seeded_fill),
                                         static_cast<std::uint64_t>(change->value),
                                         change->gesture});
    gap(ui.frame, 10);
}

void input_clipboard(Ui& ui) {
    const float half = std::floor((ImGui::GetContentRegionAvail().x - ui.px(6)) / 2);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    std::string lock = lock_on(ui.session, "cells");
    if (lock.empty()) lock = lock_on(ui.session, "size");
    if (button(ui.frame, "inspector.paste", tr("Paste"),
               {.tooltip = lock.empty() ? tr("Paste a grid from a spreadsheet, CSV, NumPy, PyTorch "
                                             "or a Python list (Ctrl+V)")
                                        : lock,
                .enabled = lock.empty(),
                .width = half}))
        run_action(ui.session, "edit.paste");
    ImGui::SetCursorScreenPos({at.x + half + ui.px(6), at.y});
    if (button(ui.frame, "inspector.copy", tr("Copy as…"),
               {.tooltip = tr("Copy the input as text in one of several forms"), .width = half}))
        ImGui::OpenPopup("##copy_as");
    const MenuStyle style(ui.frame);
    if (ImGui::BeginPopup("##copy_as")) {
        ui.frame.menu_open = true;
        const FocusScope scope(ui.frame, "menu.copy");
        if (ui.take(Key::escape)) ImGui::CloseCurrentPopup();
        for (const io::TextFormat& format : io::text_formats()) {
            const std::string id = "inspector.copy." + std::string(format.id);
            const bool clicked =
                ImGui::MenuItem(menu_label(ui.frame, tr_name(format.name), format.id).c_str(),
                                nullptr, ui.session.copy_format == format.id);
            const bool pressed = focus_item(ui.frame, id);
            anchor_item(ui.frame, id);
            if (pressed) ImGui::CloseCurrentPopup();
            if (clicked || pressed) copy_input_as(ui.session, format.id);
        }
        ImGui::EndPopup();
    }
    gap(ui.frame, block_gap);
}

/// From `min` over `width`, what `color` gives for 0 .. 1.
template <class ColorAt>
void draw_bar(const Frame& frame, ImVec2 min, float width, const ColorAt& color) {
    constexpr int parts = 64;
    for (int i = 0; i < parts; ++i) {
        const float x0 = min.x + width * static_cast<float>(i) / parts;
        const float x1 = min.x + width * static_cast<float>(i + 1) / parts;
        ImGui::GetWindowDrawList()->AddRectFilled({x0, min.y}, {x1, min.y + frame.px(10)},
                                                  u32(color(i * 255 / (parts - 1))));
    }
}

/// The map's colours from the lowest to the highest value; those of a picture a channel each.
void draw_ramp(Frame& frame, const theme::Colormap& map) {
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    anchor(frame, "inspector.colormap.shown." + std::string(map.id), min,
           {min.x + width, min.y + frame.px(10)}, AnchorKind::text);
    const auto level = [](int value) { return static_cast<std::uint8_t>(value); };
    if (map.as_color) {
        const float apart = frame.px(6);
        const float third = (width - 2 * apart) / 3;
        const auto left = [&](int channel) {
            return ImVec2{min.x + static_cast<float>(channel) * (third + apart), min.y};
        };
        draw_bar(
            frame, left(0), third,
            [&](int v) {
                return theme::Color{level(v), 0, 0, 255};
            });
        draw_bar(
            frame, left(1), third,
            [&](int v) {
                return theme::Color{0, level(v), 0, 255};
            });
        draw_bar(frame, left(2), third, [&](int v) { return theme::Color{0, 0, level(v), 255}; });
    } else {
        draw_bar(
            frame, min, width, [&](int v) { return map.colors[static_cast<std::size_t>(v)]; });
    }
    gap(frame, 16);
}

void color_map(Ui& ui) {
    const bool gradients = ui.session.store.figure().backward.has_value();
    const theme::Colormap* shown = ui.stage.drawing.colormap;
    if (shown == nullptr) return;  // in the theme's own scale
    heading(ui.frame, "inspector.colormap.heading", tr("COLOUR MAP"));
    draw_ramp(ui.frame, *shown);
    const char* tip =
        tr(gradients ? word("Gradients keep this map: colourless at 0, red above, blue below")
                     : word("Colours for values, from the lowest to the highest"));
    ButtonGrid grid(ui.frame, 2);
    for (const theme::Colormap* map : theme::colormaps()) {
        if (map->as_color && ui.session.document().shape().c != 3) continue;
        const std::string id = "inspector.colormap." + std::string(map->id);
        if (grid.add(id, tr_name(map->name), tip, map->name == shown->name, !gradients))
            ui.session.emit(model::SetColormap{std::string(map->id)});
    }
    gap(ui.frame, block_gap);
}

}  // namespace

void draw_inspector(Ui& ui) {
    figure_facts(ui);
    if (has_layers(ui.session)) {
        prediction_section(ui);
        field_section(ui);
        ledger_section(ui);
    }
    under_pointer(ui);
    samples(ui);
    channels(ui);
    color_map(ui);
    layer_facts(ui);
    heading(ui.frame, "inspector.input.heading", tr("INPUT"));
    input_size(ui);
    gap(ui.frame, 4);
    input_fill(ui);
    input_clipboard(ui);
}

}  // namespace poolscope::ui
