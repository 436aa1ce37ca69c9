/// The equivalences: their stages give what the direct operator gives, over random layers.
#include "poolscope/equivalences.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/layer_gen.hpp"
#include "core/one_layer.hpp"

namespace poolscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// The largest finite magnitude of a tensor, or `largest` where that is more.
template <class Scalar>
double magnitude(const Tensor<Scalar>& tensor, double largest) {
    for (const Scalar cell : tensor.cells()) {
        if (std::isfinite(cell)) largest = std::max(largest, std::abs(double{cell}));
    }
    return largest;
}

/// What `stages` make of `input`; `largest` grows to the largest magnitude on the way.
template <class Scalar>
Result<Tensor<Scalar>> run(const std::vector<Layer>& stages, Tensor<Scalar> input,
                           double& largest) {
    largest = magnitude(input, largest);
    for (const Layer& stage : stages) {
        auto output = pool(stage, input);
        if (!output) return tl::unexpected(output.error());
        input = std::move(output->output);
        largest = magnitude(input, largest);
    }
    return input;
}

template <class Scalar>
bool is_near(Scalar a, Scalar b, double tolerance) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b || std::abs(double{a} - double{b}) <= tolerance;
}

/// Which equivalence held for which operator, over all layers so far.
using Held = std::set<std::pair<std::string_view, std::string_view>>;

template <class Scalar>
void stages_are_direct(const RandomLayer& layer, Held& held) {
    const auto input = layer.tensor<Scalar>();
    const auto direct = pool({layer.op, layer.params}, input);
    for (const Equivalence& equivalence : equivalences()) {
        const auto stages = equivalence.layers({layer.op, layer.params}, layer.shape);
        if (!stages) {
            RC_ASSERT(!stages.error().remedy.empty());
            continue;
        }
        RC_ASSERT(direct.has_value());
        RC_ASSERT(stages->size() >= 2U);
        double largest = 1;
        const auto staged = run(*stages, input, largest);
        RC_ASSERT(staged.has_value());
        RC_ASSERT(staged->shape() == direct->output.shape());
        largest = magnitude(direct->output, largest);
        const double tolerance = tolerance_of(equivalence, {layer.op}) * largest;
        for (std::size_t i = 0; i < staged->cells().size(); ++i) {
            RC_ASSERT(is_near(staged->cells()[i], direct->output.cells()[i], tolerance));
        }
        held.insert({equivalence.id, layer.op->id});
    }
}

TEST(Equivalences, AgreeWithTheDirectOperatorOverRandomLayers) {
    Held held;
    const auto run = [&held](auto scalar) {
        check_property("the stages give what the operator gives", [&held] {
            const RandomLayer layer = *any_layer().as("layer");
            stages_are_direct<decltype(scalar)>(layer, held);
        });
    };
    run(float{});
    run(double{});
    EXPECT_EQ(held, (Held{{"separable", "max"},
                          {"separable", "min"},
                          {"separable", "avg"},
                          {"separable", "lp"},
                          {"separable", "fractional"},
                          {"convolution", "avg"},
                          {"relu", "max"},
                          {"negation", "min"}}));
}

TEST(Equivalences, AreFoundByTheirId) {
    for (const Equivalence& equivalence : equivalences()) {
        EXPECT_EQ(find_equivalence(equivalence.id), &equivalence);
        EXPECT_FALSE(equivalence.note.empty() || equivalence.note.back() == '.');
    }
    EXPECT_EQ(find_equivalence("magic").error().message(),
              "there is no equivalence 'magic': use one of separable, convolution, relu, negation");
}

TEST(Equivalences, UseNoOperatorOfTheListButTheLayersOwnKind) {
    std::set<std::string_view> listed;
    for (const Operator* op : operators()) listed.insert(op->id);
    for (const char* id : {"negate", "scale", "sum", "relu"}) EXPECT_FALSE(listed.contains(id));
}

Result<std::vector<Layer>> stages_of(std::string_view id, std::string_view op,
                                     const PoolParams& params, const Shape& input = {1, 1, 4, 4}) {
    return find_equivalence(id).value()->layers({&op_named(op), params}, input);
}

TEST(Separable, SaysWhatItSaves) {
    const auto& separable = *find_equivalence("separable").value();
    // 10 x 10 outputs of 9 taps; or 12 rows of 10 outputs of 3 taps, and 10 x 10 of 3.
    EXPECT_EQ(separable.saving({.params = square(3, 1)}, {1, 1, 12, 12}),
              "6 taps an output in place of 9; 660 a channel in place of 900 (27 % fewer)");
    // With stride the first stage makes rows that few outputs share.
    EXPECT_EQ(separable.saving({.params = square(2, 2)}, {1, 1, 4, 4}),
              "4 taps an output, as many as directly; 24 a channel in place of 16 (50 % more: the "
              "windows hardly overlap)");
    // Under a stride, padding decides: more without it here, and as many with it.
    EXPECT_EQ(separable.saving({.params = square(3, 2)}, {1, 1, 7, 7}),
              "6 taps an output in place of 9; 90 a channel in place of 81 (11 % more: the windows "
              "hardly overlap)");
    PoolParams default_layer = square(3, 2);
    default_layer.padding = {1, 1, 1, 1};
    EXPECT_EQ(separable.saving({.params = default_layer}, {1, 1, 6, 6}),
              "6 taps an output in place of 9; 81 a channel, as many as directly");
}

TEST(Separable, GoesAlongRowsFirst) {
    const auto stages = stages_of("separable", "max", square(3, 2, 1));
    ASSERT_TRUE(stages.has_value());
    const Tensor<double> input({1, 1, 4, 4},
                               {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    const auto rows = pool(stages->at(0), input);
    ASSERT_TRUE(rows.has_value());
    EXPECT_THAT(rows->output.cells(), ElementsAre(1, 3, 5, 7, 9, 11, 13, 15));
    const auto columns = pool(stages->at(1), rows->output);
    EXPECT_THAT(columns->output.cells(), ElementsAre(5, 7, 13, 15));
}

TEST(Separable, RefusesWhatIsNotSo) {
    EXPECT_THAT(stages_of("separable", "softpool", {}).error().located().english(),
                HasSubstr("SoftPool pooling"));
    EXPECT_FALSE(stages_of("separable", "maxout", {}).has_value());
    PoolParams params{.norm = 3, .signed_powers = true};
    EXPECT_THAT(stages_of("separable", "lp", params).error().located().english(),
                HasSubstr("signed powers"));
    EXPECT_EQ(stages_of("separable", "lp", params).error().remedy.english(),
              "make norm even, or choose another dialect");
    params.norm = 2;
    EXPECT_TRUE(stages_of("separable", "lp", params).has_value());
    EXPECT_EQ(stages_of("separable", "max", square(5, 1)).error().code, ErrorCode::window_outside);
}

TEST(Convolution, WeighsThenSums) {
    const auto stages = stages_of("convolution", "avg", square(2, 2));
    ASSERT_TRUE(stages.has_value());
    const Tensor<double> input({1, 1, 4, 4}, 6.0);
    const auto weighed = pool(stages->at(0), input);
    EXPECT_EQ(weighed->output, Tensor<double>({1, 1, 4, 4}, 1.5));
    EXPECT_THAT(pool(stages->at(1), weighed->output)->output.cells(), testing::Each(6.0));
}

TEST(Convolution, RefusesDivisorsThatDiffer) {
    auto params = square(3, 2, 1);
    params.count_include_pad = false;
    EXPECT_EQ(stages_of("convolution", "avg", params).error().located().english(),
              "the windows have different divisors, from 4 to 9, so no one kernel gives all their "
              "means");
    params.divisor_override = 7;
    EXPECT_TRUE(stages_of("convolution", "avg", params).has_value());
    EXPECT_FALSE(stages_of("convolution", "avg", square(3, 2, 0, true)).has_value());
    EXPECT_FALSE(stages_of("convolution", "max", square(2, 2)).has_value());
}

/// The formula of one stage over cells of one row.
std::string stage_formula(const Layer& stage, std::vector<double> cells) {
    const int width = static_cast<int>(cells.size());
    const auto input = grid(1, width, std::move(cells));
    return formula_of(*stage.op, input, stage.params);
}

TEST(Formulas, OfStagesShowWhatTheyDo) {
    const auto wide = PoolParams{.kernel_size = {1, 3}, .stride = {1, 3}};
    const Shape shape{1, 1, 1, 3};
    const auto relu = stages_of("relu", "max", wide, shape).value();
    EXPECT_EQ(stage_formula(relu[0], {6, 7, 5}), "6 + ReLU( 7 − 6 ) + ReLU( 5 − 7 ) = 7");
    EXPECT_EQ(stage_formula(relu[0], {-6, 7, 5}), "-6 + ReLU( 7 + 6 ) + ReLU( 5 − 7 ) = 7");
    const auto convolution = stages_of("convolution", "avg", wide, shape).value();
    EXPECT_EQ(stage_formula(convolution[0], {6, 7, 5}), "1/3 · 6 = 2");
    EXPECT_EQ(stage_formula(convolution[1], {2, 3, 5}), "2 + 3 + 5 = 10");
    const auto negation = stages_of("negation", "min", wide, shape).value();
    EXPECT_EQ(stage_formula(negation[0], {6, 7, 5}), "−( 6 ) = -6");
    EXPECT_EQ(negation[1].op->id, "max");
}

TEST(Relu, GoesPastInfinitiesAndNaN) {
    const auto stages = stages_of("relu", "max", square(2, 2), {1, 1, 2, 2}).value();
    double largest = 0;
    const auto maximum = [&](std::vector<double> cells) {
        return run(stages, grid(2, 2, std::move(cells)), largest)->cells()[0];
    };
    EXPECT_EQ(maximum({-inf, 3, -inf, 2}), 3);
    EXPECT_EQ(maximum({-inf, -inf, -inf, -inf}), -inf);
    EXPECT_EQ(maximum({inf, 3, inf, -inf}), inf);
    EXPECT_EQ(maximum({-1.7e308, 1.7e308, 0, 0}), 1.7e308);
    EXPECT_TRUE(std::isnan(maximum({1, 2, nan, inf})));
}

}  // namespace
}  // namespace poolscope
