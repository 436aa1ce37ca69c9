/// The memory of outputs that nobody shows any more, kept for the next ones: a system gives out
/// fresh memory slower than a kernel fills it.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "model/values.hpp"

namespace poolscope::model {

/// Keeps one tensor. Any thread may call it.
class SpareValues : public std::enable_shared_from_this<SpareValues> {
public:
    /// The tensor kept, or an empty one.
    [[nodiscard]] Values take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(spare_, {});
    }
    /// Gets memory for values of this shape where none is kept.
    void prepare(const Shape& shape) {
        Values values = take();
        values.reshape(shape);
        keep(std::move(values));
    }
    /// `values` to be shared; the last who lets go of them gives their memory back here.
    [[nodiscard]] SharedValues share(Values values) {
        auto owned = std::make_unique<Values>(std::move(values));
        const auto give_back = [spares = weak_from_this()](Values* left) {
            const std::unique_ptr<Values> gone(left);
            if (const auto keeper = spares.lock()) keeper->keep(std::move(*gone));
        };
        return std::shared_ptr<const Values>(owned.release(), give_back);
    }

private:
    void keep(Values values) {
        const std::lock_guard lock(mutex_);
        std::swap(spare_, values);
    }

    std::mutex mutex_;
    Values spare_;  ///< guarded by mutex_
};

}  // namespace poolscope::model
