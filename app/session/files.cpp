/// Opening, saving, examples and the theme.
#include "session/files.hpp"

#include "io/folders.hpp"
#include "io/load.hpp"
#include "io/onnx_file.hpp"
#include "io/scene_file.hpp"
#include "lessons/file_kind.hpp"
#include "session/lesson_commands.hpp"
#include "session/network_commands.hpp"
#include "session/network_files.hpp"
#include "session/open_input.hpp"

namespace poolscope::session {

namespace {

constexpr std::string_view scene_ending = ".pool.toml";

std::filesystem::path with_ending(std::filesystem::path path) {
    if (!io::has_scene_name(path)) path += scene_ending;
    return path;
}

/// Whether the layer is what the program chose for this input: then nobody misses it.
bool has_own_layer(const model::Document& document) {
    return document.layers !=
           io::document_of({document.input, document.channel_names, document.picture, {}}).layers;
}

void open_input(Session& session, const std::filesystem::path& path, io::LoadedInput input) {
    if (has_layers(session)) return put_under_network(session, path, std::move(input));
    const model::Document fresh = io::document_of(input);
    if (!has_own_layer(session.whole()) || fresh.layers == session.whole().layers)
        return open_anew(session, path, input);
    session.ask(LayerPrompt{.file = path.filename().string(),
                            .layer = fresh.layer(),
                            .chosen = [path, input = std::move(input)](Session& then, bool keeps) {
                                if (!keeps) return open_anew(then, path, input);
                                if (then.classroom.activity == lessons::Activity::lesson)
                                    then.emit(lessons::ClassAction(lessons::LeaveClass{}));
                                put_below(then, path, input);
                                remember_file(then, path);
                            }});
}

}  // namespace

void remember_file(Session& session, const std::filesystem::path& path) {
    const std::filesystem::path whole = io::whole_path(path);
    session.recent = io::with_recent(session.recent, whole);
    session.settings.last_folder = whole.parent_path();
    session.save_settings();
    if (session.services.recent_file.empty()) return;
    if (const auto saved = io::save_recent(session.recent, session.services.recent_file); !saved)
        session.report(saved.error());
}

void open_in_class(Session& session, io::OpenedDocument opened, const std::filesystem::path& file) {
    if (session.classroom.activity == lessons::Activity::lesson)
        session.emit(lessons::ClassAction(lessons::LeaveClass{}));
    show_document(session, std::move(opened), file);
    session.emit(lessons::ClassAction(lessons::DocumentChanged{}));
}

void put_below(Session& session, const std::filesystem::path& path, const io::LoadedInput& input) {
    const bool again = io::names_again(input.reading);
    session.emit(model::ReplaceInput{input.values, input.channel_names, input.picture,
                                     again ? path : std::filesystem::path()});
    say_notes(session, input.remarks);
}

void open_anew(Session& session, const std::filesystem::path& path, const io::LoadedInput& input) {
    after_unsaved(
        session,
        [path, input](Session& then) {
            open_in_class(then, {io::document_of(input), {}, false, {}}, {});
            if (!path.empty()) remember_file(then, path);
            say_notes(then, input.remarks);
        });
}

void show_document(Session& session, io::OpenedDocument opened, const std::filesystem::path& file) {
    session.editor = {};
    session.brush.on = false;
    session.origin.clear();
    session.ledger.stop();
    ++session.documents;
    session.dismiss_notices();
    session.store.open(std::move(opened.document), std::move(opened.view), file);
}

std::string document_name(const Session& session) {
    if (!session.store.file().empty()) {
        std::string name = session.store.file().filename().string();
        if (name.ends_with(scene_ending)) name.resize(name.size() - scene_ending.size());
        return name;
    }
    if (!session.origin.empty()) return session.origin.stem().string();
    if (!session.whole().source.empty()) return session.whole().source.filename().string();
    return tr("Untitled");
}

void after_unsaved(Session& session, Then then) {
    take_trial_back(session);
    if (session.store.modified())
        session.ask(UnsavedPrompt{std::move(then)});
    else
        then(session);
}

void new_document(Session& session) {
    after_unsaved(
        session,
        [](Session& then) {
            io::OpenedDocument fresh{model::default_document(), {}, false};
            open_in_class(then, std::move(fresh), {});
        });
}

void ask_for_document(Session& session) {
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::open,
        .title = tr("Open a scene, a network, a picture or a grid"),
        .confirm = tr("button|Open"),
        .start = session.settings.last_folder,
        .chosen = [](Session& then, const std::filesystem::path& path) { open_file(then, path); }});
}

void ask_for_input(Session& session) {
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::open,
        .title = tr("Replace the input, keep the layer"),
        .confirm = tr("Replace"),
        .start = session.settings.last_folder,
        .scenes = false,
        .chosen = [](Session& then,
                     const std::filesystem::path& path) { replace_input_now(then, path); }});
}

void open_file(Session& session, const std::filesystem::path& path, const model::Reading& how) {
    if (lessons::is_lesson_file(path))
        return after_unsaved(session, [path](Session& then) { open_lesson_now(then, path); });
    if (const auto fault = lessons::kind_fault(path)) return session.report(*fault);
    if (io::has_onnx_name(path) && how == model::Reading{}) return open_network_file(session, path);
    if (!io::has_scene_name(path))
        return read_input_file(session, path, how, [path](Session& then, io::LoadedInput input) {
            open_input(then, path, std::move(input));
        });
    auto opened = io::open_document(path, session.services.asked_to_end, how);
    if (!opened) return session.report(opened.error());
    after_unsaved(session, [path, opened = std::move(*opened)](Session& then) {
        open_in_class(then, opened, path);
        remember_file(then, path);
        say_notes(then, opened.remarks);
    });
}

void replace_input_now(Session& session, const std::filesystem::path& path) {
    read_input_file(
        session, path, {},
        [path](Session& then, io::LoadedInput input) {
            if (has_layers(then)) return put_under_network(then, path, std::move(input));
            put_below(then, path, input);
        });
}

bool save_now(Session& session, std::filesystem::path path) {
    path = with_ending(std::move(path));
    if (const auto saved = io::save_scene(session.whole(), session.view(), path); !saved) {
        session.report(saved.error());
        return false;
    }
    session.store.mark_saved(path);
    remember_file(session, path);
    return true;
}

void save(Session& session, Then then) {
    if (session.store.file().empty()) return save_as(session, std::move(then));
    if (save_now(session, session.store.file()) && then) then(session);
}

void save_as(Session& session, Then then) {
    std::filesystem::path proposed = session.store.file();
    if (proposed.empty())
        proposed =
            session.settings.last_folder / (document_name(session) + std::string(scene_ending));
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::save,
        .title = tr("Save the scene"),
        .confirm = tr("Save"),
        .start = proposed,
        .ending = scene_ending,
        .chosen = [then = std::move(then)](Session& after, const std::filesystem::path& path) {
            if (save_now(after, path) && then) then(after);
        }});
}

void open_example(Session& session, const io::Example& example) {
    after_unsaved(
        session,
        [id = example.id](Session& then) {
            auto opened = io::open_example(id);
            if (!opened) return then.report(opened.error());
            open_in_class(then, std::move(*opened), {});
        });
}

void choose_theme(Session& session, std::string_view id) {
    session.emit(model::SetTheme{std::string(id)});
    session.settings.theme = id;
    session.save_settings();
}

void choose_language(Session& session, std::string_view id) {
    session.settings.language = id;
    i18n::set_language(id.empty() ? session.services.language : std::string(id));
    session.lesson.language = i18n::language().id;
    session.reword_notices();
    session.changed = true;
    session.save_settings();
}

}  // namespace poolscope::session
