/// Reading a layer from a framework's call, or a network from a program.
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include <imgui.h>
#include <imgui_stdlib.h>

#include "drawing/layer_words.hpp"
#include "io/number_text.hpp"
#include "poolscope/dialect.hpp"
#include "session/network_code.hpp"
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

    [[nodiscard]] const char* title() const override { return tr("Layers from code"); }
    [[nodiscard]] const char* id() const override { return "call"; }
    [[nodiscard]] float width() const override { return 600; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.call.help",
                  tr("A pooling layer as PyTorch, Keras, TensorFlow or ONNX code, such as "
                     "nn.MaxPool2d(3, stride=2, padding=1); or a network of PyTorch or Keras, such "
                     "as nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU())."),
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
        if (chosen == 1U) use(ui.session);
        return !chosen;
    }

private:
    void use(Session& session) const {
        if (is_network_chosen()) return use_network_code(session, *network_);
        session.emit(model::SetLayer{pasted_->layer});
        session.call_dialect = pasted_->layer.dialect->id;
    }

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
        network_.reset();
        which_ = 0;
        lines_.clear();
        pasted_.reset();
        usable_ = false;
        if (text_.find_first_not_of(" \t\r\n") == std::string::npos) return;
        auto calls = parse_layers(text_);
        if (calls) calls_ = std::move(*calls);
        if (says_network(text_)) {
            auto network = read_network_code(text_, session.whole().shape(), session.whole().seed);
            if (!network && calls_.empty()) return lines_.push_back(tr_error(network.error()));
            if (network) network_ = std::move(*network);
        }
        if (!network_ && !calls) return lines_.push_back(tr_error(calls.error()));
        read_chosen(session);
    }

    /// The network comes first, then the calls.
    [[nodiscard]] bool is_network_chosen() const { return network_ && which_ == 0; }

    void read_chosen(Session& session) {
        lines_.clear();
        pasted_.reset();
        usable_ = false;
        if (!is_network_chosen()) return read_call(session, calls_[which_ - (network_ ? 1 : 0)]);
        lines_.push_back(words_of(*network_));
        for (std::string& remark : remarks_on(*network_)) lines_.push_back(std::move(remark));
        usable_ = true;
    }

    /// Says what the chosen call is.
    void read_call(Session& session, const PastedCall& call) {
        const Result<PastedLayer>& pasted = call.layer;
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

    /// What is meant, where the code has several pooling layers, or some within a network.
    void draw_choice(Ui& ui) {
        if (calls_.size() + (network_ ? 1 : 0) < 2) return;
        paragraph(ui.frame, "dialog.call.several",
                  network_ ? tr("Use all of the network, or one of its pooling layers:")
                           : trf("The code has {0} pooling layers. Choose the one to use:",
                                 calls_.size()),
                  false);
        gap(ui.frame, 6);
        std::vector<Choice> choices;
        if (network_) choices.push_back({"network", tr("The whole network")});
        for (std::size_t i = 0; i < calls_.size(); ++i)
            choices.push_back({std::to_string(i), io::quoted_excerpt(calls_[i].code)});
        const float width = ImGui::GetContentRegionAvail().x;
        if (const auto chosen = combo(ui.frame, "dialog.call.which", choices, which_,
                                      {.tooltip = {}, .width = width})) {
            which_ = *chosen;
            read_chosen(ui.session);
        }
        gap(ui.frame, 10);
    }

    void draw_reading(Frame& frame) {
        if (lines_.empty()) paragraph(frame, "dialog.call.reading.0", tr("Nothing yet"), true);
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (i > 0) gap(frame, 4);
            paragraph(frame, "dialog.call.reading." + std::to_string(i), lines_[i],
                      i > 0 || !(pasted_ || is_network_chosen()));
        }
    }

    std::string text_;
    std::optional<std::string> read_;  ///< the text that was read last
    std::vector<PastedCall> calls_;
    std::optional<PastedNetwork> network_;
    std::size_t which_ = 0;              ///< the network, where there is one, then of calls_
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
