/// Reads [view]; every id must be one of its list.
#include "io/scene_view.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "io/view_key.hpp"
#include "poolscope/equivalences.hpp"
#include "support/digits.hpp"
#include "theme/colormap.hpp"

namespace poolscope::io {

namespace {

using model::Document;
using model::Mode;
using model::PictureView;
using model::ViewState;

/// A value and its name in a scene file.
template <class Value>
struct Named {
    std::string_view name;
    Value value;
};
template <class Value>
Named(const char*, Value) -> Named<Value>;
constexpr std::array modes{Named{"forward", Mode::forward}, Named{"backward", Mode::backward},
                           Named{"compare", Mode::compare}, Named{"stages", Mode::stages}};
constexpr std::array picture_views{Named{"beside", PictureView::beside},
                                   Named{"before-after", PictureView::over},
                                   Named{"true-size", PictureView::true_size}};

template <class Value>
std::string_view name_in(std::span<const Named<Value>> list, Value value) {
    const auto found = std::ranges::find(list, value, &Named<Value>::value);
    return found == list.end() ? std::string_view{} : found->name;
}

/// One of a list's names under `key`.
template <class Value>
Result<void> read_named(Section& section, const std::string& key,
                        std::span<const Named<Value>> list, Value& out) {
    const auto* node = section.take(key);
    if (node == nullptr) return {};
    const auto name = node->value_exact<std::string>();
    std::string known;
    for (const Named<Value>& named : list) {
        if (name == named.name) {
            out = named.value;
            return {};
        }
        known += (known.empty() ? "" : ", ") + toml_string(named.name);
    }
    return fail_at(*node, ErrorCode::bad_format, say("{0} is none of {1}", key, known),
                   say("write one of them"));
}

/// A whole number of 0 .. count - 1 under `key`; `what` has so many.
Result<void> read_place(const toml::node& node, const std::string& key, int count, int& out) {
    const auto value = read_int(node, key);
    if (!value) return error_of(value);
    if (*value < 0 || *value >= count)
        return fail_at(node, ErrorCode::bad_format,
                       say("{0} is {1}, and the input has {2}", key, *value, count),
                       say("count from 0"));
    out = *value;
    return {};
}

/// channel = 2, or "all".
Result<void> read_channel(Section& section, const Document& document, ViewState& view) {
    const auto* node = section.take("channel");
    if (node == nullptr) return {};
    view.all_channels = node->value_exact<std::string>() == "all";
    if (view.all_channels) return {};
    // Which channels a network's layer reads is known once it is run.
    const int count = model::is_network(document) ? max_extent : document.shape().c;
    return read_place(*node, "channel", count, view.channel);
}

/// layer, filter and by_layer, which a network has.
Result<void> read_shown_layer(Section& section, const Document& document, ViewState& view) {
    if (!model::is_network(document)) return {};
    const auto* node = section.take("layer");
    int layer = 1;
    if (node != nullptr) {
        const auto value = read_int(*node, "layer");
        if (!value) return error_of(value);
        if (*value < 1 || *value > static_cast<int>(document.layers.size()))
            return fail_at(
                *node, ErrorCode::bad_format,
                say("layer is {0}, and the network has {1}", *value, document.layers.size()),
                say("count from 1"));
        layer = *value;
    }
    view.layer = static_cast<std::size_t>(layer) - 1;
    // How many outputs read the same channels is known once it is run.
    if (const auto* filter = section.take("filter"); filter != nullptr)
        if (auto got = read_place(*filter, "filter", max_extent, view.filter); !got) return got;
    return first_error(
        {section.read("by_layer", view.by_layer), section.read("effective", view.effective)});
}

Result<void> read_sample(Section& section, const Document& document, ViewState& view) {
    const auto* node = section.take("sample");
    if (node == nullptr) return {};
    return read_place(*node, "sample", document.shape().n, view.sample);
}

Result<void> read_grain(Section& section, ViewState& view) {
    const auto* node = section.take("grain");
    if (node == nullptr) return {};
    const auto grain = node->value_exact<std::string>();
    if (grain != "window" && grain != "cell")
        return fail_at(*node, ErrorCode::bad_format, say(R"(grain is neither "window" nor "cell")"),
                       say("write one of the two"));
    view.grain = grain == "cell" ? Grain::cell : Grain::window;
    return {};
}

/// compare = ["pytorch", "keras"].
Result<void> read_compared(Section& section, ViewState& view) {
    const auto* node = section.take("compare");
    if (node == nullptr) return {};
    const auto* array = node->as_array();
    if (array == nullptr || array->size() != 2)
        return fail_at(*node, ErrorCode::bad_format, say("compare does not name two dialects"),
                       say(R"(write two, as ["pytorch", "keras"])"));
    std::array<std::string, 2> ids;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const toml::node& item = (*array)[i];
        const auto id = item.value_exact<std::string>();
        if (!id)
            return fail_at(item, ErrorCode::bad_format,
                           say("a dialect of compare is no text in quotes"),
                           say(R"(write two, as ["pytorch", "keras"])"));
        const auto found = find_dialect(*id);
        if (!found)
            return fail_at(item, ErrorCode::bad_format, found.error().what, found.error().remedy);
        ids[i] = std::string((*found)->id);
    }
    view.compare_first = ids[0];
    view.compare_second = ids[1];
    return {};
}

Result<void> read_equivalence(Section& section, ViewState& view) {
    const auto* node = section.take("equivalence");
    if (node == nullptr) return {};
    std::string id;
    if (auto got = section.read("equivalence", id); !got) return got;
    const auto found = find_equivalence(id);
    if (!found)
        return fail_at(*node, ErrorCode::bad_format, found.error().what, found.error().remedy);
    view.equivalence = std::string((*found)->id);
    return {};
}

/// The id of a colour map; left out where the document chooses.
Result<void> read_colormap(Section& section, ViewState& view) {
    const auto* node = section.take("colormap");
    if (node == nullptr) return {};
    const auto id = node->value_exact<std::string>();
    std::string ids;
    view.colormap.clear();
    for (const theme::Colormap* map : theme::colormaps()) {
        if (id == map->id) view.colormap = *id;
        ids += (ids.empty() ? "" : ", ") + std::string(map->id);
    }
    if (view.colormap.empty() && id != "")
        return fail_at(*node, ErrorCode::bad_format, say("colormap names no colour map"),
                       say("write one of {0}", ids));
    return {};
}

/// "pytorch,keras" as a list.
toml::array listed(std::string_view text) {
    toml::array list;
    while (true) {
        const std::size_t comma = std::min(text.find(','), text.size());
        list.push_back(std::string(text.substr(0, comma)));
        if (comma == text.size()) return list;
        text.remove_prefix(comma + 1);
    }
}

/// What the tables say of the view; the rest stays.
Result<void> read_keys(const TableStack& tables, const Document& document, ViewState& view) {
    Section section(tables, "view");
    auto step = static_cast<std::uint64_t>(view.step);
    auto got = first_error(
        {read_shown_layer(section, document, view), section.read("step", step),
         read_grain(section, view), read_channel(section, document, view),
         read_sample(section, document, view), read_named<Mode>(section, "mode", modes, view.mode),
         read_compared(section, view), read_equivalence(section, view),
         section.read("edits_scores", view.edits_scores),
         section.read("counts_readers", view.counts_readers), section.read("indices", view.indices),
         section.read("lens", view.lens),
         read_named<PictureView>(section, "picture_view", picture_views, view.picture_view),
         read_colormap(section, view), section.check_all_taken()});
    view.step = static_cast<std::size_t>(step);
    view.glide.from = view.step;
    return got;
}

}  // namespace

std::string_view mode_name(Mode mode) {
    return name_in<Mode>(modes, mode);
}

std::string_view picture_view_name(PictureView view) {
    return name_in<PictureView>(picture_views, view);
}

Result<void> read_view(const TableStack& tables, const Document& document, ViewState& view) {
    view = {};
    return read_keys(tables, document, view);
}

Result<void> change_view(std::string_view key, std::string_view text, const Document& document,
                         ViewState& view) {
    toml::table table;
    std::int64_t number = 0;
    const auto read = from_digits(text.data(), text.data() + text.size(), number);
    if (text == "true" || text == "false")
        table.insert(key, text == "true");
    else if (key == "compare")
        table.insert(key, listed(text));
    else if (read.ec == std::errc() && read.ptr == text.data() + text.size())
        table.insert(key, number);
    else
        table.insert(key, std::string(text));
    ViewState changed = view;
    auto done = read_keys({&table}, document, changed);
    if (done) view = std::move(changed);
    return done;
}

}  // namespace poolscope::io
