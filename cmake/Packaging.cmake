# cpack makes a Debian package of the program: what is installed with it, and what it depends on.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME poolscope)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "step through pooling layers on real grids and pictures")
set(CPACK_PACKAGE_CONTACT "${POOLSCOPE_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
# Without the library's headers, which are a component of their own.
set(CPACK_INSTALL_CMAKE_PROJECTS "${PROJECT_BINARY_DIR};${PROJECT_NAME};program;/")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${POOLSCOPE_DEBIAN_REVISION})
set(CPACK_DEBIAN_PACKAGE_SECTION education)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# GLFW loads OpenGL as the window opens. The program's own Chinese is inside; a teacher's is not.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libgl1)
# FFmpeg is loaded by name (app/export/movie/ffmpeg.hpp), so that shlibdeps does not see it. A library's package has the first
# part of its version in its name.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, xclip | wl-clipboard, xdg-utils, xdg-desktop-portal")
foreach(library avfilter avformat swscale)
  string(REGEX MATCH "^[0-9]+" major "${ffmpeg_lib${library}_VERSION}")
  string(APPEND CPACK_DEBIAN_PACKAGE_RECOMMENDS ", lib${library}${major}")
endforeach()
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "Poolscope lets a class watch a pooling layer work. A window slides over a
grid that you edit, or over a picture; every cell it reads, the cell that
wins or the mean it forms, the padding it meets and the output it writes can
be seen, one step at a time, in both directions.
.
It has lessons and quizzes in English and Chinese, compares PyTorch, Keras
and ONNX, prints exercises with their key, and draws figures for slides and
LaTeX from the command line.")
include(CPack)
