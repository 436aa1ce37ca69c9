/// A folder of its own for each test, removed at its end.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "io/files.hpp"

namespace poolscope::io {

class TempFolder {
public:
    TempFolder() {
        auto name = (std::filesystem::temp_directory_path() / "poolscope-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
        path_ = name;
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    ~TempFolder() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

    /// Writes `text` to a file here.
    std::filesystem::path write(  // NOLINT(modernize-use-nodiscard)
        std::string_view name, Bytes bytes) const {
        auto file = path_ / name;
        const auto written = write_file_atomically(file, bytes);
        EXPECT_TRUE(written) << written.error().message();
        return file;
    }
    std::filesystem::path write(  // NOLINT(modernize-use-nodiscard)
        std::string_view name, std::string_view text) const {
        return write(name, as_bytes(text));
    }

    /// How many entries there are.
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::filesystem::path path_;
};

/// An error is one sentence with a remedy, neither of which ends with a full stop.
inline void expect_sentence(const Error& error) {
    EXPECT_FALSE(error.located().english().empty());
    EXPECT_FALSE(error.remedy.empty()) << error.located().english();
    EXPECT_FALSE(error.located().english().ends_with('.')) << error.located().english();
    EXPECT_FALSE(error.remedy.english().ends_with('.')) << error.remedy.english();
    EXPECT_EQ(error.message().find('\n'), std::string::npos) << error.message();
}

/// `result` is an error of `code`, as a sentence in which `part` occurs.
template <class T>
void expect_error(const Result<T>& result, ErrorCode code, std::string_view part) {
    ASSERT_FALSE(result.has_value()) << "expected: " << part;
    EXPECT_EQ(result.error().code, code) << result.error().message();
    EXPECT_NE(result.error().message().find(part), std::string::npos) << result.error().message();
    expect_sentence(result.error());
}

}  // namespace poolscope::io
