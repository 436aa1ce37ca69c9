/// The languages by their ids.
#include "cli/language_option.hpp"

#include "i18n/language.hpp"

namespace poolscope::cli {

namespace {

std::string language_ids(std::string_view separator) {
    std::string ids;
    for (const i18n::Language& one : i18n::languages())
        ids += (ids.empty() ? "" : std::string(separator)) + one.id;
    return ids;
}

}  // namespace

void add_language_option(CLI::App& app, std::string& id, const std::string& otherwise) {
    app.add_option("--lang", id, "the language of its words (default: " + otherwise + ")")
        ->type_name(language_ids("|"));
}

Result<void> speak(const std::string& id) {
    if (id.empty()) return {};
    if (i18n::language_or_default(id).id != id)
        return fail(ErrorCode::bad_argument, say("there is no language \"{0}\"", id),
                    say("use one of: {0}", language_ids(", ")));
    i18n::set_language(id);
    return {};
}

}  // namespace poolscope::cli
