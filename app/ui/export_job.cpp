/// Runs an exporter on a thread.
#include "ui/export_job.hpp"

#include <new>

#include "export/writing.hpp"
#include "theme/theme.hpp"

namespace poolscope::ui {

ExportJob::ExportJob(ExportOrder order) : order_(std::move(order)) {
    thread_ = std::jthread([this] { run(); });
}

ExportJob::~ExportJob() {
    cancelled_ = true;
}

std::optional<Result<void>> ExportJob::outcome() const {
    const std::lock_guard lock(mutex_);
    return outcome_;
}

void ExportJob::run() {
    Result<void> result;
    try {
        result = export_all();
    } catch (const std::bad_alloc&) {
        result = fail(ErrorCode::too_large, "there is not enough memory for the pictures",
                      "make the size or the scale smaller");
    }
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(result);
}

Result<void> ExportJob::export_all() {
    // A large layer may still be on its way in the window: here it is waited for.
    if (order_.results.computing)
        order_.results = model::complete(std::move(order_.results), order_.document,
                                         {.stop = [this] { return cancelled_.load(); }});
    if (cancelled_) return exporting::cancelled();
    exporting::Request request;
    request.first = order_.first;
    request.count = order_.count;
    request.target = order_.target;
    request.scale = order_.scale;
    request.document = &order_.document;
    request.results = &order_.results;
    request.grain = order_.view.grain;
    request.scene_at = [this](const exporting::Moment& moment) {
        model::ViewState view = order_.view;
        view.step = moment.step;
        view.glide_from = moment.from;
        view.glide = moment.glide;
        return scene::build_scene({order_.document, view, order_.results, order_.figure},
                                  theme::theme_or_default(view.theme), order_.size);
    };
    return order_.exporter->run(request, [this](std::size_t done, std::size_t total) {
        total_ = total;
        done_ = done;
        return !cancelled_;
    });
}

}  // namespace poolscope::ui
