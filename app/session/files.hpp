/// Opening and saving, with the question about unsaved work before anything is dropped.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "io/examples.hpp"
#include "io/load.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// Goes on with `then` at once, or once the person has saved or given up unsaved work.
void after_unsaved(Session& session, Then then);

void new_document(Session& session);
void ask_for_document(Session& session);
void ask_for_input(Session& session);
/// Opens a file: how an input is read that `how` does not say is asked, then whether it comes under
/// the person's own layer, where there is one, then what becomes of unsaved work. Under a network
/// it comes where that takes it (see put_under_network()). An error is reported and changes
/// nothing.
void open_file(Session& session, const std::filesystem::path& path, const model::Reading& how = {});
/// Puts a file's values under the present layer.
void replace_input_now(Session& session, const std::filesystem::path& path);

/// Puts an input under the present layer, which can be undone; of a `path` that is read again, a
/// scene names the file.
void put_below(Session& session, const std::filesystem::path& path, const io::LoadedInput& input);
/// A document of its own over an input, which is of the file `path`, or of none.
void open_anew(Session& session, const std::filesystem::path& path, const io::LoadedInput& input);
/// Puts a document that the person opens in place of the present one: a lesson ends, and a quiz
/// goes on about it. `file` is the scene's own.
void open_in_class(Session& session, io::OpenedDocument opened, const std::filesystem::path& file);
/// The file is among those that were opened last.
void remember_file(Session& session, const std::filesystem::path& path);

/// Puts another document in place of the present one, without a question; what belongs to the
/// person stays.
void show_document(Session& session, io::OpenedDocument opened, const std::filesystem::path& file);

/// Saves to the document's file, or asks for one; then goes on with `then`, if there is one.
void save(Session& session, Then then);
void save_as(Session& session, Then then);
/// Saves to `path` now (".pool.toml" is added where it is missing). False on an error, which is
/// reported.
bool save_now(Session& session, std::filesystem::path path);

/// One of io::examples().
void open_example(Session& session, const io::Example& example);

/// "name", as in the title and in questions: the scene's, else its source's, else "Untitled".
[[nodiscard]] std::string document_name(const Session& session);

void choose_theme(Session& session, std::string_view id);
/// Speaks the language `id` from the next frame on; the empty id is the system's.
void choose_language(Session& session, std::string_view id);

}  // namespace poolscope::session
