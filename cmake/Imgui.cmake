# Dear ImGui with its OpenGL 3 backend: the target poolscope_imgui. Debian's, or
# one built from the folder of its sources that POOLSCOPE_IMGUI_DIR names (1.90 or later).
include_guard(GLOBAL)

set(POOLSCOPE_IMGUI_DIR "" CACHE PATH "A folder of Dear ImGui's sources to build in place of Debian's")
if(NOT POOLSCOPE_IMGUI_DIR)
  poolscope_pkg(imgui libimgui-dev imgui)
  poolscope_pkg(freetype libfreetype-dev freetype2)
  add_library(poolscope_imgui INTERFACE)
  target_include_directories(poolscope_imgui SYSTEM INTERFACE ${imgui_INCLUDEDIR}/backends)
  target_link_libraries(poolscope_imgui INTERFACE PkgConfig::imgui PkgConfig::freetype)
  return()
endif()

if(NOT EXISTS ${POOLSCOPE_IMGUI_DIR}/imgui.cpp)
  message(FATAL_ERROR "POOLSCOPE_IMGUI_DIR=${POOLSCOPE_IMGUI_DIR} holds no imgui.cpp: name the folder of ImGui's sources")
endif()
file(STRINGS ${POOLSCOPE_IMGUI_DIR}/imgui.h version REGEX "define IMGUI_VERSION_NUM")
string(REGEX REPLACE "[^0-9]" "" version "${version}")
if(version LESS 19000)
  message(FATAL_ERROR "POOLSCOPE_IMGUI_DIR=${POOLSCOPE_IMGUI_DIR} is Dear ImGui ${version}: take 1.90 or a later one")
endif()
set(sources imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp misc/cpp/imgui_stdlib.cpp
    backends/imgui_impl_opengl3.cpp)
list(TRANSFORM sources PREPEND ${POOLSCOPE_IMGUI_DIR}/)
add_library(poolscope_imgui STATIC ${sources})
target_compile_features(poolscope_imgui PUBLIC cxx_std_20)
target_compile_definitions(poolscope_imgui PUBLIC IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
# The backend's own loader of OpenGL serves one window a run only, in 1.92.
include(Glad)
target_compile_definitions(poolscope_imgui PRIVATE IMGUI_IMPL_OPENGL_LOADER_CUSTOM)
set_property(SOURCE ${POOLSCOPE_IMGUI_DIR}/backends/imgui_impl_opengl3.cpp
             PROPERTY COMPILE_OPTIONS -include glad/gl.h)
target_include_directories(poolscope_imgui SYSTEM PUBLIC ${POOLSCOPE_IMGUI_DIR} ${POOLSCOPE_IMGUI_DIR}/backends
                           ${POOLSCOPE_IMGUI_DIR}/misc/cpp)
target_link_libraries(poolscope_imgui PRIVATE poolscope_glad)
