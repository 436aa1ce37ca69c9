/// Reading a scene: strict, with each error at its line.
#include "io/scene_file.hpp"

#include <optional>

#include "io/number_text.hpp"
#include "io/toml_text.hpp"
#include "theme/colormap.hpp"

namespace poolscope::io {

namespace {

using model::Document;
using model::ViewState;

constexpr std::size_t longest_name = 64;  ///< of a channel, in bytes

/// The whole numbers under `key`: one, or an array of `least` to `most`.
Result<std::vector<int>> read_ints(const toml::node& node, std::string_view key) {
    std::vector<int> values;
    const auto* array = node.as_array();
    if (array == nullptr) {
        const auto value = read_int(node, key);
        if (!value) return tl::unexpected(value.error());
        return std::vector<int>{*value};
    }
    for (const auto& item : *array) {
        const auto value = read_int(item, key);
        if (!value) return tl::unexpected(value.error());
        values.push_back(*value);
        if (values.size() > 4) break;
    }
    return values;
}

/// 3 or [3, 2] (rows, columns).
Result<void> read_extent(Section& section, std::string_view key, Extent& out) {
    const auto* node = section.take(key);
    if (node == nullptr) return {};
    const auto values = read_ints(*node, key);
    if (!values) return tl::unexpected(values.error());
    if (values->size() != 1 && values->size() != 2)
        return fail_at(*node, ErrorCode::bad_format, std::string(key) + " is no pair",
                       "give it [rows, columns]");
    out = {values->front(), values->back()};
    return {};
}

/// 1, [1, 2] (rows, columns) or [1, 2, 1, 2] (top, left, bottom, right).
Result<void> read_padding(Section& section, Padding& out) {
    const auto* node = section.take("padding");
    if (node == nullptr) return {};
    const auto values = read_ints(*node, "padding");
    if (!values) return tl::unexpected(values.error());
    const auto& v = *values;
    if (v.size() == 1)
        out = {v[0], v[0], v[0], v[0]};
    else if (v.size() == 2)
        out = {v[0], v[1], v[0], v[1]};
    else if (v.size() == 4)
        out = {v[0], v[1], v[2], v[3]};
    else
        return fail_at(*node, ErrorCode::bad_format, "padding has not 4 sides",
                       "give it [top, left, bottom, right]");
    return {};
}

Result<void> read_operator(Section& section, Document& document) {
    const auto node = section.require("operator");
    if (!node) return tl::unexpected(node.error());
    if (auto got = section.read("operator", document.operator_id); !got) return got;
    const auto found = find_operator(document.operator_id);
    if (!found)
        return fail_at(**node, found.error().code, found.error().what, found.error().remedy);
    return {};
}

Result<void> read_layer(const toml::table& table, Document& document) {
    Section section(table, "layer");
    auto& params = document.params;
    params = {};
    const auto required = section.require("kernel_size");
    if (!required) return tl::unexpected(required.error());
    std::optional<int> divisor;
    auto got =
        read_operator(section, document)
            .and_then([&] { return read_extent(section, "kernel_size", params.kernel_size); })
            .and_then([&] {
                params.stride = params.kernel_size;
                return read_extent(section, "stride", params.stride);
            })
            .and_then([&] { return read_padding(section, params.padding); })
            .and_then([&] { return read_extent(section, "dilation", params.dilation); })
            .and_then([&] { return section.read("ceil_mode", params.ceil_mode); })
            .and_then([&] { return section.read("count_include_pad", params.count_include_pad); });
    if (got && section.take("divisor_override") != nullptr)
        got = section.read("divisor_override", params.divisor_override.emplace());
    return got.and_then([&] { return section.check_all_taken(); });
}

/// One level of nested arrays: appends its numbers to `cells`.
Result<void> read_row(const toml::node& node, std::vector<float>& cells) {
    const auto* array = node.as_array();
    if (array == nullptr)
        return fail_at(node, ErrorCode::bad_format,
                       "values are not nested as [channel][row][column]",
                       "write [[[1, 2], [3, 4]]] for one channel of 2 x 2 cells");
    for (const auto& item : *array) {
        if (const auto* whole = item.as_integer())
            cells.push_back(static_cast<float>(**whole));
        else if (const auto* real = item.as_floating_point())
            cells.push_back(static_cast<float>(**real));
        else
            return fail_at(item, ErrorCode::bad_format, "values hold something that is no number",
                           "put a number there");
    }
    return {};
}

tl::unexpected<Error> ragged(const toml::node& node, const std::string& what) {
    return fail_at(node, ErrorCode::bad_format, what,
                   "give every row and every channel the same length");
}

/// values = [[[...], ...], ...], shape (1, c, h, w).
Result<Tensor<float>> read_values(const toml::node& node) {
    const auto* channels = node.as_array();
    if (channels == nullptr || channels->empty())
        return fail_at(node, ErrorCode::empty_input, "values hold no cells",
                       "give at least one number");
    std::vector<float> cells;
    std::size_t rows = 0;
    std::size_t columns = 0;
    for (const auto& channel : *channels) {
        const auto* row_list = channel.as_array();
        if (row_list == nullptr || row_list->empty())
            return ragged(channel, "a channel has no rows");
        if (rows == 0) rows = row_list->size();
        if (row_list->size() != rows)
            return ragged(channel, "a channel has " + std::to_string(row_list->size()) +
                                       " rows where the first has " + std::to_string(rows));
        for (const auto& row : *row_list) {
            const auto before = cells.size();
            if (auto got = read_row(row, cells); !got) return tl::unexpected(got.error());
            const auto count = cells.size() - before;
            if (columns == 0) columns = count;
            if (count != columns || count == 0)
                return ragged(row, "a row has " + std::to_string(count) +
                                       " cells where the first has " + std::to_string(columns));
        }
    }
    const Shape shape{1, static_cast<int>(channels->size()), static_cast<int>(rows),
                      static_cast<int>(columns)};
    if (auto fits = model::check_input(shape); !fits)
        return fail_at(node, fits.error().code, fits.error().what, fits.error().remedy);
    return Tensor<float>(shape, std::move(cells));
}

/// file = "name": the input of another file, read as it is now.
Result<LoadedInput> read_input_file(const toml::node& node, const InputReader& reader) {
    const auto name = node.value_exact<std::string>();
    if (!name || name->empty())
        return fail_at(node, ErrorCode::bad_format, "file is no name in quotes",
                       "give it a name in quotes");
    if (has_scene_name(*name))
        return fail_at(node, ErrorCode::unsupported, "file names another scene",
                       "name a picture, .npy or CSV file");
    auto loaded = reader(*name);
    if (!loaded)
        return fail_at(node, loaded.error().code, loaded.error().what, loaded.error().remedy);
    // A file that a scene was saved with is that scene's own: saved elsewhere, it is written
    // anew.
    if (name->ends_with(".input.npy")) loaded->source.clear();
    return loaded;
}

Result<LoadedInput> read_input_values(Section& section, const InputReader& reader) {
    const auto* values = section.take("values");
    const auto* file = section.take("file");
    if ((values == nullptr) == (file == nullptr))
        return fail(ErrorCode::bad_format, "[input] must have either values or file",
                    "write one of the two");
    if (file != nullptr) return read_input_file(*file, reader);
    auto tensor = read_values(*values);
    if (!tensor) return tl::unexpected(tensor.error());
    LoadedInput loaded;
    loaded.values = std::make_shared<const model::Values>(std::move(*tensor));
    return loaded;
}

Result<void> read_channel_names(Section& section, Document& document) {
    document.channel_names = model::default_channel_names(document.shape().c, document.picture);
    const auto* node = section.take("channels");
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    const auto count = document.channel_names.size();
    if (array == nullptr || array->size() != count)
        return fail_at(*node, ErrorCode::bad_format,
                       "channels are not " + std::to_string(count) + " names",
                       "name each of the input's channels");
    for (std::size_t c = 0; c < count; ++c) {
        const auto name = (*array)[c].value_exact<std::string>();
        if (!name)
            return fail_at((*array)[c], ErrorCode::bad_format,
                           "a channel's name is no text in quotes", "put it in quotes");
        if (name->size() > longest_name || printable(*name) != *name)
            return fail_at((*array)[c], ErrorCode::bad_format,
                           "a channel's name is too long, or holds what cannot be shown",
                           "use at most " + std::to_string(longest_name) + " bytes of letters");
        document.channel_names[c] = *name;
    }
    return {};
}

Result<void> read_input_section(const toml::table& table, const InputReader& reader,
                                Document& document) {
    Section section(table, "input");
    const auto loaded = read_input_values(section, reader);
    if (!loaded) return tl::unexpected(loaded.error());
    document.input = loaded->values;
    document.source = loaded->source;
    document.picture = loaded->picture;
    return section.read("picture", document.picture)
        .and_then([&] { return section.read("seed", document.seed); })
        .and_then([&] { return read_channel_names(section, document); })
        .and_then([&] { return section.check_all_taken(); });
}

/// channel = 2, or "all".
Result<void> read_channel(Section& section, const Document& document, ViewState& view) {
    const auto* node = section.take("channel");
    if (node == nullptr) return {};
    if (node->value_exact<std::string>() == "all") {
        view.all_channels = true;
        return {};
    }
    const auto channel = read_int(*node, "channel");
    if (!channel) return tl::unexpected(channel.error());
    if (*channel < 0 || *channel >= document.shape().c)
        return fail_at(*node, ErrorCode::bad_format,
                       "channel is " + std::to_string(*channel) + ", and the input has " +
                           std::to_string(document.shape().c),
                       "count channels from 0, or write \"all\"");
    view.channel = *channel;
    return {};
}

Result<void> read_grain(Section& section, ViewState& view) {
    const auto* node = section.take("grain");
    if (node == nullptr) return {};
    const auto grain = node->value_exact<std::string>();
    if (grain != "window" && grain != "cell")
        return fail_at(*node, ErrorCode::bad_format, R"(grain is neither "window" nor "cell")",
                       "write one of the two");
    view.grain = grain == "cell" ? Grain::cell : Grain::window;
    return {};
}

/// The id of a colour map; left out where the document chooses.
Result<void> read_colormap(Section& section, ViewState& view) {
    const auto* node = section.take("colormap");
    if (node == nullptr) return {};
    const auto id = node->value_exact<std::string>();
    std::string ids;
    for (const theme::Colormap* map : theme::colormaps()) {
        if (id == map->id) view.colormap = *id;
        ids += (ids.empty() ? "" : ", ") + std::string(map->id);
    }
    if (view.colormap.empty() && id != "")
        return fail_at(*node, ErrorCode::bad_format, "colormap names no colour map",
                       "write one of " + ids);
    return {};
}

Result<void> read_view(const toml::table& table, const Document& document, ViewState& view) {
    Section section(table, "view");
    std::uint64_t step = 0;
    auto got = section.read("step", step)
                   .and_then([&] { return read_grain(section, view); })
                   .and_then([&] { return read_channel(section, document, view); })
                   .and_then([&] { return read_colormap(section, view); })
                   .and_then([&] { return section.check_all_taken(); });
    view.step = static_cast<std::size_t>(step);
    view.glide_from = view.step;
    return got;
}

/// The table under `key`; null where it may be absent and is.
Result<const toml::table*> read_table(Section& root, std::string_view key) {
    const auto* node = root.take(key);
    if (node == nullptr) return nullptr;
    const auto* table = node->as_table();
    if (table == nullptr)
        return fail_at(*node, ErrorCode::bad_format, std::string(key) + " is no table",
                       "write [" + std::string(key) + "]");
    return table;
}

Result<void> check_version(Section& root) {
    int version = 0;
    if (auto got = root.read("version", version); !got) return got;
    if (version == scene_version) return {};
    if (version > scene_version)
        return fail(ErrorCode::unsupported,
                    "the scene has version " + std::to_string(version) +
                        ", and this program reads version " + std::to_string(scene_version),
                    "open it with a newer Poolscope");
    return fail(ErrorCode::bad_format, "this is no scene, since it has no version",
                "begin the file with version = 1");
}

}  // namespace

Result<OpenedDocument> read_scene(std::string_view text, const InputReader& reader) {
    if (text.size() > max_scene_bytes)
        return fail(ErrorCode::too_large, "the scene is larger than 4 MiB",
                    "keep its input in a file of its own");
    const auto parsed = parse_toml(text);
    if (!parsed) return tl::unexpected(parsed.error());
    Section root(*parsed, "");
    if (auto known = check_version(root); !known) return tl::unexpected(known.error());

    const auto layer = read_table(root, "layer");
    const auto input = read_table(root, "input");
    const auto view = read_table(root, "view");
    for (const auto* table : {&layer, &input, &view})
        if (!*table) return tl::unexpected(table->error());
    if (*layer == nullptr || *input == nullptr)
        return fail(ErrorCode::bad_format, "the scene has no [layer] or no [input]",
                    "add what is missing");

    OpenedDocument opened;
    opened.is_scene = true;
    auto got = root.check_all_taken()
                   .and_then([&] { return read_layer(**layer, opened.document); })
                   .and_then([&] { return read_input_section(**input, reader, opened.document); });
    if (got && *view != nullptr) got = read_view(**view, opened.document, opened.view);
    if (!got) return tl::unexpected(got.error());
    return opened;
}

Result<OpenedDocument> read_scene(std::string_view text, const std::filesystem::path& folder) {
    return read_scene(text,
                      [&folder](const std::string& file) { return load_input(folder / file); });
}

}  // namespace poolscope::io
