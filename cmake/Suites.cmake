# Read by ctest as it starts, once for each GoogleTest program: adds a test, NAME.Suite, for each of its suites. Before:
# `program`, `name`, `label` and `suites`, a file that keeps their names.

if(NOT EXISTS ${program})
  add_test(${name}.is_not_built ${program})
  return()
endif()
if(NOT EXISTS ${suites} OR ${program} IS_NEWER_THAN ${suites})
  execute_process(COMMAND ${program} --gtest_list_tests OUTPUT_VARIABLE listed RESULT_VARIABLE failed)
  if(failed)
    add_test(${name}.lists_no_tests ${program} --gtest_list_tests)
    return()
  endif()
  file(WRITE ${suites} "${listed}")
endif()
# "Suite." or "Instance/Suite/0.  # TypeParam = float"; the cases below are indented.
file(STRINGS ${suites} lines REGEX "^[A-Za-z0-9_/]+\\.( .*)?$")
foreach(line IN LISTS lines)
  string(REGEX REPLACE "^([A-Za-z0-9_/]+)\\..*" "\\1" suite "${line}")
  add_test(${name}.${suite} ${program} --gtest_brief=1 --gtest_filter=${suite}.*)
  set_tests_properties(${name}.${suite} PROPERTIES
    LABELS "${label}" TIMEOUT 600 SKIP_RETURN_CODE 77)  # tests/main.cpp
endforeach()
