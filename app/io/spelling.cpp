/// Distances between words.
#include "io/spelling.hpp"

#include <algorithm>

namespace poolscope::io {

namespace {

constexpr std::size_t longest_word = 64;  ///< whoever writes more meant no name

/// Slips between two words: Damerau's distance, each pair of letters changing places once.
std::size_t slips_between(std::string_view a, std::string_view b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::size_t> table((a.size() + 1) * width);
    const auto at = [&](std::size_t i, std::size_t j) -> std::size_t& {
        return table[i * width + j];
    };
    for (std::size_t i = 0; i <= a.size(); ++i) at(i, 0) = i;
    for (std::size_t j = 0; j <= b.size(); ++j) at(0, j) = j;
    for (std::size_t i = 1; i <= a.size(); ++i)
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
            std::size_t least = at(i - 1, j - 1) + wrong;
            least = std::min({least, at(i - 1, j) + 1, at(i, j - 1) + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                least = std::min(least, at(i - 2, j - 2) + 1);
            at(i, j) = least;
        }
    return at(a.size(), b.size());
}

std::string joined(const std::vector<std::string_view>& names, std::string_view without) {
    std::string text;
    for (const std::string_view name : names)
        if (name != without) text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& names) {
    if (word.empty() || word.size() > longest_word) return {};
    std::string_view best;
    std::size_t least = 3;
    for (const std::string_view name : names) {
        const std::size_t slips = slips_between(word, name);
        // Of a short word little would be left.
        if (2 * slips >= name.size() + 1 || slips > least) continue;
        best = slips < least ? name : std::string_view();
        least = slips;
    }
    return best;
}

Message write_one_of(std::string_view word, const std::vector<std::string_view>& names) {
    const std::string_view near = nearest(word, names);
    const std::string others = joined(names, near);
    if (near.empty()) return say("write one of {0}", others);
    if (others.empty()) return say("write {0}", near);
    return say("write {0}, or another of {1}", near, others);
}

}  // namespace poolscope::io
