/// Writing a scene: small grids in the text itself, large ones in files that it names.
#include <array>
#include <cmath>
#include <vector>

#include "io/folders.hpp"
#include "io/layout.hpp"
#include "io/npy.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_layer_text.hpp"
#include "io/scene_network.hpp"
#include "io/scene_tables.hpp"
#include "io/scene_values.hpp"
#include "io/scene_view.hpp"

namespace poolscope::io {

namespace {

using model::Document;
using model::ViewState;
namespace fs = std::filesystem;

std::string layer_text(const Document& document, const SceneFiles& files,
                       const std::string& prefix) {
    if (model::is_network(document)) return layers_text(document, files.weights, prefix);
    return "\n[" + prefix + "layer]\n" + fields_text(document.layer(), files.scores);
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

std::string view_text(const model::SavedView& view, bool of_network, const std::string& prefix) {
    const ViewState usual;
    std::string text = "\n[" + prefix + "view]\n";
    if (of_network && view.layer != usual.layer)
        text += "layer = " + std::to_string(view.layer + 1) + "\n";
    if (of_network && view.filter != usual.filter)
        text += "filter = " + std::to_string(view.filter) + "\n";
    if (of_network && view.effective) text += "effective = true\n";
    if (of_network && view.by_layer) text += "by_layer = true\n";
    text += "step = " + std::to_string(view.step) + "\n";
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

/// NAME.`what` for NAME.pool.toml.
fs::path file_beside(const fs::path& scene, const std::string& what) {
    auto name = scene.filename().string();
    for (const std::string_view ending : {".toml", ".pool"})
        if (name.ends_with(ending) && name.size() > ending.size())
            name.resize(name.size() - ending.size());
    return scene.parent_path() / (name + "." + what);
}

/// What is too large for the text, and its file.
struct Beside {
    fs::path file;
    std::vector<std::byte> bytes;
};

/// The files that the scene names, and those of them that are to be written.
std::vector<Beside> place_grids(const Document& document, const fs::path& path, SceneFiles& files,
                                const std::string& label = {}) {
    std::vector<Beside> beside;
    const auto place = [&](std::shared_ptr<const model::Values> values, const std::string& what,
                           fs::path& named) {
        if (values->shape().count() <= max_inline_cells || !named.empty()) return;
        beside.push_back({file_beside(path, label + what + ".npy"),
                          write_npy(*values, values->shape().n > 1 ? 4 : 3)});
        named = beside.back().file.filename();
    };
    if (document.shape().count() > max_inline_cells)
        files.input = reference_to_source(document, whole_path(path).parent_path());
    place(document.input->whole(), "input", files.input);
    if (document.grad_output) place(document.grad_output->whole(), "gradient", files.gradient);
    if (!model::is_network(document) && document.layer().params.scores)
        place({std::shared_ptr<const void>(), &*document.layer().params.scores}, "scores",
              files.scores);  // the document keeps them
    if (const auto weights = weights_beside(document); !weights.empty()) {
        beside.push_back({file_beside(path, label + "weights.npz"), write_npz(weights)});
        files.weights = beside.back().file.filename();
    }
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
    for (const Beside& one : beside) {
        auto file = StagedFile::write(one.file, one.bytes);
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
    return layer_text(document, files, before) + input_text(document, files.input, before) +
           gradient_text(document, files.gradient, before) +
           view_text(view, model::is_network(document), before);
}

std::string write_scene(const Document& document, const ViewState& view, const SceneFiles& files) {
    // What a program of before networks can read says so.
    const int version = model::is_network(document) ? scene_version : 1;
    return "# A scene of Poolscope\nversion = " + std::to_string(version) + "\n" +
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
