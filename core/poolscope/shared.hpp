/// A value shared between copies and never changed once made; compared by what it holds.
#pragma once

#include <memory>
#include <utility>

namespace poolscope {

/// Nothing, or a T that copies share.
template <class T>
class Shared {
public:
    Shared() = default;
    explicit Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

    [[nodiscard]] explicit operator bool() const { return value_ != nullptr; }
    [[nodiscard]] const T& operator*() const { return *value_; }
    [[nodiscard]] const T* operator->() const { return value_.get(); }
    friend bool operator==(const Shared& a, const Shared& b) {
        return a.value_ == b.value_ || (a && b && *a == *b);
    }

private:
    std::shared_ptr<const T> value_;
};

}  // namespace poolscope
