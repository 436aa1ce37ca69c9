/// Edits of large values: what they share with those before, and that what is computed of them by
/// reading only the difference is what is computed of all.
#include "model/values.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "model/action.hpp"
#include "model/history.hpp"
#include "model/input_range.hpp"
#include "model/store.hpp"

namespace poolscope::model {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

class Random {
public:
    explicit Random(std::uint32_t seed) : generator_(seed) {}
    int below(int end) { return std::uniform_int_distribution(0, end - 1)(generator_); }
    int from(int low, int high) { return low + below(high - low + 1); }
    /// Often a tie, sometimes not finite.
    float value() {
        const int kind = below(40);
        if (kind < 3) return kind == 0 ? nan : kind == 1 ? infinity : -infinity;
        return static_cast<float>(from(-6, 9)) / 2;
    }
    Values values(const Shape& shape) {
        Values values(shape);
        for (float& cell : values.cells()) cell = value();
        return values;
    }
    std::vector<CellEdit> edits(const Shape& shape, int most) {
        std::vector<CellEdit> edits;
        for (int i = from(1, most); i > 0; --i)
            edits.push_back(
                {static_cast<std::size_t>(below(static_cast<int>(shape.count()))), value()});
        return edits;
    }

private:
    std::mt19937 generator_;
};

SharedValues shared(Values values) {
    return std::make_shared<const Values>(std::move(values));
}

Document document_over(SharedValues input) {
    Document document = default_document();
    document.input = std::move(input);
    document.channel_names = default_channel_names(document.shape().c, false);
    return document;
}

/// The same to the last bit; of a NaN neither its sign nor its payload, which are the compiler's.
bool same_numbers(const StoredValues& a, const StoredValues& b) {
    const auto of_a = a.whole(), of_b = b.whole();
    return of_a->shape() == of_b->shape() &&
           std::ranges::equal(of_a->cells(), of_b->cells(), [](float x, float y) {
               return std::isnan(x) ? std::isnan(y) : std::memcmp(&x, &y, sizeof x) == 0;
           });
}

TEST(Values, AreThoseOfATensorThatIsEditedCellByCell) {
    Random random(1);
    for (const Shape shape : {Shape{1, 1, 6, 6}, Shape{2, 3, 70, 71}, Shape{1, 2, 300, 401}}) {
        Values plain = random.values(shape);
        SharedValues values = shared(plain);
        for (int round = 0; round < 20; ++round) {
            const SharedValues before = values;
            const Values plain_before = plain;
            // Each cell once, as edited() wants it.
            std::vector<CellEdit> edits;
            for (const CellEdit& edit : random.edits(shape, 12))
                if (std::ranges::none_of(edits,
                                         [&](const auto& one) { return one.place == edit.place; }))
                    edits.push_back(edit);
            for (const CellEdit& edit : edits) plain.cells()[edit.place] = edit.value;
            values = edited(values, edits);
            ASSERT_TRUE(*values == *shared(plain));
            ASSERT_TRUE(*before == *shared(plain_before)) << "the values before have changed";
            ASSERT_TRUE(*shared(*values->whole()) == *shared(plain));
            EXPECT_EQ(values->whole(), values->whole());
            std::vector<float> read(std::min<std::size_t>(600, shape.count()));
            const std::size_t from = (shape.count() - read.size()) / 2;
            values->read(from, read);
            EXPECT_EQ(std::memcmp(read.data(), plain.cells().data() + from, read.size() * 4), 0);
            EXPECT_EQ(*values == *before,
                      std::memcmp(plain.cells().data(), plain_before.cells().data(),
                                  plain.cells().size_bytes()) == 0);
        }
    }
}

TEST(Values, ChangedPlacesAreThoseThatDiffer) {
    Random random(2);
    const Shape shape{1, 3, 120, 130};
    const SharedValues first = shared(random.values(shape));
    SharedValues values = first;
    for (int i = 0; i < 30; ++i) values = edited(values, random.edits(shape, 1));
    const auto places = changed_places(*first, *values);
    ASSERT_TRUE(places);
    std::vector<std::size_t> expected;
    for (std::size_t i = 0; i < shape.count(); ++i) {
        const float a = (*first)[i], b = (*values)[i];
        if (std::memcmp(&a, &b, sizeof a) != 0) expected.push_back(i);
    }
    EXPECT_FALSE(expected.empty());
    EXPECT_EQ(*places, expected);
    EXPECT_FALSE(changed_places(*first, *shared(*first->whole()))) << "of another tensor";
    EXPECT_EQ(edited(values, {{expected[0], (*values)[expected[0]]}}), values) << "nothing changed";
}

TEST(Values, AStrokeSharesWhatItDoesNotTouch) {
    const Document before = document_over(shared(Values({1, 1, 1024, 1024}, 3)));
    const auto after = update(before, PaintLine{0, 500, 10, 540, 30, 7});
    ASSERT_TRUE(after);
    EXPECT_EQ(changed_places(*before.input, *after->input)->size(), 41u);
    // 41 rows, each in one block of 256 cells, in one or two nodes of 64 Ki.
    EXPECT_LE(after->input->own_cells(*before.input), 41u * 256 + 2 * 1024);
    EXPECT_GE(after->input->own_cells(*before.input), 41u * 256);
    EXPECT_EQ(before.input->own_cells(*after->input), 0u);
    // Without sharing, the next stroke would own all of it.
    const auto next = update(*after, SetCell{0, 900, 900, 5});
    EXPECT_LE(next->input->own_cells(*after->input), 256u + 1024);
    EXPECT_EQ(before.input->whole(), before.input->whole()) << "no copy where nothing is edited";
}

std::optional<SharedValues> after_edit(const model::Run& before, const Document& document) {
    const auto places = changed_places(*before.document.input, *document.input);
    return places ? output_after_edit(before.document, before.results, document, *places)
                  : std::nullopt;
}

/// A random layer of `op` that windows of a few cells read.
Layer random_layer(const Operator& op, Random& random, const Shape& shape) {
    PoolParams params;
    params.kernel_size = {random.from(1, 4), random.from(1, 4)};
    params.stride = {random.from(1, 3), random.from(1, 3)};
    params.padding = {random.below(3), random.below(3), random.below(3), random.below(3)};
    params.dilation = {random.from(1, 2), random.from(1, 2)};
    params.ceil_mode = random.below(2) == 0;
    params.count_include_pad = random.below(2) == 0;
    params.output_size = {random.from(20, shape.h - 4), random.from(20, shape.w - 4)};
    params.channel_group = 2;
    params.seed = static_cast<std::uint64_t>(random.below(1000));
    if (random.below(3) == 0) params.placement = Placement::adaptive;
    return settled({&op, params});
}

TEST(Values, AnEditPoolsAsTheWholeDoes) {
    Random random(3);
    const Shape shape{2, 4, 40, 37};
    int compared = 0;
    for (const Operator* op : operators()) {
        for (int round = 0; round < 25; ++round) {
            Document document = document_over(shared(random.values(shape)));
            document.layer() = random_layer(*op, random, shape);
            const model::Run before = run_of(document);
            if (!before.results.output) continue;
            document.input = edited(document.input, random.edits(shape, 6));
            const auto after = after_edit(before, document);
            if (before.results.indices) {
                EXPECT_FALSE(after) << "winners that are drawn are pooled whole";
                continue;
            }
            ASSERT_TRUE(after) << op->id;
            const Results whole = compute_results(document);
            ASSERT_TRUE(same_numbers(**after, *whole.output)) << op->id << ", round " << round;
            EXPECT_TRUE(whole.output->shape().count() <= 4096 ||
                        changed_places(*before.results.output, **after))
                << "only small grids are copied";
            ++compared;
        }
    }
    EXPECT_GT(compared, 200);
}

/// A mean of many taps is summed in another order where it is pooled whole.
TEST(Values, AnEditOfALargeMeanIsWithinItsBound) {
    Random random(4);
    Values values({1, 1, 300, 300});
    for (float& cell : values.cells()) cell = static_cast<float>(random.from(-1000, 1000)) / 7;
    Document document = document_over(shared(std::move(values)));
    document.layer() = settled({*find_operator("avg"), {.kernel_size = {3, 3}, .stride = {1, 1}}});
    const model::Run before = run_of(document);
    document.input = edited(document.input, {{4000, 3.14F}, {45150, -77.7F}});
    const auto after = after_edit(before, document);
    ASSERT_TRUE(after);
    const Results whole = compute_results(document);
    for (std::size_t i = 0; i < whole.output->shape().count(); ++i)
        ASSERT_NEAR((**after)[i], (*whole.output)[i], 1e-6 * 143 * 9) << i;
}

TEST(Values, WhatReadsTooMuchIsPooledWhole) {
    Random random(5);
    Document document = document_over(shared(random.values({1, 1, 500, 500})));
    document.layer() = settled({&max_operator(), {.placement = Placement::global}});
    const model::Run before = run_of(document);
    const Document after = *update(document, SetCell{0, 3, 3, 99});
    EXPECT_FALSE(after_edit(before, after));
    Document resized = *update(document, ResizeInput{1, 400, 400});
    EXPECT_FALSE(after_edit(before, resized));
    Document other = after;
    other.layer().op = *find_operator("min");
    EXPECT_FALSE(after_edit(before, other));
}

TEST(Values, TheRangeFollowsEdits) {
    Random random(6);
    const Shape shape{1, 2, 130, 140};
    SharedValues values = shared(random.values(shape));
    InputRange range;
    EXPECT_EQ(range.of(values, {}), range_of(*values->whole()));
    for (int round = 0; round < 60; ++round) {
        const float far = static_cast<float>(random.from(-100, 100));
        const auto place = static_cast<std::size_t>(random.below(static_cast<int>(shape.count())));
        const SharedValues with = edited(values, {{place, far}});
        ASSERT_EQ(range.of(with, changed_places(*values, *with)), range_of(*with->whole()));
        // The extreme goes again, in every other round by an undo.
        values = round % 2 == 0 ? values : edited(with, {{place, nan}});
        ASSERT_EQ(range.of(values, changed_places(*with, *values)), range_of(*values->whole()));
    }
    EXPECT_EQ(range.of(shared(Values(shape, nan)), {}), ValueRange{});
}

/// The Store, with its cache: stroke, undo and redo, each as a document of its own would be.
TEST(Values, StrokesAndTheirUndoingShowWhatTheWholeDoes) {
    Random random(7);
    Store store;
    store.open(document_over(shared(random.values({1, 2, 90, 100}))), {}, {});
    const auto expect_whole = [&] {
        const model::Run& run = store.run();
        const Results whole = compute_results(store.document());
        ASSERT_FALSE(run.results.computing);
        ASSERT_TRUE(*run.results.output == *whole.output);
        ASSERT_EQ(run.results.input_range, whole.input_range);
        ASSERT_EQ(run.results.never_read, whole.never_read);
        ASSERT_EQ(run.document, store.document());
    };
    expect_whole();
    for (int i = 0; i < 60; ++i) {
        const int kind = random.below(4);
        const std::uint64_t gesture = static_cast<std::uint64_t>(random.below(3));
        if (kind == 0)
            (void)store.dispatch(Undo{});
        else if (kind == 1)
            (void)store.dispatch(Redo{});
        else
            ASSERT_TRUE(store.dispatch(DocumentAction(
                PaintLine{random.below(2), random.below(90), random.below(100), random.below(90),
                          random.below(100), random.value(), gesture})));
        expect_whole();
    }
}

TEST(Values, AHundredStrokesOnALargePictureAreKept) {
    const Shape shape{1, 1, 4096, 4096};
    History history(document_over(shared(Values(shape, 1))));
    std::vector<SharedValues> kept{history.current().input};
    std::size_t cells = 0;
    for (int i = 0; i < 100; ++i) {
        const int row = 40 * i + 20, col = 37 * i + 30;
        const PaintLine stroke{0, row, col, row + 40, col + 20, 2};
        history.push(*update(history.current(), stroke));
        cells += history.current().input->own_cells(*kept.back());
        kept.push_back(history.current().input);
    }
    EXPECT_LT(static_cast<double>(cells), 0.2 * static_cast<double>(shape.count()));
    int undone = 0;
    while (history.undo()) {
        ++undone;
        ASSERT_EQ(history.current().input,
                  kept[kept.size() - 1 - static_cast<std::size_t>(undone)]);
    }
    EXPECT_EQ(undone, 100);
}

}  // namespace
}  // namespace poolscope::model
