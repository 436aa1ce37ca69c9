/// Looks for one tag in a TIFF header, as far as its bytes go.
#include "io/pictures/orientation.hpp"

#include <array>

namespace poolscope::io {

namespace {

/// Numbers at places of a block, in the byte order that it says.
class Block {
public:
    explicit Block(Bytes bytes) : bytes_(bytes), big_endian_(as_text(bytes).starts_with("MM")) {}

    /// A number of `count` bytes; 0 where the block ends before.
    [[nodiscard]] std::size_t number(std::size_t at, std::size_t count) const {
        if (at > bytes_.size() || count > bytes_.size() - at) return 0;
        std::size_t value = 0;
        for (std::size_t i = 0; i < count; ++i)
            value = value << 8U |
                    std::to_integer<std::size_t>(bytes_[at + (big_endian_ ? i : count - 1 - i)]);
        return value;
    }

private:
    Bytes bytes_;
    bool big_endian_;
};

}  // namespace

PixelExtent Orientation::of(const PixelExtent& stored) const {
    if (!transposed) return stored;
    return {stored.height, stored.width, stored.planes};
}

Orientation read_orientation(Bytes exif) {
    // Some writers of WebP keep JPEG's mark before the block.
    constexpr std::string_view mark{"Exif\0\0", 6};
    if (as_text(exif).starts_with(mark)) exif = exif.subspan(mark.size());
    const Block block(exif);
    const auto text = as_text(exif);
    if ((!text.starts_with("II") && !text.starts_with("MM")) || block.number(2, 2) != 42) return {};
    constexpr std::size_t orientation = 274, short_number = 3, entry_bytes = 12;
    const auto entries = block.number(4, 4);
    const auto count = block.number(entries, 2);
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = entries + 2 + i * entry_bytes;
        if (block.number(entry, 2) != orientation || block.number(entry + 2, 2) != short_number)
            continue;
        static constexpr std::array<Orientation, 9> meanings{{{},
                                                              {},
                                                              {false, true, false},
                                                              {true, true, false},
                                                              {true, false, false},
                                                              {false, false, true},
                                                              {true, false, true},
                                                              {true, true, true},
                                                              {false, true, true}}};
        const auto value = block.number(entry + 8, 2);
        return value < meanings.size() ? meanings[value] : Orientation{};
    }
    return {};
}

}  // namespace poolscope::io
