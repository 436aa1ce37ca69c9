/// Reads what a page is called, says, points at, lets change and asks, each with all of its faults.
#include "lessons/page_draft.hpp"

#include <algorithm>

#include "io/number_text.hpp"
#include "io/spelling.hpp"
#include "lessons/read_lesson.hpp"

namespace poolscope::lessons {

namespace {

/// What there is to point at, in place of `name`.
Message write_pointer(std::string_view name) {
    const auto known = io::ids_of(pointer_names());
    const std::string_view near = io::nearest(name, known);
    std::string all;
    for (const std::string_view one : known) all += (all.empty() ? "" : ", ") + std::string(one);
    if (near.empty())
        return say("write input(row, column), output(row, column), or one of {0}", all);
    return say("write {0}, input(row, column), output(row, column), or one of {1}", near, all);
}

void read_pointers(const toml::node& node, Draft& draft, Faults& faults) {
    const auto* array = node.as_array();
    if (array == nullptr || array->size() > most_names)
        return note(faults, node, say("point_at is no list of at most {0}", most_names),
                    say("write it as [\"stride\"]"));
    for (const toml::node& one : *array) {
        const auto name = one.value_or(std::string());
        const auto pointer = read_pointer(name);
        if (pointer) {
            draft.page.points_at.push_back(*pointer);
            draft.pointer_nodes.push_back(&one);
        } else
            note(faults, one, say("{0} is nothing to point at", io::quoted_excerpt(name)),
                 write_pointer(name));
    }
}

void read_allowed(const toml::node& node, Page& page, Faults& faults) {
    const auto* array = node.as_array();
    if (array == nullptr || array->size() > most_names)
        return note(faults, node, say("may_change is no list of at most {0}", most_names),
                    say("write it as [\"stride\"], or []"));
    page.may_change.everything = false;
    for (const toml::node& one : *array) {
        const auto id = one.value_or(std::string());
        if (std::ranges::find(changeable_parts(), id, &ChangeablePart::id) ==
            changeable_parts().end())
            note(faults, one, say("{0} is nothing that can be changed", io::quoted_excerpt(id)),
                 io::write_one_of(id, io::ids_of(changeable_parts())));
        page.may_change.parts.insert(id);
    }
}

}  // namespace

Draft read_draft(const toml::table& table, const std::vector<std::string>& languages,
                 Faults& faults) {
    io::Section section(table, "scene");
    Draft draft;
    draft.table = &table;
    if (const auto read = section.read("id", draft.page.id); !read) faults.push_back(read.error());
    draft.like = section.take("like");
    draft.preset = section.take("preset");
    if (const auto* title = section.take("title"))
        draft.page.title = read_words(*title, "title", languages, faults);
    else
        note(faults, table, say("a scene has no title"), say("write title = \"...\""));
    if (const auto* words = section.take("words"))
        draft.page.words = read_paragraphs(*words, "words", most_paragraphs, languages, faults);
    else
        note(faults, table, say("a scene has no words"), say("write words = [\"...\"]"));
    if (const auto* points = section.take("point_at")) read_pointers(*points, draft, faults);
    const std::size_t before = faults.size();
    if (const auto* parts = section.take("may_change")) read_allowed(*parts, draft.page, faults);
    if (const auto* questions = section.take("question")) {
        draft.page.questions = read_questions(*questions, languages, faults);
        if (const auto* array = questions->as_array())
            for (const toml::node& one : *array) draft.question_nodes.push_back(&one);
    }
    draft.asks_soundly = faults.size() == before;
    const auto tables = io::take_scene_tables(section);
    if (tables)
        draft.own = *tables;
    else
        faults.push_back(tables.error());
    for (const Error& error : section.untaken()) faults.push_back(error);
    return draft;
}

}  // namespace poolscope::lessons
