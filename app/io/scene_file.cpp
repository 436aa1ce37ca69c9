/// Reading a scene: strict, with each error at its line.
#include "io/scene_file.hpp"

#include "io/layout.hpp"
#include "io/number_text.hpp"
#include "io/scene_layer.hpp"
#include "io/scene_network.hpp"
#include "io/scene_tables.hpp"
#include "io/scene_values.hpp"
#include "io/scene_view.hpp"
#include "io/toml_text.hpp"

namespace poolscope::io {

namespace {

using model::Document;

constexpr std::size_t longest_name = 64;  ///< of a channel, in bytes

/// crop = [left, top, width, height], of a picture.
Result<void> read_crop(Section& section, model::Reading& how) {
    const auto* node = section.take("crop");
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr || array->size() != 4)
        return fail_at(*node, ErrorCode::bad_format, say("crop is not 4 whole numbers"),
                       say("write crop = [left, top, width, height]"));
    model::Crop& crop = how.crop.emplace();
    std::size_t i = 0;
    for (int* out : {&crop.left, &crop.top, &crop.width, &crop.height}) {
        const auto value = read_int((*array)[i++], "crop");
        if (!value) return error_of(value);
        *out = *value;
    }
    return {};
}

/// What a scene says of how a file is read.
Result<model::Reading> read_reading(Section& section) {
    model::Reading how;
    if (const auto* node = section.take("layout")) {
        const auto layout = parse_layout(node->value_exact<std::string>().value_or(""));
        if (!layout)
            return fail_at(*node, ErrorCode::bad_format,
                           say("layout is none of {0}", R"("nchw", "nhwc")"),
                           say("write one of them"));
        how.layout = *layout;
    }
    return section.read("array", how.array)
        .and_then([&] { return section.read("reduce", how.reduce); })
        .and_then([&]() -> Result<void> {
            if (how.reduce >= 0) return {};
            return fail_at(section.top(), ErrorCode::bad_format, say("reduce is below 1"),
                           say("write a whole number, 1 or more"));
        })
        .and_then([&] { return read_crop(section, how); })
        .map([&] { return how; });
}

/// values = [...] or file = "name", whichever is there; `how` is how a file is read where the scene
/// does not say it.
Result<LoadedInput> read_grid(Section& section, const std::string& name, const InputReader& reader,
                              const model::Reading& usual = {}) {
    const auto* values = section.take("values");
    const auto* file = section.take("file");
    if ((values == nullptr) == (file == nullptr))
        return fail_at(section.top(), ErrorCode::bad_format,
                       say("[{0}] must have either values or file", name),
                       say("write one of the two"));
    if (file != nullptr) {
        auto how = read_reading(section);
        if (!how) return error_of(how);
        return read_named_file(*file, reader, *how == model::Reading{} ? usual : *how);
    }
    auto narrow = read_nested(*values, "values", 2, 4);
    if (!narrow) return error_of(narrow);
    LoadedInput loaded;
    loaded.values = std::make_shared<const model::Values>(std::move(narrow->values));
    if (narrow->rounded) loaded.remarks.notes.push_back(std::move(*narrow->rounded));
    return loaded;
}

/// A file that a scene was saved with is that scene's own: saved elsewhere, it is written anew.
bool is_own_file(Section& section) {
    const auto* node = section.take("file");
    const auto file = node != nullptr ? node->value_exact<std::string>() : std::nullopt;
    return file && file->ends_with(".input.npy");
}

Result<void> read_channel_names(Section& section, Document& document) {
    document.channel_names = model::default_channel_names(document.shape().c, document.picture);
    const auto* node = section.take("channels");
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    const auto count = document.channel_names.size();
    if (array == nullptr || array->size() != count)
        return fail_at(*node, ErrorCode::bad_format, say("channels are not {0} names", count),
                       say("name each of the input's channels"));
    for (std::size_t c = 0; c < count; ++c) {
        const auto name = (*array)[c].value_exact<std::string>();
        if (!name)
            return fail_at((*array)[c], ErrorCode::bad_format,
                           say("a channel's name is no text in quotes"), say("put it in quotes"));
        if (name->size() > longest_name || printable(*name) != *name)
            return fail_at((*array)[c], ErrorCode::bad_format,
                           say("a channel's name is too long, or holds what cannot be shown"),
                           say("use at most {0} bytes of letters", longest_name));
        document.channel_names[c] = *name;
    }
    return {};
}

/// The arrays that the program itself writes have their channels first.
const model::Reading& own_reading() {
    static const model::Reading reading{model::Layout::nchw};
    return reading;
}

Result<void> read_input_section(const TableStack& tables, const InputReader& reader,
                                OpenedDocument& opened) {
    Document& document = opened.document;
    Section section(tables, "input");
    const bool own = is_own_file(section);
    auto loaded = read_grid(section, "input", reader, own ? own_reading() : model::Reading{});
    if (!loaded) return error_of(loaded);
    document.input = loaded->values;
    if (!own && names_again(loaded->reading)) document.source = loaded->source;
    opened.remarks = std::move(loaded->remarks);
    document.picture = loaded->picture;
    return first_error({section.read("picture", document.picture),
                        section.read("seed", document.seed), read_channel_names(section, document),
                        section.check_all_taken()});
}

Result<void> read_gradient(const TableStack& tables, const InputReader& reader,
                           Document& document) {
    Section section(tables, "gradient");
    auto loaded = read_grid(section, "gradient", reader, own_reading());
    if (!loaded) return error_of(loaded);
    document.grad_output = std::move(loaded->values);
    return section.check_all_taken();
}

/// [layer], over the input.
Result<void> read_only_layer(const TableStack& tables, const InputReader& reader,
                             Document& document) {
    if (model::is_network(document)) document.layers = {NetworkLayer{.layer = Layer{}}};
    Section section(tables, "layer");
    return read_layer(section, reader, document.shape(), document.layer());
}

/// The table under `key`; null where it may be absent and is.
Result<const toml::table*> read_table(Section& root, std::string_view key) {
    const auto* node = root.take(key);
    if (node == nullptr) return nullptr;
    const auto* table = node->as_table();
    if (table == nullptr)
        return fail_at(*node, ErrorCode::bad_format, say("{0} is no table", key),
                       say("write [{0}]", key));
    return table;
}

/// The same error, with the file's name before it.
Error in_file(const Error& error, const std::string& file) {
    return {error.code, say("{0}: {1}", file, error.what), error.remedy};
}

/// Reads arrays of one archive after the other; copies share what they keep open.
class ArchiveReader {
public:
    explicit ArchiveReader(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Result<NpyArray> operator()(const std::string& file, const std::string& array) const {
        if (!kept_->archive || kept_->file != file)
            if (auto opened = open(file); !opened) return error_of(opened);
        return kept_->archive->read(array, max_weights_bytes).map_error([&](const Error& error) {
            return in_file(error, file);
        });
    }

private:
    struct Kept {
        std::string file;
        std::optional<NpzArchive> archive;
    };

    Result<void> open(const std::string& file) const {
        auto bytes = read_file(folder_ / file, max_weights_bytes);
        if (!bytes) return error_of(bytes);
        auto archive = NpzArchive::open(std::move(*bytes));
        if (!archive) return tl::unexpected(in_file(archive.error(), file));
        *kept_ = {file, std::move(*archive)};
        return {};
    }

    std::filesystem::path folder_;
    std::shared_ptr<Kept> kept_ = std::make_shared<Kept>();
};

Result<void> check_version(Section& root) {
    int version = 0;
    if (auto got = root.read("version", version); !got) return got;
    if (version == 1 && root.says("layers"))
        return fail_at(*root.top().get("layers"), ErrorCode::bad_format,
                       say("a scene of version 1 has one [layer], and no [[layers]]"),
                       say("begin the file with version = 2"));
    if (version >= 1 && version <= scene_version) return {};
    if (version > scene_version)
        return fail(ErrorCode::unsupported,
                    say("the scene has version {0}, and this program reads up to {1}", version,
                        scene_version),
                    say("open it with a newer Poolscope"));
    return fail(ErrorCode::bad_format, say("this is no scene, since it has no version"),
                say("begin the file with version = 1"));
}

}  // namespace

Result<SceneTables> take_scene_tables(Section& section) {
    SceneTables tables;
    struct Row {
        const char* name;
        TableStack SceneTables::*field;
    };
    Result<SceneTables> wrong = tables;
    for (const Row& row :
         {Row{"layer", &SceneTables::layer}, Row{"input", &SceneTables::input},
          Row{"gradient", &SceneTables::gradient}, Row{"view", &SceneTables::view}}) {
        const auto table = read_table(section, row.name);
        if (!table && wrong) wrong = tl::unexpected<Error>(table.error());
        if (table && *table != nullptr) (tables.*row.field).push_back(*table);
    }
    if (const auto* node = section.take("layers"); node != nullptr && wrong) {
        tables.layers = node->as_array();
        if (tables.layers == nullptr)
            wrong = fail_at(*node, ErrorCode::bad_format, say("layers is no list of tables"),
                            say("write [[layers]] before each"));
        else if (!tables.layer.empty())
            wrong = fail_at(*node, ErrorCode::bad_format,
                            say("there is a [layer] beside the [[layers]]"),
                            say("write one or the other"));
    }
    if (tables.layers != nullptr) tables.weights = section.take("weights");
    return wrong ? Result<SceneTables>(std::move(tables)) : wrong;
}

SceneTables put_over(SceneTables upper, const SceneTables& lower) {
    const auto put = [](TableStack& over, const TableStack& under) {
        over.insert(over.end(), under.begin(), under.end());
    };
    const auto has_grid = [](const TableStack& tables) {
        return !tables.empty() &&
               (tables.front()->contains("values") || tables.front()->contains("file"));
    };
    // A network stands or falls as a whole, too.
    if (upper.layers == nullptr && upper.layer.empty()) {
        upper.layers = lower.layers;
        upper.weights = lower.weights;
    }
    if (upper.layers == nullptr) put(upper.layer, lower.layer);
    if (!has_grid(upper.input)) put(upper.input, lower.input);
    if (!has_grid(upper.gradient)) put(upper.gradient, lower.gradient);
    put(upper.view, lower.view);
    return upper;
}

std::vector<Error> read_scene_tables(const SceneTables& tables, const FileReaders& readers,
                                     OpenedDocument& opened) {
    std::vector<Error> errors;
    const auto note = [&](const Result<void>& got) {
        if (!got) errors.push_back(got.error());
    };
    Document& document = opened.document;
    if (!tables.input.empty()) note(read_input_section(tables.input, readers.input, opened));
    // Without an input, what lies over it cannot be told right from wrong.
    if (!document.input) return errors;
    if (tables.layers != nullptr)
        note(read_layers(*tables.layers, tables.weights, readers, document));
    else if (!tables.layer.empty())
        note(read_only_layer(tables.layer, readers.input, document));
    if (!tables.gradient.empty()) note(read_gradient(tables.gradient, readers.input, document));
    if (!tables.view.empty()) note(read_view(tables.view, document, opened.view));
    return errors;
}

Result<OpenedDocument> read_scene(std::string_view text, const FileReaders& readers) {
    if (text.size() > max_scene_bytes)
        return fail(ErrorCode::too_large, say("the scene is larger than 4 MiB"),
                    say("keep its input in a file of its own"));
    const auto parsed = parse_toml(text);
    if (!parsed) return error_of(parsed);
    Section root(*parsed, "");
    if (auto known = check_version(root); !known) return error_of(known);

    const auto tables = take_scene_tables(root);
    if (!tables) return error_of(tables);
    if ((tables->layer.empty() && tables->layers == nullptr) || tables->input.empty())
        return fail(ErrorCode::bad_format, say("the scene has no [layer] or no [input]"),
                    say("add what is missing"));
    if (auto known = root.check_all_taken(); !known) return error_of(known);

    OpenedDocument opened;
    opened.is_scene = true;
    const auto errors = read_scene_tables(*tables, readers, opened);
    if (!errors.empty()) return tl::unexpected<Error>(errors.front());
    return opened;
}

FileReaders readers_in(const std::filesystem::path& folder, const StopQuery& stop) {
    const auto input = [folder, stop](const std::string& file, const model::Reading& how) {
        return load_input(folder / file, stop, how);
    };
    return {.input = input, .weights = ArchiveReader(folder)};
}

Result<OpenedDocument> read_scene(std::string_view text, const std::filesystem::path& folder) {
    return read_scene(text, readers_in(folder));
}

}  // namespace poolscope::io
