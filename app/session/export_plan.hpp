/// The plan of an export as a person makes it in the export panel, and the request that comes of
/// it.
#pragma once

#include "export/exporter.hpp"

namespace poolscope::session {

using model::ExportPlan;
using model::ExportRange;

struct Session;

/// What was chosen last, for `exporter`, or for the last one where it is null.
[[nodiscard]] ExportPlan first_plan(Session& session, const exporting::Exporter* exporter);

/// Changes the format, the range to one that it knows, and the proposed file.
void choose_exporter(Session& session, ExportPlan& plan, const exporting::Exporter& exporter);

/// The person named the target: another format's extension chooses that format.
void name_target(Session& session, ExportPlan& plan);

/// Proposes a file or folder for what is chosen, unless the person named one.
void propose_target(Session& session, ExportPlan& plan);

/// Steps that the window can show now.
[[nodiscard]] std::size_t steps_of(Session& session);

/// The plan with copies of what the window shows.
[[nodiscard]] exporting::Request request_of(Session& session, ExportPlan plan);

}  // namespace poolscope::session
