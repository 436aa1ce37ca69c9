/// toml++ as this program uses it: without exceptions, and for files that hardly nest.
#pragma once

// No file of ours nests deeper; toml++ frees what it parsed by recursion.
#define TOML_MAX_NESTED_VALUES 16
#define TOML_EXCEPTIONS 0
// toml++ 3.3 and 3.4 assert, or let the compiler assume, that "[@]" cannot be, a line before it
// tests for that.
#if __has_include(<toml++/impl/preprocessor.hpp>)
#include <toml++/impl/preprocessor.hpp>  // 3.4
#else
#include <toml++/impl/preprocessor.h>
#endif
#undef TOML_ASSERT
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT(condition) static_assert(true)
#define TOML_ASSERT_ASSUME(condition) static_assert(true)
#include <toml++/toml.h>
