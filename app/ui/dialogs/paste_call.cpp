/// Reading a layer from a framework's call.
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "drawing/layer_words.hpp"
#include "io/number_text.hpp"
#include "poolscope/dialect.hpp"
#include "session/ruling.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/text_blocks.hpp"
#include "ui/widgets/text_field.hpp"

namespace poolscope::ui {

namespace {

class CallDialog : public Dialog {
public:
    explicit CallDialog(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const char* title() const override { return tr("A layer from a call"); }
    [[nodiscard]] const char* id() const override { return "call"; }
    [[nodiscard]] float width() const override { return 600; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.call.help",
                  tr("A pooling layer as PyTorch, Keras, TensorFlow or ONNX code, such as "
                     "nn.MaxPool2d(3, stride=2, padding=1)."),
                  true);
        gap(ui.frame, 10);
        draw_text_area(ui.frame);
        gap(ui.frame, 10);
        read(ui.session);
        draw_choice(ui);
        draw_reading(ui.frame);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"use", tr("Use"), usable_}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (entered_ && usable_) chosen = 1;
        if (ui.take(Key::escape)) chosen = 0;
        if (chosen == 1U) ui.session.emit(model::SetLayer{pasted_->layer});
        if (chosen == 1U) ui.session.call_dialect = pasted_->layer.dialect->id;
        return !chosen;
    }

private:
    void draw_text_area(Frame& frame) {
        font(frame, theme::Font::mono, small_size).push();
        frame.fonts.note(ImGui::GetFont(), text_);
        if (opening_) give_keyboard_to_next_field();
        // Enter is for "Use", as the ring around that says; Ctrl+Enter breaks a line.
        entered_ = ImGui::InputTextMultiline(
            "##call.text", &text_, {ImGui::GetContentRegionAvail().x, frame.px(110)},
            ImGuiInputTextFlags_CtrlEnterForNewLine | ImGuiInputTextFlags_EnterReturnsTrue |
                ImGuiInputTextFlags_AutoSelectAll);
        if (ImGui::IsItemActive()) opening_ = false;
        if (ImGui::IsItemActive() || ImGui::IsItemDeactivated()) frame.text_active = true;
        anchor_item(frame, "dialog.call.text");
        ImGui::PopFont();
    }

    /// Reads the text where it changed since the last frame.
    void read(Session& session) {
        if (read_ == text_) return;
        read_ = text_;
        calls_.clear();
        which_ = 0;
        lines_.clear();
        pasted_.reset();
        usable_ = false;
        if (text_.find_first_not_of(" \t\r\n") == std::string::npos) return;
        auto calls = parse_layers(text_);
        if (!calls) return lines_.push_back(tr_error(calls.error()));
        calls_ = std::move(*calls);
        read_call(session);
    }

    /// Says what the chosen call is.
    void read_call(Session& session) {
        lines_.clear();
        pasted_.reset();
        usable_ = false;
        const Result<PastedLayer>& pasted = calls_[which_].layer;
        if (!pasted) return lines_.push_back(tr_error(pasted.error()));
        pasted_ = *pasted;
        std::string words;
        for (const std::string& word : drawing::layer_words(pasted_->layer))
            words += (words.empty() ? "" : " · ") + word;
        const std::string framework =
            pasted_->framework.empty() ? tr_name(pasted_->layer.dialect->name) : pasted_->framework;
        lines_.push_back(trf("{0}: {1}", framework, words));
        std::string unread;
        for (const std::string& one : pasted_->unread) unread += (unread.empty() ? "" : ", ") + one;
        if (!unread.empty()) lines_.push_back(trf("Not read: {0}", unread));
        const auto next = model::update(session.document(), model::SetLayer{pasted_->layer});
        usable_ = next.has_value();
        if (!next) lines_.push_back(trf("Not over this input: {0}", tr_error(next.error())));
    }

    /// Which call is meant, where the code has several.
    void draw_choice(Ui& ui) {
        if (calls_.size() < 2) return;
        paragraph(ui.frame, "dialog.call.several",
                  trf("The code has {0} pooling layers. Choose the one to use:", calls_.size()),
                  false);
        gap(ui.frame, 6);
        std::vector<Choice> choices;
        for (std::size_t i = 0; i < calls_.size(); ++i)
            choices.push_back({std::to_string(i), io::quoted_excerpt(calls_[i].code)});
        const float width = ImGui::GetContentRegionAvail().x;
        if (const auto chosen = combo(ui.frame, "dialog.call.which", choices, which_,
                                      {.tooltip = {}, .width = width})) {
            which_ = *chosen;
            read_call(ui.session);
        }
        gap(ui.frame, 10);
    }

    void draw_reading(Frame& frame) {
        if (lines_.empty()) paragraph(frame, "dialog.call.reading.0", tr("Nothing yet"), true);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0) gap(frame, 4);
            paragraph(frame, "dialog.call.reading." + std::to_string(i), lines_[i],
                      i > 0 || !pasted_);
        }
    }

    std::string text_;
    std::optional<std::string> read_;  ///< the text that was read last
    std::vector<PastedCall> calls_;
    std::size_t which_ = 0;              ///< of calls_
    std::optional<PastedLayer> pasted_;  ///< the one of calls_ that is read
    std::vector<std::string> lines_;
    bool usable_ = false;
    bool opening_ = true;
    bool entered_ = false;  ///< Enter was pressed in the text
    std::size_t focus_ = 1;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const CallPrompt& prompt) {
    return std::make_unique<CallDialog>(prompt.text);
}

}  // namespace poolscope::ui
