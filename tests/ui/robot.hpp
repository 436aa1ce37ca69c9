/// A hand and an eye for the interface: drives real ImGui frames without a display, by the names of
/// anchors.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/headless/headless.hpp"
#include "ui/app.hpp"

namespace poolscope::ui {

using namespace session;

class Robot {
    std::unique_ptr<platform::Headless> headless_;  ///< first: `app` needs its ImGui context

public:
    /// A window of `width` x `height` pixels, `scale` of them a logical pixel. Nothing is kept
    /// between runs unless `services` says where.
    explicit Robot(int width = 1440, int height = 900, float scale = 1,
                   const Services& services = {});

    App app;
    [[nodiscard]] const model::Document& document() { return app.store().document(); }
    [[nodiscard]] const model::ViewState& view() { return app.store().view(); }
    [[nodiscard]] const model::Playback& playback() { return app.store().playback(); }
    [[nodiscard]] const model::Preferences& preferences() { return app.store().preferences(); }
    [[nodiscard]] float input(int row, int col, int channel = 0) {
        return document().input->at(0, channel, row, col);
    }

    void resize(int width, int height, float scale);
    /// Runs frames of `seconds` each.
    void frames(int count, float seconds = 1.0F / 60);

    [[nodiscard]] bool has(std::string_view anchor) const;
    /// The anchor, which must be there (a test failure otherwise).
    [[nodiscard]] Anchor at(std::string_view anchor) const;

    void move_to(drawing::Point point);
    void move_to(std::string_view anchor) { move_to(middle(anchor)); }
    void press(int button = 0);
    void release(int button = 0);
    void click(drawing::Point point, int button = 0);
    void click(std::string_view anchor) { click(middle(anchor)); }
    void double_click(drawing::Point point);
    void double_click(std::string_view anchor) { double_click(middle(anchor)); }
    /// Presses at `from`, moves in steps to each of `points`, lets go.
    void drag(drawing::Point from, const std::vector<drawing::Point>& points, int button = 0);
    void wheel(float notches);
    void key(Key key, bool ctrl = false, bool shift = false, bool alt = false);
    void type(std::string_view ascii);
    void clipboard(const std::string& text);
    [[nodiscard]] std::string clipboard() const;

    /// The middle of a visible anchor.
    [[nodiscard]] drawing::Point middle(std::string_view anchor) const;
    /// The middle of a cell on the stage.
    [[nodiscard]] drawing::Point cell(model::Pane pane, int row, int col, int channel = 0);

    /// Hands in events, and runs frames until all are taken.
    void send(std::vector<platform::InputEvent> events);

private:
    int width_;
    int height_;
};

}  // namespace poolscope::ui
