/// The languages by their ids.
#include "cli/language_option.hpp"

#include "i18n/locale.hpp"
#include "i18n/tr.hpp"

namespace poolscope::cli {

namespace {

std::string language_ids(std::string_view separator) {
    std::string ids;
    for (const i18n::Language& one : i18n::languages())
        ids += (ids.empty() ? "" : std::string(separator)) + one.id;
    return ids;
}

/// Whether a locale's character set, as "UTF-8" or "utf8", is that of the catalogues; one that is
/// not named is taken for it.
bool is_utf8(std::string_view locale) {
    const std::size_t dot = locale.find('.');
    if (dot == std::string_view::npos) return true;
    std::string name;
    for (const char c : locale.substr(dot + 1, locale.find('@') - dot - 1))
        if (c != '-') name += static_cast<char>(c | ' ');
    return name == "utf8";
}

}  // namespace

std::string terminal_language() {
    return is_utf8(i18n::system_locale()) ? i18n::system_language() : "en";
}

void add_language_option(CLI::App& app, std::string& id, const std::string& otherwise) {
    app.add_option("--lang", id, i18n::trf("the language of its words (default: {0})", otherwise))
        ->type_name(language_ids("|"));
}

Result<void> check_language(const std::string& id) {
    if (!id.empty() && i18n::language_or_default(id).id != id)
        return fail(ErrorCode::bad_argument, say("there is no language \"{0}\"", id),
                    say("use one of: {0}", language_ids(", ")));
    return {};
}

DrawnIn::DrawnIn(const std::string& id) : before_(i18n::language().id) {
    i18n::set_language(id);
}

DrawnIn::~DrawnIn() {
    i18n::set_language(before_);
}

}  // namespace poolscope::cli
