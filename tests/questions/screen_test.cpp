/// Over many layers and seeds: the core's own answer is accepted, every other is refused with a
/// reason.
#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "i18n/language.hpp"
#include "io/examples.hpp"
#include "poolscope/backward.hpp"
#include "poolscope/stepping.hpp"
#include "questions/exercises.hpp"

namespace poolscope::questions {
namespace {

/// A document of the test's own: whole numbers from `seed` under the layer.
model::Document random_layer(std::uint64_t seed) {
    Draws draws(seed, 7);
    const auto pick = [&](int low, int high) {
        return low + static_cast<int>(draws.below(static_cast<std::size_t>(high - low + 1)));
    };
    const int rows = pick(3, 8);
    const int cols = pick(3, 8);
    std::vector<float> cells;
    for (int i = 0; i < rows * cols; ++i) cells.push_back(static_cast<float>(pick(-9, 9)));
    PoolParams params;
    params.kernel_size = {pick(1, 3), pick(1, 3)};
    params.stride = {pick(1, 3), pick(1, 3)};
    params.padding = {pick(0, 1), pick(0, 1), pick(0, 1), pick(0, 1)};
    params.dilation = {pick(1, 2), pick(1, 2)};
    params.ceil_mode = pick(0, 1) == 1;
    params.count_include_pad = pick(0, 1) == 1;
    const char* const ops[] = {"max", "avg", "min", "lp", "median"};
    return layer(rows, cols, cells, ops[pick(0, 4)], params);
}

/// The layers that questions are tried on: random ones, and every scene that fits on paper.
std::vector<model::Document> layers() {
    std::vector<model::Document> documents;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        model::Document document = random_layer(seed);
        if (make_exercise(document, 0, 1)) documents.push_back(std::move(document));
    }
    documents.push_back(io::open_example("nan-and-infinity")->document);
    for (drawing::NamedScene& named : paper_scenes()) documents.push_back(named.document);
    return documents;
}

/// Calls `check(exercise, question)` for the kind over every layer it suits, and several seeds.
/// Whatever reason the kind foresees is said to some answer: none always hides behind another.
template <class Check>
int for_each(std::string_view kind, Check check) {
    int asked = 0;
    std::set<std::string> foreseen;
    std::set<std::string> said;
    for (const model::Document& document : layers()) {
        for (std::uint64_t seed = 1; seed <= 8; ++seed) {
            const Exercise exercise = exercise_of(document, seed);
            const auto question = draw_question(*find_question_kind(kind), exercise);
            if (!question) continue;
            ++asked;
            EXPECT_TRUE(question->judge(question->answer.value()).right) << kind;
            for (const Slip& slip : question->slips) {
                foreseen.insert(slip.reason.said().text());
                const Verdict verdict = question->judge(slip.answer);
                if (!verdict.right) said.insert(verdict.words.said().text());
            }
            check(exercise, *question);
        }
    }
    EXPECT_EQ(foreseen, said) << kind;
    return asked;
}

void expect_said(const Verdict& verdict) {
    for (const i18n::Language& one : i18n::languages())
        EXPECT_FALSE(verdict.words.in(one.id).empty()) << verdict.words.said().text();
}

/// The output that the question shows.
Place output_of(const Exercise& exercise, const Question& question) {
    Place place;
    for (const model::ViewAction& action : question.ask) {
        if (const auto* channel = std::get_if<model::SetChannel>(&action))
            place.channel = channel->channel / exercise.results.geometry->channel_group;
        if (const auto* seek = std::get_if<model::Seek>(&action)) {
            place.row = static_cast<int>(seek->step) / exercise.output().w;
            place.col = static_cast<int>(seek->step) % exercise.output().w;
        }
    }
    return place;
}

TEST(Questions, OnlyTheWinnerIsTheWinner) {
    const int asked = for_each("winner", [&](const Exercise& exercise, const Question& question) {
        const Place place = output_of(exercise, question);
        const Step<float> step = exercise.step(place.channel, place.row, place.col);
        const Tap<float>& winner = step.taps[*step.reduction.selected];
        for (const Answer& answer : all_clicks(exercise)) {
            const model::CellRef& cell = std::get<CellAnswer>(answer).cell;
            const Verdict verdict = question.judge(answer);
            const bool is_winner =
                cell.channel == winner.channel && cell.row == winner.row && cell.col == winner.col;
            EXPECT_EQ(verdict.right, is_winner) << verdict.words.in("en");
            expect_said(verdict);
            const TapKind kind = kind_at(exercise.geometry(place.channel), cell.row, cell.col);
            EXPECT_TRUE(verdict.words.said().text() !=
                            "A padding cell cannot win: it stands for {0}, and only real cells are "
                            "picked." ||
                        kind == TapKind::padding);
            EXPECT_TRUE(verdict.words.said().text() !=
                            "That cell lies past the padding (ceil mode) and never counts." ||
                        kind == TapKind::overhang);
        }
        EXPECT_FALSE(question.judge(CellAnswer{{model::Pane::output, 0, 0, 0}}).right);
    });
    EXPECT_GT(asked, 100);
}

TEST(Questions, OnlyTheValueIsTheValue) {
    const int asked = for_each("value", [&](const Exercise& exercise, const Question& question) {
        const Place place = output_of(exercise, question);
        const Step<float> step = exercise.step(place.channel, place.row, place.col);
        const auto right = static_cast<double>(step.reduction.output);
        EXPECT_TRUE(question.judge(NumberAnswer{right}).right);
        EXPECT_TRUE(question.judge(NumberAnswer{std::round(right * 1e4) / 1e4}).right);
        double sum = 0;
        for (const Tap<float>& tap : step.taps) {
            if (tap.kind == TapKind::real) sum += static_cast<double>(tap.value);
        }
        for (const double wrong : {right + 1, right - 1, right + 0.3, -right, sum, 0.0, 1e9}) {
            if (std::abs(wrong - right) < 0.02 + std::abs(right) * 1e-3) continue;
            const Verdict verdict = question.judge(NumberAnswer{wrong});
            EXPECT_FALSE(verdict.right) << wrong << " for " << right;
            expect_said(verdict);
        }
        EXPECT_FALSE(question.judge(NumberAnswer{std::nan("")}).right);
    });
    EXPECT_GT(asked, 200);
}

TEST(Questions, OnlyTheOutputsSizeIsItsSize) {
    const int asked = for_each("size", [&](const Exercise& exercise, const Question& question) {
        const Shape& shape = exercise.output();
        for (int rows = 0; rows <= shape.h + 3; ++rows) {
            for (int cols = 0; cols <= shape.w + 3; ++cols) {
                const Verdict verdict = question.judge(SizeAnswer{rows, cols});
                EXPECT_EQ(verdict.right, rows == shape.h && cols == shape.w);
                expect_said(verdict);
            }
        }
    });
    EXPECT_GT(asked, 200);
}

TEST(Questions, TheReadersAreCounted) {
    const int asked = for_each("readers", [&](const Exercise& exercise, const Question& question) {
        const auto& prediction = std::get<model::SetPrediction>(question.ask.back()).prediction;
        const model::CellRef cell = *prediction.asked;
        const int channel = output_channel_of(*exercise.results.geometry, cell.channel);
        const Geometry geometry = exercise.geometry(channel);
        // Counted the long way round: window by window.
        int right = 0;
        for (int row = 0; row < geometry.output.h; ++row)
            for (int col = 0; col < geometry.output.w; ++col) {
                const Window window = window_at(geometry, row, col);
                right += window.rows.contains(cell.row) && window.cols.contains(cell.col) ? 1 : 0;
            }
        for (int answer = 0; answer <= right + 9; ++answer) {
            const Verdict verdict = question.judge(NumberAnswer{static_cast<double>(answer)});
            EXPECT_EQ(verdict.right, answer == right);
            expect_said(verdict);
        }
    });
    EXPECT_GT(asked, 200);
}

TEST(Questions, OneParameterGivesTheOutput) {
    const int asked =
        for_each("parameter", [&](const Exercise& exercise, const Question& question) {
            int right = 0;
            ASSERT_GE(question.options.size(), 2U);
            for (std::size_t option = 0; option < question.options.size(); ++option) {
                const Verdict verdict = question.judge(ChoiceAnswer{option});
                right += verdict.right ? 1 : 0;
                EXPECT_EQ(verdict.right, question.options[option] == question.right);
                expect_said(verdict);
            }
            EXPECT_EQ(right, 1);
            EXPECT_FALSE(question.judge(ChoiceAnswer{99}).right);
            // The working is that of the right layer, whose size stands in the question.
            ASSERT_TRUE(question.trial);
            model::Document shown = exercise.document;
            shown.layer() = question.trial->layer;
            const Shape size = model::compute_results(shown).output->shape();
            EXPECT_THAT(question.words.in("en"), testing::HasSubstr(std::to_string(size.h) + " × " +
                                                                    std::to_string(size.w)));
            EXPECT_FALSE(question.reveal.empty());
        });
    EXPECT_GT(asked, 200);
}

/// What a question hides of the layer's own words.
std::optional<FieldId> hidden_field_of(const Question& question) {
    std::optional<FieldId> hidden;
    for (const model::ViewAction& action : question.ask)
        if (const auto* set = std::get_if<model::SetPrediction>(&action))
            hidden = set->prediction.hides_field;
    return hidden;
}

TEST(Questions, HideTheFieldThatIsAskedForAndNoOther) {
    const Exercise exercise = exercise_of(model::default_document(), 3);
    const auto hidden = [&](const char* parameter) {
        QuestionWish wish;
        wish.parameter = parameter;
        const auto question = draw_question(*find_question_kind("parameter"), exercise, wish);
        return question ? hidden_field_of(*question) : std::nullopt;
    };
    EXPECT_EQ(hidden("stride"), FieldId::stride);
    EXPECT_EQ(hidden("kernel_size"), FieldId::kernel_size);
    EXPECT_EQ(hidden("padding"), FieldId::padding);
    EXPECT_EQ(hidden("operator"), FieldId::op);
    model::Document mean = model::default_document();
    mean.layer().op = *find_operator("avg");
    const auto divisor = draw_question(*find_question_kind("divisor"), exercise_of(mean, 3));
    ASSERT_TRUE(divisor);
    EXPECT_EQ(hidden_field_of(*divisor), FieldId::divisor_override);
    for (const char* kind : {"winner", "value", "size", "readers"}) {
        const auto question = draw_question(*find_question_kind(kind), exercise);
        ASSERT_TRUE(question) << kind;
        EXPECT_FALSE(hidden_field_of(*question)) << kind;
    }
}

TEST(Questions, TheGradientGoesWhereTheCoreSendsIt) {
    const int asked = for_each("gradient", [&](const Exercise& exercise, const Question& question) {
        const Place place = output_of(exercise, question);
        const auto back = backward_step(
            exercise.steps(), exercise.step_index(place.channel, place.row, place.col), 1.0F);
        if (question.form == Form::cell) {
            for (const Answer& answer : all_clicks(exercise)) {
                const model::CellRef& cell = std::get<CellAnswer>(answer).cell;
                float share = 0;
                for (std::size_t i = 0; i < back.shares.size(); ++i) {
                    const Tap<float>& tap = back.forward.taps[i];
                    if (tap.kind == TapKind::real && tap.channel == cell.channel &&
                        tap.row == cell.row && tap.col == cell.col)
                        share = back.shares[i];
                }
                const Verdict verdict = question.judge(answer);
                EXPECT_EQ(verdict.right, share != 0);
                expect_said(verdict);
            }
            return;
        }
        const auto& prediction = std::get<model::SetPrediction>(question.ask.back()).prediction;
        for (std::size_t i = 0; i < back.shares.size(); ++i) {
            const Tap<float>& tap = back.forward.taps[i];
            if (tap.row != prediction.asked->row || tap.col != prediction.asked->col) continue;
            EXPECT_TRUE(question.judge(NumberAnswer{static_cast<double>(back.shares[i])}).right);
        }
        for (const double wrong : {0.0, 1.0, -1.0, 0.77}) {
            const Verdict verdict = question.judge(NumberAnswer{wrong});
            if (exercise.step(place.channel, place.row, place.col).reduction.divisor == 1) continue;
            EXPECT_FALSE(verdict.right);
            expect_said(verdict);
        }
    });
    EXPECT_GT(asked, 200);
}

TEST(Questions, CountsAreTheCores) {
    for (const char* kind : {"divisor", "cost", "unread", "shift"}) {
        const int asked = for_each(kind, [&](const Exercise& exercise, const Question& question) {
            int accepted = 0;
            for (int answer = 0; answer <= 700; ++answer)
                accepted += question.judge(NumberAnswer{static_cast<double>(answer)}).right ? 1 : 0;
            EXPECT_EQ(accepted, 1) << kind;
            expect_said(question.judge(NumberAnswer{12345}));
            const Geometry geometry = exercise.geometry(0);
            if (std::string(kind) == "unread") {
                double never = 0;
                for (int row = 0; row < geometry.input.h; ++row)
                    for (int col = 0; col < geometry.input.w; ++col)
                        never += readers_of(geometry, row, col).count() == 0 ? 1 : 0;
                EXPECT_TRUE(question.judge(NumberAnswer{never}).right);
            }
            if (std::string(kind) == "cost") {
                double taps = 0;
                for (int row = 0; row < geometry.output.h; ++row)
                    for (int col = 0; col < geometry.output.w; ++col)
                        taps += window_at(geometry, row, col).count();
                EXPECT_TRUE(question.judge(NumberAnswer{taps}).right);
            }
        });
        EXPECT_GT(asked, 20) << kind;
    }
}

TEST(Questions, ASeedDrawsTheSameOnesAndAnotherOthers) {
    const model::Document document = model::default_document();
    std::set<std::string> words;
    std::map<std::string, int> kinds;
    for (std::uint64_t number = 0; number < 28; ++number) {
        const auto once = draw_quiz_question(document, 0, 5, number);
        const auto again = draw_quiz_question(document, 0, 5, number);
        ASSERT_TRUE(once && again);
        EXPECT_EQ(once->words, again->words);
        words.insert(once->words.in("en"));
        ++kinds[once->kind];
    }
    EXPECT_GE(words.size(), 12U);
    EXPECT_EQ(kinds.size(), 7U) << "every kind that suits a maximum";
    for (const auto& [kind, count] : kinds) EXPECT_EQ(count, 4) << kind;
    int differing = 0;
    for (std::uint64_t number = 0; number < 12; ++number)
        differing += draw_quiz_question(document, 0, 5, number)->words ==
                             draw_quiz_question(document, 0, 6, number)->words
                         ? 0
                         : 1;
    EXPECT_GE(differing, 8);
}

TEST(Questions, ALayerTooLargeForPaperIsRefusedWithTheReason) {
    model::Document document = model::default_document();
    document.input = std::make_shared<const model::Values>(Shape{1, 1, 300, 300}, 1.0F);
    const auto question = draw_quiz_question(document, 0, 1, 0);
    ASSERT_FALSE(question);
    EXPECT_EQ(question.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace poolscope::questions
