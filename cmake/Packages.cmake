# Finds Debian's packages, and names the one to install where something is missing.

# poolscope_find(NAME APT_PACKAGE [find_package arguments...])
macro(poolscope_find NAME APT_PACKAGE)
  find_package(${NAME} ${ARGN} QUIET)
  if(NOT ${NAME}_FOUND)
    message(FATAL_ERROR "${NAME} was not found: install Debian's ${APT_PACKAGE} (scripts/install-deps does)")
  endif()
endmacro()

# poolscope_pkg(TARGET APT_PACKAGE MODULE...) makes PkgConfig::TARGET.
macro(poolscope_pkg TARGET APT_PACKAGE)
  find_package(PkgConfig QUIET)
  if(NOT PkgConfig_FOUND)
    message(FATAL_ERROR "pkg-config was not found: install Debian's pkg-config (scripts/install-deps does)")
  endif()
  pkg_check_modules(${TARGET} QUIET IMPORTED_TARGET GLOBAL ${ARGN})
  if(NOT ${TARGET}_FOUND)
    message(FATAL_ERROR "${ARGN} was not found: install Debian's ${APT_PACKAGE} (scripts/install-deps does)")
  endif()
endmacro()

# poolscope_find_file(VARIABLE APT_PACKAGE PATH...) finds a data file.
macro(poolscope_find_file VARIABLE APT_PACKAGE)
  find_file(${VARIABLE} NAMES ${ARGN} PATHS / NO_CMAKE_FIND_ROOT_PATH)
  if(NOT ${VARIABLE})
    message(FATAL_ERROR "${ARGN} was not found: install Debian's ${APT_PACKAGE} (scripts/install-deps does)")
  endif()
endmacro()

poolscope_find(tl-expected libexpected-dev)
poolscope_find(hwy libhwy-dev)
if(POOLSCOPE_BUILD_APP)
  poolscope_find(Eigen3 libeigen3-dev NO_MODULE)
  poolscope_find(Boost libboost-dev CONFIG)
endif()
