/// The student's answers.
#include "student.hpp"

#include <gtest/gtest.h>

#include "lessons/may_change.hpp"

namespace poolscope::ui {

namespace {

using lessons::Form;

/// As it is typed on a keyboard: an ASCII minus.
std::string typed(std::string number) {
    for (std::size_t at = number.find("−"); at != std::string::npos; at = number.find("−"))
        number.replace(at, std::string("−").size(), "-");
    return number;
}

/// Everything that a student might try on a layer.
std::vector<model::DocumentAction> tries(const model::Document& document) {
    std::vector<model::DocumentAction> actions;
    const auto with = [&](auto set) {
        PoolParams params = document.layer().params;
        set(params);
        actions.emplace_back(model::SetParams{params, 0});
    };
    for (int n = 1; n <= 4; ++n) {
        with([&](PoolParams& p) { p.kernel_size = {n, n}; });
        with([&](PoolParams& p) { p.kernel_size.h = n; });
        with([&](PoolParams& p) { p.stride = {n, n}; });
        with([&](PoolParams& p) { p.output_size = {n + 1, n + 1}; });
        with([&](PoolParams& p) { p.padding = {n - 1, n - 1, n - 1, n - 1}; });
    }
    with([](PoolParams& p) { std::swap(p.kernel_size.h, p.kernel_size.w); });
    with([](PoolParams& p) { p.ceil_mode = !p.ceil_mode; });
    with([](PoolParams& p) { p.count_include_pad = !p.count_include_pad; });
    for (const char* op : {"max", "avg", "min"}) actions.emplace_back(model::SetOperator{op});
    actions.emplace_back(model::ShiftInput{0, 1, 0});
    for (int row = 0; row < std::min(document.shape().h, 6); ++row)
        for (int col = 0; col < std::min(document.shape().w, 6); ++col)
            for (int value = 0; value < 10; ++value)
                actions.emplace_back(
                    model::SetCell{.row = row, .col = col, .value = static_cast<float>(value)});
    return actions;
}

}  // namespace

void Student::click_cell(bool right) {
    const model::Document& document = robot_.document();
    const Geometry geometry = *robot_.app.store().run().results.geometry;
    // The channels of the window on show.
    const int group = geometry.channel_group;
    const int first = robot_.view().channel - robot_.view().channel % group;
    for (int c = first; c < first + group; ++c) {
        for (int row = -geometry.rows.pad_begin; row < document.shape().h; ++row) {
            for (int col = -geometry.cols.pad_begin; col < document.shape().w; ++col) {
                const model::CellRef cell{model::Pane::input, c, row, col};
                if (question().judge(lessons::CellAnswer{cell}).right != right) continue;
                return robot_.click(robot_.cell(model::Pane::input, row, col, c));
            }
        }
    }
    FAIL() << "no such cell";
}

void Student::type_number(const std::string& number) {
    robot_.click("lesson.answer");
    robot_.type(number);
    robot_.key(Key::enter);
    // On a projector Escape would go back.
    if (!robot_.app.wants_fullscreen()) robot_.key(Key::escape);
}

void Student::type_size(int rows, int cols) {
    robot_.click("lesson.answer.rows");
    robot_.type(std::to_string(rows));
    robot_.click("lesson.answer.cols");
    robot_.type(std::to_string(cols));
    robot_.click("lesson.check");
}

void Student::choose(bool right) {
    for (std::size_t i = 0; i < question().options.size(); ++i)
        if (question().judge(lessons::ChoiceAnswer{i}).right == right)
            return robot_.click("lesson.option." + std::to_string(i));
    FAIL() << "no such option";
}

bool Student::make_it() {
    const lessons::Page& page = *robot_.app.classroom().shown_page();
    for (const model::DocumentAction& action : tries(robot_.document())) {
        if (!lessons::allows(page.may_change, robot_.document(), action)) continue;
        const auto next = model::update(robot_.document(), action);
        if (!next || !question().judge(lessons::DeedAnswer{*next}).right) continue;
        EXPECT_TRUE(robot_.app.store().dispatch(action));
        return true;
    }
    return false;
}

bool Student::answer_wrongly() {
    switch (question().form) {
        case Form::cell:
            click_cell(false);
            break;
        case Form::number:
            type_number("-12345");
            break;
        case Form::size:
            type_size(99, 98);
            break;
        case Form::choice:
            choose(false);
            break;
        case Form::deed:
            robot_.click("lesson.check");
            break;
    }
    return true;
}

void Student::give_up() {
    if (robot_.has("lesson.hint")) robot_.click("lesson.hint");
    robot_.frames(2);
    robot_.click("lesson.show");
}

void Student::answer_rightly() {
    const std::string right = question().right.in("en");
    switch (question().form) {
        case Form::cell:
            return click_cell(true);
        case Form::number:
            return type_number(typed(right));
        case Form::size: {
            int rows = 0;
            int cols = 0;
            ASSERT_EQ(std::sscanf(right.c_str(), "%d × %d", &rows, &cols), 2) << right;
            return type_size(rows, cols);
        }
        case Form::choice:
            return choose(true);
        case Form::deed:
            ASSERT_TRUE(make_it()) << question().words.in("en");
            robot_.frames(2);
            return robot_.click("lesson.check");
    }
}

}  // namespace poolscope::ui
