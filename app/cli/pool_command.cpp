/// `poolscope pool IN -o OUT`: runs one layer over an array file, in the array's own number type.
#include <algorithm>
#include <memory>
#include <thread>

#include <CLI/CLI.hpp>

#include "cli/array_file.hpp"
#include "cli/commands.hpp"
#include "cli/layer_arguments.hpp"
#include "cli/write_together.hpp"
#include "poolscope/forward.hpp"

namespace poolscope::cli {
namespace {

struct PoolArguments {
    std::string input;
    std::string output;
    std::string indices;
    LayerArguments layer;
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

/// Runs the layer and lists the files to write.
template <class Scalar>
Result<std::vector<OutputFile>> outputs_of(const Tensor<Scalar>& input, int rank,
                                           const Layer& layer, const PoolArguments& arguments) {
    PoolOptions options;
    options.return_indices = !arguments.indices.empty();
    options.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    auto pooled = pool(*layer.op, input, layer.params, options);
    if (!pooled) {
        return tl::unexpected(pooled.error());
    }
    auto bytes = encode_array(arguments.output, std::move(pooled->output), rank);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    std::vector<OutputFile> files;
    files.push_back({arguments.output, std::move(*bytes)});
    if (pooled->indices) {
        auto winners = encode_array(arguments.indices, std::move(*pooled->indices), rank);
        if (!winners) {
            return tl::unexpected(winners.error());
        }
        files.push_back({arguments.indices, std::move(*winners)});
    }
    return files;
}

/// Both names lead to one file, there already or not.
bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    // Made absolute first: a relative path that is not there yet would stay relative.
    return fs::weakly_canonical(fs::absolute(a, ignored), ignored) ==
           fs::weakly_canonical(fs::absolute(b, ignored), ignored);
}

Outcome run(const PoolArguments& arguments) {
    if (!arguments.indices.empty() && same_file(arguments.indices, arguments.output)) {
        return command_fault("--indices and -o name the same file", "give each a file of its own");
    }
    auto array = read_array(arguments.input);
    if (!array) {
        return input_fault(array.error());
    }
    const Shape shape =
        std::visit([](const auto& tensor) { return tensor.shape(); }, array->tensor);
    const auto layer = make_layer(arguments.layer, shape);
    if (!layer) {
        return command_fault(layer.error());
    }
    if (!arguments.indices.empty() && !layer->op->selects) {
        return command_fault(
            "--indices asks for winners, and --op " + std::string(layer->op->id) + " has none",
            "leave it out, or use --op max");
    }
    const auto tensor = in_type_of(*layer->op, std::move(array->tensor));
    const auto files = std::visit(
        [&](const auto& input) { return outputs_of(input, array->rank, *layer, arguments); },
        tensor);
    if (!files) {
        return command_fault(files.error());
    }
    if (const auto written = write_together(*files); !written) {
        return input_fault(written.error());
    }
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<PoolArguments>();
    app.add_option("IN", arguments->input, "array to pool: .npy of 2 to 4 axes, or a .csv grid")
        ->required()
        ->type_name("");
    app.add_option("-o,--output", arguments->output, "where the output goes: .npy, or .csv")
        ->required()
        ->type_name("OUT");
    app.add_option("--indices", arguments->indices,
                   "max: where the winners' positions go (int64, row-major within each plane)")
        ->type_name("IDX");
    add_layer_options(app, arguments->layer);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command pool_command{"pool", "Run one layer over an array file", attach};

}  // namespace poolscope::cli
