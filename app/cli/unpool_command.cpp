/// `poolscope unpool VALUES --indices IDX --output-size H,W -o OUT`: values back to where they came
/// from, zero elsewhere.
#include <cmath>
#include <limits>
#include <memory>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/array_file.hpp"
#include "cli/commands.hpp"
#include "cli/message.hpp"
#include "cli/reading_options.hpp"
#include "cli/write_together.hpp"
#include "i18n/tr.hpp"
#include "poolscope/backward.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;
using i18n::trn;

struct UnpoolArguments {
    std::string values;
    std::string indices;
    std::string output_size;
    std::string output;
    std::string layout;
    std::string array;
};

/// One index as int64. Errors: bad_format where it is not whole, or where its type does not hold
/// every whole number that far from 0, or an int64 does not.
template <class Scalar>
Result<std::int64_t> as_index(Scalar value) {
    if constexpr (std::is_floating_point_v<Scalar>) {
        if (std::trunc(value) != value) {
            return fail(ErrorCode::bad_format, say("--indices hold numbers that are not whole"),
                        say("save them as int64"));
        }
        const Scalar exact = std::ldexp(Scalar{1}, std::numeric_limits<Scalar>::digits);
        if (std::abs(value) >= exact) {
            return fail(
                ErrorCode::bad_format,
                say("--indices hold numbers too large for {0} to be exact", scalar_name<Scalar>()),
                say("save them in an .npy file of int64"));
        }
    } else if (!std::in_range<std::int64_t>(value)) {
        return fail(ErrorCode::bad_format, say("--indices hold {0}, which is beyond int64", value),
                    say("save them as int64"));
    }
    return static_cast<std::int64_t>(value);
}

/// Indices as int64. Errors: those of as_index().
Result<Tensor<std::int64_t>> as_indices(const AnyTensor& tensor) {
    return std::visit(
        [](const auto& values) -> Result<Tensor<std::int64_t>> {
            Tensor<std::int64_t> indices(values.shape());
            auto next = indices.cells().begin();
            for (const auto cell : values.cells()) {
                const auto index = as_index(cell);
                if (!index) return error_of(index);
                *next++ = *index;
            }
            return indices;
        },
        tensor);
}

/// "6" (for a row), or "6,8".
Result<Extent> parse_output_size(const std::string& text, bool one_axis) {
    const auto sizes = parse_ints(text, "--output-size");
    if (!sizes) return error_of(sizes);
    if (sizes->size() > 2) {
        return fail(ErrorCode::bad_argument, say("--output-size {0} has more than 2 numbers", text),
                    say("give rows,columns"));
    }
    const Extent size{one_axis && sizes->size() == 1 ? 1 : sizes->front(), sizes->back()};
    if (size.h < 1 || size.w < 1) {
        return fail(ErrorCode::bad_output_size, say("--output-size {0} leaves no cells", text),
                    say("make it 1 or more"));
    }
    return size;
}

/// Unpools in the values' own type.
Result<AnyTensor> unpooled(const AnyTensor& values, const Tensor<std::int64_t>& indices,
                           const Extent& size) {
    return std::visit(
        [&](const auto& typed) -> Result<AnyTensor> {
            const Shape& shape = typed.shape();
            auto result = unpool(typed, indices, {shape.n, shape.c, size.h, size.w});
            if (!result) return error_of(result);
            if (result->repeated > 0)
                print_warning(trn("values took the place of others with the same index {0} time",
                                  "values took the place of others with the same index {0} times",
                                  static_cast<std::size_t>(result->repeated)));
            if (result->skipped > 0)
                print_warning(
                    trn("{0} value has the index -1 of a window without data, and went nowhere",
                        "{0} values have the index -1 of a window without data, and went nowhere",
                        static_cast<std::size_t>(result->skipped)));
            return std::move(result->output);
        },
        values);
}

Outcome run(const UnpoolArguments& arguments) {
    if (const auto named = check_array_name(arguments.output, "-o"); !named)
        return command_fault(named.error());
    const auto layout = io::parse_layout(arguments.layout.empty() ? "nchw" : arguments.layout);
    if (!layout) return command_fault(layout.error());
    const auto values = read_array(arguments.values, *layout, arguments.array);
    if (!values) return input_fault(values.error());
    const bool other_fits = arguments.layout.empty() && values->other_layout_fits();
    if (other_fits) warn_of_layout(arguments.values, values->shape(), *layout);
    const auto size = parse_output_size(arguments.output_size, values->rank == 1);
    if (!size) return command_fault(size.error());
    const auto indices = read_array(arguments.indices, *layout).and_then([](const ArrayFile& file) {
        return as_indices(file.tensor);
    });
    if (!indices) return input_fault(indices.error());
    const auto output = unpooled(values->tensor, *indices, *size);
    if (!output) {
        return input_fault(other_fits ? naming_layout(output.error(), Layout::nhwc)
                                      : output.error());
    }
    const auto bytes = encode_array(arguments.output, *output, *values);
    if (!bytes) return command_fault(bytes.error());
    const OutputFile file{arguments.output, *bytes};
    if (const auto written = write_together({&file, 1}); !written)
        return input_fault(written.error());
    return {};
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<UnpoolArguments>();
    app.add_option("VALUES", arguments->values,
                   tr("array of values: .npy, .npz, or a grid of text (.csv)"))
        ->required()
        ->type_name("");
    app.add_option("--indices", arguments->indices,
                   tr("where each value goes: whole numbers, row-major within each plane"))
        ->required()
        ->type_name("IDX.npy");
    app.add_option("--output-size", arguments->output_size, tr("rows and columns of the output"))
        ->required()
        ->type_name("H,W");
    app.add_option("-o,--output", arguments->output, tr("where the output goes: .npy, or .csv"))
        ->required()
        ->type_name("OUT");
    add_layout_option(app, arguments->layout, "nchw");
    add_array_option(app, arguments->array);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command unpool_command{"unpool", word("Put values back where max pooling found them"),
                             attach};

}  // namespace poolscope::cli
