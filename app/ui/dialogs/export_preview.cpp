/// Draws what the preview's job read back (see export_preview.hpp).
#include "ui/dialogs/export_preview.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "export/progress_words.hpp"
#include "ui/frame/style.hpp"

namespace poolscope::ui {

namespace {

/// What a picture without a background is shown on: squares of two greys, pixels of the picture.
constexpr int square = 8;
constexpr float light_grey = 255, dark_grey = 222;

/// Seconds that a frame without a time is seen.
constexpr double default_seconds = 0.5;

std::shared_ptr<const model::Values> image_of(const paint::Pixels& pixels) {
    auto image = std::make_shared<Tensor<float>>(Shape{1, 3, pixels.height, pixels.width});
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            const theme::Color color = pixels.at(x, y);
            const bool dark = ((x / square) + (y / square)) % 2 == 1;
            const float below = dark ? dark_grey : light_grey;
            const float cover = static_cast<float>(color.a) / 255;
            const std::array parts{color.r, color.g, color.b};
            for (int c = 0; c < 3; ++c)
                image->at(0, c, y, x) =
                    below +
                    (static_cast<float>(parts[static_cast<std::size_t>(c)]) - below) * cover;
        }
    }
    return image;
}

/// The largest rectangle of this shape in the middle of `box`, no larger than `most` of its pixels.
drawing::Rect fitted(const drawing::Rect& box, float w, float h, float most) {
    const float factor = std::min({box.w / w, box.h / h, most});
    const float width = std::round(w * factor), height = std::round(h * factor);
    return {std::round(box.x + (box.w - width) / 2), std::round(box.y + (box.h - height) / 2),
            width, height};
}

}  // namespace

void ExportPreview::show(exporting::Request request) {
    if (job_) {
        job_->cancel();
        retired_.push_back(std::move(job_));
    }
    std::erase_if(
        retired_, [](const auto& job) { return job->ended(); });
    job_ = std::make_unique<Job<exporting::Preview>>(
        [request = std::move(request)](const exporting::Progress& progress) mutable {
            return exporting::await_layer(request, progress).and_then([&] {
                return exporting::make_preview(exporting::exporter_of(request), request, progress);
            });
        });
}

void ExportPreview::collect(const Session& session) {
    if (!job_) return;
    auto made = job_->take();
    if (!made) return;
    job_.reset();
    frames_.clear();
    content_ = {};
    error_.clear();
    if (!*made) {
        error_ = tr_error((*made).error());
        return;
    }
    content_ = std::move(**made);
    for (const exporting::Decoded& frame : content_.frames)
        frames_.push_back({image_of(frame.pixels), frame.seconds});
    content_.frames.clear();
    began_ = session.now;
}

bool ExportPreview::moves() const {
    return job_ != nullptr || frames_.size() > 1;
}

const ExportPreview::Picture& ExportPreview::picture_at(double seconds) const {
    const auto time_of = [](const Picture& picture) {
        return picture.seconds > 0 ? picture.seconds : default_seconds;
    };
    double all = 0;
    for (const Picture& picture : frames_) all += time_of(picture);
    double left = std::fmod(std::max(seconds, 0.0), all);
    for (const Picture& picture : frames_) {
        left -= time_of(picture);
        if (left < 0) return picture;
    }
    return frames_.back();
}

void ExportPreview::draw_frame(Ui& ui, const drawing::Rect& box) const {
    const Picture& shown =
        frames_.size() == 1 ? frames_.front() : picture_at(ui.session.now - began_);
    const Shape& shape = shown.image->shape();
    const auto w = static_cast<float>(shape.w), h = static_cast<float>(shape.h);
    const drawing::Rect place = fitted(box, w, h, ui.frame.scale);
    drawing::Drawing picture;
    picture.primitives.emplace_back(drawing::Heatmap{.rect = place,
                                                     .region = {0, 0, w, h},
                                                     .values = shown.image,
                                                     .colormap = "colour",
                                                     .high = 255});
    paint::paint_drawing(
        {*ImGui::GetWindowDrawList(), ui.frame.fonts, ui.frame.heatmaps, {0, 0}, 1, false},
        picture);
    const ImVec2 min{place.x, place.y}, max{place.right(), place.bottom()};
    ImGui::GetWindowDrawList()->AddRect(min, max, u32(ui.frame.theme->line));
    anchor(ui.frame, "dialog.export.picture", min, max, AnchorKind::text);
}

void ExportPreview::draw_lines(Frame& frame, const drawing::Rect& box) const {
    const TextLook look{frame.theme->text_muted, theme::Font::mono, code_size};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({box.x, box.y}, {box.right(), box.bottom()}, true);
    const float line = frame.px(18);
    float y = box.y + line / 2;
    for (const std::string& text : content_.lines) {
        if (y + line / 2 > box.bottom()) break;
        draw_text(frame, list, box.x, y, text, look);
        y += line;
    }
    list.PopClipRect();
}

void ExportPreview::draw(Ui& ui, float width, float height) {
    collect(ui.session);
    const ImVec2 min = ImGui::GetCursorScreenPos();
    const ImVec2 max{min.x + width, min.y + height};
    ImGui::GetWindowDrawList()->AddRectFilled(min, max, u32(ui.frame.theme->panel_sunken),
                                              ui.px(10));
    const float inset = ui.px(14);
    const drawing::Rect box{min.x + inset, min.y + inset, width - 2 * inset, height - 2 * inset};
    if (!frames_.empty()) {
        draw_frame(ui, box);
    } else if (!content_.lines.empty()) {
        draw_lines(ui.frame, box);
    } else {
        const std::string words = error_.empty() ? tr("Making the preview") : error_;
        draw_wrapped(ui.frame, *ImGui::GetWindowDrawList(), {box.x, box.y}, box.w, words,
                     muted(ui.frame));
    }
    ImGui::Dummy({width, height});
    anchor(ui.frame, "dialog.export.preview", min, max, AnchorKind::panel);
}

std::string ExportPreview::facts() const {
    if (frames_.empty() && content_.lines.empty()) return {};
    std::string words;
    const auto add = [&](const std::string& fact) { words += (words.empty() ? "" : " · ") + fact; };
    if (content_.width > 0) add(trf("{0} × {1} pixels", content_.width, content_.height));
    if (content_.files > 1) add(trn("{0} file", "{0} files", content_.files));
    if (content_.count > 1)
        add(trn("{0} frame", "{0} frames", content_.count) + ", " +
            trf("{0} s", static_cast<int>(std::lround(content_.seconds))));
    if (content_.bytes > 0) add(trf("about {0}", exporting::size_words(content_.bytes)));
    if (!content_.whole) add(tr("the first steps are shown"));
    return words;
}

}  // namespace poolscope::ui
