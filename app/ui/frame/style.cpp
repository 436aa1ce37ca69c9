/// ImGui's style, text and anchors.
#include "ui/frame/style.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "drawing/canvas.hpp"
#include "theme/line_break.hpp"

namespace poolscope::ui {

namespace {

// ImGui 1.91.4 gave it another name.
#if IMGUI_VERSION_NUM >= 19140
constexpr ImGuiCol keyboard_ring = ImGuiCol_NavCursor;
#else
constexpr ImGuiCol keyboard_ring = ImGuiCol_NavHighlight;
#endif

float line_pitch(const Frame& frame, const TextLook& look) {
    return frame.px(text_size(frame, look.size) * 1.45F);
}

/// The lines of `text`, broken at newlines and at blanks where they would be too wide.
std::vector<std::string_view> wrap(const Frame& frame, float width, std::string_view text,
                                   const TextLook& look) {
    return theme::broken_lines(text, width, text_size(frame, look.size) * frame.scale, look.face);
}

struct ColorRule {
    ImGuiCol slot;
    theme::Color color;
};

}  // namespace

ImVec4 vec4(theme::Color c) {
    return ImGui::ColorConvertU32ToFloat4(u32(c));
}

void apply_style(const theme::Theme& theme, float scale) {
    ImGuiStyle style;
    style.WindowPadding = {16, 16};
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.ChildRounding = 8;
    style.PopupRounding = 10;
    style.PopupBorderSize = 1;
    style.FramePadding = {8, 6};
    style.FrameRounding = 6;
    style.FrameBorderSize = 1;
    style.ItemSpacing = {0, 0};
    style.ItemInnerSpacing = {8, 6};
    style.ScrollbarSize = 8;
    style.ScrollbarRounding = 4;
    style.SelectableTextAlign = {0, 0.5F};
    style.ScaleAllSizes(scale);
    style.WindowBorderSize = 0;
    style.PopupBorderSize = style.FrameBorderSize = std::max(1.0F, std::round(scale));
    style.AntiAliasedLinesUseTex = false;

    const theme::Color clear = theme::with_alpha(theme.panel, 0);
    const ColorRule rules[] = {
        {ImGuiCol_Text, theme.text},
        {ImGuiCol_TextDisabled, theme.text_faint},
        {ImGuiCol_WindowBg, theme.panel},
        {ImGuiCol_ChildBg, clear},
        {ImGuiCol_PopupBg, theme.panel},
        {ImGuiCol_Border, theme.line_strong},
        {ImGuiCol_FrameBg, theme.panel},
        {ImGuiCol_FrameBgHovered, theme.panel_sunken},
        {ImGuiCol_FrameBgActive, theme.panel},
        {ImGuiCol_MenuBarBg, theme.panel},
        {ImGuiCol_ScrollbarBg, clear},
        {ImGuiCol_ScrollbarGrab, theme.line_strong},
        {ImGuiCol_ScrollbarGrabHovered, theme.text_faint},
        {ImGuiCol_ScrollbarGrabActive, theme.text_muted},
        {ImGuiCol_CheckMark, theme.accent},
        {ImGuiCol_Button, theme.panel},
        {ImGuiCol_ButtonHovered, theme.panel_sunken},
        {ImGuiCol_ButtonActive, theme.panel_sunken},
        {ImGuiCol_Header, theme.panel_sunken},
        {ImGuiCol_HeaderHovered, theme.panel_sunken},
        {ImGuiCol_HeaderActive, theme.panel_sunken},
        {ImGuiCol_Separator, theme.line},
        {ImGuiCol_TextSelectedBg, theme::with_alpha(theme.accent, 0.35F)},
        {keyboard_ring, theme.accent},
        {ImGuiCol_ModalWindowDimBg, theme::with_alpha(theme::rgb(0x0B0F14), 0.45F)},
    };
    for (const ColorRule& rule : rules) style.Colors[rule.slot] = vec4(rule.color);
    ImGui::GetStyle() = style;
}

float text_size(const Frame& frame, float size) {
    return std::max(size, frame.least_text);
}

paint::SizedFont font(Frame& frame, theme::Font face, float size) {
    return frame.fonts.font(face, text_size(frame, size) * frame.scale);
}

TextLook body(const Frame& frame) {
    return {frame.theme->text, theme::Font::regular, body_size};
}

TextLook muted(const Frame& frame) {
    return {frame.theme->text_muted, theme::Font::regular, body_size};
}

float width_of(const Frame& frame, std::string_view text, theme::Font face, float size) {
    // Not ImGui's own measure: a glyph may not be in the atlas yet.
    return theme::text_width(text, text_size(frame, size) * frame.scale, face);
}

void draw_text(Frame& frame, ImDrawList& list, float x, float middle, std::string_view text,
               const TextLook& look) {
    ImFont* face = font(frame, look.face, look.size).font;
    const float size = text_size(frame, look.size) * frame.scale;
    const float top = middle - size / 2;  // digits are centred in the line
    frame.fonts.note(face, text);
    list.AddText(face, size, {std::round(x), std::round(top)}, u32(look.color), text.data(),
                 text.data() + text.size());
}

Fitted draw_text_centered(Frame& frame, ImDrawList& list, ImVec2 center, float max_width,
                          std::string_view text, const TextLook& look) {
    Fitted words = fitted(frame, text, max_width, look, least_centered);
    draw_text(frame, list, center.x - words.width / 2, center.y, words.text, words.look);
    return words;
}

Fitted fitted(const Frame& frame, std::string_view text, float room, TextLook look,
              float least_size) {
    float width = width_of(frame, text, look.face, look.size);
    while (width > room && look.size > least_size) {
        look.size = std::max(look.size - 1, least_size);
        width = width_of(frame, text, look.face, look.size);
    }
    if (width <= room) return {std::string(text), look, width, false};
    std::string less = drawing::shortened(std::string(text), room / frame.scale,
                                          text_size(frame, look.size), look.face);
    width = width_of(frame, less, look.face, look.size);
    return {std::move(less), look, width, true};
}

float wrapped_height(Frame& frame, float width, std::string_view text, const TextLook& look) {
    return static_cast<float>(wrap(frame, width, text, look).size()) * line_pitch(frame, look);
}

float draw_wrapped(Frame& frame, ImDrawList& list, ImVec2 at, float width, std::string_view text,
                   const TextLook& look) {
    float y = at.y + line_pitch(frame, look) / 2;
    float widest = 0;
    for (const std::string_view line : wrap(frame, width, text, look)) {
        draw_text(frame, list, at.x, y, line, look);
        widest = std::max(widest, width_of(frame, line, look.face, look.size));
        y += line_pitch(frame, look);
    }
    return widest;
}

std::string menu_label(Frame& frame, std::string_view text, std::string_view id) {
    frame.fonts.note(ImGui::GetFont(), text);
    return std::string(text) + "###" + std::string(id);
}

MenuStyle::MenuStyle(const Frame& frame, float rows) {
    constexpr float pitch = 28, least_pitch = 19, around = 24;  // logical pixels
    const float room = ImGui::GetIO().DisplaySize.y - frame.layout.menu_bar.h - frame.px(around);
    const float one = rows > 0 ? std::floor(room / rows) : frame.px(pitch);
    const float height = std::clamp(one, frame.px(least_pitch), frame.px(pitch));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing,
                        {frame.px(20), std::max(height - ImGui::GetFontSize(), 0.0F)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {frame.px(14), frame.px(12)});
}

MenuStyle::~MenuStyle() {
    ImGui::PopStyleVar(2);
}

void gap(const Frame& frame, float height) {
    ImGui::Dummy({1, frame.px(height)});
}

void anchor(Frame& frame, std::string_view name, ImVec2 min, ImVec2 max, AnchorKind kind,
            const Needed& needed, bool enabled) {
    const ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 clip_min = list.GetClipRectMin();
    const ImVec2 clip_max = list.GetClipRectMax();
    const ImVec2 a{std::max(min.x, clip_min.x), std::max(min.y, clip_min.y)};
    const ImVec2 b{std::min(max.x, clip_max.x), std::min(max.y, clip_max.y)};
    Anchor entry;
    entry.rect = {min.x, min.y, max.x - min.x, max.y - min.y};
    entry.visible = {a.x, a.y, std::max(b.x - a.x, 0.0F), std::max(b.y - a.y, 0.0F)};
    entry.kind = kind;
    entry.enabled = enabled;
    entry.needed_width = needed.width;
    entry.shortened = needed.shortened;
    frame.anchors.record(name, entry);
    if (const auto wanted = frame.scroll_to.find(name); wanted != frame.scroll_to.end()) {
        if (entry.visible.h < entry.rect.h)
            ImGui::SetScrollFromPosY(min.y - ImGui::GetWindowPos().y, 0.5F);
        frame.scroll_to.erase(wanted);
    }
}

void anchor_item(Frame& frame, std::string_view name, bool enabled, const Needed& needed) {
    anchor(frame, name, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), AnchorKind::widget,
           needed, enabled);
}

}  // namespace poolscope::ui
