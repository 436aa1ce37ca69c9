/// Rows of cells to work in, in aligned memory.
#if defined(POOLSCOPE_KERNELS_STORAGE_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef POOLSCOPE_KERNELS_STORAGE_INL_HPP
#undef POOLSCOPE_KERNELS_STORAGE_INL_HPP
#else
#define POOLSCOPE_KERNELS_STORAGE_INL_HPP
#endif

#include <hwy/aligned_allocator.h>

#include <new>

#include "kernels/lanes-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace poolscope::kernels::HWY_NAMESPACE {

/// Aligned memory for `count` cells. Throws std::bad_alloc where there is none.
template <class T>
[[nodiscard]] hwy::AlignedFreeUniquePtr<T[]> allocate(std::size_t count) {
    auto memory = hwy::AllocateAligned<T>(count);
    if (!memory) throw std::bad_alloc{};
    return memory;
}

/// `rows` rows, each of `cells` cells and a vector to spare, that hold nothing at first.
template <class Lanes>
class Storage {
public:
    using Row = typename Lanes::Row;

    Storage() = default;
    explicit Storage(std::size_t cells, std::size_t rows = 1) {
        const std::size_t n = Lanes::lanes();
        stride_ = static_cast<std::ptrdiff_t>((cells + 2 * n - 1) / n * n);
        const std::size_t total = static_cast<std::size_t>(stride_) * rows;
        values_ = allocate<Value>(total);
        if constexpr (indexed) indices_ = allocate<Index>(total);
        const auto nothing = Lanes::nothing_lanes();
        for (std::size_t i = 0; i < total; i += n)
            Lanes::store(nothing, row() + static_cast<std::ptrdiff_t>(i));
    }

    [[nodiscard]] HWY_INLINE Row row(std::ptrdiff_t number = 0) const {
        if constexpr (indexed)
            return {values_.get() + number * stride_, indices_.get() + number * stride_};
        else
            return {values_.get() + number * stride_};
    }

private:
    using Value = std::remove_pointer_t<decltype(Row::values)>;
    static constexpr bool indexed = requires(Row row) { row.indices; };
    using Index = std::conditional_t<sizeof(Value) == 4, std::int32_t, std::int64_t>;

    std::ptrdiff_t stride_ = 0;
    hwy::AlignedFreeUniquePtr<Value[]> values_;
    hwy::AlignedFreeUniquePtr<Index[]> indices_;
};

// NOLINTNEXTLINE(google-readability-namespace-comments)
}  // namespace poolscope::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
