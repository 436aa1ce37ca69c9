/// The options of looking, each with the key of a scene's [view] that says the same.
#include "cli/view_options.hpp"

#include <array>

#include <CLI/CLI.hpp>

#include "i18n/tr.hpp"
#include "io/view_key.hpp"
#include "poolscope/equivalences.hpp"
#include "theme/colormap.hpp"

namespace poolscope::cli {

namespace {

using i18n::tr;

/// An option, and what a scene's [view] says for it.
struct Choice {
    const char* option;
    const char* key;
};
constexpr std::array choices{Choice{"--mode", "mode"},
                             Choice{"--compare", "compare"},
                             Choice{"--equivalence", "equivalence"},
                             Choice{"--picture-view", "picture_view"},
                             Choice{"--channel", "channel"},
                             Choice{"--sample", "sample"},
                             Choice{"--colormap", "colormap"}};

/// An option without a value.
struct Switch {
    const char* option;
    const char* key;
    const char* value;
};
constexpr std::array switches{Switch{"--lens", "lens", "true"},
                              Switch{"--times-read", "counts_readers", "true"},
                              Switch{"--no-indices", "indices", "false"}};

/// "separable|convolution", of a list's rows.
std::string equivalence_choices() {
    std::string ids;
    for (const Equivalence& one : equivalences())
        ids += (ids.empty() ? "" : "|") + std::string(one.id);
    return ids;
}

std::string colormap_choices() {
    std::string ids;
    for (const theme::Colormap* map : theme::colormaps())
        ids += (ids.empty() ? "" : "|") + std::string(map->id);
    return ids;
}

/// What a scene with that line would be; the line itself is none that the person wrote.
Result<void> change(const char* option, const char* key, std::string_view value,
                    const model::Document& document, model::ViewState& view) {
    const auto done = io::change_view(key, value, document, view);
    if (done) return {};
    return fail(ErrorCode::bad_argument, say("{0}: {1}", option, done.error().what),
                done.error().remedy);
}

}  // namespace

std::string ViewArguments::first() const {
    for (const auto& [option, text] : texts)
        if (!text.empty()) return option;
    for (const auto& [option, given] : flags)
        if (given) return option;
    return {};
}

void add_view_options(CLI::App& app, ViewArguments& arguments) {
    const auto add = [&](const char* name, const char* help, const std::string& type) {
        app.add_option(name, arguments.texts[name], help)->type_name(type)->group(tr("View"));
    };
    const auto add_switch = [&](const char* name, const char* help) {
        app.add_flag(name, arguments.flags[name], help)->group(tr("View"));
    };
    add("--mode", tr("what is shown of the layer (default: the scene's own, or forward)"),
        "forward|backward|compare|stages");
    add("--compare", tr("compare: the two whose rules stand side by side (default: pytorch,keras)"),
        "A,B");
    add("--equivalence", tr("stages: what stands for the layer (default: separable)"),
        equivalence_choices());
    add("--picture-view", tr("how a picture lies beside its output (default: beside)"),
        "beside|before-after|true-size");
    add_switch("--lens", tr("the window enlarged with its numbers, on a card beside it"));
    add_switch("--times-read", tr("how often each cell is read, in place of its value"));
    add_switch("--no-indices", tr("leave out the numbers of rows and columns"));
    add("--channel", tr("the channel that is shown, from 0, or all (default: 0)"), "K|all");
    add("--sample", tr("which of a batch is shown, from 0 (default: 0)"), "K");
    add("--colormap", tr("the colours of a picture's values (default: chosen by the input)"),
        colormap_choices());
}

Result<void> apply_view(const ViewArguments& arguments, const model::Document& document,
                        model::ViewState& view) {
    for (const Choice& choice : choices) {
        const auto given = arguments.texts.find(choice.option);
        if (given == arguments.texts.end() || given->second.empty()) continue;
        if (auto done = change(choice.option, choice.key, given->second, document, view); !done)
            return done;
    }
    for (const Switch& one : switches) {
        const auto given = arguments.flags.find(one.option);
        if (given == arguments.flags.end() || !given->second) continue;
        if (auto done = change(one.option, one.key, one.value, document, view); !done) return done;
    }
    return {};
}

}  // namespace poolscope::cli
