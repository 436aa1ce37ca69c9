/// What a handout will look like: one of its pages, for the student or as the key.
#pragma once

#include <optional>
#include <vector>

#include "drawing/drawing.hpp"
#include "session/handout_choice.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

class HandoutPreview {
public:
    /// Draws the page in `width` x `height` window pixels, with what chooses it below.
    void draw(Ui& ui, const HandoutChoice& choice, float width, float height);
    /// The version that it shows.
    [[nodiscard]] handout::Version version() const {
        return key_ ? handout::Version::key : handout::Version::student;
    }

private:
    void lay_out(const Ui& ui, const HandoutChoice& choice);
    void draw_page(Frame& frame, const drawing::Rect& box) const;
    void draw_choice(Ui& ui, float width);

    std::optional<HandoutChoice> shown_;  ///< what the pages are of; the language too
    std::string language_;
    bool key_ = false;
    bool shown_key_ = false;
    std::size_t page_ = 0;
    std::vector<drawing::Drawing> pages_;
    std::string error_;  ///< why there is none
};

}  // namespace poolscope::ui
