/// Finds out what a file is and opens it.
#include "io/load.hpp"

#include <algorithm>

#include "io/ending.hpp"
#include "io/folders.hpp"
#include "io/foreign_files.hpp"
#include "io/image.hpp"
#include "io/layout.hpp"
#include "io/narrow.hpp"
#include "io/network_file.hpp"
#include "io/npz.hpp"
#include "io/scene_file.hpp"
#include "io/text_grid.hpp"

namespace poolscope::io {

namespace {

namespace fs = std::filesystem;

using model::Reading;

/// The same error, with the file's name before it.
Error in_file(const Error& error, const fs::path& path) {
    return {error.code, say("{0}: {1}", path.filename().string(), error.located()), error.remedy};
}

ImageHint hint_of(const std::string& extension) {
    return extension == ".tga" ? ImageHint::tga : ImageHint::none;
}

/// Values of an input, and what is to be told of them.
struct ReadValues {
    Narrowed narrow;
    bool picture = false;
    Remarks remarks{};
};

Result<ReadValues> from_array(NpyArray array, const Reading& how) {
    const auto layout = how.layout.value_or(model::Layout::nchw);
    auto tensor = to_nchw(std::move(array.tensor), array.rank, layout);
    if (auto fits = model::check_input(shape_of(tensor)); !fits) return error_of(fits);
    auto narrow = narrowed(tensor);
    if (!narrow) return error_of(narrow);
    ReadValues read{std::move(*narrow)};
    read.remarks.other_layout_fits =
        !how.layout && array.rank > 2 && other_layout_fits(read.narrow.values.shape(), layout);
    if (array.note) read.remarks.notes.push_back(std::move(*array.note));
    return read;
}

Result<ReadValues> read_array(Bytes bytes, const Reading& how) {
    auto array = is_zip(bytes) ? read_npz(bytes, how.array, max_input_bytes) : read_npy(bytes);
    if (!array) return error_of(array);
    return from_array(std::move(*array), how);
}

Result<ReadValues> read_picture(Bytes bytes, ImageHint hint, const StopQuery& stop,
                                const Reading& how) {
    return read_image(bytes, hint, stop, how).map([](Image&& image) {
        return ReadValues{{std::move(image.values)}, true};
    });
}

/// Only between brackets is there an order of axes.
Result<ReadValues> from_grid(TextGrid grid, const Reading& how) {
    return from_array({std::move(grid.values), grid.bracketed ? 3 : 2}, how);
}

/// Text that is no grid in a file whose name does not promise one is just a file of another kind.
Result<ReadValues> read_text(Bytes bytes, const std::string& extension, const Reading& how) {
    auto grid = extension == ".csv" ? read_csv(as_text(bytes)).map([](Tensor<double>&& values) {
        return TextGrid{.values = std::move(values), .source = {}};
    })
                                    : read_only_grid(as_text(bytes));
    if (!grid) {
        if (auto foreign = foreign_file(bytes)) return tl::unexpected(std::move(*foreign));
        if (!is_text_ending(extension))
            return fail(ErrorCode::unsupported, say("this is no scene, picture, .npy or CSV file"),
                        say("open a .pool.toml, .onnx, .png, .jpg, .webp, .bmp, .gif, .tga, .ppm, "
                            ".npy, .npz or .csv file"));
        return error_of(grid);
    }
    return from_grid(std::move(*grid), how);
}

/// Why `how` says more than a file of that kind has use for.
Result<void> check_use(const Reading& how, bool picture, bool archive) {
    const auto unused = [](const char* what) {
        return fail(ErrorCode::bad_argument, say("{0} means nothing to this file", what),
                    say("leave it out"));
    };
    if (picture && how.layout) return unused("layout");
    if (!archive && !how.array.empty()) return unused("array");
    if (!picture && how.reduce != 0) return unused("reduce");
    if (!picture && how.crop) return unused("crop");
    return {};
}

Result<ReadValues> read_values(Bytes bytes, const std::string& extension, const StopQuery& stop,
                               const Reading& how) {
    const bool archive = is_zip(bytes);
    const bool array = archive || is_npy(bytes) || extension == ".npy" || extension == ".npz";
    const bool picture = !array && (is_image(bytes) || is_image_ending(extension));
    if (auto used = check_use(how, picture, archive); !used) return error_of(used);
    if (array) return read_array(bytes, how);
    return picture ? read_picture(bytes, hint_of(extension), stop, how)
                   : read_text(bytes, extension, how);
}

Result<LoadedInput> as_input(ReadValues read, const Reading& how) {
    auto& values = read.narrow.values;
    if (auto fits = model::check_input(values.shape()); !fits) return error_of(fits);
    LoadedInput loaded;
    loaded.picture = read.picture;
    loaded.reading = how;
    loaded.remarks = std::move(read.remarks);
    if (read.narrow.rounded) loaded.remarks.notes.push_back(std::move(*read.narrow.rounded));
    loaded.channel_names = model::default_channel_names(values.shape().c, loaded.picture);
    loaded.values = std::make_shared<const model::Values>(std::move(values));
    return loaded;
}

}  // namespace

bool has_scene_name(const fs::path& path) {
    return lower_extension(path) == ".toml";
}

OpenChoice choice_before(Bytes bytes, const fs::path& name, const Reading& how) {
    OpenChoice choice;
    if (is_zip(bytes) && how.array.empty()) {
        auto arrays = list_npz(bytes);
        if (arrays && arrays->size() > 1) choice.arrays = std::move(*arrays);
    } else if (!is_npy(bytes) && how.reduce == 0 && !how.crop) {
        const auto size = image_size(bytes, hint_of(lower_extension(name)));
        if (size && size->least_reduction() > 1) choice.picture = *size;
    }
    return choice;
}

Result<LoadedInput> read_input(Bytes bytes, const fs::path& name, const StopQuery& stop,
                               const Reading& how) {
    return read_values(bytes, lower_extension(name), stop, how)
        .and_then([&](ReadValues&& read) { return as_input(std::move(read), how); })
        .map_error([&](const Error& error) { return in_file(error, name); });
}

Result<LoadedInput> input_of(TextGrid grid) {
    return from_grid(std::move(grid), {}).and_then([](ReadValues&& read) {
        return as_input(std::move(read), {});
    });
}

Result<LoadedInput> load_input(const fs::path& path, const StopQuery& stop, const Reading& how) {
    const auto bytes = read_file(path, max_input_bytes);
    if (!bytes) return error_of(bytes);
    auto loaded = read_input(*bytes, path, stop, how);
    if (loaded) loaded->source = whole_path(path).lexically_normal();
    return loaded;
}

bool names_again(const Reading& how) {
    return how.layout.value_or(model::Layout::nchw) == model::Layout::nchw && how.array.empty() &&
           how.reduce == 0 && !how.crop;
}

model::Document document_of(LoadedInput input) {
    model::Document document;
    document.input = std::move(input.values);
    document.channel_names = std::move(input.channel_names);
    document.picture = input.picture;
    if (names_again(input.reading)) document.source = std::move(input.source);
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

Result<OpenedDocument> open_document(const fs::path& path, const StopQuery& stop,
                                     const Reading& how) {
    if (has_onnx_name(path) && how == Reading{}) return open_onnx(path);
    if (has_onnx_name(path))
        return fail(
            ErrorCode::bad_argument,
            say("\"{0}\" is a network, which says itself what it reads", path.filename().string()),
            say("leave the layout, the array and what is read of a picture out"));
    if (!has_scene_name(path)) {
        auto input = load_input(path, stop, how);
        if (!input) return error_of(input);
        const Remarks remarks = input->remarks;
        return OpenedDocument{document_of(std::move(*input)), {}, false, remarks};
    }
    if (how != Reading{})
        return fail(ErrorCode::bad_argument,
                    say("\"{0}\" is a scene, which says itself how its input is read",
                        path.filename().string()),
                    say("write layout, array or reduce under its [input]"));
    const auto bytes = read_file(path, max_scene_bytes);
    if (!bytes) return error_of(bytes);
    auto scene = read_scene(as_text(*bytes), readers_in(whole_path(path).parent_path(), stop));
    if (!scene) return tl::unexpected(in_file(scene.error(), path));
    return scene;
}

}  // namespace poolscope::io
