/// Fuzzes the readers of frameworks' calls: what a framework says of a layer reads back as what it
/// makes of it.
#include "dialects/layer_rules.hpp"
#include "fuzz/fuzz.hpp"
#include "poolscope/dialect.hpp"

using namespace poolscope;

namespace {

/// `params` as a call tells them: the seed that draws samples is in none.
PoolParams told(const Operator& op, const PoolParams& params, const Shape& input) {
    PoolParams layer = canonical({&op, params}, input).params;
    layer.seed = PoolParams{}.seed;
    return layer;
}

void check_call(const Dialect& dialect, const Layer& layer, const Shape& input) {
    const auto adapted = dialect.adapt(layer, input);
    if (!adapted) fuzz::check_error(adapted.error());
    if (dialect.call == nullptr) return;
    const auto code = dialect.call(layer, input);
    if (!code) return fuzz::check_error(code.error());
    const auto again = parse_layer(*code);
    fuzz::must(again && again->layer.dialect == &dialect && again->unread.empty());
    fuzz::must(adapted && again->layer.op == adapted->layer.op);
    fuzz::must(told(*layer.op, again->layer.params, input) ==
               told(*layer.op, adapted->layer.params, input));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto pasted = parse_layer(fuzz::as_text(data, size));
    if (!pasted) return fuzz::check_error(pasted.error()), 0;
    fuzz::must(pasted->layer.op != nullptr && pasted->layer.dialect != nullptr);
    for (const Dialect* dialect : dialects())
        for (const Shape& input : {Shape{1, 2, 9, 7}, Shape{1, 1, 1, 8}})
            check_call(*dialect, pasted->layer, input);
    return 0;
}
