/// Turns text into LaTeX character by character (see latex.hpp).
#include "drawing/latex.hpp"

#include <algorithm>
#include <array>

#include "theme/fonts.hpp"
#include "theme/line_break.hpp"

namespace poolscope::drawing {
namespace {

/// One character that pdflatex needs in another form. `maths` may be used in maths mode alone.
struct Sign {
    char32_t character;
    std::string_view maths;
    std::string_view text = {};  ///< empty: the maths between dollars
};

constexpr std::array signs{
    Sign{U'−', "-"},
    Sign{U'∞', "\\infty "},
    Sign{U'·', "\\cdot "},
    Sign{U'×', "\\times "},
    Sign{U'÷', "\\div "},
    Sign{U'±', "\\pm "},
    Sign{U'√', "\\surd "},
    Sign{U'∑', "\\sum "},
    Sign{U'≈', "\\approx "},
    Sign{U'≠', "\\neq "},
    Sign{U'≤', "\\leq "},
    Sign{U'≥', "\\geq "},
    Sign{U'←', "\\leftarrow "},
    Sign{U'→', "\\rightarrow "},
    Sign{U'↑', "\\uparrow "},
    Sign{U'↓', "\\downarrow "},
    Sign{U'⌊', "\\lfloor "},
    Sign{U'⌋', "\\rfloor "},
    Sign{U'⌈', "\\lceil "},
    Sign{U'⌉', "\\rceil "},
    Sign{U'²', "^{2}"},
    Sign{U'³', "^{3}"},
    Sign{U'½', "\\tfrac{1}{2}", "$\\frac{1}{2}$"},
    Sign{U'∂', "\\partial "},
    Sign{U'α', "\\alpha "},
    Sign{U'λ', "\\lambda "},
    Sign{U'…', "\\ldots ", "\\ldots{}"},
    Sign{U'–', "\\text{--}", "--"},
    Sign{U'—', "\\text{---}", "---"},
    Sign{U'‘', "`", "`"},
    Sign{U'’', "'", "'"},
    Sign{U'“', "\\text{``}", "``"},
    Sign{U'”', "\\text{''}", "''"},
    Sign{U'\u00A0', "~", "~"},
    Sign{U'\\', "\\backslash ", "\\textbackslash{}"},
    Sign{U'{', "\\{", "\\{"},
    Sign{U'}', "\\}", "\\}"},
    Sign{U'#', "\\#", "\\#"},
    Sign{U'$', "\\$", "\\$"},
    Sign{U'%', "\\%", "\\%"},
    Sign{U'&', "\\&", "\\&"},
    Sign{U'_', "\\_", "\\_"},
    Sign{U'~', "\\sim ", "\\textasciitilde{}"},
    Sign{U'^', "\\text{\\^{}}", "\\textasciicircum{}"},
    Sign{U'<', "<", "\\textless{}"},
    Sign{U'>', ">", "\\textgreater{}"},
    Sign{U'|', "|", "\\textbar{}"},
    Sign{U'"', "\\text{''}", "''"},
};

const Sign* find_sign(char32_t character) {
    const auto* found = std::ranges::find(signs, character, &Sign::character);
    return found == signs.end() ? nullptr : found;
}

/// Latin letters with accents stand in T1's fonts.
bool in_fonts(char32_t character) {
    const bool ascii = character >= 0x20 && character < 0x7F;
    return ascii || (character >= 0xC0 && character <= 0x17E && character != 0xD7 &&
                     character != 0xF7 && character != 0x138);
}

/// Takes the first character off `rest`, as it is written there.
std::string_view take_bytes(std::string_view& rest, char32_t& character) {
    const std::string_view from = rest;
    character = theme::next_character(rest);
    return from.substr(0, from.size() - rest.size());
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The length of the words that `text` begins with: letters, and spaces before and between them. A
/// single letter is a variable and no word.
std::size_t words_at(std::string_view text) {
    std::size_t end = 0;
    int letters = 0;
    for (std::size_t i = 0; i < text.size() && (is_letter(text[i]) || text[i] == ' '); ++i) {
        if (!is_letter(text[i])) continue;
        end = i + 1;
        ++letters;
    }
    return letters > 1 ? end : 0;
}

/// Text of a formula in maths mode; runs of letters are words, a single one is a variable.
std::string maths(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (const std::size_t length = words_at(text); length > 0) {
            out += "\\text{" + std::string(text.substr(0, length)) + "}";
            text.remove_prefix(length);
            continue;
        }
        char32_t character = 0;
        const std::string_view bytes = take_bytes(text, character);
        // Powers are opened here and closed by bind_powers().
        const Sign* sign = character == U'^' ? nullptr : find_sign(character);
        if (sign != nullptr)
            out += sign->maths;
        else if (theme::is_ideographic(character))
            out += "\\text{" + std::string(bytes) + "}";
        else
            out += in_fonts(character) ? std::string(bytes) : "?";
    }
    return out;
}

/// A function's name: LaTeX's own where it has one.
std::string function(const std::string& name) {
    constexpr std::array known{"max", "min", "ln", "lim"};
    const bool has = std::ranges::find(known, name) != known.end();
    return has ? "\\" + name + " " : "\\operatorname{" + name + "}";
}

std::string latex_piece(const Piece& piece) {
    switch (piece.role) {
        case Role::word:
            return function(piece.text);
        case Role::winner:
            return "\\mathbf{" + maths(piece.text) + "}";
        case Role::note:
            return "\\text{" + latex_words(piece.text) + "}";
        default:
            return maths(piece.text);
    }
}

/// Where the bracket that opens at `open` closes; the end where it does not.
std::size_t closing_bracket(const std::string& text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (depth == 0) return i;
    }
    return text.size();
}

/// The end of what a power without brackets raises to: a number, or one letter.
std::size_t exponent_end(const std::string& text, std::size_t begin) {
    if (begin < text.size() && is_letter(text[begin])) return begin + 1;
    constexpr std::string_view digits = "0123456789.";
    return std::min(text.find_first_not_of(digits, begin), text.size());
}

/// `e^(1·6)` as `e^{1\cdot 6}`, `|6|^2.5` as `|6|^{2.5}`.
std::string bind_powers(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        out += text[i];
        if (text[i] != '^' || i + 1 == text.size() || text[i + 1] == '{') continue;
        const bool bracket = text[i + 1] == '(';
        const std::size_t begin = bracket ? i + 2 : i + 1;
        const std::size_t end = bracket ? closing_bracket(text, i + 1) : exponent_end(text, begin);
        out += "{" + bind_powers(text.substr(begin, end - begin)) + "}";
        i = bracket ? end : end - 1;
    }
    return out;
}

}  // namespace

std::string latex_formula(const Pieces& pieces) {
    std::string text;
    bool limit = false;  // of what the piece before is taken
    for (const Piece& piece : pieces) {
        const std::string words = latex_piece(piece);
        text += limit && piece.role == Role::parameter ? "_{" + words + "} " : words;
        limit = piece.role == Role::word && piece.text == "lim";
    }
    return bind_powers(text);
}

std::string latex_words(std::string_view words) {
    std::string out;
    while (!words.empty()) {
        char32_t character = 0;
        const std::string_view bytes = take_bytes(words, character);
        if (const Sign* sign = find_sign(character); sign != nullptr) {
            out +=
                sign->text.empty() ? "$" + std::string(sign->maths) + "$" : std::string(sign->text);
        } else {
            const bool known = in_fonts(character) || theme::is_ideographic(character);
            out += known ? std::string(bytes) : "?";
        }
    }
    return out;
}

}  // namespace poolscope::drawing
