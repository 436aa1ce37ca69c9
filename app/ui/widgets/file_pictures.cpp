/// Reads one file at a time, and keeps what it shows (see file_pictures.hpp).
#include "ui/widgets/file_pictures.hpp"

#include <algorithm>

#include "paint/screen/imgui_painter.hpp"
#include "session/file_preview.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

namespace {

constexpr std::size_t most_known = 500;

}  // namespace

void FilePictures::take_read() {
    if (!reading_) return;
    auto values = reading_->take();
    if (!values) return;
    Picture picture;
    if (*values) picture = {(*values)->whole(), model::range_of(*(*values)->whole())};
    if (known_.size() >= most_known) known_.clear();
    known_.insert_or_assign(file_, std::move(picture));
    reading_.reset();
}

void FilePictures::read(Session& given, const std::filesystem::path& file) {
    if (reading_ || !work::has_threads) return;
    file_ = file;
    reading_ = std::make_unique<session::Beside<model::SharedValues>>(
        [file](const StopQuery& stop) { return session::file_preview(file, stop); },
        given.services.wake);
}

void FilePictures::draw(Ui& ui, const std::filesystem::path& file, const drawing::Rect& place) {
    take_read();
    const auto found = known_.find(file);
    if (found == known_.end()) return read(ui.session, file);
    const Picture& picture = found->second;
    if (!picture.values || ui.frame.heatmaps == nullptr) return;
    const Shape& shape = picture.values->shape();
    const auto cols = static_cast<float>(shape.w), rows = static_cast<float>(shape.h);
    const float cell = std::min(place.w / cols, place.h / rows);
    const float w = std::max(cols * cell, 2.0F), h = std::max(rows * cell, 2.0F);
    drawing::Drawing drawing;
    drawing.primitives.emplace_back(
        drawing::Heatmap{.rect = {place.center().x - w / 2, place.center().y - h / 2, w, h},
                         .region = {0, 0, cols, rows},
                         .values = picture.values,
                         .channel = 0,
                         .colormap = shape.c == 3 ? "colour" : "grey",
                         .low = picture.range.low,
                         .high = picture.range.high});
    paint::paint_drawing(
        {*ImGui::GetWindowDrawList(), ui.frame.fonts, ui.frame.heatmaps, {0, 0}, 1, false},
        drawing);
}

}  // namespace poolscope::ui
