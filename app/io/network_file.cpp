/// Puts networks over an input.
#include "io/network_file.hpp"

#include <array>

#include "io/folders.hpp"
#include "io/number_text.hpp"
#include "io/scene_network.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::io {

namespace {

/// What the file's layers end before.
Message ends_early(const Error& unread) {
    return say("the layers end early: {0}", unread.what);
}

/// What pictures and digits usually are, for files that leave it open.
constexpr std::array usual_shapes{Shape{1, 3, 224, 224}, Shape{1, 1, 28, 28}};

/// A name as a scene holds it.
std::string as_kept(const std::string& name) {
    std::string text = printable(name);
    if (text.size() <= longest_layer_name) return text;
    std::size_t end = longest_layer_name;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end);
}

/// What the file says of its input, or a usual shape where it leaves that open.
Result<OnnxNetwork> read_alone(Bytes bytes, OnnxSource source) {
    auto read = read_onnx(bytes, source);
    if (read || read.error().code != ErrorCode::bad_argument) return read;
    for (const Shape& shape : usual_shapes) {
        source.input_shape = shape;
        auto usual = read_onnx(bytes, source);
        if (!usual || shapes_of(usual->network, shape).error) continue;
        usual->notes.push_back(
            say("the file leaves its input's shape open, and {0} is taken", shape_text(shape)));
        return usual;
    }
    return read;
}

/// The same over an input of the shape that is asked for, where its layers can be laid over it.
Result<OnnxNetwork> read_over(Bytes bytes, OnnxSource source, const std::optional<Shape>& over) {
    auto alone = read_alone(bytes, source);
    if (!over || (alone && alone->input == *over)) return alone;
    if (alone && shapes_of(alone->network, *over).error) return alone;
    source.input_shape = over;
    auto laid = read_onnx(bytes, source);
    return laid && !shapes_of(laid->network, *over).error ? laid : alone;
}

}  // namespace

Result<OpenedDocument> network_document(Network network, const Shape& input,
                                        std::vector<Message> notes) {
    if (auto fits = model::check_input(input); !fits) return error_of(fits);
    OpenedDocument opened;
    model::Document& document = opened.document;
    document.input = std::make_shared<const model::Values>(*model::random_weights(input, 1, 1));
    document.channel_names = model::default_channel_names(input.c, false);
    document.layers = std::move(network.layers);
    opened.remarks.notes = std::move(notes);
    return opened;
}

Result<OnnxNetwork> load_network(const std::filesystem::path& path,
                                 const std::optional<Shape>& over) {
    const auto bytes = read_file(path, max_onnx_bytes);
    if (!bytes) return error_of(bytes);
    auto read = read_over(*bytes, {.folder = whole_path(path).parent_path()}, over);
    const std::string file = path.filename().string();
    const auto named = [&file](Error error) {
        error.what = say("\"{0}\": {1}", file, error.what);
        return tl::unexpected<Error>(std::move(error));
    };
    if (!read) return named(read.error());
    if (read->network.layers.empty()) {
        if (read->unread) return named(*read->unread);
        return fail(ErrorCode::unsupported, say("\"{0}\" holds no layers", file),
                    say("open a network"));
    }
    if (read->unread) read->notes.push_back(ends_early(*read->unread));
    for (NetworkLayer& one : read->network.layers) one.name = as_kept(one.name);
    return read;
}

Result<OpenedDocument> open_onnx(const std::filesystem::path& path) {
    auto read = load_network(path);
    if (!read) return error_of(read);
    return network_document(std::move(read->network), read->input, std::move(read->notes));
}

}  // namespace poolscope::io
