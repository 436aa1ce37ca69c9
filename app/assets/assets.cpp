/// Looks embedded files up by name.
#include "assets/assets.hpp"

#include "assets/table.hpp"

namespace poolscope::assets {

namespace {

std::span<const Entry> all() {
    return {entries, entry_count};
}

}  // namespace

std::optional<std::span<const std::byte>> find(std::string_view name) {
    for (const Entry& entry : all())
        if (name == entry.name) return std::span{entry.begin, entry.end};
    return std::nullopt;
}

std::string_view text(std::string_view name) {
    const auto bytes = find(name);
    if (!bytes) return {};
    return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

std::vector<std::string_view> names() {
    std::vector<std::string_view> result;
    result.reserve(entry_count);
    for (const Entry& entry : all()) result.emplace_back(entry.name);
    return result;
}

}  // namespace poolscope::assets
