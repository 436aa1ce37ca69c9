/// A handout as PDF files: the student's version, its key, or both.
#pragma once

#include <filesystem>
#include <span>

#include "handout/sheet.hpp"

namespace poolscope::exporting {

/// What a handout is made of, beside its documents.
struct HandoutOrder {
    std::string title;  ///< empty: the sheet's own
    const handout::Paper* paper = nullptr;
    std::size_t exercises = 1;  ///< of each document
    std::size_t questions = 3;  ///< of each exercise, at most
    handout::Tier tier = handout::Tier::plain;
    std::uint64_t seed = 1;   ///< of fresh numbers and of the questions
    bool keeps_first = true;  ///< the first exercise of each document has its own numbers
};

/// A document and the sample of it that is asked about.
struct HandoutSource {
    const model::Document& document;
    int sample = 0;
};

/// The exercises of `sources`, one after the other. Errors: bad_argument where there are none or
/// too many, those of make_exercise().
[[nodiscard]] Result<handout::Sheet> make_handout(std::span<const HandoutSource> sources,
                                                  const HandoutOrder& order);

/// A version of a sheet as the bytes of a PDF file. Errors: those of lay_out() and painting.
[[nodiscard]] Result<std::vector<std::byte>> handout_pdf(const handout::Sheet& sheet,
                                                         handout::Version version);

/// "dir/name-key.pdf" of "dir/name.pdf".
[[nodiscard]] std::filesystem::path key_path(const std::filesystem::path& student);

/// Writes both versions, the key at key_path(): together or not at all. Errors: those of
/// handout_pdf(), unwritable.
[[nodiscard]] Result<void> write_both(const handout::Sheet& sheet,
                                      const std::filesystem::path& student);

}  // namespace poolscope::exporting
