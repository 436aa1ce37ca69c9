/// Events reach ImGui in frames that it can follow: clicks shorter than a frame, keys, words, the
/// wheel.
#include "platform/input.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <array>

#include "platform/headless/headless.hpp"

namespace poolscope::platform {
namespace {

class Input : public testing::Test {
protected:
    void SetUp() override {
        auto opened = Headless::open(Renderer::none);
        ASSERT_TRUE(opened) << opened.error().message();
        window = std::move(*opened);
    }

    /// Runs the frames that `events` take over one button and one text field; the number of frames.
    int run(std::vector<InputEvent> events) {
        int frames = 0;
        HeadlessHooks hooks;
        hooks.key = [&](const KeyDown& press) { pressed.push_back(press); };
        hooks.draw = [&] {
            ++frames;
            ImGui::SetNextWindowPos({0, 0});
            ImGui::SetNextWindowSize({400, 300});
            ImGui::Begin("test", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
            ImGui::SetCursorPos({10, 10});
            clicks += ImGui::Button("press", {100, 40}) ? 1 : 0;
            ImGui::SetCursorPos({10, 100});
            ImGui::InputText("words", words.data(), words.size());
            wheel += ImGui::GetIO().MouseWheel;
            ImGui::End();
        };
        window->run({400, 300, 1.0F / 60, std::move(events)}, hooks);
        return frames;
    }

    static InputEvent key(KeyCode code, KeyAction action, Modifiers modifiers = {}) {
        return KeyEvent{code, action, modifiers};
    }

    std::unique_ptr<Headless> window;
    std::vector<KeyDown> pressed;
    std::array<char, 64> words{};
    int clicks = 0;
    float wheel = 0;
};

TEST_F(Input, AClickThatComesAtOnceIsStillAClick) {
    for (int i = 0; i < 2; ++i) run({});  // newer ImGui needs two before a window answers
    EXPECT_GE(run({MouseMove{50, 30}, MouseButton{0, true}, MouseButton{0, false}}), 2);
    run({});
    EXPECT_EQ(clicks, 1);
    run({MouseButton{0, true}, MouseButton{0, false}, MouseButton{0, true}, MouseButton{0, false}});
    run({});
    EXPECT_EQ(clicks, 3) << "and so is each of two";
}

TEST_F(Input, AMoveAfterAPressWaitsForTheNextFrame) {
    run({});
    run({MouseMove{50, 30}});
    run({MouseButton{0, true}, MouseMove{300, 200}, MouseButton{0, false}});
    run({});
    EXPECT_EQ(clicks, 0) << "the press was on the button, the release was not";
}

TEST_F(Input, KeysAreToldInOrderWithTheirModifiers) {
    run({key(83, KeyAction::press, {.ctrl = true}), key(83, KeyAction::release),
         key(301, KeyAction::press), key(301, KeyAction::repeat)});
    ASSERT_EQ(pressed.size(), 3U);
    EXPECT_EQ(pressed[0].code, 83);
    EXPECT_TRUE(pressed[0].modifiers.ctrl);
    EXPECT_FALSE(pressed[0].modifiers.shift);
    EXPECT_EQ(pressed[1].code, 301);
    EXPECT_EQ(pressed[2].code, 301);
}

TEST_F(Input, AltByItselfComesAsItIsLetGoOf) {
    constexpr KeyCode alt = 342;
    const auto press = key(alt, KeyAction::press, {.alt = true});
    const auto release = key(alt, KeyAction::release);
    run({press});
    EXPECT_TRUE(pressed.empty());
    run({MouseMove{50, 30}, key(alt, KeyAction::repeat, {.alt = true}), release});
    ASSERT_EQ(pressed.size(), 1U);
    EXPECT_EQ(pressed[0].code, alt);
    EXPECT_EQ(pressed[0].modifiers, Modifiers{});
    pressed.clear();
    // With a key, with the mouse, beside another modifier, or as the window loses the keyboard.
    run({press, key(70, KeyAction::press, {.alt = true}), key(70, KeyAction::release), release});
    run({press, MouseButton{0, true}, MouseButton{0, false}, release});
    run({press, MouseWheel{0, 1}, release});
    run({key(alt, KeyAction::press, {.ctrl = true, .alt = true}), release});
    run({press, Focus{false}, release});
    ASSERT_EQ(pressed.size(), 1U);
    EXPECT_EQ(pressed[0].code, 70);
    EXPECT_TRUE(pressed[0].modifiers.alt);
}

TEST_F(Input, TypedWordsAndShortKeysReachATextField) {
    run({});
    run({MouseMove{50, 108}, MouseButton{0, true}, MouseButton{0, false}});
    run({Character{'1'}, Character{'2'}, Character{0xD7}, Character{'3'}});
    EXPECT_STREQ(words.data(), "12×3");
    run({key(259, KeyAction::press), key(259, KeyAction::release)});
    run({});
    EXPECT_STREQ(words.data(), "12×") << "a backspace pressed and released between two frames";
    run({key(263, KeyAction::press), key(263, KeyAction::release), Character{'9'}});
    run({});
    EXPECT_STREQ(words.data(), "129×");
}

TEST_F(Input, TheWheelAndTheLeavingPointer) {
    run({MouseMove{50, 30}, MouseWheel{0, 2}});
    EXPECT_EQ(wheel, 2);
    run({MouseLeave{}});
    EXPECT_FALSE(ImGui::IsMousePosValid());
}

}  // namespace
}  // namespace poolscope::platform
