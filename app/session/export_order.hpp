/// What the window exports: copies, so that the person may go on.
#pragma once

#include <string>

#include "export/exporter.hpp"
#include "model/run.hpp"
#include "model/view_state.hpp"

namespace poolscope::session {

struct ExportOrder {
    const exporting::Exporter* exporter = nullptr;
    model::ViewState view;
    model::Run run;              ///< a large one may still be computing
    model::Figure figure;        ///< of the view's mode
    std::string theme;           ///< its id
    std::string language;        ///< its id
    scene::Size size;            ///< logical pixels that the drawing is laid out in
    exporting::Request request;  ///< all but the drawing and the layer, which are the order's own
};

/// The request with its drawing and its layer, once the results are there; good for as long as
/// `order` lives. Errors: cancelled.
[[nodiscard]] Result<exporting::Request> whole_request(ExportOrder& order,
                                                       const exporting::Progress& progress);

}  // namespace poolscope::session
