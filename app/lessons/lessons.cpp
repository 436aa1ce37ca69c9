/// The carried lessons.
#include "lessons/lessons.hpp"

#include <array>

#include "assets/assets.hpp"

namespace poolscope::lessons {

namespace {

/// A file that a carried lesson names is itself carried.
Result<io::LoadedInput> read_carried_input(const std::string& file, const model::Reading& how) {
    const auto name = (std::filesystem::path("lessons") / file).lexically_normal().generic_string();
    const auto bytes = assets::find(name);
    if (!bytes)
        return fail(ErrorCode::not_found, say("the program carries no {0}", name),
                    say("open a file instead"));
    return io::read_input(*bytes, name, {}, how);
}

}  // namespace

std::span<const std::string_view> carried_lessons() {
    using namespace std::string_view_literals;
    static constexpr std::array list{
        "what-pooling-is"sv, "max-by-hand"sv, "mean-by-hand"sv,
        "stride"sv,          "padding"sv,     "output-size"sv,
        "rectangular"sv,     "channels"sv,    "global-adaptive"sv,
        "divisors"sv,        "frameworks"sv,  "layouts"sv,
        "gradient"sv,        "indices"sv,     "shift"sv,
        "turn-and-scale"sv,  "noise"sv,       "cost"sv,
        "parameters"sv,      "other-means"sv, "softmax-and-chance"sv,
        "attention"sv,       "choosing"sv,    "check-the-claim"sv,
    };
    return list;
}

ReadLesson read_carried(std::string_view id) {
    ReadLesson read =
        read_lesson(assets::text("lessons/" + std::string(id) + ".toml"), {read_carried_input});
    read.lesson.id = id;
    return read;
}

std::vector<ListedLesson> list_lessons(std::span<const std::string_view> ids,
                                       const std::function<ReadLesson(std::string_view)>& read) {
    std::vector<ListedLesson> all;
    for (const std::string_view id : ids) {
        ReadLesson one = read(id);
        ListedLesson listed{std::string(id), nullptr, std::move(one.faults)};
        if (listed.faults.empty())
            listed.lesson = std::make_shared<const Lesson>(std::move(one.lesson));
        all.push_back(std::move(listed));
    }
    return all;
}

const std::vector<ListedLesson>& listed_lessons() {
    static const std::vector<ListedLesson> all = list_lessons(carried_lessons(), read_carried);
    return all;
}

Error fault_of(const std::vector<Error>& faults, const std::string& file) {
    Error first = faults.front();
    first.what = say("{0}: {1}", file, first.located());
    first.place = {};
    if (faults.size() > 1)
        first.remedy = say("{0}; and {1} more: poolscope lesson check {2}", first.remedy,
                           faults.size() - 1, file);
    return first;
}

}  // namespace poolscope::lessons
