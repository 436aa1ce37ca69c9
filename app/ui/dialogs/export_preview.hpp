/// Shows what an export will look like: a file of the real exporter's, read back.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "export/preview.hpp"
#include "session/export_plan.hpp"
#include "session/job.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

class ExportPreview {
public:
    /// Makes the preview of this request, in place of the one before.
    void show(exporting::Request request);
    /// Draws it into a box of `width` x `height` window pixels at the cursor.
    void draw(Ui& ui, float width, float height);
    /// "640 × 412 pixels · 48 frames, 26 s · about 210 kB"; empty while nothing is known.
    [[nodiscard]] std::string facts() const;
    /// Frames are wanted: it is being made, or it moves.
    [[nodiscard]] bool moves() const;

private:
    /// A picture that was read back, and how long it is seen.
    struct Picture {
        model::SharedValues image;  ///< shape (1, 3, h, w), 0 to 255
        double seconds = 0;
    };

    void collect(const Session& session);
    [[nodiscard]] const Picture& picture_at(double seconds) const;
    void draw_frame(Ui& ui, const drawing::Rect& box) const;
    void draw_lines(Frame& frame, const drawing::Rect& box) const;

    std::unique_ptr<Job<exporting::Preview>> job_;
    std::vector<std::unique_ptr<Job<exporting::Preview>>> retired_;  ///< cancelled, not ended yet
    exporting::Preview content_;                                     ///< its frames are in frames_
    std::vector<Picture> frames_;
    std::string error_;
    double began_ = 0;  ///< when the animation started to play
};

}  // namespace poolscope::ui
