# Installs the program to a new folder and draws with it from elsewhere, with an empty environment.
# Needs BUILD_DIR, WORK_DIR.

file(REMOVE_RECURSE ${WORK_DIR})
file(WRITE ${WORK_DIR}/grid.csv "1,2,3,4\n5,6,7,8\n9,10,11,12\n13,14,15,16\n")
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${WORK_DIR}/prefix --component program
                COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
execute_process(COMMAND env -i "LSAN_OPTIONS=$ENV{LSAN_OPTIONS}" ${WORK_DIR}/prefix/bin/poolscope render grid.csv -o step.png
                WORKING_DIRECTORY ${WORK_DIR} COMMAND_ERROR_IS_FATAL ANY)
foreach(file step.png prefix/share/applications/poolscope.desktop
             prefix/share/icons/hicolor/scalable/apps/poolscope.svg)
  if(NOT EXISTS ${WORK_DIR}/${file})
    message(FATAL_ERROR "there is no ${file}")
  endif()
endforeach()
