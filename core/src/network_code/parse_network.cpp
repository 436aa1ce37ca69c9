/// Finds the network among all that a program makes, and lays it over its input.
#include <algorithm>

#include "network_code/interpreter.hpp"
#include "support/plain_code.hpp"

namespace poolscope {

namespace network_code {
namespace {

/// What may be the network, and what it is called in messages.
struct Candidate {
    ModulePtr module;
    std::string name;
};

/// The modules that stand by themselves: those that are no part of others. Layers alone only where
/// nothing else is there; objects of one class count once.
std::vector<Candidate> candidates_of(const Interpreter& interpreter) {
    std::vector<Candidate> found;
    for (const bool leaves : {false, true}) {
        if (leaves && interpreter.complaint()) break;
        for (const ModulePtr& one : interpreter.modules()) {
            const bool leaf = one->kind == Module::Kind::leaf;
            const bool empty = one->kind == Module::Kind::sequence && one->children.empty();
            if (one->inside || one->kind == Module::Kind::joining || leaf != leaves || empty)
                continue;
            const auto same = std::ranges::find_if(found, [&](const Candidate& other) {
                return one->klass != nullptr && other.module->klass == one->klass;
            });
            if (same != found.end()) {
                same->module = one;
                continue;
            }
            std::string name = one->klass != nullptr ? std::string(one->klass->name) : one->label;
            if (name.empty() && leaf) name = one->call.items.front().source;
            found.push_back({one, name.empty() ? "Sequential" : std::move(name)});
        }
        if (!found.empty()) break;
    }
    return found;
}

/// Where the program makes nothing itself: its classes' objects, and what its functions return.
std::vector<Candidate> hidden_candidates(Interpreter& interpreter, const Program& program) {
    Scope scope;
    for (const Statement* const klass : interpreter.idle_classes())
        static_cast<void>(interpreter.instantiate(*klass, nullptr, scope));
    auto found = candidates_of(interpreter);
    const bool whole = std::ranges::any_of(
        found, [](const Candidate& one) { return one.module->kind != Module::Kind::leaf; });
    if (whole) return found;
    for (const Statement& one : program.statements)
        if (one.kind == StatementKind::define && one.indent == 0)
            static_cast<void>(interpreter.call_function(one, nullptr, scope, nullptr));
    return candidates_of(interpreter);
}

Error no_network() {
    return {.code = ErrorCode::not_expressible,
            .what = say("the code has no network that is read"),
            .remedy = say("paste nn.Sequential(...), a class with a forward, or "
                          "keras.Sequential([...])")};
}

tl::unexpected<Error> several(const std::vector<Candidate>& found) {
    const auto called = [](const Candidate& one) {
        return say("{0} (line {1})", one.name, one.module->line);
    };
    return fail(ErrorCode::unsupported,
                say("the code has {0} networks: {1} and {2}", found.size(), called(found[0]),
                    called(found[1])),
                say("leave one of them"));
}

Result<Maps> laid(Interpreter& interpreter, Module& module, const CodeReading& reading) {
    if (module.kind == Module::Kind::model) return *module.output;
    Maps input{.graph = std::make_shared<Graph>(reading.input), .shape = reading.input, .axes = 0};
    if (module.given) {
        input = *module.given;
        input.graph = std::make_shared<Graph>(input.shape);
    }
    return interpreter.lay(module, std::move(input), "", 0);
}

std::vector<Message> notes_of(const WeightDraws& draws, const Network& network, bool keras) {
    std::vector<Message> notes;
    if (draws.any()) notes.push_back(say("the weights are random, from seed {0}", draws.seed()));
    bool planes = false, hard = false, flattens = false;
    for (const NetworkLayer& one : network.layers) {
        const auto* const function = std::get_if<Pointwise>(&one.layer);
        hard = hard || (function != nullptr && function->function == Function::hard_sigmoid);
        flattens = flattens || (planes && std::holds_alternative<Linear>(one.layer));
        planes = std::holds_alternative<Conv2d>(one.layer) ||
                 std::holds_alternative<Layer>(one.layer) ||
                 (planes && !std::holds_alternative<Linear>(one.layer));
    }
    if (keras && hard) notes.push_back(say("hard_sigmoid is Keras 3's, x / 6 + 1 / 2"));
    if (keras && flattens)
        notes.push_back(
            say("maps are flattened channel by channel here, and cell by cell by Keras"));
    return notes;
}

Result<CodedNetwork> read(std::string_view code, const CodeReading& reading) {
    const auto program = read_program(code);
    if (!program) return error_of(program);
    Interpreter interpreter(*program, reading);
    interpreter.run();
    auto found = candidates_of(interpreter);
    const bool whole = std::ranges::any_of(
        found, [](const Candidate& one) { return one.module->kind != Module::Kind::leaf; });
    if (!whole) found = hidden_candidates(interpreter, *program);
    if (found.empty()) return tl::unexpected(interpreter.complaint().value_or(no_network()));
    if (found.size() > 1) return several(found);
    Module& module = *found.front().module;
    auto output = laid(interpreter, module, reading);
    if (!output) return error_of(output);
    const auto done = [&]() -> Result<void> {
        if (auto plain = check_plain(*output, say("the end").english()); !plain) return plain;
        return settle_claim(*output);
    }();
    if (!done) {
        Error error = done.error();
        if (error.place.line == 0) error.place.line = output->line;
        return tl::unexpected(std::move(error));
    }
    CodedNetwork result;
    result.network = output->graph->network_of(output->layer);
    if (result.network.layers.empty()) return tl::unexpected(no_network());
    const auto first_leaf = std::ranges::find_if(interpreter.modules(), [](const ModulePtr& one) {
        return one->framework != Framework::unknown;
    });
    const bool keras =
        first_leaf != interpreter.modules().end() && (*first_leaf)->framework == Framework::keras;
    result.framework = keras ? "Keras" : "PyTorch";
    result.input = output->graph->input();
    result.flat = output->is_flat();
    result.notes = notes_of(interpreter.draws(), result.network, keras);
    return result;
}

}  // namespace
}  // namespace network_code

Result<CodedNetwork> parse_network(std::string_view code, const CodeReading& reading) {
    const auto plain = plain_code(code);
    return network_code::read(plain ? std::string_view(*plain) : code, reading);
}

}  // namespace poolscope
