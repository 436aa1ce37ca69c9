/// What each action does to the classroom.
#include "lessons/classroom.hpp"

#include <algorithm>
#include <iterator>

#include "lessons/question_seed.hpp"

namespace poolscope::lessons {

namespace {

using State = PutQuestion::State;

/// One action at work.
struct Change {
    ClassChange& result;
    const Blackboard& board;

    [[nodiscard]] Classroom& room() const { return result.next; }

    void see(const std::vector<model::ViewAction>& actions) const {
        result.view.insert(result.view.end(), actions.begin(), actions.end());
    }
    void uncover() const { result.view.emplace_back(model::SetPrediction{}); }

    /// The document that is looked at once the change is made.
    [[nodiscard]] const model::Document& document() const {
        return result.open ? result.open->document : board.document;
    }
    [[nodiscard]] int sample() const {
        return result.open ? result.open->view.sample : board.view.sample;
    }

    void put(Result<Question> question) const {
        Classroom& classroom = room();
        classroom.put.reset();
        classroom.no_question.reset();
        if (!question) {
            classroom.no_question = question.error();
            return uncover();
        }
        see(question->ask);
        classroom.put =
            PutQuestion{.question = std::move(*question), .number = ++classroom.put_count};
    }

    /// What `ask` gives where there is a pooling layer to ask about.
    template <class Ask>
    [[nodiscard]] Result<Question> asked(const Ask& ask) const {
        if (!model::is_network(document()) && !document().layer().weights) return ask();
        return fail(ErrorCode::unsupported, say("questions are about pooling layers"),
                    say("look at a pooling layer of the network"));
    }

    /// How the page's questions stand.
    [[nodiscard]] std::vector<Mark>& marks() const { return room().progress.marks[room().page]; }

    /// What was done is kept.
    void keep_progress() const {
        keep(room().student, room().progress);
        result.keeps = true;
    }

    void put_lesson_question() const {
        Classroom& classroom = room();
        const Page& page = *classroom.shown_page();
        const auto open = std::ranges::find_if_not(marks(), is_done);
        const auto index = static_cast<std::size_t>(open - marks().begin());
        if (open == marks().end()) {
            classroom.put.reset();
            classroom.no_question.reset();
            return uncover();
        }
        const std::uint64_t seed = question_seed(classroom.seed, classroom.page, index);
        put(asked(
            [&] { return put_question(page.questions[index], page, document(), sample(), seed); }));
        if (classroom.put) classroom.put->index = index;
    }

    void put_quiz_question() const {
        const Classroom& classroom = room();
        put(asked([&] {
            return questions::draw_quiz_question(document(), sample(), classroom.seed,
                                                 classroom.quiz_number);
        }));
    }

    /// The page as it is now, for coming back to it.
    void leave_page() const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        model::ViewState view = board.view;
        view.prediction = {};
        classroom.left_behind[classroom.page] =
            io::OpenedDocument{board.whole, std::move(view), false};
    }

    void enter_page(std::size_t page) const {
        Classroom& classroom = room();
        classroom.page = classroom.progress.page = page;
        classroom.ended = false;
        const auto& left = classroom.left_behind[page];
        result.open = left ? *left : classroom.lesson->pages[page].opened;
        put_lesson_question();
    }

    void mark(const PutQuestion& put, Outcome outcome) const {
        Mark& own = marks()[put.index];
        const bool first = put.tries == 1 && own == Mark::open;
        if (outcome == Outcome::right)
            own = first ? Mark::at_once : Mark::right;
        else
            own = outcome == Outcome::shown ? Mark::shown : Mark::tried;
        keep_progress();
    }

    void tell(Outcome outcome, const Words& answer, const Words& reason) const {
        Classroom& classroom = room();
        const PutQuestion& put = *classroom.put;
        const Page* page = classroom.shown_page();
        if (page != nullptr) mark(put, outcome);
        classroom.tally.push_back({.question = put.number,
                                   .lesson = page ? classroom.lesson->title : Words(say("Quiz")),
                                   .page = page ? page->title : Words{},
                                   .kind = put.question.kind,
                                   .words = put.question.words,
                                   .answer = answer,
                                   .right = put.question.right,
                                   .outcome = outcome,
                                   .attempt = std::max<std::size_t>(put.tries, 1),
                                   .reason = reason,
                                   .student = classroom.student.name,
                                   .confidence = put.confidence});
    }

    /// The question is done with: the working is shown.
    void reveal() const {
        uncover();
        result.trial = room().put->question.trial;
        see(room().put->question.reveal);
    }

    void operator()(const StartLesson& action) const {
        Classroom& classroom = room();
        classroom.activity = Activity::lesson;
        classroom.lesson = action.lesson;
        classroom.left_behind.assign(action.lesson->pages.size(), std::nullopt);
        classroom.progress = resumed(classroom.student, *action.lesson);
        enter_page(classroom.progress.page);
    }

    void operator()(const RestartLesson&) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        const bool done = classroom.progress.done;
        classroom.left_behind.assign(classroom.lesson->pages.size(), std::nullopt);
        classroom.progress = begun(*classroom.lesson);
        classroom.progress.done = done;
        enter_page(0);
        keep_progress();
    }

    void operator()(const EndLesson&) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        classroom.ended = true;
        classroom.put.reset();
        classroom.no_question.reset();
        // It goes on where something is left to do.
        const auto open = first_open(classroom.progress.marks);
        classroom.progress.done = classroom.progress.done || !open;
        classroom.progress.page = open.value_or(classroom.page);
        keep_progress();
        uncover();
    }

    void operator()(const GoToPage& action) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson || action.page >= classroom.lesson->pages.size())
            return;
        leave_page();
        enter_page(action.page);
        keep_progress();
    }

    void operator()(const ResetPage&) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        classroom.left_behind[classroom.page].reset();
        marks().assign(marks().size(), Mark::open);
        enter_page(classroom.page);
        keep_progress();
    }

    void operator()(const StartQuiz&) const {
        Classroom& classroom = room();
        leave_page();
        classroom.activity = Activity::quiz;
        classroom.lesson = nullptr;
        classroom.quiz_number = 0;
        classroom.put_before = classroom.put_count;
        put_quiz_question();
    }

    void operator()(const NextQuestion&) const {
        Classroom& classroom = room();
        if (classroom.activity == Activity::lesson) return put_lesson_question();
        if (classroom.activity != Activity::quiz) return;
        ++classroom.quiz_number;
        put_quiz_question();
    }

    void operator()(const GiveAnswer& action) const {
        Classroom& classroom = room();
        if (!classroom.asks()) return;
        PutQuestion& put = *classroom.put;
        ++put.tries;
        put.confidence = action.confidence;
        put.verdict = put.question.judge(action.answer);
        tell(put.verdict->right ? Outcome::right : Outcome::wrong,
             questions::answer_text(action.answer, put.question.options), put.verdict->words);
        if (put.verdict->right) {
            put.state = State::right;
            return reveal();
        }
        if (const auto* cell = std::get_if<CellAnswer>(&action.answer)) {
            model::Prediction prediction = board.view.prediction;
            prediction.answer = cell->cell;
            result.view.emplace_back(model::SetPrediction{prediction});
        }
    }

    void operator()(const GiveHint&) const {
        Classroom& classroom = room();
        if (!classroom.asks() || !classroom.put->offers_hint()) return;
        classroom.put->hinted = true;
        ++classroom.put->tries;
        tell(Outcome::hint, {}, classroom.put->question.hint);
    }

    void operator()(const ShowAnswer&) const {
        Classroom& classroom = room();
        if (!classroom.asks()) return;
        classroom.put->state = State::shown;
        classroom.put->verdict.reset();
        classroom.put->confidence = Confidence::unsaid;
        ++classroom.put->tries;
        tell(Outcome::shown, {}, {});
        reveal();
    }

    void operator()(const SetSeed& action) const {
        Classroom& classroom = room();
        classroom.seed = action.seed;
        classroom.quiz_number = 0;
        if (classroom.activity == Activity::quiz) put_quiz_question();
    }

    void operator()(const BeStudent& action) const {
        (*this)(LeaveClass{});
        room().student = action.student;
        room().put_before = room().put_count;
        result.keeps = true;
    }

    void operator()(const ForgetProgress&) const {
        room().student.lessons.clear();
        result.keeps = true;
        if (room().activity != Activity::lesson) return;
        room().progress.done = false;
        (*this)(RestartLesson{});
    }

    void operator()(const LeaveClass&) const {
        Classroom& classroom = room();
        classroom.activity = Activity::none;
        classroom.lesson = nullptr;
        classroom.put.reset();
        classroom.no_question.reset();
        uncover();
    }

    void operator()(const DocumentChanged&) const {
        Classroom& classroom = room();
        if (classroom.activity == Activity::none) return;
        const bool waits = classroom.asks() || classroom.no_question.has_value();
        if (!waits) return;
        if (classroom.put && (classroom.put->question.form == Form::deed ||
                              classroom.put->question.kind == "choice")) {
            classroom.put->verdict.reset();
            return;
        }
        --classroom.put_count;
        if (classroom.no_question) ++classroom.put_count;
        classroom.activity == Activity::lesson ? put_lesson_question() : put_quiz_question();
    }
};

}  // namespace

bool Classroom::has_next_question() const {
    if (activity == Activity::quiz) return true;
    return activity == Activity::lesson && !std::ranges::all_of(progress.marks[page], is_done);
}

TallyCount Classroom::count() const {
    if (activity == Activity::lesson) return count_of(progress.marks);
    Tally own;
    std::ranges::copy_if(tally, std::back_inserter(own),
                         [this](const TallyRow& row) { return row.question > put_before; });
    return count_of(own);
}

ClassChange update(Classroom classroom, const ClassAction& action, const Blackboard& board) {
    ClassChange result{.next = std::move(classroom)};
    std::visit(Change{result, board}, action);
    return result;
}

}  // namespace poolscope::lessons
