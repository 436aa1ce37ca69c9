/// Puts networks over an input.
#include "io/network_file.hpp"

#include "io/folders.hpp"
#include "model/layer_kinds.hpp"

namespace poolscope::io {

namespace {

/// What the file's layers end before.
Message ends_early(const Error& unread) {
    return say("the layers end early: {0}", unread.what);
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

Result<OpenedDocument> open_onnx(const std::filesystem::path& path) {
    const auto bytes = read_file(path, max_onnx_bytes);
    if (!bytes) return error_of(bytes);
    auto read = read_onnx(*bytes, {.folder = whole_path(path).parent_path()});
    if (!read) {
        read.error().what = say("\"{0}\": {1}", path.filename().string(), read.error().what);
        return error_of(read);
    }
    if (read->network.layers.empty()) {
        if (read->unread) return tl::unexpected<Error>(*read->unread);
        return fail(ErrorCode::unsupported,
                    say("\"{0}\" holds no layers", path.filename().string()),
                    say("open a network"));
    }
    if (read->unread) read->notes.push_back(ends_early(*read->unread));
    return network_document(std::move(read->network), read->input, std::move(read->notes));
}

}  // namespace poolscope::io
