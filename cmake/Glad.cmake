# Generates the OpenGL 3.3 core loader with glad: the target poolscope_glad, without this project's warnings.
include_guard(GLOBAL)

find_program(POOLSCOPE_GLAD_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(POOLSCOPE_GLAD_PYTHON NAMES python3)
mark_as_advanced(POOLSCOPE_GLAD_PYTHON)
execute_process(COMMAND ${POOLSCOPE_GLAD_PYTHON} -c "import glad" RESULT_VARIABLE glad_missing ERROR_QUIET)
if(glad_missing)
  message(FATAL_ERROR "glad was not found: install Debian's python3-glad (scripts/install-deps does)")
endif()

set(glad_dir ${PROJECT_BINARY_DIR}/glad)
add_custom_command(
  OUTPUT ${glad_dir}/src/gl.c ${glad_dir}/include/glad/gl.h
  COMMAND ${POOLSCOPE_GLAD_PYTHON} -m glad --quiet --reproducible --api gl:core=3.3 --extensions "" --out-path ${glad_dir} c
  COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(poolscope_glad STATIC ${glad_dir}/src/gl.c)
target_include_directories(poolscope_glad SYSTEM PUBLIC ${glad_dir}/include)
