/// Fuzzes what looks into the words of a lesson and of its students: pointers' names, answers, and
/// the terms of the glossary.
#include "fuzz/fuzz.hpp"
#include "lessons/file_kind.hpp"
#include "lessons/glossary.hpp"
#include "lessons/pointers.hpp"
#include "lessons/typed_answer.hpp"
#include "questions/answers.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::as_text(data, size);
    static_cast<void>(lessons::kind_of(text));
    if (const auto pointer = lessons::read_pointer(text))
        fuzz::must((pointer->part != nullptr) != pointer->cell.has_value());
    if (const auto answer = lessons::read_answer(text))
        static_cast<void>(questions::same_number(*answer, 1));
    for (const auto language : {"en", "zh"}) {
        std::size_t end = 0;
        for (const lessons::TermPlace& place : lessons::terms_in(text, language)) {
            fuzz::must(place.begin >= end && place.begin < place.end && place.end <= text.size());
            end = place.end;
        }
    }
    return 0;
}
