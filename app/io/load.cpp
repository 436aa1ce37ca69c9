/// Finds out what a file is and opens it.
#include "io/load.hpp"

#include <algorithm>

#include "io/folders.hpp"
#include "io/image.hpp"
#include "io/npy.hpp"
#include "io/scene_file.hpp"
#include "io/text_grid.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

/// The largest document's cells in the widest type, and a header.
constexpr std::size_t max_input_bytes = model::max_cells * 8 + (std::size_t{1} << 20);

std::string lower_extension(const fs::path& path) {
    auto extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return extension;
}

/// The same error, with the file's name before it.
Error in_file(const Error& error, const fs::path& path) {
    return {error.code, say("{0}: {1}", path.filename().string(), error.located()), error.remedy};
}

Result<Tensor<float>> read_npy_values(Bytes bytes) {
    const auto array = read_npy(bytes);
    if (!array) return tl::unexpected(array.error());
    const auto shape = std::visit([](const auto& tensor) { return tensor.shape(); }, array->tensor);
    if (auto fits = model::check_input(shape); !fits) return tl::unexpected(fits.error());
    return to_float(array->tensor);
}

Result<Tensor<float>> read_picture_values(Bytes bytes, ImageHint hint, const StopQuery& stop) {
    auto image = read_image(bytes, hint, stop);
    if (!image) return tl::unexpected(image.error());
    return std::move(image->values);
}

/// Text that is no grid in a file whose name does not promise one is just a file of another kind.
Result<Tensor<float>> read_text_values(Bytes bytes, const std::string& extension) {
    const bool named_text = extension == ".csv" || extension == ".tsv" || extension == ".txt";
    auto grid = extension == ".csv" ? read_csv(as_text(bytes)) : read_grid_text(as_text(bytes));
    if (!grid && !named_text)
        return fail(
            ErrorCode::unsupported, say("this is no scene, picture, .npy or CSV file"),
            say("open a .pool.toml, .png, .jpg, .webp, .bmp, .gif, .tga, .ppm, .npy or .csv file"));
    return grid;
}

Result<Tensor<float>> read_values(Bytes bytes, const std::string& extension, bool& picture,
                                  const StopQuery& stop) {
    if (is_npy(bytes) || extension == ".npy") return read_npy_values(bytes);
    const auto hint = extension == ".tga" ? ImageHint::tga : ImageHint::none;
    picture = is_image(bytes) || is_image_ending(extension);
    return picture ? read_picture_values(bytes, hint, stop) : read_text_values(bytes, extension);
}

}  // namespace

bool has_scene_name(const fs::path& path) {
    return lower_extension(path) == ".toml";
}

Result<LoadedInput> read_input(Bytes bytes, const fs::path& name, const StopQuery& stop) {
    LoadedInput loaded;
    auto values = read_values(bytes, lower_extension(name), loaded.picture, stop);
    if (!values) return tl::unexpected(in_file(values.error(), name));
    if (auto fits = model::check_input(values->shape()); !fits)
        return tl::unexpected(in_file(fits.error(), name));
    loaded.channel_names = model::default_channel_names(values->shape().c, loaded.picture);
    loaded.values = std::make_shared<const model::Values>(std::move(*values));
    return loaded;
}

Result<LoadedInput> load_input(const fs::path& path, const StopQuery& stop) {
    const auto bytes = read_file(path, max_input_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    auto loaded = read_input(*bytes, path, stop);
    if (loaded) loaded->source = whole_path(path).lexically_normal();
    return loaded;
}

model::Document document_of(LoadedInput input) {
    model::Document document;
    document.input = std::move(input.values);
    document.channel_names = std::move(input.channel_names);
    document.picture = input.picture;
    document.source = std::move(input.source);
    auto& params = document.layer().params;
    if (!document.picture) {
        params.kernel_size = {3, 3};
        params.padding = {1, 1, 1, 1};
        if (document.shape().h == 1) {  // a signal: windows along it
            params.kernel_size.h = params.stride.h = 1;
            params.padding.top = params.padding.bottom = 0;
        }
        return document;
    }
    // About 40 windows along the shorter side: each can be told apart, and the output is still the
    // picture. A thumbnail, too, shows that something is pooled.
    const auto& shape = document.shape();
    const int shorter = std::min(shape.h, shape.w);
    const int side = std::min(std::clamp(shorter / 40, 2, 16), shorter);
    params.kernel_size = {side, side};
    params.stride = {side, side};
    return document;
}

Result<OpenedDocument> open_document(const fs::path& path, const StopQuery& stop) {
    if (!has_scene_name(path)) {
        auto input = load_input(path, stop);
        if (!input) return tl::unexpected(input.error());
        return OpenedDocument{document_of(std::move(*input)), {}, false};
    }
    const auto bytes = read_file(path, max_scene_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    const fs::path folder = whole_path(path).parent_path();
    auto scene = read_scene(
        as_text(*bytes), [&](const std::string& file) { return load_input(folder / file, stop); });
    if (!scene) return tl::unexpected(in_file(scene.error(), path));
    return scene;
}

}  // namespace poolscope::io
