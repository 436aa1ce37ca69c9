/// Makes handouts and their files (see handout.hpp).
#include "export/handout.hpp"

#include <utility>

#include "i18n/tr.hpp"
#include "io/files.hpp"
#include "paint/file/cairo_pdf.hpp"
#include "questions/exercise.hpp"

namespace poolscope::exporting {

Result<handout::Sheet> make_handout(std::span<const HandoutSource> sources,
                                    const HandoutOrder& order) {
    if (order.exercises * sources.size() > handout::most_exercises) {
        return fail(ErrorCode::bad_argument,
                    say("a handout has at most {0} exercises", handout::most_exercises),
                    say("ask for fewer, or name fewer scenes"));
    }
    handout::Sheet sheet;
    sheet.title = order.title.empty() ? i18n::tr("Pooling by hand") : order.title;
    sheet.paper = order.paper;
    sheet.questions = order.questions;
    sheet.tier = order.tier;
    bool fresh = false;
    for (const HandoutSource& source : sources) {
        for (std::size_t i = 0; i < order.exercises; ++i) {
            const std::uint64_t number = sheet.exercises.size();
            const bool own = i == 0 && order.keeps_first;
            fresh = fresh || !own;
            auto exercise = questions::make_exercise(
                own ? source.document
                    : questions::with_fresh_numbers(source.document, source.sample, order.seed,
                                                    number),
                source.sample, order.seed + number);
            if (!exercise) return error_of(exercise);
            sheet.exercises.push_back(std::move(*exercise));
        }
    }
    sheet.footnote = i18n::tr("Made with Poolscope");
    if (fresh) sheet.footnote += i18n::trf(" · numbers from seed {0}", order.seed);
    return sheet;
}

Result<std::vector<std::byte>> handout_pdf(const handout::Sheet& sheet, handout::Version version) {
    const bool key = version == handout::Version::key;
    return handout::lay_out(sheet, version)
        .and_then([&](const std::vector<drawing::Drawing>& pages) {
            return paint::paint_to_pdf(pages,
                                       {.title = sheet.title + (key ? i18n::tr(" (key)") : "")});
        });
}

std::filesystem::path key_path(const std::filesystem::path& student) {
    std::filesystem::path key = student;
    return key.replace_filename(student.stem().string() + "-key" + student.extension().string());
}

Result<void> write_both(const handout::Sheet& sheet, const std::filesystem::path& student) {
    const auto staged = [&](handout::Version version, const std::filesystem::path& path) {
        return handout_pdf(sheet, version).and_then([&](const std::vector<std::byte>& bytes) {
            return io::StagedFile::write(path, bytes);
        });
    };
    auto questions = staged(handout::Version::student, student);
    if (!questions) return error_of(questions);
    auto key = staged(handout::Version::key, key_path(student));
    if (!key) return error_of(key);
    return questions->commit().and_then([&] { return key->commit(); });
}

}  // namespace poolscope::exporting
