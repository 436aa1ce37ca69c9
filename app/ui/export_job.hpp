/// An export on a thread of its own, so that the window never waits for it.
#pragma once

#include <atomic>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

#include "export/exporter.hpp"
#include "model/document.hpp"
#include "model/results.hpp"
#include "model/view_state.hpp"

namespace poolscope::ui {

/// What is exported: copies, so that the person may go on.
struct ExportOrder {
    const exporting::Exporter* exporter = nullptr;
    model::Document document;
    model::ViewState view;
    model::Results results;  ///< large ones may still be computing
    model::Figure figure;    ///< of the view's mode
    scene::Size size;        ///< logical pixels
    float scale = 1;
    std::size_t first = 0;
    std::size_t count = 1;
    std::filesystem::path target;
};

class ExportJob {
public:
    explicit ExportJob(ExportOrder order);
    /// Cancels and waits for the step at hand.
    ~ExportJob();
    ExportJob(const ExportJob&) = delete;
    ExportJob& operator=(const ExportJob&) = delete;

    void cancel() { cancelled_ = true; }
    [[nodiscard]] std::size_t done() const { return done_; }
    /// Steps in all; 0 until the first is done.
    [[nodiscard]] std::size_t total() const { return total_; }
    /// What came of it; nothing while it goes on.
    [[nodiscard]] std::optional<Result<void>> outcome() const;

private:
    void run();
    Result<void> export_all();

    ExportOrder order_;
    std::atomic<bool> cancelled_ = false;
    std::atomic<std::size_t> done_ = 0;
    std::atomic<std::size_t> total_ = 0;
    mutable std::mutex mutex_;
    std::optional<Result<void>> outcome_;
    std::jthread thread_;
};

}  // namespace poolscope::ui
