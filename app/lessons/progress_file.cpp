/// Progress as TOML: a lesson's marks are a text a page, a letter a question.
#include "lessons/progress_file.hpp"

#include <algorithm>
#include <array>

#include "io/files.hpp"
#include "io/toml_text.hpp"
#include "io/xdg.hpp"
#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {

namespace {

namespace fs = std::filesystem;

/// So much fits: every student with every lesson, each of usual length.
constexpr std::size_t max_progress_bytes = std::size_t{4} << 20;

/// The letters of marks, in the order of Mark.
constexpr std::string_view letters = "-wsra";

tl::unexpected<Error> damaged(const toml::node& node, Message what) {
    return io::fail_at(node, ErrorCode::bad_format, std::move(what),
                       say("delete it, and it is begun anew"));
}

Result<std::vector<Mark>> parse_page(const toml::node& node) {
    const auto text = node.value_exact<std::string>();
    if (!text || text->size() > most_questions)
        return damaged(node,
                       say("a scene's marks are no text of at most {0} letters", most_questions));
    std::vector<Mark> marks;
    for (const char letter : *text) {
        const auto at = letters.find(letter);
        if (at == std::string_view::npos)
            return damaged(node, say("a mark is none of {0}", letters));
        marks.push_back(static_cast<Mark>(at));
    }
    return marks;
}

Result<LessonProgress> parse_lesson(const toml::table& table) {
    io::Section section(table, "student.lesson");
    LessonProgress progress;
    std::uint64_t page = 0;
    const auto got = first_error({section.read("id", progress.lesson), section.read("scene", page),
                                  section.read("done", progress.done)});
    if (!got) return error_of(got);
    const auto* marks = table.get_as<toml::array>("marks");
    if (marks == nullptr || marks->empty() || marks->size() > most_pages)
        return damaged(table, say("a lesson has no marks of 1 to {0} scenes", most_pages));
    for (const toml::node& one : *marks) {
        auto read = parse_page(one);
        if (!read) return error_of(read);
        progress.marks.push_back(std::move(*read));
    }
    progress.page =
        static_cast<std::size_t>(std::min<std::uint64_t>(page, progress.marks.size() - 1));
    return progress;
}

Result<StudentProgress> parse_student(const toml::table& table) {
    io::Section section(table, "student");
    StudentProgress student;
    if (const auto got = section.read("name", student.name); !got) return error_of(got);
    if (student.name.size() > longest_name)
        return damaged(table, say("a name is longer than {0} bytes", longest_name));
    const auto* lessons = table.get_as<toml::array>("lesson");
    const std::size_t count = lessons != nullptr ? std::min(lessons->size(), most_kept_lessons) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* one = (*lessons)[i].as_table();
        if (one == nullptr) return damaged((*lessons)[i], say("a lesson is no table"));
        auto read = parse_lesson(*one);
        if (!read) return error_of(read);
        student.lessons.push_back(std::move(*read));
    }
    return student;
}

std::string lesson_text(const LessonProgress& progress) {
    std::string text = "\n[[student.lesson]]\nid = " + io::toml_string(progress.lesson) +
                       "\nscene = " + std::to_string(progress.page) +
                       "\ndone = " + (progress.done ? "true" : "false") + "\nmarks = [";
    for (const auto& page : progress.marks) {
        text += &page == progress.marks.data() ? "\"" : ", \"";
        for (const Mark mark : page) text += letters[static_cast<std::size_t>(mark)];
        text += "\"";
    }
    return text + "]\n";
}

}  // namespace

Result<Students> parse_progress(std::string_view text) {
    const auto parsed = io::parse_toml(text);
    if (!parsed) return error_of(parsed);
    Students students;
    const auto* list = parsed->get_as<toml::array>("student");
    const std::size_t count = list != nullptr ? std::min(list->size(), most_students) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* one = (*list)[i].as_table();
        if (one == nullptr) return damaged((*list)[i], say("a student is no table"));
        auto read = parse_student(*one);
        if (!read) return error_of(read);
        students.push_back(std::move(*read));
    }
    return students;
}

std::string progress_text(const Students& students) {
    std::string text;
    for (const StudentProgress& student : students) {
        if (!io::toml_holds(student.name)) continue;
        text += (text.empty() ? "" : "\n") + std::string("[[student]]\nname = ") +
                io::toml_string(student.name) + "\n";
        for (const LessonProgress& progress : student.lessons)
            if (io::toml_holds(progress.lesson)) text += lesson_text(progress);
    }
    return text;
}

Result<fs::path> progress_path() {
    return io::xdg_file("XDG_STATE_HOME", ".local/state", "progress.toml");
}

Result<Students> load_progress(const fs::path& path) {
    const auto bytes = io::read_file(path, max_progress_bytes);
    if (!bytes && bytes.error().code == ErrorCode::not_found) return Students{};
    if (!bytes) return error_of(bytes);
    return parse_progress(io::as_text(*bytes)).map_error([&](const Error& error) {
        return Error{
            error.code,
            say("the progress in \"{0}\" was not read ({1})", path.string(), error.located()),
            say("it starts anew")};
    });
}

Result<void> save_progress(const Students& students, const fs::path& path) {
    return io::write_own_file(path, progress_text(students));
}

}  // namespace poolscope::lessons
