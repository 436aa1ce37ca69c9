/// `poolscope lesson check FILE...`: what is wrong with lessons, line by line; and `poolscope
/// lesson page LESSON`: a lesson on paper, for its teacher.
#include <algorithm>
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/language_option.hpp"
#include "cli/lesson_notes.hpp"
#include "cli/message.hpp"
#include "cli/stdout_text.hpp"
#include "export/notes.hpp"
#include "i18n/tr.hpp"
#include "io/files.hpp"
#include "lessons/lessons.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;
using i18n::trn;

struct LessonArguments {
    std::vector<std::string> files;
    std::string language;
};

struct PageArguments {
    std::string lesson;
    std::string output;
    std::string language;
};

/// What a sound lesson holds, in one line.
std::string summary_of(const std::string& file, const lessons::Lesson& lesson) {
    std::size_t questions = 0;
    for (const lessons::Page& page : lesson.pages) questions += page.questions.size();
    std::string spoken;
    for (const std::string& id : lesson.languages)
        spoken = spoken.empty() ? id : trf("{0} and {1}", spoken, id);
    return trf("{0}: {1}, {2}, in {3}", file, trn("{0} scene", "{0} scenes", lesson.pages.size()),
               trn("{0} question", "{0} questions", questions), spoken) +
           "\n";
}

/// One fault with its file; an error of the file system names the file itself.
std::string fault_text(const std::string& file, const Error& fault) {
    const bool named = fault.what.english().find(file) != std::string::npos;
    return named ? i18n::tr_error(fault) : trf("{0}: {1}", file, i18n::tr_error(fault));
}

Outcome run(const LessonArguments& arguments) {
    if (const auto known = check_language(arguments.language); !known)
        return command_fault(known.error());
    if (!arguments.language.empty()) i18n::set_language(arguments.language);
    StdoutText out;
    std::size_t bad_files = 0;
    std::size_t faults = 0;
    for (const std::string& file : arguments.files) {
        const lessons::ReadLesson read = lessons::load_lesson(file);
        for (const Error& fault : read.faults) print_message(fault_text(file, fault));
        faults += read.faults.size();
        bad_files += read.faults.empty() ? 0U : 1U;
        if (read.faults.empty()) out.write(summary_of(file, read.lesson));
    }
    if (const auto written = out.finish(); !written) return input_fault(written.error());
    if (faults == 0) return {};
    return input_fault(
        {ErrorCode::bad_format, quote(trf("{0} in {1}: see docs/writing-a-lesson.md",
                                          trn("{0} fault", "{0} faults", faults),
                                          trn("{0} lesson", "{0} lessons", bad_files)))});
}

std::string carried_ids() {
    std::string ids;
    for (const std::string_view id : lessons::carried_lessons())
        ids += (ids.empty() ? "" : ", ") + std::string(id);
    return ids;
}

/// A carried lesson by its name, or a file's.
lessons::ReadLesson find_lesson(const std::string& lesson) {
    const auto carried = lessons::carried_lessons();
    const bool is_carried = std::ranges::find(carried, lesson) != carried.end();
    return is_carried ? lessons::read_carried(lesson) : lessons::load_lesson(lesson);
}

Outcome write_page(const PageArguments& arguments) {
    const auto extension = std::filesystem::path(arguments.output).extension();
    const bool named = !extension.empty();
    if (named && extension != ".pdf")
        return command_fault(say("-o {0} is no name of a PDF file", arguments.output),
                             say("end it in .pdf"));
    if (const auto known = check_language(arguments.language); !known)
        return command_fault(known.error());
    const lessons::ReadLesson got = find_lesson(arguments.lesson);
    for (const Error& fault : got.faults) print_message(fault_text(arguments.lesson, fault));
    if (!got.faults.empty())
        return input_fault({ErrorCode::bad_format, say("{0} is no lesson", arguments.lesson),
                            say("use a lesson's file, or one of: {0}", carried_ids())});
    const DrawnIn language(arguments.language);
    const auto done =
        exporting::notes_pdf(notes_of(got.lesson, i18n::language().id))
            .and_then([&](const std::vector<std::byte>& pdf) {
                return io::write_file_atomically(arguments.output + (named ? "" : ".pdf"), pdf);
            });
    return done ? Outcome{} : input_fault(done.error());
}

void add_check(CLI::App& check, LessonArguments& arguments) {
    check.add_option("FILE", arguments.files, tr("lessons (.toml)"))->required()->type_name("");
    add_language_option(check, arguments.language, tr("the system's"));
}

void add_page(CLI::App& page, PageArguments& arguments) {
    page.add_option("LESSON", arguments.lesson,
                    tr("a lesson's file, or the name of one that the program carries"))
        ->required()
        ->type_name("");
    page.add_option("-o,--output", arguments.output, tr("where the PDF goes"))
        ->required()
        ->type_name("FILE.pdf");
    add_language_option(page, arguments.language);
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<LessonArguments>();
    auto page_arguments = std::make_shared<PageArguments>();
    CLI::App* check =
        app.add_subcommand("check", tr("Say line by line what is wrong with lessons"));
    CLI::App* page =
        app.add_subcommand("page", tr("Print a lesson for its teacher: questions, answers, and "
                                      "what students get wrong"));
    for (CLI::App* one : {check, page}) one->group(app.get_group());
    add_check(*check, *arguments);
    add_page(*page, *page_arguments);
    app.require_subcommand(1);
    return [arguments, page_arguments, page] {
        return page->parsed() ? write_page(*page_arguments) : run(*arguments);
    };
}

}  // namespace

const Command lesson_command{"lesson", word("Check lessons that a teacher wrote"), attach};

}  // namespace poolscope::cli
