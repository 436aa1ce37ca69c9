/// The user guide, as the documents have it: its headings to choose from, and its text.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "assets/assets.hpp"
#include "i18n/language.hpp"
#include "io/markdown.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/dialogs/file_rows.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/flowing_text.hpp"

namespace poolscope::ui {

namespace {

constexpr float contents_width = 210;
constexpr float row_scroll = 40;  ///< of a key, logical pixels

std::string_view guide_in(const i18n::Language& language) {
    const std::string_view own = assets::text("docs/user-guide." + language.id + ".md");
    return own.empty() ? assets::text("docs/user-guide.md") : own;
}

/// The line that leads to the guide in another language.
bool leads_elsewhere(const io::MarkdownBlock& block) {
    return std::ranges::any_of(
        block.cells.front(),
        [](const io::MarkdownRun& run) { return run.link.starts_with("user-guide"); });
}

std::string plain_text(const io::MarkdownLine& line) {
    std::string all;
    for (const io::MarkdownRun& run : line) all += run.text;
    return all;
}

class GuideDialog : public Dialog {
public:
    GuideDialog() : blocks_(io::read_markdown(guide_in(i18n::language()))) {
        using Kind = io::MarkdownBlock::Kind;
        // Its title is the dialog's.
        std::erase_if(blocks_, [](const io::MarkdownBlock& block) {
            return leads_elsewhere(block) || (block.kind == Kind::heading && block.level == 1);
        });
    }

    [[nodiscard]] const char* title() const override { return tr("User guide"); }
    [[nodiscard]] const char* id() const override { return "guide"; }
    [[nodiscard]] float width() const override { return 940; }

    bool draw(Ui& ui) override {
        const float height = std::max(ImGui::GetIO().DisplaySize.y - ui.px(200), ui.px(120));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float whole = ImGui::GetContentRegionAvail().x;
        const float left = ui.px(contents_width);
        lay_out(ui, whole - left - ui.px(20 + 12));
        draw_contents(ui, left, height);
        ImGui::SetCursorScreenPos({at.x + left + ui.px(20), at.y});
        draw_text_of(ui, whole - left - ui.px(20), height);
        const std::array buttons{DialogButton{"close", tr("Close")}};
        const bool pressed = dialog_buttons(ui.frame, buttons, focus_).has_value();
        return !(ui.take(Key::escape) || pressed);
    }

private:
    struct Chapter {
        std::string name;
        float top = 0;
    };

    void lay_out(Ui& ui, float width) {
        if (text_ && width == laid_width_ && ui.frame.scale == laid_scale_) return;
        text_.emplace(width);
        laid_width_ = width;
        laid_scale_ = ui.frame.scale;
        chapters_.clear();
        for (const io::MarkdownBlock& block : blocks_) {
            const bool chapter = block.kind == io::MarkdownBlock::Kind::heading && block.level == 2;
            if (chapter) chapters_.push_back({plain_text(block.cells.front()), text_->next_top()});
            text_->add(ui.frame, block);
        }
    }

    void draw_contents(Ui& ui, float width, float height) {
        ImGui::BeginChild("##contents", {width, height});
        for (std::size_t i = 0; i < chapters_.size(); ++i)
            if (file_row(ui, {.id = "dialog.guide.chapter." + std::to_string(i),
                              .label = chapters_[i].name}))
                go_to_ = chapters_[i].top;
        ImGui::EndChild();
    }

    void draw_text_of(Ui& ui, float width, float height) {
        ImGui::BeginChild("##text", {width, height});
        scroll(ui, height);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float from = ImGui::GetScrollY();
        text_->draw(ui, at, from, from + height);
        ImGui::Dummy({width - ui.px(12), text_->height()});
        anchor_item(ui.frame, "dialog.guide.text");
        ImGui::EndChild();
    }

    /// To a chapter, or by keys.
    void scroll(Ui& ui, float height) {
        float by = 0;
        if (ui.take(Key::down)) by += ui.px(row_scroll);
        if (ui.take(Key::up)) by -= ui.px(row_scroll);
        if (ui.take(Key::page_down)) by += height * 0.9F;
        if (ui.take(Key::page_up)) by -= height * 0.9F;
        if (ui.take(Key::home)) go_to_ = 0;
        if (ui.take(Key::end)) go_to_ = text_->height();
        if (by != 0) go_to_ = ImGui::GetScrollY() + by;
        if (!go_to_) return;
        ImGui::SetScrollY(
            std::clamp(*std::exchange(go_to_, std::nullopt), 0.0F, ImGui::GetScrollMaxY()));
        ui.session.changed = true;
    }

    std::vector<io::MarkdownBlock> blocks_;
    std::optional<FlowingText> text_;
    std::vector<Chapter> chapters_;
    float laid_width_ = 0;
    float laid_scale_ = 0;
    std::optional<float> go_to_;
    std::size_t focus_ = 0;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const GuidePrompt& /*prompt*/) {
    return std::make_unique<GuideDialog>();
}

}  // namespace poolscope::ui
