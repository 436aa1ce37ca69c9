/// The glossary, and finding its terms in words.
#include "lessons/glossary.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "i18n/tr.hpp"

namespace poolscope::lessons {

namespace {

constexpr std::array terms{
    Term{"pooling", word("term|pooling / pooled / pool"),
         word("Summarising each window of a grid by one number. With a stride above 1 the grid "
              "becomes smaller.")},
    Term{"feature_map", word("term|feature map / feature maps"),
         word("A grid of numbers that says how strongly something was found at each place. Pooling "
              "reads it and writes a smaller one.")},
    Term{"window", word("term|window / windows"),
         word("The cells that one output is made from. It moves over the input step by step.")},
    Term{"kernel_size", word("term|kernel_size / kernel size"),
         word("How many rows and columns a window has.")},
    Term{"stride", word("term|stride / strides"),
         word("How many cells the window moves from one output to the next.")},
    Term{"padding", word("term|padding / padded"),
         word("Cells that are put around the input so that windows can reach over its edge. They "
              "hold no data.")},
    Term{"max_pooling", word("term|max pooling / maximum"),
         word("Each output is the largest value of its window.")},
    Term{"mean_pooling", word("term|mean pooling / average pooling / mean"),
         word("Each output is the sum of its window divided by the divisor.")},
    Term{"winner", word("term|winner / winners / wins"),
         word("The cell whose value becomes the output. Of equal ones, by convention, the first in "
              "row-major order.")},
    Term{"row_major", word("term|row-major order / row-major"),
         word("Row by row from the top, each from left to right: how cells are counted.")},
    Term{"divisor", word("term|divisor / divisors"),
         word("What a mean's sum is divided by: how many cells count, or divisor_override.")},
    Term{"count_include_pad", word("term|count_include_pad"),
         word("Whether padding cells count in a mean's divisor.")},
    Term{
        "ceil_mode", word("term|ceil mode / ceil_mode"),
        word(
            "Rounding the output's size up, so that the last windows may reach past the padding.")},
    Term{"overhang", word("term|overhang"),
         word("The cells past the padding that windows reach in ceil mode. They never count.")},
    Term{"real_cell", word("term|real cell / real cells"),
         word("A cell that holds data: neither padding nor overhang.")},
    Term{"dilation", word("term|dilation"),
         word("How far apart the cells of one window lie; 1 where they touch.")},
    Term{"output_size", word("term|output size"),
         word("How many rows and columns the output has: (input + padding at both ends − window "
              "span) / stride, rounded, plus 1. Global and adaptive layers are given it.")},
    Term{"receptive_field", word("term|receptive field"),
         word("All input cells that an output depends on, through every layer before it.")},
    Term{"channel", word("term|channel / channels"),
         word("One of several grids that lie above one another, such as red, green and blue. "
              "Pooling treats each by itself.")},
    Term{"global_pooling", word("term|global pooling / global"),
         word("One window over the whole feature map: one number a channel.")},
    Term{"adaptive_pooling", word("term|adaptive pooling / adaptive"),
         word("The output's size is given, and the windows are laid so that they share the input "
              "out.")},
    Term{
        "gradient", word("term|gradient / gradients"),
        word("How fast the loss changes with a cell: a rate. On the way back each output hands its "
             "gradient on to its window.")},
    Term{"backpropagation", word("term|backpropagation"),
         word("Going back from the loss through the layers, each of which hands the gradient on to "
              "what it read.")},
    Term{"shift", word("term|shift / shifts / shifted"),
         word("Moving the whole picture by some cells.")},
    Term{"invariance", word("term|invariance / invariant"),
         word("Invariant: the output stays exactly the same when the input is moved.")},
    Term{"equivariance", word("term|equivariance / equivariant"),
         word("Equivariant: when the input is moved, the output moves along. Pooling is, edges "
              "apart, for shifts by whole strides.")},
    Term{"downsampling", word("term|downsampling / downsample"),
         word("Making a grid smaller, so that fewer cells stand for the same picture: by pooling "
              "with a stride above 1, or by a convolution with one.")},
    Term{"fully_connected_layer",
         word("term|fully connected layer / fully connected layers / dense layer / dense layers"),
         word("A layer in which every output depends on every input, with a weight for each "
              "pair.")},
    Term{"valid_same", word("term|SAME / VALID"),
         word("TensorFlow's names: VALID has no padding, SAME has as much as gives input / stride "
              "outputs, rounded up.")},
};

constexpr std::string_view between_names = " / ";

std::string_view first_name(std::string_view names) {
    return names.substr(0, names.find(between_names));
}

/// A term's words, which live as long as the program.
std::string_view in_language(const char* english, std::string_view language) {
    const i18n::LanguageScope scope(language);
    return i18n::tr(english);
}

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

/// A name in capitals is no word of the language: "SAME" stands nowhere in "the same".
bool is_in_capitals(std::string_view name) {
    return std::ranges::none_of(
        name, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Whether `name` stands at `at`; in ASCII, as a whole word, whatever its case unless it is in
/// capitals.
bool stands_at(std::string_view text, std::size_t at, std::string_view name) {
    if (at + name.size() > text.size()) return false;
    const bool exactly = is_in_capitals(name);
    for (std::size_t i = 0; i < name.size(); ++i)
        if (exactly ? text[at + i] != name[i] : lower(text[at + i]) != lower(name[i])) return false;
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_letter(name.front()) || !is_letter(text[at - 1]);
    return begins && (end == text.size() || !is_letter(name.back()) || !is_letter(text[end]));
}

/// The longest of a term's names that stands at `at`; 0 where none does.
std::size_t longest_at(std::string_view text, std::size_t at, std::string_view names) {
    std::size_t longest = 0;
    while (!names.empty()) {
        const std::string_view name = first_name(names);
        if (name.size() > longest && stands_at(text, at, name)) longest = name.size();
        names.remove_prefix(std::min(names.size(), name.size() + between_names.size()));
    }
    return longest;
}

}  // namespace

std::string_view Term::name(std::string_view language) const {
    return first_name(in_language(names, language));
}

std::string_view Term::meaning_in(std::string_view language) const {
    return in_language(meaning, language);
}

std::span<const Term> glossary() {
    return terms;
}

std::string_view other_language(std::string_view language) {
    const auto all = i18n::languages();
    return language == all.front().id && all.size() > 1 ? all[1].id : all.front().id;
}

std::vector<TermPlace> terms_in(std::string_view text, std::string_view language) {
    std::array<std::string_view, terms.size()> names;
    for (std::size_t i = 0; i < terms.size(); ++i) names[i] = in_language(terms[i].names, language);
    std::vector<TermPlace> places;
    std::array<bool, terms.size()> seen{};
    for (std::size_t at = 0; at < text.size();) {
        TermPlace best{at, at, 0};
        for (std::size_t i = 0; i < terms.size(); ++i) {
            const std::size_t length = longest_at(text, at, names[i]);
            if (length > best.end - at) best = {at, at + length, i};
        }
        if (best.end == at) {
            ++at;
            continue;
        }
        if (!seen[best.term]) places.push_back(best);
        seen[best.term] = true;
        at = best.end;
    }
    return places;
}

}  // namespace poolscope::lessons
