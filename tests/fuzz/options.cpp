/// Fuzzes the layer options of the command line, one `name=text` a line: a layer that is made can
/// be placed on its input.
#include <array>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/layer_arguments.hpp"
#include "fuzz/fuzz.hpp"
#include "io/layout.hpp"
#include "poolscope/geometry.hpp"

using namespace poolscope;

namespace {

/// The options that are texts, but for the files that --samples and --scores name.
constexpr std::array<std::pair<std::string_view, std::string cli::LayerArguments::*>, 11> texts{{
    {"code", &cli::LayerArguments::code},
    {"op", &cli::LayerArguments::op},
    {"kernel", &cli::LayerArguments::kernel},
    {"stride", &cli::LayerArguments::stride},
    {"padding", &cli::LayerArguments::padding},
    {"dilation", &cli::LayerArguments::dilation},
    {"output-size", &cli::LayerArguments::output_size},
    {"channel-group", &cli::LayerArguments::channel_group},
    {"divisor", &cli::LayerArguments::divisor},
    {"seed", &cli::LayerArguments::seed},
    {"dialect", &cli::LayerArguments::dialect},
}};

void read_option(std::string_view line, cli::LayerArguments& arguments) {
    const std::size_t equals = std::min(line.find('='), line.size());
    const std::string_view name = line.substr(0, equals);
    const std::string value(line.substr(std::min(equals + 1, line.size())));
    if (name == "ceil-mode") arguments.ceil_mode = true;
    if (name == "exclude-pad") arguments.exclude_pad = true;
    if (name == "global") arguments.global = true;
    for (const auto& [option, field] : texts)
        if (name == option) {
            arguments.*field = value;
            return;
        }
    arguments.numbers[std::string(name)] = value;
}

template <class Value>
void check_value(const Result<Value>& value) {
    if (!value)
        fuzz::must(!value.error().located().english().empty() && !value.error().remedy.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = fuzz::as_text(data, size);
    check_value(cli::parse_ints(text, "--option"));
    check_value(cli::parse_number_or_infinity(text, "--option"));
    check_value(cli::parse_seed(text, "--option"));
    check_value(cli::parse_size(text, "--option"));
    check_value(io::parse_layout(text));
    cli::LayerArguments arguments;
    while (!text.empty()) read_option(fuzz::take_line(text), arguments);
    const auto rules = cli::choose_rules(arguments);
    if (!rules) return check_value(rules), 0;
    for (const cli::LayerInput& input :
         {cli::LayerInput{{1, 3, 9, 7}}, cli::LayerInput{{1, 1, 1, 12}, true}}) {
        const auto chosen = cli::make_layer(arguments, *rules, input);
        if (!chosen) {
            fuzz::must(!chosen.error().error.located().english().empty());
            continue;
        }
        const Layer& layer = chosen->placed.layer;
        fuzz::must(make_geometry({layer.op, layer.params}, input.shape).has_value());
    }
    return 0;
}
