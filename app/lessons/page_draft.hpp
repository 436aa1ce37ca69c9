/// A page of a lesson as its own table says it, before its document is read.
#pragma once

#include "io/scene_tables.hpp"
#include "lessons/lesson.hpp"
#include "lessons/read_question.hpp"

namespace poolscope::lessons {

/// A page on its way: its document is read once that of the page which it is like is.
struct Draft {
    Page page;
    const toml::table* table = nullptr;
    const toml::node* like = nullptr;
    const toml::node* preset = nullptr;
    io::SceneTables own;    ///< as they are written
    io::SceneTables whole;  ///< over those of what it is like
    std::vector<const toml::node*> pointer_nodes;
    std::vector<const toml::node*> question_nodes;
    bool asks_soundly = true;  ///< nothing is wrong with its questions, or what may be changed
    bool sound_document = true;
    enum class State { unread, reading, read } state = State::unread;
};

/// Reads one [[scene]] of a lesson in these languages. Nodes point into `table`.
[[nodiscard]] Draft read_draft(const toml::table& table, const std::vector<std::string>& languages,
                               Faults& faults);

}  // namespace poolscope::lessons
