/// Fuzzes the reader of lessons: a lesson without faults has pages that can be worked with, and
/// questions that can be asked.
#include "fuzz/files.hpp"
#include "fuzz/fuzz.hpp"
#include "lessons/file_kind.hpp"
#include "lessons/read_lesson.hpp"

using namespace poolscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::as_text(data, size);
    const auto read = lessons::read_lesson(text, fuzz::named_files());
    for (const Error& fault : read.faults) fuzz::check_error(fault);
    if (!read.faults.empty()) return 0;
    fuzz::must(!lessons::is_blank(text) && !read.lesson.pages.empty());
    for (const lessons::Page& page : read.lesson.pages) {
        const model::Document& document = page.opened.document;
        fuzz::must(model::check_input(document.shape()).has_value());
        for (const lessons::PageQuestion& question : page.questions)
            fuzz::must(lessons::put_question(question, page, document, page.opened.view.sample, 1)
                           .has_value());
    }
    return 0;
}
