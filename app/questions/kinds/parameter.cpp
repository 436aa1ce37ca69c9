/// Which parameter gives an output: the student chooses, and hears what the others would give.
#include <algorithm>

#include "questions/kinds/kinds.hpp"
#include "questions/tools.hpp"

namespace poolscope::questions {

namespace {

constexpr std::size_t most_written = 16;  ///< output cells that are written out

/// One way to set the parameter, and the output it gives.
struct Variant {
    Message name;
    model::Document document;
    std::optional<Exercise> exercise{};
};

/// A parameter that may be asked for.
struct Parameter {
    const char* id;
    FieldId field;
    const char* question;
    std::vector<Variant> (*variants)(const model::Document& document);
};

std::vector<Variant> square(const model::Document& document, int least, int most,
                            void (*set)(PoolParams&, int)) {
    std::vector<Variant> variants;
    for (int value = least; value <= most; ++value) {
        Variant variant{quote(std::to_string(value)), document};
        set(variant.document.layer().params, value);
        variants.push_back(std::move(variant));
    }
    return variants;
}

std::vector<Variant> strides(const model::Document& document) {
    return square(
        document, 1, 3,
        [](PoolParams& p, int v) {
            p.stride = {v, v};
        });
}
std::vector<Variant> kernels(const model::Document& document) {
    return square(
        document, 1, 4,
        [](PoolParams& p, int v) {
            p.kernel_size = {v, v};
        });
}
std::vector<Variant> paddings(const model::Document& document) {
    return square(
        document, 0, 2,
        [](PoolParams& p, int v) {
            p.padding = {v, v, v, v};
            p.padding_mode = PaddingMode::numbers;
        });
}
std::vector<Variant> operators_of(const model::Document& document) {
    std::vector<Variant> variants;
    for (const char* id : {"max", "avg", "min"}) {
        Variant variant{operator_words(**find_operator(id)), document};
        variant.document.layer().op = *find_operator(id);
        variants.push_back(std::move(variant));
    }
    return variants;
}

const Parameter parameters[] = {
    {"stride", FieldId::stride, word("Which stride gives this output? {0}"), strides},
    {"kernel_size", FieldId::kernel_size, word("Which kernel_size gives this output? {0}"),
     kernels},
    {"padding", FieldId::padding, word("Which padding gives this output? {0}"), paddings},
    {"operator", FieldId::op, word("Which operator gives this output? {0}"), operators_of}};

bool same_output(const Exercise& a, const Exercise& b) {
    return a.output() == b.output() && std::ranges::equal(a.results.output->whole()->cells(),
                                                          b.results.output->whole()->cells());
}

/// "2 × 2: 6, 8 / 14, 16".
std::string output_text(const Exercise& exercise) {
    const Shape& shape = exercise.output();
    std::string text = size_text(shape);
    if (shape.plane_count() > most_written) return text;
    text += ": ";
    for (int row = 0; row < shape.h; ++row) {
        text += row > 0 ? " / " : "";
        for (int col = 0; col < shape.w; ++col)
            text +=
                (col > 0 ? ", " : "") + number_text(static_cast<double>(exercise.results.output->at(
                                            exercise.sample, 0, row, col)));
    }
    return text;
}

/// The variants that can be, each with its output.
std::vector<Variant> computed(std::vector<Variant> variants, const Exercise& exercise) {
    for (Variant& variant : variants) {
        auto made = make_exercise(variant.document, exercise.sample, exercise.seed);
        if (made) variant.exercise = std::move(*made);
    }
    std::erase_if(variants, [](const Variant& one) { return !one.exercise; });
    return variants;
}

/// Those whose output no other gives, and whose size alone tells them apart where the cells are
/// too many to be written out.
std::vector<std::size_t> tellable(const std::vector<Variant>& variants) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < variants.size(); ++i) {
        const bool unique = std::ranges::none_of(variants, [&](const Variant& other) {
            return &other != &variants[i] &&
                   output_text(*other.exercise) == output_text(*variants[i].exercise);
        });
        if (unique) places.push_back(i);
    }
    return places;
}

std::shared_ptr<const model::SetLayer> layer_of(const model::Document& document) {
    return std::make_shared<const model::SetLayer>(model::SetLayer{document.layer()});
}

std::optional<Question> ask_for(const Parameter& parameter, const Exercise& exercise,
                                Draws& draws) {
    auto variants = computed(parameter.variants(exercise.document), exercise);
    auto places = tellable(variants);
    // Not the one on show, whose output can be read off.
    std::erase_if(places,
                  [&](std::size_t i) { return same_output(*variants[i].exercise, exercise); });
    if (variants.size() < 2 || places.empty()) return std::nullopt;
    const std::size_t right = places[draws.below(places.size())];
    const Message& name = variants[right].name;
    Question question{
        .words = say_with(parameter.question, {quote(output_text(*variants[right].exercise))}),
        .form = Form::choice,
        .answer = ChoiceAnswer{right},
        .why = say("{0} gives exactly that.", name),
        .ask = show_window(exercise, {}, hidden_field(parameter.field)),
        .trial = layer_of(variants[right].document),
        .reveal = play_all()};
    for (const Variant& variant : variants) {
        question.slips.push_back(
            {ChoiceAnswer{question.options.size()},
             say("{0} gives {1}.", variant.name, output_text(*variant.exercise))});
        question.options.emplace_back(variant.name);
    }
    return question;
}

std::optional<Question> ask(const Exercise& exercise, const QuestionWish& wish, Draws& draws) {
    const Geometry geometry = exercise.geometry(0);
    if (!geometry.rows.regular() || geometry.channel_group > 1) return std::nullopt;
    std::vector<const Parameter*> askable;
    for (const Parameter& parameter : parameters) {
        if (!wish.parameter.empty() && wish.parameter != parameter.id) continue;
        Draws trial(exercise.seed, 0);
        if (ask_for(parameter, exercise, trial)) askable.push_back(&parameter);
    }
    if (askable.empty()) return std::nullopt;
    return ask_for(*askable[draws.below(askable.size())], exercise, draws);
}

}  // namespace

const QuestionKind parameter_kind{.id = "parameter", .ask = ask, .in_quiz = true};

}  // namespace poolscope::questions
