/// `poolscope lesson check FILE...`: what is wrong with lessons, line by line.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/language_option.hpp"
#include "cli/message.hpp"
#include "cli/stdout_text.hpp"
#include "i18n/tr.hpp"
#include "lessons/read_lesson.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trf;
using i18n::trn;

struct LessonArguments {
    std::vector<std::string> files;
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

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<LessonArguments>();
    CLI::App* check =
        app.add_subcommand("check", tr("Say line by line what is wrong with lessons"));
    check->group(app.get_group());
    check->add_option("FILE", arguments->files, tr("lessons (.toml)"))->required()->type_name("");
    add_language_option(*check, arguments->language, tr("the system's"));
    app.require_subcommand(1);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command lesson_command{"lesson", word("Check lessons that a teacher wrote"), attach};

}  // namespace poolscope::cli
