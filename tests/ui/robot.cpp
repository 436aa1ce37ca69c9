/// The robot's frames.
#include "robot.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include "drawing/drawing.hpp"

namespace poolscope::ui {

namespace {

std::unique_ptr<platform::Headless> open_headless() {
    auto opened = platform::Headless::open(platform::Renderer::none);
    if (!opened) throw std::runtime_error(opened.error().message());
    return std::move(*opened);
}

}  // namespace

Robot::Robot(int width, int height, float scale, const Services& services)
    : headless_(open_headless()), app(services), width_(width), height_(height) {
    app.set_screen_scale(scale);
    frames(12);
}

void Robot::resize(int width, int height, float scale) {
    width_ = width;
    height_ = height;
    app.set_screen_scale(scale);
    frames(12);
}

void Robot::send(std::vector<platform::InputEvent> events) {
    const platform::HeadlessHooks hooks{
        [&] { return app.prepare(); },
        [&](const platform::KeyDown& press) {
            app.key({static_cast<Key>(press.code), press.modifiers.ctrl, press.modifiers.shift,
                     press.modifiers.alt});
        },
        [&] { app.frame(); }};
    headless_->run({width_, height_, 1.0F / 60, std::move(events)}, hooks);
}

void Robot::frames(int count, float seconds) {
    const platform::HeadlessHooks hooks{[&] { return app.prepare(); }, {}, [&] { app.frame(); }};
    for (int i = 0; i < count; ++i) headless_->run({width_, height_, seconds, {}}, hooks);
}

bool Robot::has(std::string_view anchor) const {
    return app.anchors().find(anchor) != nullptr;
}

Anchor Robot::at(std::string_view anchor) const {
    const Anchor* found = app.anchors().find(anchor);
    EXPECT_NE(found, nullptr) << "no anchor " << anchor;
    return found ? *found : Anchor{};
}

drawing::Point Robot::middle(std::string_view anchor) const {
    const Anchor found = at(anchor);
    EXPECT_GT(found.visible.w * found.visible.h, 0) << anchor << " cannot be seen";
    return found.visible.center();
}

void Robot::move_to(drawing::Point point) {
    send({platform::MouseMove{point.x, point.y}});
    frames(1);
}

void Robot::press(int button) {
    send({platform::MouseButton{button, true}});
}

void Robot::release(int button) {
    send({platform::MouseButton{button, false}});
    frames(2);
}

void Robot::click(drawing::Point point, int button) {
    frames(1, 0.5F);  // so that two clicks are not a double-click
    move_to(point);
    press(button);
    release(button);
}

void Robot::double_click(drawing::Point point) {
    click(point);
    press();
    release();
    frames(2);
}

void Robot::drag(drawing::Point from, const std::vector<drawing::Point>& points, int button) {
    frames(1, 0.5F);
    move_to(from);
    press(button);
    drawing::Point last = from;
    for (const drawing::Point& to : points) {
        for (int i = 1; i <= 8; ++i) {
            const float t = static_cast<float>(i) / 8;
            move_to({last.x + (to.x - last.x) * t, last.y + (to.y - last.y) * t});
        }
        last = to;
    }
    release(button);
}

void Robot::wheel(float notches) {
    send({platform::MouseWheel{0, notches}});
    frames(2);
}

void Robot::key(Key key, bool ctrl, bool shift, bool alt) {
    const platform::Modifiers modifiers{ctrl, shift, alt || key == Key::alt, false};
    const auto code = static_cast<platform::KeyCode>(key);
    send({platform::KeyEvent{code, platform::KeyAction::press, modifiers}});
    send({platform::KeyEvent{code, platform::KeyAction::release, {}}});
    frames(3);
}

void Robot::type(std::string_view ascii) {
    for (const char c : ascii) {
        const auto code = static_cast<platform::KeyCode>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
        send({platform::KeyEvent{code, platform::KeyAction::press, {}},
              platform::Character{static_cast<char32_t>(c)},
              platform::KeyEvent{code, platform::KeyAction::release, {}}});
    }
    frames(2);
}

void Robot::clipboard(const std::string& text) {
    ImGui::SetClipboardText(text.c_str());
}

std::string Robot::clipboard() const {
    const char* text = ImGui::GetClipboardText();
    return text ? text : "";
}

drawing::Point Robot::cell(model::Pane pane, int row, int col, int channel) {
    const Anchor stage = at("panel.stage");
    const float scale = app.stage_scale();
    const drawing::Size size{stage.rect.w / scale, stage.rect.h / scale};
    const auto drawn = drawing::build_drawing({.run = app.store().run(),
                                               .view = view(),
                                               .figure = app.store().figure(),
                                               .least_cell = app.least_cell()},
                                              theme::theme_or_default(preferences().theme), size);
    const auto rect = drawing::cell_rect(drawn, {pane, channel, row, col});
    EXPECT_TRUE(rect) << "cell (" << row << ", " << col << ") cannot be seen";
    if (!rect) return {};
    const drawing::Point center = rect->center();
    return {stage.rect.x + center.x * scale, stage.rect.y + center.y * scale};
}

}  // namespace poolscope::ui
