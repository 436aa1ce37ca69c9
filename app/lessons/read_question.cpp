/// Words and questions from TOML.
#include "lessons/read_question.hpp"

#include <algorithm>
#include <array>

#include "i18n/language.hpp"
#include "io/number_text.hpp"
#include "io/spelling.hpp"
#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {

namespace {

using io::Section;

void keep(Faults& faults, const Result<void>& got) {
    if (!got) faults.push_back(got.error());
}

void note_untaken(Faults& faults, const Section& section) {
    for (const Error& error : section.untaken()) faults.push_back(error);
}

/// One text, not too long.
std::string read_text(const toml::node& node, const Message& name, Faults& faults) {
    const auto text = node.value_exact<std::string>();
    if (!text) {
        note(faults, node, say("{0} is not text in quotes", name), say("put it in quotes"));
        return {};
    }
    if (text->size() > longest_text)
        note(faults, node, say("{0} is longer than a student reads at once", name),
             say("use at most {0} bytes, or several paragraphs", longest_text));
    return *text;
}

/// The node of each language under `node`; all of them are the node itself where the lesson has one
/// language.
std::vector<const toml::node*> by_language(const toml::node& node, std::string_view key,
                                           const std::vector<std::string>& spoken, Faults& faults) {
    if (spoken.empty()) return {};
    if (spoken.size() == 1) return {&node};
    const auto* table = node.as_table();
    Message ids;
    for (const i18n::Language& one : i18n::languages()) {
        if (std::ranges::find(spoken, one.id) == spoken.end()) continue;
        const Message own = quote(std::string(key) + "." + one.id);
        ids = ids.empty() ? own : say("{0} and {1}", ids, own);
    }
    if (table == nullptr) {
        note(faults, node, say("{0} is in one language, and the lesson has several", key),
             say("write {0}", ids));
        return {};
    }
    Section section(*table, std::string(key));
    std::vector<const toml::node*> nodes;
    for (const std::string& id : spoken) {
        const toml::node* found = section.take(id);
        if (found == nullptr)
            note(faults, node, say("{0} has no \"{1}\"", key, id), say("write {0}", ids));
        nodes.push_back(found);
    }
    note_untaken(faults, section);
    return nodes;
}

/// Each language's text.
Words spread(const std::vector<std::string>& texts, const std::vector<std::string>& spoken) {
    Words words;
    for (std::size_t i = 0; i < texts.size() && i < spoken.size(); ++i)
        words.write(spoken[i], texts[i]);
    return words;
}

std::vector<Option> read_options(const toml::node& node, const std::vector<std::string>& spoken,
                                 Faults& faults) {
    std::vector<Option> options;
    const auto* array = node.as_array();
    const std::size_t count = array != nullptr ? std::min(array->size(), most_options + 1) : 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto* table = (*array)[i].as_table();
        if (table == nullptr) {
            note(faults, (*array)[i], say("an option is no table"),
                 say(R"(write { text = "...", why = "..." })"));
            continue;
        }
        Section section(*table, "option");
        Option option;
        if (const auto* text = section.take("text"))
            option.text = read_words(*text, "text", spoken, faults);
        else
            note(faults, *table, say("an option has no text"), say("add text = \"...\""));
        if (const auto* why = section.take("why"))
            option.why = read_words(*why, "why", spoken, faults);
        else
            note(faults, *table, say("an option does not say why it is right or wrong"),
                 say("add why = \"...\""));
        keep(faults, section.read("right", option.right));
        note_untaken(faults, section);
        options.push_back(std::move(option));
    }
    const auto right = std::ranges::count_if(options, [](const Option& one) { return one.right; });
    if (options.size() < 2 || options.size() > most_options || right != 1)
        note(faults, node,
             say("a choice has not 2 to {0} options, one of them right", most_options),
             say("write right = true in one of them"));
    return options;
}

std::optional<Extent> read_size(const toml::node& node, Faults& faults) {
    const auto* array = node.as_array();
    if (array != nullptr && array->size() == 2) {
        const auto rows = (*array)[0].value_exact<std::int64_t>();
        const auto cols = (*array)[1].value_exact<std::int64_t>();
        if (rows && cols && *rows > 0 && *cols > 0 && *rows < 100000 && *cols < 100000)
            return Extent{static_cast<int>(*rows), static_cast<int>(*cols)};
    }
    note(faults, node, say("output_size is not [rows, columns]"), say("write it as [2, 2]"));
    return std::nullopt;
}

std::vector<std::vector<double>> read_rows(const toml::node& node, Faults& faults) {
    std::vector<std::vector<double>> rows;
    const auto* array = node.as_array();
    for (std::size_t r = 0; array != nullptr && r < array->size(); ++r) {
        std::vector<double> row;
        const auto* cells = (*array)[r].as_array();
        for (std::size_t c = 0; cells != nullptr && c < cells->size(); ++c)
            if (const auto number = (*cells)[c].value<double>()) row.push_back(*number);
        const bool whole = cells != nullptr && !row.empty() && row.size() == cells->size() &&
                           (rows.empty() || row.size() == rows.front().size());
        if (!whole) rows.clear();
        if (!whole) break;
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        note(faults, node, say("output is not rows of numbers"),
             say("write it as [[6, 8], [14, 16]]"));
    return rows;
}

Goal read_goal(const toml::node& node, Faults& faults) {
    Goal goal;
    const auto* table = node.as_table();
    if (table == nullptr) {
        note(faults, node, say("goal is no table"), say("write it as { output_size = [2, 2] }"));
        return goal;
    }
    Section section(*table, "goal");
    if (const auto* size = section.take("output_size")) goal.output_size = read_size(*size, faults);
    if (const auto* rows = section.take("output")) goal.output = read_rows(*rows, faults);
    const auto count = [&](const char* key, std::optional<std::size_t>& out) {
        std::uint64_t number = 0;
        const bool there = table->contains(key);
        keep(faults, section.read(key, number));
        if (there) out = static_cast<std::size_t>(number);
    };
    count("unread", goal.unread);
    count("changed", goal.changed);
    note_untaken(faults, section);
    if (goal == Goal{})
        note(faults, node, say("goal says nothing that is to be reached"),
             say("write output_size, output, unread or changed"));
    return goal;
}

constexpr std::array asked_parameters{std::string_view("stride"), std::string_view("kernel_size"),
                                      std::string_view("padding"), std::string_view("operator")};

/// The ids of the drawn kinds.
std::vector<std::string_view> drawn_kinds() {
    std::vector<std::string_view> ids;
    for (const questions::QuestionKind* one : questions::question_kinds())
        if (one->ask != nullptr) ids.push_back(one->id);
    return ids;
}

std::vector<std::string_view> kinds_but_reason() {
    std::vector<std::string_view> ids = drawn_kinds();
    std::erase(ids, "reason");
    return ids;
}

/// What a lesson leaves to chance or says of a drawn question.
QuestionWish read_wish(Section& section, Faults& faults) {
    QuestionWish wish;
    if (const auto* node = section.take("output"))
        wish.output = read_place(*node, "output", faults);
    if (const auto* node = section.take("cell")) wish.cell = read_place(*node, "cell", faults);
    if (const auto* node = section.take("parameter")) {
        wish.parameter = node->value_or(std::string());
        if (std::ranges::find(asked_parameters, wish.parameter) == asked_parameters.end())
            note(faults, *node,
                 say("{0} is no parameter that is asked for", io::quoted_excerpt(wish.parameter)),
                 io::write_one_of(wish.parameter,
                                  {asked_parameters.begin(), asked_parameters.end()}));
    }
    if (const auto* node = section.take("about")) {
        wish.about = node->value_or(std::string());
        if (wish.about == "reason" || questions::find_question_kind(wish.about) == nullptr)
            note(faults, *node,
                 say("{0} is no kind whose reasons are asked for", io::quoted_excerpt(wish.about)),
                 io::write_one_of(wish.about, kinds_but_reason()));
    }
    if (const auto* node = section.take("shift")) {
        const auto place = read_place(*node, "shift", faults);
        if (place) {
            wish.shift_rows = place->row;
            wish.shift_cols = place->col;
        }
    }
    return wish;
}

/// The kind is missing, or there is none such.
void note_kind(const toml::node* node, const toml::table& table, const std::string& kind,
               Faults& faults) {
    std::vector<std::string_view> known = drawn_kinds();
    known.insert(known.end(), {"choice", "make"});
    if (node == nullptr)
        note(faults, table, say("a question has no kind"), io::write_one_of("", known));
    else
        note(faults, *node, say("there is no kind of question {0}", io::quoted_excerpt(kind)),
             io::write_one_of(kind, known));
}

/// What is hidden until a choice is answered.
model::Prediction read_hides(const toml::node& node, Faults& faults) {
    const std::string what = node.value_or(std::string());
    if (what != "values" && what != "size")
        note(faults, node, say("there is nothing to hide called {0}", io::quoted_excerpt(what)),
             io::write_one_of(what, {"values", "size"}));
    model::Prediction hides;
    hides.hides_values = what == "values";
    hides.hides_size = what == "size";
    return hides;
}

PageQuestion read_question(const toml::table& table, const std::vector<std::string>& spoken,
                           Faults& faults) {
    Section section(table, "scene.question");
    PageQuestion question;
    const auto* kind = section.take("kind");
    question.kind = kind != nullptr ? kind->value_or(std::string()) : std::string();
    const bool choice = question.kind == "choice";
    const bool make = question.kind == "make";
    const bool drawn = questions::find_question_kind(question.kind) != nullptr;
    if (!choice && !make && !drawn) note_kind(kind, table, question.kind, faults);
    if (const auto* words = section.take("words"))
        question.words = read_words(*words, "words", spoken, faults);
    else if (choice || make)
        note(faults, table, say("a question of kind {0} has no words", question.kind),
             say("ask it: words = \"...\""));
    if (const auto* hint = section.take("hint"))
        question.hint = read_words(*hint, "hint", spoken, faults);
    if (choice) {
        if (const auto* options = section.take("options"))
            question.options = read_options(*options, spoken, faults);
        else
            note(faults, table, say("a choice has no options"),
                 say("write options = [ { text = ... } ]"));
        if (const auto* hides = section.take("hides")) question.hides = read_hides(*hides, faults);
    }
    if (make) {
        if (const auto* goal = section.take("goal"))
            question.goal = read_goal(*goal, faults);
        else
            note(faults, table, say("something to make has no goal"),
                 say("write goal = { output_size = [2, 2] }"));
    }
    if (!choice && !make) question.wish = read_wish(section, faults);
    note_untaken(faults, section);
    return question;
}

}  // namespace

void note(Faults& faults, const toml::node& node, Message what, Message remedy) {
    faults.push_back(
        io::fail_at(node, ErrorCode::bad_format, std::move(what), std::move(remedy)).value());
}

Words read_words(const toml::node& node, std::string_view key,
                 const std::vector<std::string>& spoken, Faults& faults) {
    std::vector<std::string> texts;
    for (const toml::node* one : by_language(node, key, spoken, faults))
        texts.push_back(one != nullptr ? read_text(*one, quote(std::string(key)), faults)
                                       : std::string());
    return spread(texts, spoken);
}

std::vector<Words> read_paragraphs(const toml::node& node, std::string_view key, std::size_t most,
                                   const std::vector<std::string>& spoken, Faults& faults) {
    std::vector<std::vector<std::string>> columns;  // a language's paragraphs each
    for (const toml::node* one : by_language(node, key, spoken, faults)) {
        std::vector<std::string>& texts = columns.emplace_back();
        if (one == nullptr) continue;
        const auto* array = one->as_array();
        if (array == nullptr || array->empty() || array->size() > most) {
            note(faults, *one, say("{0} are not 1 to {1} paragraphs", key, most),
                 say(R"(write them as ["one.", "another."])"));
            continue;
        }
        texts.reserve(array->size());
        for (const toml::node& item : *array)
            texts.push_back(read_text(item, say("a paragraph"), faults));
        if (texts.size() != columns.front().size())
            note(faults, *one,
                 say("{0} have not the same number of paragraphs in each language", key),
                 say("translate them one by one"));
    }
    std::vector<Words> paragraphs;
    const std::size_t count = columns.empty() ? 0 : columns.front().size();
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<std::string> texts;
        texts.reserve(columns.size());
        for (const auto& column : columns)
            texts.push_back(i < column.size() ? column[i] : std::string());
        paragraphs.push_back(spread(texts, spoken));
    }
    return paragraphs;
}

std::vector<PageQuestion> read_questions(const toml::node& node,
                                         const std::vector<std::string>& spoken, Faults& faults) {
    std::vector<PageQuestion> questions;
    const auto* array = node.as_array();
    if (array == nullptr || array->size() > most_questions) {
        note(faults, node, say("question is no list of at most {0}", most_questions),
             say("write [[scene.question]] before each"));
        return questions;
    }
    for (const toml::node& item : *array) {
        if (const auto* table = item.as_table())
            questions.push_back(read_question(*table, spoken, faults));
        else
            note(faults, item, say("a question is no table"),
                 say("write [[scene.question]] before it"));
    }
    return questions;
}

std::optional<Place> read_place(const toml::node& node, std::string_view key, Faults& faults) {
    const auto* array = node.as_array();
    const std::size_t size = array != nullptr ? array->size() : 0;
    std::vector<int> numbers;
    for (std::size_t i = 0; i < size; ++i) {
        const auto number = (*array)[i].value_exact<std::int64_t>();
        if (number && *number > -100000 && *number < 100000)
            numbers.push_back(static_cast<int>(*number));
    }
    if (numbers.size() != size || (size != 2 && size != 3)) {
        note(faults, node, say("{0} is no cell", key), say("write it as [row, column]"));
        return std::nullopt;
    }
    if (size == 2) return Place{0, numbers[0], numbers[1]};
    return Place{numbers[0], numbers[1], numbers[2]};
}

}  // namespace poolscope::lessons
