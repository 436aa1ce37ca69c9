/// Walks over a JPEG's segments as a decoder does: from mark to mark, through its entropy-coded
/// data.
#include "io/jpeg_check.hpp"

#include <algorithm>
#include <optional>

namespace poolscope::io {

namespace {

constexpr int end_of_image = 0xD9;
constexpr int huffman_tables = 0xC4;
constexpr int start_of_scan = 0xDA;

/// Progressive encoders write about ten; each scan passes over the whole picture again.
constexpr int most_scans = 100;

/// The marks of a JPEG and the segments behind them; ends where the bytes do.
class Segments {
public:
    explicit Segments(Bytes bytes) : rest_(bytes) {}

    /// Moves to the next mark with a segment; false at the end of the picture.
    [[nodiscard]] bool next() {
        while (const auto mark = next_mark()) {
            if (*mark == end_of_image) return false;
            // A zero, a restart and the start of the image stand alone.
            if (*mark == 0 || (*mark >= 0xD0 && *mark <= 0xD8)) continue;
            if (rest_.size() < 2) return false;
            const auto length = static_cast<std::size_t>(at(0) << 8 | at(1));
            mark_ = *mark;
            body_ = rest_.subspan(2, std::clamp<std::size_t>(length, 2, rest_.size()) - 2);
            rest_ = rest_.subspan(2 + body_.size());
            return true;
        }
        return false;
    }
    [[nodiscard]] int mark() const { return mark_; }
    [[nodiscard]] Bytes body() const { return body_; }

private:
    [[nodiscard]] int at(std::size_t i) const { return std::to_integer<int>(rest_[i]); }

    /// The byte after the next run of 0xFF.
    [[nodiscard]] std::optional<int> next_mark() {
        std::size_t i = 0;
        while (i < rest_.size() && at(i) != 0xFF) ++i;
        while (i < rest_.size() && at(i) == 0xFF) ++i;
        if (i >= rest_.size()) return std::nullopt;
        const int mark = at(i);
        rest_ = rest_.subspan(i + 1);
        return mark;
    }

    Bytes rest_;
    int mark_ = 0;
    Bytes body_;
};

/// One byte of class and place, 16 counts of codes by length, then as many values as there are
/// codes.
bool tables_fit(Bytes body) {
    constexpr std::size_t before_values = 17;
    constexpr std::size_t most_codes = 255;
    while (!body.empty()) {
        if (body.size() < before_values) return false;
        std::size_t codes = 0;
        for (const auto count : body.subspan(1, before_values - 1))
            codes += std::to_integer<std::size_t>(count);
        if (codes > most_codes || before_values + codes > body.size()) return false;
        body = body.subspan(before_values + codes);
    }
    return true;
}

}  // namespace

Result<void> check_jpeg(Bytes bytes) {
    if (!as_text(bytes).starts_with("\xFF\xD8")) return {};
    Segments segments(bytes);
    int scans = 0;
    while (segments.next()) {
        if (segments.mark() == start_of_scan && ++scans > most_scans)
            return fail(ErrorCode::too_large,
                        "the picture has more than " + std::to_string(most_scans) + " scans",
                        "save it again, as PNG");
        if (segments.mark() == huffman_tables && !tables_fit(segments.body()))
            return fail(ErrorCode::bad_format, "the picture is damaged", "save it again, as PNG");
    }
    return {};
}

}  // namespace poolscope::io
