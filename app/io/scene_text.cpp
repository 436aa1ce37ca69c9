/// Writing a scene: small inputs in the text itself, large ones in a file that it names.
#include <cmath>

#include "io/npy.hpp"
#include "io/scene_file.hpp"
#include "io/text_grid.hpp"
#include "io/toml_text.hpp"

namespace poolscope::io {

namespace {

using model::Document;
using model::ViewState;
namespace fs = std::filesystem;

std::string pair_text(const Extent& extent) {
    return "[" + std::to_string(extent.h) + ", " + std::to_string(extent.w) + "]";
}

std::string bool_text(bool value) {
    return value ? "true" : "false";
}

std::string layer_text(const Document& document) {
    const auto& p = document.params;
    std::string text = "\n[layer]\noperator = " + toml_string(document.operator_id) + "\n";
    text += "kernel_size = " + pair_text(p.kernel_size) + "\n";
    text += "stride = " + pair_text(p.stride) + "\n";
    text += "padding = [" + std::to_string(p.padding.top) + ", " + std::to_string(p.padding.left) +
            ", " + std::to_string(p.padding.bottom) + ", " + std::to_string(p.padding.right) +
            "]  # top, left, bottom, right\n";
    text += "dilation = " + pair_text(p.dilation) + "\n";
    text += "ceil_mode = " + bool_text(p.ceil_mode) + "\n";
    text += "count_include_pad = " + bool_text(p.count_include_pad) + "\n";
    if (p.divisor_override)
        text += "divisor_override = " + std::to_string(*p.divisor_override) + "\n";
    return text;
}

/// TOML knows no "-0" that is not an integer, and so no sign of it.
std::string cell_text(float value) {
    return value == 0.0F && std::signbit(value) ? "-0.0" : number_text(value);
}

std::string values_text(const Tensor<float>& values) {
    std::string text = "values = [\n";
    const auto& shape = values.shape();
    for (int c = 0; c < shape.c; ++c) {
        text += "  [\n";
        for (int row = 0; row < shape.h; ++row) {
            text += "    [";
            for (int col = 0; col < shape.w; ++col)
                text += (col > 0 ? ", " : "") + cell_text(values.at(0, c, row, col));
            text += "],\n";
        }
        text += "  ],\n";
    }
    return text + "]\n";
}

std::string input_text(const Document& document, const fs::path& input_file) {
    std::string text = "\n[input]\nchannels = [";
    for (std::size_t c = 0; c < document.channel_names.size(); ++c)
        text += (c > 0 ? ", " : "") + toml_string(document.channel_names[c]);
    text += "]\npicture = " + bool_text(document.picture) + "\n";
    // TOML's integers end at 2^63; a seed above it loses its top bit.
    text += "seed = " + std::to_string(document.seed & 0x7FFF'FFFF'FFFF'FFFFU) + "\n";
    if (input_file.empty()) return text + values_text(*document.input);
    return text + "file = " + toml_string(input_file.generic_string()) + "\n";
}

std::string view_text(const ViewState& view) {
    std::string text = "\n[view]\nstep = " + std::to_string(view.step) + "\n";
    text += "grain = " + std::string(view.grain == Grain::cell ? "\"cell\"" : "\"window\"") + "\n";
    text += "channel = " + (view.all_channels ? "\"all\"" : std::to_string(view.channel)) + "\n";
    if (!view.colormap.empty()) text += "colormap = " + toml_string(view.colormap) + "\n";
    return text;
}

/// The unedited file that a large input came from, as the scene should name it; empty where there
/// is none.
fs::path reference_to_source(const Document& document, const fs::path& folder) {
    std::error_code ignored;
    if (document.source.empty() || !fs::is_regular_file(document.source, ignored)) return {};
    const auto relative = document.source.lexically_relative(folder);
    return relative.empty() ? document.source : relative;
}

/// NAME.input.npy for NAME.pool.toml.
fs::path sidecar_of(const fs::path& scene) {
    auto name = scene.filename().string();
    for (const std::string_view ending : {".toml", ".pool"})
        if (name.ends_with(ending) && name.size() > ending.size())
            name.resize(name.size() - ending.size());
    return scene.parent_path() / (name + ".input.npy");
}

}  // namespace

std::string write_scene(const Document& document, const ViewState& view,
                        const fs::path& input_file) {
    return "# A scene of Poolscope\nversion = " + std::to_string(scene_version) + "\n" +
           layer_text(document) + input_text(document, input_file) + view_text(view);
}

Result<void> save_scene(const Document& document, const ViewState& view, const fs::path& path) {
    std::error_code ignored;
    const auto folder = fs::absolute(path, ignored).parent_path();
    const bool inside = document.shape().count() <= max_inline_cells;
    auto input_file = inside ? fs::path{} : reference_to_source(document, folder);
    const bool beside = !inside && input_file.empty();
    if (beside) input_file = sidecar_of(path).filename();

    const auto text = write_scene(document, view, input_file);
    // A file or channel name that is no UTF-8 cannot be said in TOML.
    if (auto readable = parse_toml(text); !readable)
        return fail(ErrorCode::unwritable,
                    "the scene cannot be written, since a name in it is no UTF-8 text",
                    "rename the file or the channel");

    auto scene = StagedFile::write(path, as_bytes(text));
    if (!scene) return tl::unexpected(scene.error());
    if (beside) {
        auto values = StagedFile::write(sidecar_of(path), write_npy(*document.input, 3));
        if (!values) return tl::unexpected(values.error());
        if (auto moved = values->commit(); !moved) return moved;
    }
    return scene->commit();
}

}  // namespace poolscope::io
