/// The network's ledger: its rows, as text for others, and hidden as an exercise.
#pragma once

#include <span>
#include <vector>

#include "export/ledger.hpp"
#include "session/session.hpp"

namespace poolscope::session {

/// A form in which a ledger is handed on.
struct LedgerForm {
    std::string_view id;      ///< "markdown"
    std::string_view name;    ///< as in a menu
    std::string_view ending;  ///< of its files: ".md"
    exporting::LedgerFormat format;
};

/// The explicit list, in menu order.
[[nodiscard]] std::span<const LedgerForm> ledger_forms();

/// The layers that have a shape, under the names that the ledger on the screen gives them.
[[nodiscard]] std::vector<exporting::LedgerRow> ledger_rows(Session& session);

void copy_ledger(Session& session, const LedgerForm& form);
/// Asks where to, and writes it in the form that the file's name asks for.
void ask_for_ledger_file(Session& session);

/// What each layer that has a shape costs and sees, made once for a network and its input.
[[nodiscard]] const std::vector<LayerCosts>& layer_costs(Session& session);

/// Hides what can be foretold.
void start_ledger_exercise(Session& session);
/// Whether the exercise hides a number of a layer wherever it would be told.
[[nodiscard]] bool is_hidden(Session& session, const LedgerCell& cell);

/// The stage shows no output whose shape the exercise hides; called as time passes.
void cover_output(Session& session);

}  // namespace poolscope::session
