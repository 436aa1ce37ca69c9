/// Copying and pasting grids as text.
#include "ui/clipboard.hpp"

#include <algorithm>

#include <imgui.h>

#include "export/svg.hpp"
#include "io/text_grid.hpp"
#include "poolscope/dialects/dialect.hpp"
#include "scene/latex.hpp"
#include "scene/shown_formula.hpp"
#include "ui/dialogs/dialogs.hpp"
#include "ui/export_choice.hpp"

namespace poolscope::ui {

namespace {

/// Cells beyond which a grid is not copied as text: no one pastes such a text, and it takes long.
constexpr std::size_t max_copied_cells = std::size_t{1} << 20;
/// As much of a call as parse_layer() reads, in bytes.
constexpr std::size_t longest_call = 4096;

const io::TextFormat& format_or_first(std::string_view id) {
    const auto formats = io::text_formats();
    const auto found = std::find_if(formats.begin(), formats.end(),
                                    [&](const io::TextFormat& one) { return one.id == id; });
    return found == formats.end() ? formats.front() : *found;
}

std::string_view clipboard_text() {
    const char* text = ImGui::GetClipboardText();
    return text ? text : "";
}

/// Sample `n` of a batch, shape (1, c, h, w).
Tensor<float> sample_of(const Tensor<float>& batch, int n) {
    const Shape& shape = batch.shape();
    Tensor<float> one({1, shape.c, shape.h, shape.w});
    for (int c = 0; c < shape.c; ++c) std::ranges::copy(batch.plane(n, c), one.plane(0, c).begin());
    return one;
}

/// True, and the person is told, where the output is not there yet.
bool still_computing(Ui& ui, bool computing) {
    if (computing)
        ui.report({ErrorCode::bad_argument, say("the output is still being computed"),
                   say("copy it when it is there")});
    return computing;
}

void copy_tensor(Ui& ui, const Tensor<float>& batch, const char* what) {
    const Tensor<float> tensor = sample_of(batch, std::min(ui.view().sample, batch.shape().n - 1));
    const bool all = ui.view().all_channels;
    const std::size_t cells = all ? tensor.shape().count() : tensor.shape().plane_count();
    if (cells > max_copied_cells)
        return ui.report({ErrorCode::too_large,
                          say("the grid has {0} cells, too many to copy as text", cells),
                          say("save the scene: its input is written to a .npy file")});
    const std::optional<int> channel =
        all ? std::nullopt : std::optional<int>(std::min(ui.view().channel, tensor.shape().c - 1));
    const io::TextFormat& format = format_or_first(ui.copy_format);
    ImGui::SetClipboardText(format.write(tensor, channel).c_str());
    ui.say([what, &format] { return trf("Copied {0} as {1}.", tr(what), tr_name(format.name)); });
}

}  // namespace

void copy_input(Ui& ui) {
    copy_tensor(ui, *ui.document().input, word("the input"));
}

void copy_input_as(Ui& ui, std::string_view format) {
    ui.copy_format = format;
    copy_input(ui);
}

void copy_output(Ui& ui) {
    const model::Results& results = ui.store.run().results;
    if (!results.geometry) return ui.report(results.geometry.error());
    if (still_computing(ui, results.output == nullptr)) return;
    copy_tensor(ui, *results.output, word("the output"));
}

void copy_formula(Ui& ui) {
    const auto formula = scene::shown_formula({ui.store.run(), ui.view(), ui.store.figure()});
    if (!formula)
        return ui.report({ErrorCode::bad_argument,
                          say("this mode shows several layers, not one formula"),
                          say("choose Forward or Backward")});
    ImGui::SetClipboardText(scene::latex_formula(scene::formula_pieces(*formula)).c_str());
    ui.say([] { return std::string(tr("Copied the formula as LaTeX, for its maths mode.")); });
}

void copy_picture(Ui& ui) {
    if (still_computing(ui, ui.store.computing())) return;
    ExportChoice choice = first_choice(ui, &exporting::svg_picture);
    choice.range = ExportRange::shown;
    ExportOrder order = order_of(ui, choice);
    const auto svg = whole_request(order, {}).and_then(
        [&](const exporting::Request& request) { return exporting::svg_text(request); });
    if (!svg) return ui.report(svg.error());
    ImGui::SetClipboardText(svg->c_str());
    ui.say([] { return std::string(tr("Copied the picture of this step as SVG text.")); });
}

void paste_input(Ui& ui) {
    if (std::string call = clipboard_call(); !call.empty())
        return ui.open_dialog(make_call_dialog(std::move(call)));
    use_grid_text(ui, clipboard_text());
}

std::string clipboard_call() {
    const std::string_view text = clipboard_text();
    if (text.size() > longest_call) return {};
    const auto layer = parse_layer(text);
    // Every framework's pooling calls name what they are.
    const bool names_pooling =
        text.find("Pool") != std::string_view::npos || text.find("pool") != std::string_view::npos;
    const bool is_call =
        layer || (names_pooling && layer.error().code != ErrorCode::not_expressible);
    return is_call ? std::string(text) : std::string();
}

bool use_grid_text(Ui& ui, std::string_view text) {
    auto grid = io::read_grid_text(text);
    if (!grid) {
        ui.report(grid.error());
        return false;
    }
    ui.emit(model::ReplaceInput{
        std::make_shared<const model::Values>(std::move(*grid)), {}, false, {}});
    return true;
}

}  // namespace poolscope::ui
