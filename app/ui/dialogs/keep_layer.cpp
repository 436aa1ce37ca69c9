/// The question under which layer an opened input comes: the person's own, or one that suits it.
#include <array>

#include "drawing/layer_words.hpp"
#include "ui/dialogs/dialog_buttons.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/frame/style.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/text_blocks.hpp"

namespace poolscope::ui {

namespace {

/// "Max, kernel_size 3, stride 2".
std::string words_of(const Layer& layer) {
    std::string all;
    for (const std::string& one : drawing::layer_words(layer))
        all = all.empty() ? one : trf("list|{0}, {1}", all, one);
    return all;
}

class LayerDialog : public Dialog {
public:
    explicit LayerDialog(LayerPrompt question) : question_(std::move(question)) {}

    [[nodiscard]] const char* title() const override { return tr("Keep your layer?"); }
    [[nodiscard]] const char* id() const override { return "keep_layer"; }
    [[nodiscard]] float width() const override { return 520; }

    bool draw(Ui& ui) override {
        paragraph(ui.frame, "dialog.keep_layer.text",
                  trf("\"{0}\" can be put under your layer, or begin anew under one that suits it.",
                      question_.file));
        gap(ui.frame, 10);
        draw_layer(ui, "mine", tr("YOUR LAYER"), ui.session.document().layer());
        draw_layer(ui, "other", tr("ANEW"), question_.layer);
        const std::array buttons{DialogButton{"cancel", tr("Cancel")},
                                 DialogButton{"anew", tr("Begin anew")},
                                 DialogButton{"keep", tr("Keep my layer")}};
        auto chosen = dialog_buttons(ui.frame, buttons, focus_);
        if (ui.take(Key::escape)) chosen = 0;
        if (!chosen) return true;
        if (*chosen > 0) question_.chosen(ui.session, *chosen == 2);
        return false;
    }

private:
    static void draw_layer(Ui& ui, const char* id, const char* name, const Layer& layer) {
        const std::string anchor = std::string("dialog.keep_layer.") + id;
        heading(ui.frame, anchor + ".heading", name);
        paragraph(ui.frame, anchor, words_of(layer), true);
        gap(ui.frame, 8);
    }

    LayerPrompt question_;
    std::size_t focus_ = 2;
};

}  // namespace

std::unique_ptr<Dialog> make_dialog(const Session& /*session*/, const LayerPrompt& prompt) {
    return std::make_unique<LayerDialog>(prompt);
}

}  // namespace poolscope::ui
