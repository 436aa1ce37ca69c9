/// `poolscope pool IN -o OUT`: runs one layer over an array file, in the array's own number type,
/// and back where a gradient is given.
#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/array_file.hpp"
#include "cli/commands.hpp"
#include "cli/integer_mean.hpp"
#include "cli/layer_arguments.hpp"
#include "cli/message.hpp"
#include "cli/pool_warnings.hpp"
#include "cli/write_together.hpp"
#include "i18n/tr.hpp"
#include "io/folders.hpp"
#include "poolscope/backward.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;

struct PoolArguments {
    std::string input;
    std::string output;
    std::string indices;
    std::string reader_counts;
    std::string grad_output;
    std::string grad_input;
    std::string layout;
    LayerArguments layer;
};

/// Everything that a run needs, read and checked.
struct Job {
    ArrayFile input;  ///< in the type that the operator computes it in
    Layer layer;
    std::optional<ArrayFile> grad_output;
    bool truncates = false;  ///< the mean of int64 stays int64
};

/// The tensor in the type that `op` computes it in: integers become float64 where the operator
/// knows reals only (a mean).
io::AnyTensor in_type_of(const Operator& op, io::AnyTensor tensor) {
    return std::visit(
        [&op]<class Scalar>(Tensor<Scalar>& values) -> io::AnyTensor {
            if constexpr (std::is_integral_v<Scalar>) {
                if (op.plane.template get<Scalar>() == nullptr) {
                    const auto cells = values.cells();
                    return Tensor<double>(values.shape(),
                                          std::vector<double>(cells.begin(), cells.end()));
                }
            }
            return std::move(values);
        },
        tensor);
}

/// PyTorch's CPU has a mean of int64, and it is an int64.
bool truncates_mean(const Layer& layer, const Dialect& dialect, const io::AnyTensor& input) {
    return dialect.id == "pytorch" && layer.op->id == "avg" &&
           layer.params.placement == Placement::sliding &&
           std::holds_alternative<Tensor<std::int64_t>>(input);
}

/// `tensor` in the number type `Scalar`.
template <class Scalar>
Tensor<Scalar> as_type(const io::AnyTensor& tensor) {
    return std::visit(
        [](const auto& values) {
            std::vector<Scalar> cells(values.cells().size());
            std::ranges::transform(values.cells(), cells.begin(),
                                   [](auto cell) { return static_cast<Scalar>(cell); });
            return Tensor<Scalar>(values.shape(), std::move(cells));
        },
        tensor);
}

/// Collects the files to write; the first error ends it.
class Outputs {
public:
    explicit Outputs(const ArrayFile& like) : like_(&like) {}

    Result<void> add(const std::string& path, const io::AnyTensor& tensor) {
        auto bytes = encode_array(path, tensor, *like_);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        files_.push_back({path, std::move(*bytes)});
        return {};
    }
    [[nodiscard]] const std::vector<OutputFile>& files() const { return files_; }

private:
    const ArrayFile* like_;
    std::vector<OutputFile> files_;
};

template <class Scalar>
Result<void> run_forward(const Tensor<Scalar>& input, const Job& job,
                         const PoolArguments& arguments, Outputs& outputs) {
    if constexpr (std::is_same_v<Scalar, std::int64_t>) {
        if (job.truncates) {
            return truncated_mean(input, job.layer.params).and_then([&](const auto& output) {
                return outputs.add(arguments.output, output);
            });
        }
    }
    auto pooled = pool(job.layer, input, {.return_indices = !arguments.indices.empty()});
    if (!pooled) {
        return tl::unexpected(pooled.error());
    }
    return outputs.add(arguments.output, std::move(pooled->output)).and_then([&]() -> Result<void> {
        if (!pooled->indices) {
            return {};
        }
        return outputs.add(arguments.indices, std::move(*pooled->indices));
    });
}

template <class Scalar>
Result<void> run_backward(const Tensor<Scalar>& input, const Job& job,
                          const PoolArguments& arguments, Outputs& outputs) {
    if (!job.grad_output) {
        return {};
    }
    if (const auto checked = check_differentiable<Scalar>(*job.layer.op); !checked) {
        return tl::unexpected(checked.error());
    }
    return pool_backward(job.layer, input, as_type<Scalar>(job.grad_output->tensor))
        .and_then(
            [&](const auto& gradient) { return outputs.add(arguments.grad_input, gradient); });
}

/// How many windows read each cell, where it is asked for.
Result<void> run_reader_counts(const Shape& input, const Job& job, const PoolArguments& arguments,
                               Outputs& outputs) {
    if (arguments.reader_counts.empty()) {
        return {};
    }
    return make_geometry(job.layer, input).and_then([&](const auto& placed) {
        const auto plane = plane_geometry(placed, settled(job.layer).params, 0, 0);
        return outputs.add(arguments.reader_counts, reader_count_map(plane));
    });
}

/// Nothing, or two options that name one output file.
Outcome check_output_names(const PoolArguments& arguments) {
    const std::pair<const char*, const std::string&> names[] = {
        {"-o", arguments.output},
        {"--indices", arguments.indices},
        {"--reader-counts", arguments.reader_counts},
        {"--grad-input", arguments.grad_input}};
    for (const auto& [option, name] : names) {
        for (const auto& [other, other_name] : names) {
            if (option != other && !name.empty() && !other_name.empty() &&
                io::same_file(name, other_name)) {
                return command_fault(say("{0} and {1} name the same file", other, option),
                                     say("give each a file of its own"));
            }
        }
    }
    if (arguments.grad_output.empty() != arguments.grad_input.empty()) {
        return command_fault(
            say("--grad-output is read and --grad-input is written, and one is missing"),
            say("give both or neither"));
    }
    return {};
}

/// The layout of the arrays: --layout's, else the code's, else the dialect's.
Result<Layout> layout_of(const PoolArguments& arguments, const Rules& rules) {
    const std::string said = rules.pasted ? rules.pasted->layout : "";
    if (arguments.layout.empty()) {
        return parse_layout(said.empty() ? rules.dialect->layout : std::string_view(said));
    }
    auto layout = parse_layout(arguments.layout);
    if (layout && !said.empty() && said != arguments.layout) {
        return fail(
            ErrorCode::bad_argument,
            say("--code says that arrays are {0}, and --layout says {1}", said, arguments.layout),
            say("leave --layout out, or the code's data_format"));
    }
    return layout;
}

/// Reads the input, the layer and the gradient.
tl::expected<Job, Failure> read_job(const PoolArguments& arguments, const Rules& rules,
                                    Layout layout) {
    auto input = read_array(arguments.input, layout);
    if (!input) {
        return input_fault(input.error());
    }
    auto chosen = make_layer(arguments.layer, rules, {input->shape(), input->rank == 1});
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    Job job{std::move(*input), std::move(chosen->layer), {}, false};
    job.truncates = truncates_mean(job.layer, *rules.dialect, job.input.tensor);
    const auto found = pool_warnings(job.layer, *rules.dialect, job.input.tensor, job.truncates);
    chosen->warnings.insert(chosen->warnings.end(), found.begin(), found.end());
    for (const Message& warning : chosen->warnings) {
        print_warning(tr(warning));
    }
    if (!job.truncates) {
        job.input.tensor = in_type_of(*job.layer.op, std::move(job.input.tensor));
    }
    if (!arguments.grad_output.empty()) {
        auto gradient = read_array(arguments.grad_output, layout);
        if (!gradient) {
            return input_fault(gradient.error());
        }
        job.grad_output = std::move(*gradient);
    }
    return job;
}

Outcome run(const PoolArguments& arguments) {
    if (auto named = check_output_names(arguments); !named) {
        return named;
    }
    const auto rules = choose_rules(arguments.layer);
    if (!rules) {
        return command_fault(rules.error());
    }
    const auto layout = layout_of(arguments, *rules);
    if (!layout) {
        return command_fault(layout.error());
    }
    const auto job = read_job(arguments, *rules, *layout);
    if (!job) {
        return tl::unexpected(job.error());
    }
    if (!arguments.indices.empty() && !job->layer.op->selects) {
        return command_fault(
            say("--indices asks for winners, and --op {0} has none", job->layer.op->id),
            say("leave it out, or use --op max"));
    }
    Outputs outputs(job->input);
    const auto done = std::visit(
        [&](const auto& input) {
            return run_forward(input, *job, arguments, outputs)
                .and_then([&] { return run_backward(input, *job, arguments, outputs); })
                .and_then(
                    [&] { return run_reader_counts(input.shape(), *job, arguments, outputs); });
        },
        job->input.tensor);
    if (!done) {
        return command_fault(done.error());
    }
    if (const auto written = write_together(outputs.files()); !written) {
        return input_fault(written.error());
    }
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<PoolArguments>();
    app.add_option("IN", arguments->input, tr("array to pool: .npy of 1 to 4 axes, or a .csv grid"))
        ->required()
        ->type_name("");
    app.add_option("-o,--output", arguments->output, tr("where the output goes: .npy, or .csv"))
        ->required()
        ->type_name("OUT");
    app.add_option("--indices", arguments->indices,
                   tr("max and its like: where the winners' positions go (int64, row-major within "
                      "each plane)"))
        ->type_name("IDX.npy");
    app.add_option("--reader-counts", arguments->reader_counts,
                   tr("where the number of windows that read each cell goes (int64; of the first "
                      "plane, where planes differ)"))
        ->type_name("RC.npy");
    app.add_option("--grad-output", arguments->grad_output,
                   tr("the gradient by the output, to be sent back"))
        ->type_name("G.npy");
    app.add_option("--grad-input", arguments->grad_input,
                   tr("where the gradient by the input goes"))
        ->type_name("GX.npy");
    app.add_option("--layout", arguments->layout,
                   tr("axes of the arrays, channels first or last (default: the dialect's)"))
        ->type_name("nchw|nhwc");
    add_layer_options(app, arguments->layer);
    add_beside_options(app, arguments->layer);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command pool_command{"pool", word("Run one layer over an array file"), attach};

}  // namespace poolscope::cli
