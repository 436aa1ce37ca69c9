/// What each action does to the classroom.
#include "lessons/classroom.hpp"

#include <algorithm>
#include <iterator>

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

    void put_lesson_question() const {
        Classroom& classroom = room();
        const Page& page = *classroom.shown_page();
        const std::size_t index = classroom.answered[classroom.page];
        if (index >= page.questions.size()) {
            classroom.put.reset();
            classroom.no_question.reset();
            return uncover();
        }
        const std::uint64_t seed = classroom.seed * 10007 + classroom.page * 101 + index;
        put(put_question(page.questions[index], page, document(), sample(), seed));
    }

    void put_quiz_question() const {
        const Classroom& classroom = room();
        put(questions::draw_quiz_question(document(), sample(), classroom.seed,
                                          classroom.quiz_number));
    }

    /// The page as it is now, for coming back to it.
    void leave_page() const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        model::ViewState view = board.view;
        view.prediction = {};
        classroom.left_behind[classroom.page] =
            io::OpenedDocument{board.document, std::move(view), false};
    }

    void enter_page(std::size_t page) const {
        Classroom& classroom = room();
        classroom.page = page;
        classroom.ended = false;
        const auto& left = classroom.left_behind[page];
        result.open = left ? *left : classroom.lesson->pages[page].opened;
        put_lesson_question();
    }

    void tell(Outcome outcome, const Words& answer, const Words& reason) const {
        Classroom& classroom = room();
        const PutQuestion& put = *classroom.put;
        const Page* page = classroom.shown_page();
        classroom.tally.push_back({.question = put.number,
                                   .lesson = page ? classroom.lesson->title : Words(say("Quiz")),
                                   .page = page ? page->title : Words{},
                                   .kind = put.question.kind,
                                   .words = put.question.words,
                                   .answer = answer,
                                   .right = put.question.right,
                                   .outcome = outcome,
                                   .attempt = std::max<std::size_t>(put.tries, 1),
                                   .reason = reason});
    }

    /// The question is done with: the working is shown.
    void reveal() const {
        uncover();
        result.trial = room().put->question.trial;
        see(room().put->question.reveal);
        if (room().activity == Activity::lesson) {
            std::size_t& answered = room().answered[room().page];
            answered = std::min(answered + 1, room().shown_page()->questions.size());
        }
    }

    void operator()(const StartLesson& action) const {
        Classroom& classroom = room();
        classroom.activity = Activity::lesson;
        classroom.lesson = action.lesson;
        classroom.left_behind.assign(action.lesson->pages.size(), std::nullopt);
        classroom.answered.assign(action.lesson->pages.size(), 0);
        classroom.put_before = classroom.put_count;
        enter_page(0);
    }

    void operator()(const EndLesson&) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        classroom.ended = true;
        classroom.put.reset();
        classroom.no_question.reset();
        uncover();
    }

    void operator()(const GoToPage& action) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson || action.page >= classroom.lesson->pages.size())
            return;
        leave_page();
        enter_page(action.page);
    }

    void operator()(const ResetPage&) const {
        Classroom& classroom = room();
        if (classroom.activity != Activity::lesson) return;
        classroom.left_behind[classroom.page].reset();
        classroom.answered[classroom.page] = 0;
        enter_page(classroom.page);
    }

    void operator()(const StartQuiz&) const {
        Classroom& classroom = room();
        leave_page();
        classroom.activity = Activity::quiz;
        classroom.lesson = nullptr;
        classroom.quiz_number = 0;
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

    void operator()(const ShowAnswer&) const {
        Classroom& classroom = room();
        if (!classroom.asks()) return;
        classroom.put->state = State::shown;
        classroom.put->verdict.reset();
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

    void operator()(const ClearTally&) const { room().tally.clear(); }

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
    return activity == Activity::lesson && answered[page] < shown_page()->questions.size();
}

TallyCount Classroom::lesson_count() const {
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
