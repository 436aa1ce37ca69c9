/// Lays networks over inputs, and inputs under networks.
#include "session/network_files.hpp"

#include "drawing/network_words.hpp"
#include "io/folders.hpp"
#include "io/network_file.hpp"
#include "session/files.hpp"
#include "session/open_input.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

/// "3 × 224 × 224".
std::string words_of(const Shape& shape) {
    return drawing::shape_words(shape);
}

void tell_input(Session& session, const std::string& name, bool present, const Shape& shape) {
    session.say([name, present, words = words_of(shape)] {
        return present ? trf("\"{0}\" lies over the input that was here.", name)
                       : trf("\"{0}\" lies over random numbers, {1}. Open a picture to put it in "
                             "their place.",
                             name, words);
    });
}

/// A document of the network, over the present input where that has the shape that it is read for.
Result<io::OpenedDocument> document_of(const model::Document& present,
                                       const io::OnnxNetwork& read) {
    if (read.input != present.shape())
        return io::network_document(read.network, read.input, read.notes);
    io::OpenedDocument opened;
    opened.document = present;
    opened.document.layers = read.network.layers;
    opened.document.grad_output.reset();
    opened.remarks.notes = read.notes;
    return opened;
}

/// How many layers can be laid over an input of this shape.
std::size_t layers_over(const model::Document& network, const Shape& shape) {
    return shapes_of({network.layers}, shape).outputs.size();
}

/// Whether the network is as whole over an input of this shape as it is over its own.
bool takes(const model::Document& network, const Shape& shape) {
    return layers_over(network, shape) >= layers_over(network, network.shape());
}

std::string name_of(const fs::path& path) {
    return path.empty() ? tr("the text") : "\"" + path.filename().string() + "\"";
}

/// A lesson is about its own input.
void put_now(Session& session, const fs::path& path, const io::LoadedInput& input) {
    if (session.classroom.activity == lessons::Activity::lesson)
        session.emit(lessons::ClassAction(lessons::LeaveClass{}));
    put_below(session, path, input);
    if (!path.empty()) remember_file(session, path);
}

/// The input at the shape that the network wants: no longer what its file holds.
io::LoadedInput brought_to(const io::LoadedInput& input, const Shape& wants, model::Fitting how) {
    io::LoadedInput fit;
    fit.values =
        std::make_shared<const model::Values>(model::fitted(*input.values->whole(), wants, how));
    fit.picture = input.picture;
    fit.channel_names = model::default_channel_names(wants.c, input.picture);
    fit.remarks = input.remarks;
    return fit;
}

void write_onnx_now(Session& session, fs::path path) {
    if (!io::has_onnx_name(path)) path += ".onnx";
    const auto bytes = io::write_onnx({session.whole().layers}, session.whole().shape());
    if (!bytes) return session.report(bytes.error());
    if (const auto written = io::write_file_atomically(path, *bytes); !written)
        return session.report(written.error());
    session.settings.last_folder = io::whole_path(path).parent_path();
    session.save_settings();
    session.say([name = path.filename().string()] { return trf("Wrote {0}", name); }, path);
}

}  // namespace

void open_network_file(Session& session, const fs::path& path) {
    auto read = io::load_network(path, session.whole().shape());
    if (!read) return session.report(read.error());
    after_unsaved(session, [path, read = std::move(*read)](Session& then) {
        const bool present = read.input == then.whole().shape();
        auto opened = document_of(then.whole(), read);
        if (!opened) return then.report(opened.error());
        const io::Remarks remarks = opened->remarks;
        open_in_class(then, std::move(*opened), {});
        then.origin = path;
        remember_file(then, path);
        tell_input(then, path.filename().string(), present, read.input);
        say_notes(then, remarks);
    });
}

void save_as_onnx(Session& session) {
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::save,
        .title = tr("Save the network as ONNX"),
        .confirm = tr("Save"),
        .start = session.settings.last_folder / (document_name(session) + ".onnx"),
        .ending = ".onnx",
        .chosen = [](Session& then, const fs::path& path) { write_onnx_now(then, path); }});
}

void put_under_network(Session& session, const fs::path& path, io::LoadedInput input) {
    const model::Document& network = session.whole();
    if (takes(network, input.values->shape())) return put_now(session, path, input);
    const Shape wants = network.shape();
    const Shape has = input.values->shape();
    session.ask(FitPrompt{.name = name_of(path),
                          .has = has,
                          .wants = wants,
                          .can_fit = model::channels_fit(has.c, wants.c),
                          .chosen = [path, wants, input = std::move(input)](
                                        Session& then, std::optional<model::Fitting> how) {
                              if (!how) return open_anew(then, path, input);
                              const io::LoadedInput fit = brought_to(input, wants, *how);
                              put_now(then, {}, fit);
                              if (!path.empty()) remember_file(then, path);
                          }});
}

}  // namespace poolscope::session
