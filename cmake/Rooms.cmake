# Each room of the house is one CMake target with the project's warnings.

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(poolscope_warnings INTERFACE)
target_compile_options(poolscope_warnings INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Wshadow;-Werror>
  # g++ 12 warns of an overlap in `"text" + std::string` that is not there (its bug 105651).
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>)
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

# poolscope_room(NAME SOURCES... [LINK public rooms and libraries...] [PRIVATE_LINK libraries...])
function(poolscope_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
  add_library(poolscope_${NAME} STATIC ${ROOM_SOURCES})
  target_compile_features(poolscope_${NAME} PUBLIC cxx_std_20)
  target_include_directories(poolscope_${NAME} PUBLIC ${PROJECT_SOURCE_DIR}/app)
  target_link_libraries(poolscope_${NAME} PUBLIC ${ROOM_LINK} PRIVATE ${ROOM_PRIVATE_LINK} poolscope_warnings)
  set_target_properties(poolscope_${NAME} PROPERTIES CXX_EXTENSIONS OFF)
endfunction()

# poolscope_test(NAME SOURCES... [LINK libraries...] [LABEL label]) makes one GoogleTest program.
function(poolscope_test NAME)
  cmake_parse_arguments(TEST "" "LABEL" "SOURCES;LINK" ${ARGN})
  add_executable(test_${NAME} ${TEST_SOURCES})
  target_compile_features(test_${NAME} PRIVATE cxx_std_20)
  target_include_directories(test_${NAME} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  target_link_libraries(test_${NAME} PRIVATE ${TEST_LINK} GTest::gtest GTest::gmock GTest::gtest_main
                        poolscope_warnings)
  target_compile_definitions(test_${NAME} PRIVATE
    POOLSCOPE_SOURCE_DIR="${PROJECT_SOURCE_DIR}" POOLSCOPE_BINARY_DIR="${PROJECT_BINARY_DIR}")
  gtest_discover_tests(test_${NAME} DISCOVERY_MODE PRE_TEST PROPERTIES LABELS "${TEST_LABEL}" TIMEOUT 300)
endfunction()
