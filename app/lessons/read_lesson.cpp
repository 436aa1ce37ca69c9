/// A lesson from TOML: pages one by one, each with all of its faults.
#include "lessons/read_lesson.hpp"

#include <algorithm>
#include <map>

#include "assets/assets.hpp"
#include "i18n/language.hpp"
#include "io/examples.hpp"
#include "io/files.hpp"
#include "io/folders.hpp"
#include "io/number_text.hpp"
#include "io/scene_tables.hpp"
#include "io/spelling.hpp"
#include "lessons/check_page.hpp"
#include "lessons/file_kind.hpp"
#include "lessons/page_draft.hpp"
#include "lessons/read_question.hpp"

namespace poolscope::lessons {

namespace {

using io::Section;

constexpr std::size_t most_objectives = 5;  ///< of a lesson

/// An example that pages begin with: opened, and as it is written.
struct Preset {
    io::OpenedDocument opened;
    toml::table table;
};

/// What a student can do after the lesson, as one paragraph.
Words objective_words(const std::vector<Words>& objectives,
                      const std::vector<std::string>& languages) {
    Words words;
    for (const std::string& language : languages) {
        Message list;
        for (const Words& one : objectives) {
            const Message own = quote(one.in(language));
            list = list.empty() ? own : say("list|{0}; {1}", list, own);
        }
        words.write(language, Words(say("After this lesson you can: {0}.", list)).in(language));
    }
    return words;
}

class Reader {
public:
    Reader(const toml::table& table, const io::InputReader& reader)
        : root_(table, ""), table_(table), reader_(reader) {}

    ReadLesson read() {
        read_head();
        read_drafts();
        for (const Error& error : root_.untaken()) faults_.push_back(error);
        for (Draft& draft : drafts_) read_document(draft);
        for (const Draft& draft : drafts_)
            if (draft.sound_document) check_meaning(draft);
        ReadLesson result;
        for (Draft& draft : drafts_) lesson_.pages.push_back(std::move(draft.page));
        if (!objectives_.empty() && !lesson_.pages.empty()) {
            auto& words = lesson_.pages.front().words;
            words.insert(words.begin(), objective_words(objectives_, lesson_.languages));
        }
        result.lesson = std::move(lesson_);
        result.faults = std::move(faults_);
        return result;
    }

private:
    void keep(const Result<void>& got) {
        if (!got) faults_.push_back(got.error());
    }

    void read_head() {
        int version = 0;
        const auto* node = root_.take("lesson");
        keep(root_.read("lesson", version));
        if (node != nullptr && version != lesson_version)
            note(faults_, *node,
                 say("the lesson has version {0}, and this program reads version {1}", version,
                     lesson_version),
                 version > lesson_version ? say("open it with a newer Poolscope")
                                          : say("write lesson = 1"));
        read_languages();
        if (const auto* title = root_.take("title"))
            lesson_.title = read_words(*title, "title", lesson_.languages, faults_);
        else
            note(faults_, table_, say("the lesson has no title"), say("write title = \"...\""));
        if (const auto* objectives = root_.take("objectives"))
            objectives_ = read_paragraphs(*objectives, "objectives", most_objectives,
                                          lesson_.languages, faults_);
    }

    /// language = "en", or ["en", "zh"].
    void read_languages() {
        const auto* node = root_.take("language");
        std::vector<const toml::node*> ids;
        if (node != nullptr && node->as_array() != nullptr)
            for (const toml::node& one : *node->as_array()) ids.push_back(&one);
        else if (node != nullptr)
            ids.push_back(node);
        if (ids.size() > i18n::languages().size()) {
            note(faults_, *node, say("the lesson names more languages than there are"),
                 io::write_one_of("", io::ids_of(i18n::languages())));
            return;
        }
        bool unknown_language = node == nullptr;
        for (const toml::node* one : ids) {
            const auto id = one->value_or(std::string());
            const auto& all = i18n::languages();
            const bool known = std::ranges::find(all, id, &i18n::Language::id) != all.end();
            unknown_language = unknown_language || !known;
            if (!known)
                note(faults_, *one, say("there is no language {0}", io::quoted_excerpt(id)),
                     io::write_one_of(id, io::ids_of(i18n::languages())));
            else if (!lesson_.speaks(id))
                lesson_.languages.push_back(id);
        }
        if (node == nullptr)
            note(faults_, table_, say("the lesson does not say its language"),
                 say("write language = \"en\""));
        // What is wrong once is told once, not at each text.
        if (unknown_language) lesson_.languages.clear();
    }

    void read_drafts() {
        const auto* node = root_.take("scene");
        const auto* array = node != nullptr ? node->as_array() : nullptr;
        if (node == nullptr)
            return note(faults_, table_, say("the lesson has no scenes"),
                        say("write [[scene]], and below it title, words and preset"));
        if (array == nullptr || array->empty() || array->size() > most_pages)
            return note(faults_, *node, say("the lesson has not 1 to {0} scenes", most_pages),
                        say("write [[scene]] before each"));
        for (const toml::node& item : *array)
            if (const auto* table = item.as_table())
                drafts_.push_back(read_draft(*table, lesson_.languages, faults_));
            else
                note(faults_, item, say("a scene is no table"), say("write [[scene]] before it"));
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            const std::string& id = drafts_[i].page.id;
            if (!id.empty() && !by_id_.emplace(id, i).second)
                note(faults_, *drafts_[i].table, say("two scenes have the id \"{0}\"", id),
                     say("give each its own"));
        }
    }

    /// The page that `draft` is like, read; null where it names none or goes in a circle.
    Draft* likened(Draft& draft) {
        const auto id = draft.like->value_or(std::string());
        const auto found = by_id_.find(id);
        if (found == by_id_.end()) {
            note(faults_, *draft.like, say("no scene has the id {0}", io::quoted_excerpt(id)),
                 say("write id = \"...\" in that scene"));
            return nullptr;
        }
        Draft& other = drafts_[found->second];
        if (other.state == Draft::State::reading) {
            note(faults_, *draft.like,
                 say("scenes are like each other in a circle, by {0}", io::quoted_excerpt(id)),
                 say("give one of them a layer and an input of its own, and no like"));
            return nullptr;
        }
        read_document(other);
        return &other;
    }

    /// What the page's own tables are read over.
    bool read_base(Draft& draft) {
        if (draft.like != nullptr && draft.preset != nullptr)
            note(faults_, *draft.preset, say("a scene has both like and preset"),
                 say("write one of them"));
        if (draft.like != nullptr) {
            const Draft* other = likened(draft);
            if (other == nullptr) return false;
            draft.page.opened = other->page.opened;
            draft.whole = io::put_over(draft.own, other->whole);
            draft.sound_document = other->sound_document;
            return true;
        }
        draft.whole = draft.own;
        if (draft.preset == nullptr) return true;
        const auto id = draft.preset->value_or(std::string());
        const auto preset = preset_of(id);
        if (!preset) {
            note(faults_, *draft.preset, preset.error().what,
                 io::write_one_of(id, io::ids_of(io::examples())));
            return false;
        }
        draft.page.opened = (*preset)->opened;
        draft.whole = io::put_over(draft.own, tables_of((*preset)->table));
        return true;
    }

    /// The example with this id: pages share its picture, and it is decoded once.
    Result<const Preset*> preset_of(const std::string& id) {
        if (const auto known = presets_.find(id); known != presets_.end()) return &known->second;
        auto opened = io::open_example(id);
        if (!opened) return error_of(opened);
        const auto parsed = io::parse_toml(assets::text("scenes/" + id + ".pool.toml"));
        // A copy has no lines, which would be those of another file.
        Preset preset{std::move(*opened), parsed ? *parsed : toml::table{}};
        return &presets_.emplace(id, std::move(preset)).first->second;
    }

    /// The layer and the view of an example; its grids lie where a lesson does not look for them.
    static io::SceneTables tables_of(const toml::table& table) {
        io::Section section(table, "");
        io::SceneTables tables = io::take_scene_tables(section).value_or(io::SceneTables{});
        tables.input.clear();
        tables.gradient.clear();
        return tables;
    }

    /// Of what the page is like, only that over which it writes something has to be read anew; a
    /// layer may turn out otherwise over another input.
    static io::SceneTables tables_to_read(const Draft& draft) {
        io::SceneTables tables = draft.whole;
        if (draft.own.input.empty()) tables.input.clear();
        if (draft.own.layer.empty() && draft.own.input.empty()) tables.layer.clear();
        if (draft.own.gradient.empty()) tables.gradient.clear();
        if (draft.own.view.empty()) tables.view.clear();
        return tables;
    }

    void read_document(Draft& draft) {
        if (draft.state == Draft::State::read) return;
        draft.state = Draft::State::reading;
        const bool based = read_base(draft);
        draft.state = Draft::State::read;
        const std::size_t before = faults_.size();
        io::OpenedDocument& opened = draft.page.opened;
        const bool alone = draft.like == nullptr && draft.preset == nullptr;
        if (alone && (draft.own.input.empty() || draft.own.layer.empty()))
            note(faults_, *draft.table, say("a scene has no [scene.layer] or no [scene.input]"),
                 say(R"(add what is missing, or like = "..." or preset = "...")"));
        if (based)
            for (Error& error : io::read_scene_tables(tables_to_read(draft), reader_, opened)) {
                // An example's own tables have no line here.
                if (draft.preset != nullptr && error.place.line == 0)
                    error.place = io::place_of(*draft.preset);
                faults_.push_back(std::move(error));
            }
        if (!opened.document.input) opened.document = model::default_document();
        draft.sound_document = draft.sound_document && based && faults_.size() == before;
    }

    /// What the page points at is there, and every question can be asked of its own document.
    void check_meaning(const Draft& draft) {
        const Page& page = draft.page;
        const auto note_error = [this](const toml::node& node, const Error& error) {
            note(faults_, node, error.what, error.remedy);
        };
        for (std::size_t i = 0; i < page.points_at.size(); ++i)
            if (const auto fault = pointer_fault(page.points_at[i], page))
                note_error(*draft.pointer_nodes[i], *fault);
        for (std::size_t i = 0; draft.asks_soundly && i < page.questions.size(); ++i) {
            const PageQuestion& question = page.questions[i];
            const toml::node& node = *draft.question_nodes[i];
            const auto put =
                put_question(question, page, page.opened.document, page.opened.view.sample, 1);
            if (!put) note_error(node, put.error());
            if (question.kind != "make") continue;
            const toml::node* goal = node.as_table()->get("goal");
            if (const auto fault = goal_fault(question.goal, page))
                note_error(goal != nullptr ? *goal : node, *fault);
        }
    }

    Section root_;
    const toml::table& table_;
    const io::InputReader& reader_;
    Lesson lesson_;
    std::vector<Words> objectives_;  ///< what a student can do after it
    std::vector<Draft> drafts_;
    std::map<std::string, std::size_t> by_id_;
    std::map<std::string, Preset> presets_;  ///< that pages begin with, by id
    Faults faults_;
};

ReadLesson only_fault(Error error) {
    ReadLesson result;
    result.faults.push_back(std::move(error));
    return result;
}

}  // namespace

ReadLesson read_lesson(std::string_view text, const io::InputReader& read_input) {
    if (text.size() > io::max_scene_bytes)
        return only_fault({ErrorCode::too_large, say("the lesson is larger than 4 MiB"),
                           say("keep its pictures in files of their own")});
    const auto parsed = io::parse_toml(text);
    if (!parsed) return only_fault(parsed.error());
    if (is_blank(text))
        return only_fault({ErrorCode::bad_format, say("the file is empty"),
                           say("begin it with lesson = 1, as docs/writing-a-lesson.md shows")});
    if (!parsed->contains("lesson"))
        return only_fault({ErrorCode::bad_format, say("this is no lesson, since it has no version"),
                           say("begin the file with lesson = 1")});
    ReadLesson result = Reader(*parsed, read_input).read();
    std::ranges::stable_sort(result.faults, {},
                             [](const Error& fault) { return fault.place.line; });
    // What is wrong with one page is wrong with those that are like it.
    result.faults.erase(std::unique(result.faults.begin(), result.faults.end()),
                        result.faults.end());
    return result;
}

ReadLesson load_lesson(const std::filesystem::path& path) {
    const auto bytes = io::read_file(path, io::max_scene_bytes);
    if (!bytes) return only_fault(bytes.error());
    const std::filesystem::path folder = path.parent_path();
    // Pages share a file that several of them name, and it is read once.
    struct Loaded {
        std::string file;
        model::Reading how;
        Result<io::LoadedInput> input;
    };
    std::vector<Loaded> loaded;
    const auto read = [&](const std::string& file, const model::Reading& how) {
        const auto known = std::ranges::find_if(
            loaded, [&](const Loaded& one) { return one.file == file && one.how == how; });
        if (known != loaded.end()) return known->input;
        loaded.push_back({file, how, io::load_input(folder / file, {}, how)});
        return loaded.back().input;
    };
    ReadLesson result = read_lesson(io::as_text(*bytes), read);
    result.lesson.file = path;
    result.lesson.id = io::whole_path(path).lexically_normal().string();
    return result;
}

bool is_lesson(std::string_view text) {
    return kind_of(text) == FileKind::lesson;
}

bool is_lesson_file(const std::filesystem::path& path) {
    if (path.extension() != ".toml") return false;
    const auto bytes = io::read_file(path, io::max_scene_bytes);
    return bytes && is_lesson(io::as_text(*bytes));
}

}  // namespace poolscope::lessons
