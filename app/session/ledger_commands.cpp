/// Hands the ledger on, and hides it.
#include "session/ledger_commands.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "drawing/network_words.hpp"
#include "io/files.hpp"
#include "session/clipboard.hpp"
#include "session/files.hpp"
#include "session/network_commands.hpp"

namespace poolscope::session {

namespace {

namespace fs = std::filesystem;

constexpr std::array forms{
    LedgerForm{"markdown", word("Markdown"), ".md", exporting::LedgerFormat::markdown},
    LedgerForm{"latex", word("LaTeX"), ".tex", exporting::LedgerFormat::latex},
    LedgerForm{"csv", word("CSV"), ".csv", exporting::LedgerFormat::csv},
};

/// The form of a file by its ending; the first one where none has it.
const LedgerForm& form_of(const fs::path& file) {
    const auto found = std::ranges::find(forms, file.extension().string(), &LedgerForm::ending);
    return found == forms.end() ? forms.front() : *found;
}

void save_ledger_now(Session& session, const fs::path& path) {
    const std::string text = exporting::ledger_text(ledger_rows(session), form_of(path).format);
    const auto written = io::write_file_atomically(path, std::as_bytes(std::span(text)));
    if (!written) return session.report(written.error());
    session.settings.last_folder = path.parent_path();
    session.say([path] { return trf("Wrote {0}.", path.filename().string()); }, path);
}

std::vector<LedgerAnswer> answers_of(const NetworkShapes& shapes,
                                     const std::vector<LayerCosts>& costs) {
    std::vector<LedgerAnswer> answers;
    for (std::size_t i = 0; i < costs.size(); ++i)
        answers.push_back({shapes.outputs[i], costs[i].parameters});
    return answers;
}

}  // namespace

std::span<const LedgerForm> ledger_forms() {
    return forms;
}

std::vector<exporting::LedgerRow> ledger_rows(Session& session) {
    const model::Document& network = session.whole();
    auto rows =
        exporting::ledger_of({network.layers}, network.shape(), session.store.outputs().shapes);
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].name = drawing::layer_in_table(network.layers[i]);
    return rows;
}

void copy_ledger(Session& session, const LedgerForm& form) {
    set_clipboard(session, exporting::ledger_text(ledger_rows(session), form.format));
    session.say([name = form.name] { return trf("Copied the ledger as {0}.", tr_name(name)); });
}

void ask_for_ledger_file(Session& session) {
    const std::string name = document_name(session) + "-" + tr("file|ledger") + ".md";
    session.ask(FilePrompt{
        .kind = FilePrompt::Kind::save,
        .title = tr("Save the ledger: .md, .tex or .csv"),
        .confirm = tr("Save"),
        .start = session.settings.last_folder / name,
        .ending = "",
        .chosen = [](Session& then, const fs::path& path) { save_ledger_now(then, path); }});
}

const std::vector<LayerCosts>& layer_costs(Session& session) {
    LedgerKept& kept = session.ledger_kept;
    const NetworkShapes& shapes = session.store.outputs().shapes;
    const std::pair key{session.store.revision(), session.store.outputs_made()};
    if (kept.key == key) return kept.costs;
    kept.costs = costs_of({session.whole().layers}, session.whole().shape(), shapes);
    kept.key = key;
    session.ledger.follow(answers_of(shapes, kept.costs));
    return kept.costs;
}

void start_ledger_exercise(Session& session) {
    const std::vector<LayerCosts>& costs = layer_costs(session);
    session.ledger.start();
    session.ledger.follow(answers_of(session.store.outputs().shapes, costs));
}

bool is_hidden(Session& session, const LedgerCell& cell) {
    if (!session.ledger.on()) return false;
    (void)layer_costs(session);
    return session.ledger.hides(cell);
}

void cover_output(Session& session) {
    if (session.ledger.on() && !has_layers(session)) session.ledger.stop();
    // A lesson's questions hide what they ask for themselves.
    if (session.classroom.activity != lessons::Activity::none) return;
    const bool hides = is_hidden(session, {session.store.at(), LedgerColumn::shape});
    if (hides == session.ledger_kept.covers) return;
    session.ledger_kept.covers = hides;
    model::Prediction prediction;
    prediction.hides_size = hides;
    session.emit(model::SetPrediction{prediction});
    session.apply_queue();
}

}  // namespace poolscope::session
