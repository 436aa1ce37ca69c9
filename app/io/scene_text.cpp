/// Writing a scene: small grids in the text itself, large ones in files that it names.
#include <array>
#include <cmath>
#include <vector>

#include "io/folders.hpp"
#include "io/layout.hpp"
#include "io/npy.hpp"
#include "io/number_parameters.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_tables.hpp"
#include "io/scene_values.hpp"
#include "io/scene_view.hpp"
#include "poolscope/layer.hpp"
#include "support/digits.hpp"

namespace poolscope::io {

namespace {

using model::Document;
using model::ViewState;
namespace fs = std::filesystem;

/// A field's value as a scene writes it.
std::string value_text(const Operator* op) {
    return toml_string(op->id);
}
std::string value_text(const Dialect* dialect) {
    return toml_string(dialect->id);
}
std::string value_text(Placement placement) {
    return toml_string(placement_name(placement));
}
std::string value_text(const Extent& extent) {
    return "[" + std::to_string(extent.h) + ", " + std::to_string(extent.w) + "]";
}
std::string value_text(const Padding& pad) {
    return "[" + std::to_string(pad.top) + ", " + std::to_string(pad.left) + ", " +
           std::to_string(pad.bottom) + ", " + std::to_string(pad.right) +
           "]  # top, left, bottom, right";
}
std::string value_text(PaddingMode mode) {
    return toml_string(padding_name(mode));
}
std::string value_text(bool value) {
    return value ? "true" : "false";
}
std::string value_text(int value) {
    return std::to_string(value);
}
std::string value_text(const std::optional<int>& value) {
    return std::to_string(value.value_or(0));
}
/// The shortest text that reads back as the same number.
std::string value_text(double value) {
    if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
    if (std::isnan(value)) return "nan";
    std::array<char, 32> buffer{};
    const auto written = to_digits(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), written.ptr};
}
/// TOML's integers end at 2^63; a seed above it loses its top bit.
std::string value_text(std::uint64_t seed) {
    return std::to_string(seed & 0x7FFF'FFFF'FFFF'FFFFU);
}

/// Whether a scene says a field, which may be `changed` from its default.
bool is_written(const LayerField& field, const Layer& layer, bool changed) {
    switch (field.field) {
        case FieldId::op:
        case FieldId::kernel_size:
        case FieldId::stride:
        case FieldId::dilation:
        case FieldId::ceil_mode:
        case FieldId::count_include_pad:
            return true;
        case FieldId::padding:
            return layer.params.padding_mode == PaddingMode::numbers;
        case FieldId::placement:
            return changed && !layer.op->placement;
        case FieldId::norm:
        case FieldId::sharpness:
        case FieldId::mix:
            return changed || takes(*layer.op, field.id);
        case FieldId::seed:
            return changed || layer.op->seeded;
        case FieldId::dialect:
        case FieldId::padding_mode:
        case FieldId::output_size:
        case FieldId::channel_group:
        case FieldId::divisor_override:
        case FieldId::scores:
            return changed;
        case FieldId::signed_powers:  // the dialect's
        case FieldId::samples:        // drawn from the seed
        case FieldId::scale:          // a stage's
        case FieldId::name:           // one layer needs none
            break;
    }
    return false;
}

std::string layer_text(const Document& document, const fs::path& scores_file,
                       const std::string& prefix) {
    static const Layer usual;
    const Layer& layer = document.layer();
    std::string text = "\n[" + prefix + "layer]\n";
    each_layer_field([&](const LayerField& field, auto get) {
        const auto& value = get(layer);
        if (!is_written(field, layer, !(value == get(usual)))) return;
        // A padding's name stands in place of its numbers.
        const std::string key(field.field == FieldId::padding_mode ? "padding" : field.id);
        if constexpr (requires { value_text(value); })
            text += key + " = " + value_text(value) + "\n";
        else if (!scores_file.empty())
            text += key + " = " + toml_string(scores_file.generic_string()) + "\n";
        else if (layer.params.scores)
            text += nested_text(key, *layer.params.scores, 2);
    });
    return text;
}

/// A grid as numbers, or as the file that holds them.
std::string grid_text(const model::Values& values, const fs::path& file) {
    if (!file.empty()) return "file = " + toml_string(file.generic_string()) + "\n";
    return nested_text("values", values, values.shape().n > 1 ? 4 : 3);
}

std::string input_text(const Document& document, const fs::path& file, const std::string& prefix) {
    std::string text = "\n[" + prefix + "input]\nchannels = [";
    for (std::size_t c = 0; c < document.channel_names.size(); ++c)
        text += (c > 0 ? ", " : "") + toml_string(document.channel_names[c]);
    text += "]\npicture = " + value_text(document.picture) +
            "\nseed = " + value_text(document.seed) + "\n";
    // The program's own files need no word on their layout, and pictures have none.
    const bool own = file.string().ends_with(".input.npy");
    if (!file.empty() && !own && !document.picture &&
        other_layout_fits(document.shape(), Layout::nchw))
        text += "layout = \"nchw\"\n";
    return text + grid_text(*document.input->whole(), file);
}

std::string gradient_text(const Document& document, const fs::path& file,
                          const std::string& prefix) {
    if (!document.grad_output) return {};
    return "\n[" + prefix + "gradient]\n" + grid_text(*document.grad_output->whole(), file);
}

std::string view_text(const model::SavedView& view, const std::string& prefix) {
    const ViewState usual;
    std::string text = "\n[" + prefix + "view]\nstep = " + std::to_string(view.step) + "\n";
    text += "grain = " + std::string(view.grain == Grain::cell ? "\"cell\"" : "\"window\"") + "\n";
    text += "channel = " + (view.all_channels ? "\"all\"" : std::to_string(view.channel)) + "\n";
    if (view.sample != usual.sample) text += "sample = " + std::to_string(view.sample) + "\n";
    if (view.mode != usual.mode) text += "mode = " + toml_string(mode_name(view.mode)) + "\n";
    if (view.compare_first != usual.compare_first || view.compare_second != usual.compare_second)
        text += "compare = [" + toml_string(view.compare_first) + ", " +
                toml_string(view.compare_second) + "]\n";
    if (view.equivalence != usual.equivalence)
        text += "equivalence = " + toml_string(view.equivalence) + "\n";
    if (view.edits_scores) text += "edits_scores = true\n";
    if (view.counts_readers) text += "counts_readers = true\n";
    if (view.picture_view != usual.picture_view)
        text += "picture_view = " + toml_string(picture_view_name(view.picture_view)) + "\n";
    if (!view.indices) text += "indices = false\n";
    if (view.lens) text += "lens = true\n";
    if (!view.colormap.empty()) text += "colormap = " + toml_string(view.colormap) + "\n";
    return text;
}

/// The unedited file that a large input came from, as the scene should name it; empty where there
/// is none.
fs::path reference_to_source(const Document& document, const fs::path& folder) {
    if (document.source.empty() || !is_file(document.source)) return {};
    const auto relative = document.source.lexically_relative(folder);
    return relative.empty() ? document.source : relative;
}

/// NAME.`what`.npy for NAME.pool.toml.
fs::path file_beside(const fs::path& scene, const std::string& what) {
    auto name = scene.filename().string();
    for (const std::string_view ending : {".toml", ".pool"})
        if (name.ends_with(ending) && name.size() > ending.size())
            name.resize(name.size() - ending.size());
    return scene.parent_path() / (name + "." + what + ".npy");
}

/// A grid too large for the text, and its file.
struct Beside {
    std::shared_ptr<const model::Values> values;
    fs::path file;
};

/// The files that the scene names, and those of them that are to be written.
std::vector<Beside> place_grids(const Document& document, const fs::path& path, SceneFiles& files,
                                const std::string& label = {}) {
    std::vector<Beside> beside;
    const auto place = [&](std::shared_ptr<const model::Values> values, const std::string& what,
                           fs::path& named) {
        if (values->shape().count() <= max_inline_cells || !named.empty()) return;
        beside.push_back({std::move(values), file_beside(path, label + what)});
        named = beside.back().file.filename();
    };
    if (document.shape().count() > max_inline_cells)
        files.input = reference_to_source(document, whole_path(path).parent_path());
    place(document.input->whole(), "input", files.input);
    if (document.grad_output) place(document.grad_output->whole(), "gradient", files.gradient);
    if (document.layer().params.scores)
        place({std::shared_ptr<const void>(), &*document.layer().params.scores}, "scores",
              files.scores);  // the document keeps them
    return beside;
}

/// Writes `text` as `path`, and the grids beside it: all appear, or none.
Result<void> save_together(const std::string& text, const std::vector<Beside>& beside,
                           const fs::path& path) {
    // A file or channel name that is no UTF-8 cannot be said in TOML.
    if (auto readable = parse_toml(text); !readable)
        return fail(ErrorCode::unwritable,
                    say("the scene cannot be written, since a name in it is no UTF-8 text"),
                    say("rename the file or the channel"));

    auto scene = StagedFile::write(path, as_bytes(text));
    if (!scene) return error_of(scene);
    std::vector<StagedFile> staged;
    for (const Beside& grid : beside) {
        const int rank = grid.values->shape().n > 1 ? 4 : 3;
        auto file = StagedFile::write(grid.file, write_npy(*grid.values, rank));
        if (!file) return error_of(file);
        staged.push_back(std::move(*file));
    }
    for (StagedFile& file : staged)
        if (auto moved = file.commit(); !moved) return moved;
    return scene->commit();
}

}  // namespace

std::string scene_tables_text(const Document& document, const ViewState& view,
                              const SceneFiles& files, std::string_view prefix) {
    const std::string before(prefix);
    return layer_text(document, files.scores, before) + input_text(document, files.input, before) +
           gradient_text(document, files.gradient, before) + view_text(view, before);
}

std::string write_scene(const Document& document, const ViewState& view, const SceneFiles& files) {
    return "# A scene of Poolscope\nversion = " + std::to_string(scene_version) + "\n" +
           scene_tables_text(document, view, files, "");
}

Result<void> save_scene(const Document& document, const ViewState& view, const fs::path& path) {
    SceneFiles files;
    const auto beside = place_grids(document, path, files);
    return save_together(write_scene(document, view, files), beside, path);
}

Result<void> save_with_tables(const std::string& before, const OpenedDocument& opened,
                              const fs::path& path, std::string_view prefix,
                              std::string_view label) {
    SceneFiles files;
    const auto beside = place_grids(opened.document, path, files, std::string(label) + ".");
    const std::string text =
        before + scene_tables_text(opened.document, opened.view, files, prefix);
    return save_together(text, beside, path);
}

}  // namespace poolscope::io
