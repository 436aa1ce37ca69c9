/// Opening, saving, examples and the theme.
#include "ui/files.hpp"

#include "io/folders.hpp"
#include "io/load.hpp"
#include "io/scene_file.hpp"
#include "lessons/file_kind.hpp"
#include "ui/classes.hpp"
#include "ui/dialogs/dialogs.hpp"

namespace poolscope::ui {

namespace {

constexpr std::string_view scene_ending = ".pool.toml";

void remember(Ui& ui, const std::filesystem::path& path) {
    const std::filesystem::path whole = io::whole_path(path);
    ui.recent = io::with_recent(ui.recent, whole);
    ui.settings.last_folder = whole.parent_path();
    ui.save_settings();
    if (ui.services.recent_file.empty()) return;
    if (const auto saved = io::save_recent(ui.recent, ui.services.recent_file); !saved)
        ui.report(saved.error());
}

std::filesystem::path with_ending(std::filesystem::path path) {
    if (!io::has_scene_name(path)) path += scene_ending;
    return path;
}

/// A document that the person opens ends a lesson; a quiz goes on about it.
void open_in_class(Ui& ui, io::OpenedDocument opened, const std::filesystem::path& file) {
    if (ui.classroom.activity == lessons::Activity::lesson)
        ui.emit(lessons::ClassAction(lessons::LeaveClass{}));
    show_document(ui, std::move(opened), file);
    ui.emit(lessons::ClassAction(lessons::DocumentChanged{}));
}

}  // namespace

void show_document(Ui& ui, io::OpenedDocument opened, const std::filesystem::path& file) {
    ui.editor = {};
    ui.stage = {};
    ui.dismiss_messages();
    ui.store.open(std::move(opened.document), std::move(opened.view), file);
}

std::string document_name(const Ui& ui) {
    if (!ui.store.file().empty()) {
        std::string name = ui.store.file().filename().string();
        if (name.ends_with(scene_ending)) name.resize(name.size() - scene_ending.size());
        return name;
    }
    if (!ui.document().source.empty()) return ui.document().source.filename().string();
    return tr("Untitled");
}

void after_unsaved(Ui& ui, Then then) {
    take_trial_back(ui);
    if (ui.store.modified())
        ui.open_dialog(make_unsaved_dialog(std::move(then)));
    else
        then(ui);
}

void new_document(Ui& ui) {
    after_unsaved(ui, [](Ui& then) {
        io::OpenedDocument fresh{model::default_document(), {}, false};
        open_in_class(then, std::move(fresh), {});
    });
}

void open_with_dialog(Ui& ui) {
    after_unsaved(ui, [](Ui& then) {
        then.open_dialog(
            make_file_dialog(then, {.kind = FileQuestion::Kind::open,
                                    .title = tr("Open a scene, a picture or a grid"),
                                    .confirm = tr("button|Open"),
                                    .start = then.settings.last_folder,
                                    .chosen = [](Ui& chosen_ui, const std::filesystem::path& path) {
                                        open_now(chosen_ui, path);
                                    }}));
    });
}

void replace_input_with_dialog(Ui& ui) {
    ui.open_dialog(make_file_dialog(ui, {.kind = FileQuestion::Kind::open,
                                         .title = tr("Replace the input, keep the layer"),
                                         .confirm = tr("Replace"),
                                         .start = ui.settings.last_folder,
                                         .scenes = false,
                                         .chosen = [](Ui& then, const std::filesystem::path& path) {
                                             replace_input_now(then, path);
                                         }}));
}

void open_now(Ui& ui, const std::filesystem::path& path) {
    if (lessons::is_lesson_file(path)) return open_lesson_now(ui, path);
    if (const auto fault = lessons::kind_fault(path)) return ui.report(*fault);
    auto opened = io::open_document(path, ui.services.asked_to_end);
    if (!opened) return ui.report(opened.error());
    const bool scene = opened->is_scene;
    open_in_class(ui, std::move(*opened), scene ? path : std::filesystem::path());
    remember(ui, path);
}

void replace_input_now(Ui& ui, const std::filesystem::path& path) {
    auto input = io::load_input(path, ui.services.asked_to_end);
    if (!input) return ui.report(input.error());
    ui.emit(model::ReplaceInput{input->values, input->channel_names, input->picture, path});
}

bool save_now(Ui& ui, std::filesystem::path path) {
    path = with_ending(std::move(path));
    if (const auto saved = io::save_scene(ui.document(), ui.view(), path); !saved) {
        ui.report(saved.error());
        return false;
    }
    ui.store.mark_saved(path);
    remember(ui, path);
    return true;
}

void save(Ui& ui, Then then) {
    if (ui.store.file().empty()) return save_as(ui, std::move(then));
    if (save_now(ui, ui.store.file()) && then) then(ui);
}

void save_as(Ui& ui, Then then) {
    std::filesystem::path proposed = ui.store.file();
    if (proposed.empty())
        proposed = ui.settings.last_folder / (document_name(ui) + std::string(scene_ending));
    ui.open_dialog(make_file_dialog(
        ui, {.kind = FileQuestion::Kind::save,
             .title = tr("Save the scene"),
             .confirm = tr("Save"),
             .start = proposed,
             .chosen = [then = std::move(then)](Ui& after, const std::filesystem::path& path) {
                 if (save_now(after, path) && then) then(after);
             }}));
}

void open_example(Ui& ui, const io::Example& example) {
    after_unsaved(ui, [id = example.id](Ui& then) {
        auto opened = io::open_example(id);
        if (!opened) return then.report(opened.error());
        open_in_class(then, std::move(*opened), {});
    });
}

void choose_theme(Ui& ui, std::string_view id) {
    ui.emit(model::SetTheme{std::string(id)});
    ui.settings.theme = id;
    ui.save_settings();
}

void choose_language(Ui& ui, std::string_view id) {
    ui.settings.language = id;
    i18n::set_language(id.empty() ? ui.services.language : std::string(id));
    ui.lesson.language = i18n::language().id;
    ui.reword_messages();
    ui.changed = true;
    ui.save_settings();
}

}  // namespace poolscope::ui
