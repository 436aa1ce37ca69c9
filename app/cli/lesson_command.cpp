/// `poolscope lesson check FILE...`: what is wrong with lessons, line by line.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/message.hpp"
#include "cli/stdout_text.hpp"
#include "lessons/read_lesson.hpp"

namespace poolscope::cli {
namespace {

/// "1 scene", "2 scenes".
std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

/// What a sound lesson holds, in one line.
std::string summary_of(const std::string& file, const lessons::Lesson& lesson) {
    std::size_t questions = 0;
    for (const lessons::LessonScene& scene : lesson.scenes) {
        questions += scene.questions.size();
    }
    std::string spoken;
    for (const lessons::Language language : lesson.languages) {
        const auto id = lessons::languages()[static_cast<std::size_t>(language)].id;
        spoken += (spoken.empty() ? "" : " and ") + std::string(id);
    }
    return file + ": " + counted(lesson.scenes.size(), "scene", "scenes") + ", " +
           counted(questions, "question", "questions") + ", in " + spoken + "\n";
}

Outcome run(const std::vector<std::string>& files) {
    StdoutText out;
    std::size_t bad_files = 0;
    std::size_t faults = 0;
    for (const std::string& file : files) {
        const lessons::ReadLesson read = lessons::load_lesson(file);
        for (const Error& fault : read.faults) {
            // An error of the file system names the file itself.
            const bool named = fault.what.find(file) != std::string::npos;
            print_message(named ? fault.message() : file + ": " + fault.message());
        }
        faults += read.faults.size();
        bad_files += read.faults.empty() ? 0U : 1U;
        if (read.faults.empty()) {
            out.write(summary_of(file, read.lesson));
        }
    }
    if (const auto written = out.finish(); !written) {
        return input_fault(written.error());
    }
    if (faults == 0) {
        return {};
    }
    return input_fault(
        {ErrorCode::bad_format,
         counted(faults, "fault", "faults") + " in " + counted(bad_files, "lesson", "lessons"),
         "see docs/writing-a-lesson.md"});
}

std::function<Outcome()> attach(CLI::App& app) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* check = app.add_subcommand("check", "Say line by line what is wrong with lessons");
    check->add_option("FILE", *files, "lessons (.toml)")->required()->type_name("");
    app.require_subcommand(1);
    return [files] { return run(*files); };
}

}  // namespace

const Command lesson_command{"lesson", "Check lessons that a teacher wrote", attach};

}  // namespace poolscope::cli
