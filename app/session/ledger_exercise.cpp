/// Keeps what is hidden, and reads answers.
#include "session/ledger_exercise.hpp"

namespace poolscope::session {

namespace {

/// The whole numbers in a text, whatever stands between them; nothing where there is a letter that
/// is no sign of multiplication, or a number that none of a network's can be.
std::optional<std::vector<std::int64_t>> numbers_in(std::string_view text, bool grouped) {
    constexpr std::int64_t most = std::int64_t{1} << 50;
    std::vector<std::int64_t> numbers;
    bool within = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c >= '0' && c <= '9') {
            if (!within) numbers.push_back(0);
            within = true;
            numbers.back() = numbers.back() * 10 + (c - '0');
            if (numbers.back() > most) return std::nullopt;
            continue;
        }
        // "12 544" and "12,544" are one number where one is asked for.
        if (grouped && within && (c == ' ' || c == ',')) continue;
        within = false;
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (c == '-' || c == '.' || (letter && c != 'x' && c != 'X')) return std::nullopt;
    }
    return numbers.empty() ? std::nullopt : std::optional(numbers);
}

/// Whether the numbers are the shape's: its channels, rows and columns, a flat one's length alone,
/// with the samples before them or without.
bool says_shape(const std::vector<std::int64_t>& numbers, const Shape& shape) {
    using Numbers = std::vector<std::int64_t>;
    const Numbers planes{shape.c, shape.h, shape.w};
    const Numbers whole{shape.n, shape.c, shape.h, shape.w};
    if (numbers == planes || numbers == whole) return true;
    if (shape.h != 1 || shape.w != 1) return false;
    return numbers == Numbers{shape.c} || numbers == Numbers{shape.n, shape.c};
}

}  // namespace

void LedgerExercise::start() {
    const std::vector<LedgerAnswer> answers = std::move(answers_);
    *this = {};
    on_ = true;
    answers_ = answers;
}

void LedgerExercise::follow(const std::vector<LedgerAnswer>& answers) {
    if (!on_ || answers == answers_) return;
    start();
    answers_ = answers;
}

bool LedgerExercise::hides(const LedgerCell& cell) const {
    return on_ && cell.layer < answers_.size() && !told_.contains(cell);
}

bool LedgerExercise::is_answered(const LedgerCell& cell) const {
    const auto told = told_.find(cell);
    return told != told_.end() && told->second == Told::answered;
}

void LedgerExercise::forget_wrong() {
    wrong_.clear();
    wrong_cell_.reset();
}

void LedgerExercise::show(const LedgerCell& cell) {
    if (!hides(cell)) return;
    forget_wrong();
    told_.emplace(cell, Told::shown);
}

std::optional<bool> LedgerExercise::try_answer(const LedgerCell& cell, std::string_view text) {
    if (!hides(cell)) return std::nullopt;
    const bool one = cell.column == LedgerColumn::parameters;
    const auto numbers = numbers_in(text, one);
    if (!numbers) return std::nullopt;
    const LedgerAnswer& answer = answers_[cell.layer];
    const bool right = one ? *numbers == std::vector<std::int64_t>{answer.parameters}
                           : says_shape(*numbers, answer.shape);
    forget_wrong();
    if (right) {
        told_.emplace(cell, Told::answered);
    } else {
        ++wrong_tries_;
        wrong_ = text;
        wrong_cell_ = cell;
    }
    return right;
}

LedgerTally LedgerExercise::tally() const {
    LedgerTally tally{.wrong = wrong_tries_};
    for (const auto& [cell, told] : told_) ++(told == Told::answered ? tally.right : tally.shown);
    tally.hidden = static_cast<int>(2 * answers_.size() - told_.size());
    return tally;
}

std::optional<LedgerCell> LedgerExercise::next_hidden(const LedgerCell& cell) const {
    const std::size_t count = 2 * answers_.size();
    const std::size_t from = 2 * cell.layer + (cell.column == LedgerColumn::parameters ? 1 : 0);
    for (std::size_t i = 1; i <= count; ++i) {
        const std::size_t at = (from + i) % count;
        const LedgerCell next{at / 2, at % 2 == 0 ? LedgerColumn::shape : LedgerColumn::parameters};
        if (hides(next)) return next;
    }
    return std::nullopt;
}

}  // namespace poolscope::session
