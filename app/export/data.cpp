/// Writes data files (see data.hpp).
#include "export/data.hpp"

#include <algorithm>
#include <array>

#include "export/trace.hpp"
#include "export/writing.hpp"
#include "io/files.hpp"
#include "io/npy.hpp"
#include "support/digits.hpp"

namespace poolscope::exporting {

namespace {

/// Text on its way to a file in pieces, so that memory stays flat however much there is.
class TextFile {
public:
    explicit TextFile(io::StagedWriter writer) : writer_(std::move(writer)) {}

    Result<void> add(std::string_view text) {
        waiting_ += text;
        return waiting_.size() < piece ? Result<void>{} : flush();
    }
    Result<void> finish() {
        return flush().and_then([&] { return writer_.finish(); }).and_then([](io::StagedFile file) {
            return file.commit();
        });
    }

private:
    static constexpr std::size_t piece = std::size_t{1} << 20;

    Result<void> flush() {
        auto written = writer_.append(io::as_bytes(waiting_));
        waiting_.clear();
        return written;
    }

    io::StagedWriter writer_;
    std::string waiting_;
};

/// The document's output, or why there is none.
Result<std::shared_ptr<const Tensor<float>>> output_of(const Request& request) {
    if (request.count == 0) return no_step();
    const auto& [document, results] = request.run;
    if (!results.geometry) return error_of(results.geometry);
    if (results.output) return results.output->whole();
    const auto pooled = model::compute_results(document);
    if (!pooled.geometry) return error_of(pooled.geometry);
    return pooled.output->whole();
}

Result<void> export_npy(const Request& request, const Progress& progress) {
    return output_of(request).and_then([&](const auto& output) -> Result<void> {
        if (auto on = go_on(progress, {.done = 1, .total = 1}); !on) return on;
        return io::write_file_atomically(request.target, io::write_npy(*output, 4));
    });
}

std::string csv_line(const Tensor<float>& output, int n, int c, int row) {
    std::string line;
    for (int col = 0; col < output.shape().w; ++col) {
        std::array<char, 32> digits{};
        const auto end =
            to_digits(digits.data(), digits.data() + digits.size(), output.at(n, c, row, col));
        if (col > 0) line += ',';
        line.append(digits.data(), end.ptr);
    }
    return line + '\n';
}

Result<void> write_grid(TextFile& file, const Tensor<float>& output, const Progress& progress) {
    const Shape& shape = output.shape();
    const auto planes = static_cast<std::size_t>(shape.n) * static_cast<std::size_t>(shape.c);
    const auto rows = planes * static_cast<std::size_t>(shape.h);
    std::size_t written = 0;
    for (std::size_t plane = 0; plane < planes; ++plane) {
        const auto channels = static_cast<std::size_t>(shape.c);
        const auto n = static_cast<int>(plane / channels);
        const auto c = static_cast<int>(plane % channels);
        if (plane > 0) {
            if (auto added = file.add("\n"); !added) return added;
        }
        for (int row = 0; row < shape.h; ++row) {
            if (auto added = file.add(csv_line(output, n, c, row)); !added) return added;
            if (auto on = go_on(progress, {.done = ++written, .total = rows}); !on) return on;
        }
    }
    return {};
}

Result<void> export_csv(const Request& request, const Progress& progress) {
    return output_of(request).and_then([&](const auto& output) {
        return io::StagedWriter::open(request.target).and_then([&](io::StagedWriter writer) {
            TextFile file(std::move(writer));
            return write_grid(file, *output, progress).and_then([&] { return file.finish(); });
        });
    });
}

/// How a trace is written.
struct TraceForm {
    std::string (*head)(const Trace& trace);
    std::string (*step)(const Trace& trace, const Step<float>& step);
    std::string_view between;  ///< one step and the next
    std::string_view tail;
};

/// Of each plane, the steps from `first` on, `count` of them at most.
Result<void> write_steps(TextFile& file, const Trace& trace, const TraceForm& form,
                         const Request& request, const Progress& progress) {
    if (auto added = file.add(form.head(trace)); !added) return added;
    const std::size_t total = trace.steps.size();
    std::size_t written = 0;
    for (std::size_t i = 0; i < total; ++i) {
        const std::size_t step = i % trace.steps.plane_size();
        if (step < request.first || step - request.first >= request.count) continue;
        std::string text(written++ > 0 ? form.between : "");
        text += form.step(trace, trace.steps[i]);
        if (auto added = file.add(text); !added) return added;
        if (auto on = go_on(progress, {.done = i + 1, .total = total}); !on) return on;
    }
    return file.add(form.tail);
}

Result<StepRange<float>> steps_of(const Request& request) {
    const model::Document& document = request.run.document;
    return place(document.layer(), document.shape()).map([&](PlacedLayer placed) {
        const auto cell = [&input = *document.input](int n, int c, int row, int col) {
            return input.at(n, c, row, col);
        };
        return StepRange<float>(cell, std::move(placed), request.view.grain);
    });
}

/// The steps in the request's range, of every sample and channel.
Result<void> export_trace(const Request& request, const Progress& progress, const TraceForm& form) {
    if (request.count == 0) return no_step();
    return steps_of(request).and_then([&](const StepRange<float>& steps) {
        const Trace trace{request.run.document, steps};
        return io::StagedWriter::open(request.target).and_then([&](io::StagedWriter writer) {
            TextFile file(std::move(writer));
            return write_steps(file, trace, form, request, progress).and_then([&] {
                return file.finish();
            });
        });
    });
}

Result<void> export_trace_csv(const Request& request, const Progress& progress) {
    const auto head = [](const Trace&) { return std::string(trace_csv_header()); };
    return export_trace(request, progress, {head, trace_csv_row, "", ""});
}

Result<void> export_trace_json(const Request& request, const Progress& progress) {
    return export_trace(request, progress,
                        {trace_json_head, trace_json_step, ",", trace_json_tail()});
}

}  // namespace

Result<std::size_t> steps_asked_for(const Request& request) {
    return steps_of(request).map([&](const StepRange<float>& steps) {
        const std::size_t last = steps.plane_size();
        return std::min(request.count, last - std::min(request.first, last));
    });
}

const Exporter output_npy{.id = "output-npy",
                          .name = word("Output as an array (NumPy)"),
                          .extension = ".npy",
                          .kind = Kind::data,
                          .run = export_npy};
const Exporter output_csv{.id = "output-csv",
                          .name = word("Output as a grid (CSV)"),
                          .extension = ".csv",
                          .kind = Kind::data,
                          .run = export_csv};
const Exporter trace_json{.id = "steps-json",
                          .name = word("Every step with its cells (JSON)"),
                          .extension = ".json",
                          .kind = Kind::data,
                          .stepwise = true,
                          .run = export_trace_json};
const Exporter trace_csv{.id = "steps-csv",
                         .name = word("Every step with its cells (CSV)"),
                         .extension = ".csv",
                         .kind = Kind::data,
                         .stepwise = true,
                         .run = export_trace_csv};

}  // namespace poolscope::exporting
