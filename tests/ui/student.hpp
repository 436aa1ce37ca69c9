/// A student at the robot's hands: finds answers by trying, and gives them by the panel's controls.
#pragma once

#include "robot.hpp"

namespace poolscope::ui {

class Student {
public:
    explicit Student(Robot& robot) : robot_(robot) {}

    /// The question that is open.
    [[nodiscard]] const lessons::Question& question() const {
        return robot_.app.classroom().put->question;
    }
    [[nodiscard]] bool asked() const { return robot_.app.classroom().asks(); }

    /// Gives a wrong answer by clicks and keys; false where the form has none that is safe to give.
    bool answer_wrongly();
    /// Gives the right one; a test failure where none is found.
    void answer_rightly();
    /// Takes the hint, where there is one, and then the answer.
    void give_up();

private:
    void click_cell(bool right);
    void type_number(const std::string& number);
    void type_size(int rows, int cols);
    void choose(bool right);
    /// Changes the layer or its input, as the page allows, until the question is content.
    [[nodiscard]] bool make_it();

    Robot& robot_;
};

}  // namespace poolscope::ui
