/// The left of the export panel: what is chosen, a row each.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "model/bounds.hpp"
#include "session/export_plan.hpp"
#include "ui/ui.hpp"
#include "ui/widgets/choice_list.hpp"
#include "ui/widgets/controls.hpp"

namespace poolscope::ui {

inline constexpr float form_height = 402;  ///< logical pixels; longer forms scroll

class ExportForm {
public:
    explicit ExportForm(ExportPlan plan) : plan_(std::move(plan)) {}

    void draw(Ui& ui);
    /// Where it goes: a row of its own, as long as there is room.
    void draw_target(Ui& ui);
    [[nodiscard]] const ExportPlan& plan() const { return plan_; }
    /// Gives the file's name the keyboard.
    void focus_target() { opening_ = true; }
    /// Enter was pressed in the file's name.
    [[nodiscard]] bool entered() const { return entered_; }
    /// Escape was pressed there.
    [[nodiscard]] bool given_up() const { return given_up_; }
    /// A file dialog takes over, and brings the plan back.
    [[nodiscard]] bool browses() const { return browses_; }

private:
    void draw_format(Ui& ui);
    void browse(Session& session);
    void draw_range(Ui& ui);
    void draw_parts(Frame& frame);
    void draw_size(Ui& ui);
    void draw_look(Frame& frame);
    void draw_motion(Ui& ui);
    [[nodiscard]] const exporting::Exporter& exporter() const {
        return exporting::exporter_of(plan_);
    }
    void number_row(Ui& ui, const char* id, const char* label, auto& value, model::IntRange range,
                    const char* tooltip, const char* zero = "");
    void choice_row(Frame& frame, const char* id, const char* label,
                    std::span<const Segment> segments, std::size_t chosen,
                    const std::function<void(std::size_t)>& choose);
    void id_row(Frame& frame, const char* id, const char* label, std::span<const Choice> choices,
                std::string& chosen, const char* tooltip);

    ExportPlan plan_;
    bool opening_ = true;  ///< the file's name takes the keyboard in the first frame
    bool entered_ = false;
    bool given_up_ = false;
    bool browses_ = false;
};

}  // namespace poolscope::ui
