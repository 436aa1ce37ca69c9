/// Values drawn small, so that readings of one file can be told apart.
#pragma once

#include <memory>
#include <string_view>

#include "model/results.hpp"
#include "model/values.hpp"
#include "ui/ui.hpp"

namespace poolscope::ui {

class Thumbnail {
public:
    /// Of `values`, shape (n, c, h, w); not null.
    explicit Thumbnail(const model::SharedValues& values);

    [[nodiscard]] const Shape& shape() const { return values_->shape(); }
    /// Draws the first channels of sample 0 side by side into a box of `width` x `height` window
    /// pixels at the cursor: three as one colour picture, and of very many the first few. Its
    /// anchor is `id`. Returns where the first stands.
    drawing::Rect draw(Ui& ui, std::string_view id, float width, float height) const;

private:
    std::shared_ptr<const model::Values> values_;
    model::ValueRange range_;
};

}  // namespace poolscope::ui
