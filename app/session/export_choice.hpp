/// What a person chooses in the export panel, and the order that comes of it.
#pragma once

#include <string>

#include "io/export_settings.hpp"
#include "session/export_order.hpp"

namespace poolscope::session {

struct Session;

/// Which steps: the shown one, all of them, or those from `first` to `last`, counted from 1.
enum class ExportRange { shown, all, part };

struct ExportChoice {
    const exporting::Exporter* exporter = nullptr;
    io::ExportSettings look;  ///< what is remembered
    ExportRange range = ExportRange::all;
    int first = 1;
    int last = 1;
    std::string target;
    bool own_target = false;  ///< the person named it: it stays when the format changes
    bool operator==(const ExportChoice&) const = default;
};

/// What was chosen last, for `exporter`, or for the last one where it is null.
[[nodiscard]] ExportChoice first_choice(Session& session, const exporting::Exporter* exporter);

/// Changes the format, the range to one that it knows, and the proposed file.
void choose_exporter(Session& session, ExportChoice& choice, const exporting::Exporter& exporter);

/// The person named the target: another format's extension chooses that format.
void name_target(Session& session, ExportChoice& choice);

/// Proposes a file or folder for what is chosen, unless the person named one.
void propose_target(Session& session, ExportChoice& choice);

/// Steps that the window can show now.
[[nodiscard]] std::size_t steps_of(Session& session);

/// Copies of all that the export needs.
[[nodiscard]] ExportOrder order_of(Session& session, const ExportChoice& choice);

}  // namespace poolscope::session
