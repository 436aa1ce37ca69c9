/// `poolscope handout SCENE... -o FILE.pdf`: exercises on paper, and their key.
#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/arguments.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/language_option.hpp"
#include "cli/network_argument.hpp"
#include "cli/reading_options.hpp"
#include "export/handout.hpp"
#include "export/writing.hpp"
#include "i18n/tr.hpp"
#include "io/load.hpp"
#include "model/part.hpp"

namespace poolscope::cli {
namespace {

using i18n::tr;

struct HandoutArguments {
    std::string layer;  ///< of networks
    std::vector<std::string> scenes;
    std::string output;
    std::string title;
    std::string paper;
    std::string exercises;
    std::string questions;
    std::string tier;
    std::string seed;
    std::string language;
    bool key = false;
};

/// The ids of a list's rows.
template <class Row>
std::string ids_of(std::span<const Row> rows, std::string_view separator) {
    std::string ids;
    for (const Row& row : rows)
        ids += (ids.empty() ? "" : std::string(separator)) + std::string(row.id);
    return ids;
}

Result<const handout::Paper*> find_paper(const std::string& id) {
    for (const handout::Paper& paper : handout::papers())
        if (paper.id == id || id.empty()) return &paper;
    return fail(ErrorCode::bad_argument, say("there is no paper \"{0}\"", id),
                say("use one of: {0}", ids_of(handout::papers(), ", ")));
}

Result<handout::Tier> find_tier(const std::string& id) {
    for (const handout::TierName& one : handout::tiers())
        if (one.id == id || id.empty()) return one.tier;
    return fail(ErrorCode::bad_argument, say("there is no tier \"{0}\"", id),
                say("use one of: {0}", ids_of(handout::tiers(), ", ")));
}

/// A count of `least` .. `most`, where one is given.
Result<std::size_t> parse_count(const std::string& text, const char* option, int least,
                                std::size_t most, std::size_t otherwise) {
    if (text.empty()) return otherwise;
    const auto count = parse_int(text, option);
    if (!count) return error_of(count);
    if (*count < least || static_cast<std::size_t>(*count) > most) {
        return fail(ErrorCode::bad_argument, say("{0} {1} is out of range", option, text),
                    say("give a number from {0} to {1}", least, most));
    }
    return static_cast<std::size_t>(*count);
}

Result<exporting::HandoutOrder> parse_order(const HandoutArguments& arguments) {
    exporting::HandoutOrder order;
    order.title = arguments.title;
    const auto paper = find_paper(arguments.paper);
    if (!paper) return error_of(paper);
    order.paper = *paper;
    const auto exercises = parse_count(arguments.exercises, "--exercises", 1,
                                       handout::most_exercises, order.exercises);
    if (!exercises) return error_of(exercises);
    order.exercises = *exercises;
    const auto questions = parse_count(arguments.questions, "--questions", 0,
                                       handout::most_questions, order.questions);
    if (!questions) return error_of(questions);
    order.questions = *questions;
    const auto tier = find_tier(arguments.tier);
    if (!tier) return error_of(tier);
    order.tier = *tier;
    if (!arguments.seed.empty()) {
        const auto seed = parse_seed(arguments.seed, "--seed");
        if (!seed) return error_of(seed);
        order.seed = *seed;
        order.keeps_first = false;
    }
    return order;
}

/// The pooling layer of a network that is asked for, or that its scene shows, alone.
tl::expected<model::Document, Failure> pooling_layer(const io::OpenedDocument& opened,
                                                     const std::string& path,
                                                     const std::string& asked) {
    std::size_t at = opened.view.layer;
    if (!asked.empty()) {
        const auto index = layer_index(opened.document.layers, asked);
        if (!index) return command_fault(index.error());
        at = *index;
    } else {
        // Where another kind of layer is on show, the first that pools.
        const auto pools = [&](std::size_t i) {
            return std::holds_alternative<Layer>(opened.document.layers[i].layer);
        };
        for (std::size_t i = 0; i < opened.document.layers.size() && !pools(at); ++i)
            if (pools(i)) at = i;
    }
    if (!std::holds_alternative<Layer>(opened.document.layers[at].layer))
        return command_fault(say("layer {0} of \"{1}\" is no pooling layer", at + 1, path),
                             say("choose one that is by --layer"));
    model::Run run = model::part_alone(opened.document, at);
    if (!run.results.geometry) return input_fault(run.results.geometry.error());
    return std::move(run.document);
}

Outcome run(const HandoutArguments& arguments) {
    const std::string extension = std::filesystem::path(arguments.output).extension().string();
    if (!extension.empty() && extension != ".pdf") {
        return command_fault(say("-o {0} is no name of a PDF file", arguments.output),
                             say("end it in .pdf"));
    }
    if (const auto known = check_language(arguments.language); !known)
        return command_fault(known.error());
    const auto order = parse_order(arguments);
    if (!order) return command_fault(order.error());
    if (arguments.scenes.size() * order->exercises > handout::most_exercises) {
        return command_fault(say("a handout has at most {0} exercises", handout::most_exercises),
                             say("make --exercises smaller, or name fewer scenes"));
    }
    std::vector<io::OpenedDocument> opened;
    for (const std::string& path : arguments.scenes) {
        auto one = io::open_document(path);
        if (!one) return input_fault(one.error());
        print_remarks(path, one->remarks, one->document.shape());
        if (model::is_network(one->document)) {
            auto layer = pooling_layer(*one, path, arguments.layer);
            if (!layer) return tl::unexpected(std::move(layer.error()));
            one->document = std::move(*layer);
        }
        opened.push_back(std::move(*one));
    }
    std::vector<exporting::HandoutSource> sources;
    sources.reserve(opened.size());
    for (const io::OpenedDocument& one : opened) sources.push_back({one.document, one.view.sample});
    stop_by_signals();
    const DrawnIn language(arguments.language);
    const auto version = arguments.key ? handout::Version::key : handout::Version::student;
    const auto done =
        exporting::make_handout(sources, *order)
            .and_then(
                [&](const handout::Sheet& sheet) { return exporting::handout_pdf(sheet, version); })
            .and_then([&](const std::vector<std::byte>& pdf) -> Result<void> {
                if (interrupted()) return exporting::cancelled();
                const bool named = !extension.empty();
                return io::write_file_atomically(arguments.output + (named ? "" : ".pdf"), pdf);
            });
    return done ? Outcome{} : input_fault(done.error());
}

std::function<Outcome()> attach(CLI::App& app) {
    auto arguments = std::make_shared<HandoutArguments>();
    app.add_option("SCENE", arguments->scenes,
                   tr("scenes, pictures, .npy or .csv: an exercise each"))
        ->required()
        ->type_name("");
    app.add_option("-o,--output", arguments->output, tr("where the PDF goes"))
        ->required()
        ->type_name("FILE.pdf");
    app.add_option("--layer", arguments->layer,
                   tr("of a network: the layer, by its number from 1 or its name"))
        ->type_name("K|NAME");
    app.add_flag("--key", arguments->key, tr("the key: every output, its working and the answers"));
    app.add_option("--seed", arguments->seed,
                   tr("fresh numbers, drawn from it (default: the scene's own, then from 1)"))
        ->type_name("N");
    app.add_option("--exercises", arguments->exercises,
                   tr("exercises from each scene, each with numbers of its own (default: 1)"))
        ->type_name("N");
    app.add_option("--questions", arguments->questions,
                   tr("questions of each exercise, at most (default: 3)"))
        ->type_name("N");
    app.add_option("--tier", arguments->tier,
                   tr("how much of the working stands there already (default: plain)"))
        ->type_name(ids_of(handout::tiers(), "|"));
    app.add_option("--paper", arguments->paper, tr("the size of the pages (default: a4)"))
        ->type_name(ids_of(handout::papers(), "|"));
    app.add_option("--title", arguments->title, tr("at the top of each page"))->type_name("TEXT");
    add_language_option(app, arguments->language);
    return [arguments] { return run(*arguments); };
}

}  // namespace

const Command handout_command{"handout", word("Print a layer as exercises on paper, and their key"),
                              attach};

}  // namespace poolscope::cli
