/// `poolscope pool IN -o OUT`: runs one layer over an array file, in the array's own number type,
/// and back where a gradient is given.
#include <algorithm>
#include <memory>
#include <regex>

#include <CLI/CLI.hpp>

#include "cli/array_file.hpp"
#include "cli/commands.hpp"
#include "cli/integer_mean.hpp"
#include "cli/layer_arguments.hpp"
#include "cli/message.hpp"
#include "cli/pool_warnings.hpp"
#include "cli/reading_options.hpp"
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
    std::string array;
    LayerArguments layer;
};

/// Everything that a run needs, read and checked.
struct Job {
    ArrayFile input;  ///< in the type that the operator computes it in
    PlacedLayer placed;
    std::optional<ArrayFile> grad_output;
    bool truncates = false;  ///< the mean of int64 stays int64
};

/// The tensor in the type that `op` computes it in: integers become float64 where the operator
/// knows reals only (a mean).
AnyTensor in_type_of(const Operator& op, AnyTensor tensor) {
    return std::visit(
        [&op]<class Scalar>(Tensor<Scalar>& values) -> AnyTensor {
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
bool truncates_mean(const Layer& layer, const Dialect& dialect, const AnyTensor& input) {
    return dialect.id == "pytorch" && layer.op->id == "avg" &&
           layer.params.placement == Placement::sliding &&
           std::holds_alternative<Tensor<std::int64_t>>(input);
}

/// `tensor` in the number type `Scalar`.
template <class Scalar>
Tensor<Scalar> as_type(const AnyTensor& tensor) {
    return std::visit(
        [](const auto& values) {
            std::vector<Scalar> cells(values.cells().size());
            std::ranges::transform(
                values.cells(), cells.begin(), [](auto cell) { return static_cast<Scalar>(cell); });
            return Tensor<Scalar>(values.shape(), std::move(cells));
        },
        tensor);
}

/// The shape of an empty batch's samples, as of a batch of one: a layer is placed on that.
Shape one_or_more(Shape shape) {
    shape.n = std::max(shape.n, 1);
    return shape;
}

/// Collects the files to write; the first error ends it.
class Outputs {
public:
    explicit Outputs(const ArrayFile& like) : like_(&like) {}

    Result<void> add(const std::string& path, const AnyTensor& tensor) {
        auto bytes = encode_array(path, tensor, *like_);
        if (!bytes) return error_of(bytes);
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
        if (job.truncates) return outputs.add(arguments.output, truncated_mean(input, job.placed));
    }
    PoolResult<Scalar> pooled;
    const auto done =
        pool_placed(pooled, job.placed, input, {.return_indices = !arguments.indices.empty()});
    if (!done) return done;
    return outputs.add(arguments.output, std::move(pooled.output)).and_then([&]() -> Result<void> {
        if (!pooled.indices) return {};
        return outputs.add(arguments.indices, std::move(*pooled.indices));
    });
}

/// The outputs of an empty batch, which frameworks give as they give others: they are empty too.
template <class Scalar>
Result<void> run_empty(const Tensor<Scalar>& input, const Job& job, const PoolArguments& arguments,
                       Outputs& outputs) {
    const auto geometry = make_geometry(job.placed.layer, one_or_more(input.shape()));
    if (!geometry) return error_of(geometry);
    Shape shape = geometry->output;
    shape.n = 0;
    if (job.grad_output && job.grad_output->shape() != shape) {
        return fail(ErrorCode::bad_shape,
                    say("--grad-output is {0}, and the output is {1}",
                        shape_text(job.grad_output->shape()), shape_text(shape)),
                    say("give it the output's shape"));
    }
    auto done = outputs.add(arguments.output, Tensor<Scalar>(shape));
    if (done && !arguments.indices.empty())
        done = outputs.add(arguments.indices, Tensor<std::int64_t>(shape));
    if (done && job.grad_output)
        done = outputs.add(arguments.grad_input, Tensor<Scalar>(input.shape()));
    return done;
}

template <class Scalar>
Result<void> run_backward(const Tensor<Scalar>& input, const Job& job,
                          const PoolArguments& arguments, Outputs& outputs) {
    if (!job.grad_output) return {};
    if (const auto checked = check_differentiable<Scalar>(*job.placed.layer.op); !checked)
        return error_of(checked);
    return pool_backward(job.placed.layer, input, as_type<Scalar>(job.grad_output->tensor))
        .and_then(
            [&](const auto& gradient) { return outputs.add(arguments.grad_input, gradient); });
}

/// How many windows read each cell, where it is asked for.
Result<void> run_reader_counts(const Job& job, const PoolArguments& arguments, Outputs& outputs) {
    if (arguments.reader_counts.empty()) return {};
    const auto& [layer, geometry] = job.placed;
    const auto plane = plane_geometry(geometry, layer.params, 0, 0);
    return outputs.add(arguments.reader_counts, reader_count_map(plane));
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
        if (const auto fits = check_array_name(name, option); !fits)
            return command_fault(fits.error());
    }
    if (arguments.grad_output.empty() != arguments.grad_input.empty()) {
        return command_fault(
            say("--grad-output is read and --grad-input is written, and one is missing"),
            say("give both or neither"));
    }
    return {};
}

/// Whether a call is of a layer along one axis, by its name (MaxPool1d, AveragePooling1D,
/// max_pool1d) or by a list of one number for its kernel.
bool pools_one_axis(const std::string& code) {
    static const std::regex named(R"(pool(ing)?1d\b)", std::regex::icase);
    static const std::regex listed(
        R"((kernel_shape|window_shape|pool_size)\s*=\s*[\[(]\s*\d+\s*,?\s*[\])])");
    return std::regex_search(code, named) || std::regex_search(code, listed);
}

/// Whether somebody said how the arrays are laid out; a layer along one axis has no planes to lay.
bool says_layout(const PoolArguments& arguments, const Rules& rules) {
    return !arguments.layout.empty() || (rules.pasted && (!rules.pasted->layout.empty() ||
                                                          pools_one_axis(arguments.layer.code)));
}

Layout other_than(Layout layout) {
    return layout == Layout::nchw ? Layout::nhwc : Layout::nchw;
}

/// Frameworks refuse a layer along one axis over an array of batches, channels and planes.
Result<void> check_axes(const std::string& code, int rank) {
    if (rank < 4 || !pools_one_axis(code)) return {};
    return fail(ErrorCode::bad_shape,
                say("--code is a layer along one axis, which takes arrays of 2 or 3 axes, and this "
                    "one has {0}",
                    rank),
                say("use the 2d layer, or an array without that axis"));
}

/// Reads the input, the layer and the gradient.
tl::expected<Job, Failure> read_job(const PoolArguments& arguments, const Rules& rules,
                                    Layout layout) {
    auto input = read_array(arguments.input, layout, arguments.array);
    if (!input) return input_fault(input.error());
    if (const auto fits = check_axes(arguments.layer.code, input->rank); !fits)
        return command_fault(fits.error());
    const bool other_fits = !says_layout(arguments, rules) && input->other_layout_fits();
    if (other_fits) warn_of_layout(arguments.input, input->shape(), layout);
    if (input->note) print_warning(say("\"{0}\": {1}", arguments.input, *input->note).english());
    auto chosen =
        make_layer(arguments.layer, rules, {one_or_more(input->shape()), input->rank == 1});
    if (!chosen) {
        Failure failure = chosen.error();
        if (other_fits) failure.error = naming_layout(std::move(failure.error), other_than(layout));
        return tl::unexpected(std::move(failure));
    }
    Job job{std::move(*input), std::move(chosen->placed), {}, false};
    job.truncates = truncates_mean(job.placed.layer, *rules.dialect, job.input.tensor);
    const auto found = pool_warnings(job.placed, *rules.dialect, job.input.tensor, job.truncates);
    chosen->warnings.insert(chosen->warnings.end(), found.begin(), found.end());
    for (const Message& warning : chosen->warnings) print_warning(tr(warning));
    if (!job.truncates)
        job.input.tensor = in_type_of(*job.placed.layer.op, std::move(job.input.tensor));
    if (!arguments.grad_output.empty()) {
        auto gradient = read_array(arguments.grad_output, layout);
        if (!gradient) return input_fault(gradient.error());
        job.grad_output = std::move(*gradient);
    }
    return job;
}

Outcome run(const PoolArguments& arguments) {
    if (auto named = check_output_names(arguments); !named) return named;
    const auto rules = choose_rules(arguments.layer);
    if (!rules) return command_fault(rules.error());
    const auto layout = layout_under(*rules, arguments.layout);
    if (!layout) return command_fault(layout.error());
    const auto job = read_job(arguments, *rules, *layout);
    if (!job) return error_of(job);
    if (!arguments.indices.empty() && !job->placed.layer.op->selects) {
        return command_fault(
            say("--indices asks for winners, and --op {0} has none", job->placed.layer.op->id),
            say("leave it out, or use --op max"));
    }
    Outputs outputs(job->input);
    const auto done = std::visit(
        [&](const auto& input) {
            const Shape placed = one_or_more(input.shape());
            auto pooled = placed != input.shape()
                              ? run_empty(input, *job, arguments, outputs)
                              : run_forward(input, *job, arguments, outputs).and_then([&] {
                                    return run_backward(input, *job, arguments, outputs);
                                });
            return pooled.and_then([&] { return run_reader_counts(*job, arguments, outputs); });
        },
        job->input.tensor);
    if (!done) return command_fault(done.error());
    if (const auto written = write_together(outputs.files()); !written)
        return input_fault(written.error());
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<PoolArguments>();
    app.add_option("IN", arguments->input,
                   tr("array to pool: .npy of 1 to 4 axes, .npz, or a grid of text (.csv)"))
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
    add_layout_option(app, arguments->layout, tr("the dialect's"));
    add_array_option(app, arguments->array);
    add_layer_options(app, arguments->layer);
    add_beside_options(app, arguments->layer);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command pool_command{"pool", word("Run one layer over an array file"), attach};

}  // namespace poolscope::cli
