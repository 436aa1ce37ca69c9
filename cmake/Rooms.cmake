# Each room of the house is one CMake target with the project's warnings.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON) # a library of ours may become part of a shared one

# Whether warnings are errors stands in a file that the compiler reads, not on its command line: what a user's build
# made need not be made again when a developer's goes on from it.
option(POOLSCOPE_WARNINGS_AS_ERRORS "Let a compiler's warning end the build" OFF)
if(POOLSCOPE_WARNINGS_AS_ERRORS)
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/warnings.rsp CONTENT "-Werror\n")
else()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/warnings.rsp CONTENT "\n")
endif()
add_library(poolscope_warnings INTERFACE)
target_compile_options(poolscope_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;@${PROJECT_BINARY_DIR}/warnings.rsp>
  -pthread # some libraries ask for it, and a precompiled header serves only those who all do
  # g++ 12 warns of an overlap in `"text" + std::string` that is not there (its bug 105651).
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>)
# g++ 13 and later take moving a variant of variants (model::Action) for reading what was never set; g++ 12 still looks.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
  target_compile_options(poolscope_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized>)
endif()
# Where std::string is precompiled, g++ warns of more that is not there, in std::string's own header.
if(NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  target_compile_options(poolscope_warnings INTERFACE
    $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-array-bounds;-Wno-stringop-overflow>)
endif()
if(POOLSCOPE_SANITIZE)
  target_compile_options(poolscope_warnings INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer
                         -fno-sanitize-recover=undefined)
  target_link_options(poolscope_warnings INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(poolscope_warnings INTERFACE POOLSCOPE_SANITIZED)
endif()
if(POOLSCOPE_BUILD_FUZZERS)
  # Beyond UBSan's own: a number that its new type cannot hold.
  target_compile_options(poolscope_warnings INTERFACE -fsanitize=fuzzer-no-link,float-cast-overflow)
endif()

# poolscope_headers(NAME FLAGS HEADERS...) compiles the headers that most sources include once, for all targets that
# say `target_precompile_headers(TARGET REUSE_FROM NAME)` and have the same flags. The preset `clang` does without
# (CMAKE_DISABLE_PRECOMPILE_HEADERS), and so shows that each file includes what it needs.
function(poolscope_headers NAME FLAGS)
  file(CONFIGURE OUTPUT ${NAME}.cpp CONTENT "")
  add_library(${NAME} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${NAME}.cpp)
  target_compile_features(${NAME} PRIVATE cxx_std_20)
  target_precompile_headers(${NAME} PRIVATE <algorithm> <filesystem> <functional> <memory> <optional> <string> <variant>
                            <vector> <tl/expected.hpp> ${ARGN})
  target_link_libraries(${NAME} PRIVATE tl::expected ${FLAGS})
  set_target_properties(${NAME} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()
poolscope_headers(poolscope_room_headers poolscope_warnings)

# poolscope_room(NAME SOURCES... [LINK public rooms and libraries...] [PRIVATE_LINK libraries...])
function(poolscope_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(poolscope_${NAME} STATIC ${ROOM_SOURCES})
  target_compile_features(poolscope_${NAME} PUBLIC cxx_std_20)
  target_include_directories(poolscope_${NAME} PUBLIC ${PROJECT_SOURCE_DIR}/app)
  target_link_libraries(poolscope_${NAME} PUBLIC ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE_LINK} poolscope_warnings)
  target_precompile_headers(poolscope_${NAME} REUSE_FROM poolscope_room_headers)
  set_target_properties(poolscope_${NAME} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()

# A test spends its time in the program, which is optimised: its own code need not be.
add_library(poolscope_test_flags INTERFACE)
target_compile_features(poolscope_test_flags INTERFACE cxx_std_20)
target_compile_options(poolscope_test_flags INTERFACE $<$<CONFIG:Release>:-O1>)
target_link_libraries(poolscope_test_flags INTERFACE poolscope_warnings)

# poolscope_test(NAME SOURCES... [LINK libraries...] [LABEL label]) makes one GoogleTest program. To ctest each suite is
# one test: a process for each case would take longer to start than to run.
function(poolscope_test NAME)
  cmake_parse_arguments(TEST "" "LABEL" "SOURCES;LINK" ${ARGN})
  add_executable(test_${NAME} ${TEST_SOURCES})
  set_target_properties(test_${NAME} PROPERTIES CXX_EXTENSIONS OFF)
  target_precompile_headers(test_${NAME} REUSE_FROM poolscope_test_headers)
  target_include_directories(test_${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${NAME} PRIVATE ${TEST_LINK} poolscope_test_main poolscope_test_flags)
  target_compile_definitions(test_${NAME} PRIVATE
    POOLSCOPE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" POOLSCOPE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  set(suites ${CMAKE_CURRENT_BINARY_DIR}/test_${NAME}_suites)
  file(GENERATE OUTPUT ${suites}.cmake CONTENT "set(program \"$<TARGET_FILE:test_${NAME}>\")
set(name ${NAME})
set(label \"${TEST_LABEL}\")
set(suites \"${suites}.txt\")
include(\"${PROJECT_SOURCE_DIR}/cmake/Suites.cmake\")
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${suites}.cmake)
endfunction()
