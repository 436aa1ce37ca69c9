/// From what is chosen to the student's version and its key, side by side in a folder.
#include "session/handout_choice.hpp"

#include <array>

#include "export/handout.hpp"
#include "io/folders.hpp"
#include "io/path_words.hpp"
#include "session/files.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

}  // namespace

HandoutChoice first_handout(const Session& session) {
    HandoutChoice choice;
    choice.title = tr("Pooling by hand");
    const fs::path folder =
        session.settings.last_folder.empty() ? io::working_folder() : session.settings.last_folder;
    choice.target =
        (folder / (fs::path(document_name(session)).stem().string() + "-handout.pdf")).string();
    return choice;
}

fs::path student_path(const HandoutChoice& choice) {
    fs::path path = choice.target;
    if (path.extension() != ".pdf") path += ".pdf";
    return path;
}

Result<handout::Sheet> make_sheet(const Session& session, const HandoutChoice& choice) {
    exporting::HandoutOrder order;
    order.title = choice.title;
    order.paper = &handout::papers()[choice.paper];
    order.exercises = static_cast<std::size_t>(choice.exercises);
    order.questions = static_cast<std::size_t>(choice.questions);
    order.tier = handout::tiers()[choice.tier].tier;
    order.seed = static_cast<std::uint64_t>(choice.seed);
    order.keeps_first = !choice.fresh;
    const std::array sources{exporting::HandoutSource{session.document(), session.view().sample}};
    return exporting::make_handout(sources, order);
}

Result<void> make_handout(Session& session, const HandoutChoice& choice) {
    const fs::path student = student_path(choice);
    auto written = make_sheet(session, choice).and_then([&](const handout::Sheet& sheet) {
        return exporting::write_both(sheet, student);
    });
    if (!written) return written;
    session.say(
        [student] {
            return trf("Wrote {0} and {1}", io::path_words(student),
                       exporting::key_path(student).filename().string());
        },
        student);
    return {};
}

}  // namespace poolscope::session
