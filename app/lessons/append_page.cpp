/// Adds a page at the end of a lesson's file.
#include "lessons/append_page.hpp"

#include <sstream>
#include <utility>

#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/scene_tables.hpp"
#include "io/toml_text.hpp"
#include "lessons/lessons.hpp"

namespace poolscope::lessons {

namespace {

/// A text in each of the lesson's languages, as a page writes it.
std::string text_line(const std::string& key, const Lesson& lesson, const std::string& begin,
                      const std::string& end, const Words& words) {
    std::ostringstream lines;
    for (const std::string& language : lesson.languages) {
        lines << key;
        if (lesson.languages.size() > 1) lines << '.' << language;
        lines << " = " << begin << io::toml_string(words.in(language)) << end << '\n';
    }
    return std::move(lines).str();
}

}  // namespace

Result<std::size_t> append_page(const std::filesystem::path& path, const io::OpenedDocument& opened,
                                const std::string& language) {
    std::string before =
        "lesson = 1\ntitle = " + io::toml_string(Words(say("My lesson")).in(language)) +
        "\nlanguage = \"" + language + "\"\n";
    Lesson lesson{.title = {}, .languages = {language}, .pages = {}, .file = {}};
    if (io::is_there(path)) {
        ReadLesson read = load_lesson(path);
        if (!read.faults.empty())
            return tl::unexpected<Error>(fault_of(read.faults, path.string()));
        const auto bytes = io::read_file(path, io::max_scene_bytes);
        if (!bytes) return error_of(bytes);
        before = std::string(io::as_text(*bytes));
        if (!before.ends_with('\n')) before += '\n';
        lesson = std::move(read.lesson);
    }
    const std::size_t number = lesson.pages.size() + 1;
    before += "\n[[scene]]\n" +
              text_line("title", lesson, "", "", say("Scene {0}", std::to_string(number))) +
              text_line("words", lesson, "[", "]", say("Say here what there is to see."));
    const std::string label = "scene" + std::to_string(number);
    return io::save_with_tables(before, opened, path, "scene.", label).map([&] { return number; });
}

}  // namespace poolscope::lessons
