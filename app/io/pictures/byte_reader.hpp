/// A way through bytes, little endian, that notices where there are too few.
#pragma once

#include <cstdint>

#include "io/files.hpp"

namespace poolscope::io {

class ByteReader {
public:
    explicit ByteReader(Bytes rest) : rest_(rest) {}

    /// Whether more was asked for than there was.
    [[nodiscard]] bool ran_out() const { return ran_out_; }
    [[nodiscard]] Bytes rest() const { return rest_; }

    /// The next `count` bytes; none where there are fewer.
    Bytes take(std::size_t count) {
        if (count > rest_.size()) {
            ran_out_ = true;
            rest_ = {};
            return {};
        }
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }
    void skip(std::size_t count) { take(count); }

    /// A number of that many bytes; 0 where there are fewer.
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return number(4); }

private:
    std::uint32_t number(std::size_t count) {
        std::uint32_t value = 0;
        unsigned shift = 0;
        for (const auto byte : take(count)) {
            value |= std::to_integer<std::uint32_t>(byte) << shift;
            shift += 8;
        }
        return value;
    }

    Bytes rest_;
    bool ran_out_ = false;
};

}  // namespace poolscope::io
